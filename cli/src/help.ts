import type { Language } from "@dual-high/kernel";

export interface HelpTexts {
  readonly program: string;
  readonly version: string;
  readonly helpOption: string;
  readonly helpCommand: string;
  readonly after: string;
  readonly titles: Readonly<Record<string, string>>;
  /** Words that commander puts into usage and defaults. */
  readonly words: Readonly<Record<string, string>>;
  readonly commands: Readonly<
    Record<
      | "match"
      | "rank"
      | "explain"
      | "terms"
      | "train"
      | "assign"
      | "sample"
      | "demo"
      | "backup"
      | "restore"
      | "audit"
      | "verify"
      | "admin"
      | "recover",
      { readonly short: string; readonly about: string }
    >
  >;
  readonly options: Readonly<
    Record<
      | "needs"
      | "achievements"
      | "instruments"
      | "teams"
      | "matchOut"
      | "top"
      | "capacity"
      | "today"
      | "threads"
      | "noResume"
      | "map"
      | "terms"
      | "termsOut"
      | "need"
      | "candidate"
      | "explainTop"
      | "embeddings"
      | "embeddingsModel"
      | "embeddingsPrefix"
      | "embeddingsCache"
      | "embeddingsWeight"
      | "rerank"
      | "rerankModel"
      | "rerankTop"
      | "sendRestricted"
      | "rankNeeds"
      | "candidates"
      | "rankTop"
      | "rankOut"
      | "feedback"
      | "trainOut"
      | "trainWeights"
      | "weights"
      | "problem"
      | "assignOut"
      | "sampleOut"
      | "seed"
      | "forms"
      | "demoOut"
      | "story"
      | "backupFile"
      | "restoreFile"
      | "heads"
      | "against"
      | "login"
      | "json"
      | "quiet"
      | "lang",
      string
    >
  >;
}

const zh: HelpTexts = {
  program: "双高协同：把需求、成果、仪器、团队几张清单变成一份能带去开会的对接清单。",
  version: "显示版本",
  helpOption: "显示帮助",
  helpCommand: "显示某个命令的帮助",
  after: [
    "退出码：0 完成，1 未完成，2 输入有误。",
    "列名怎样识别、哪些文件会被拒绝，见 docs/lists.md。",
    "English: dualhigh --help --lang en",
  ].join("\n"),
  titles: {
    "Usage:": "用法：",
    "Arguments:": "参数：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "Global Options:": "通用选项：",
  },
  words: { "[options]": "[选项]", "[command]": "[命令]", "(default: ": "（默认：", '")': '"）', "[])": "[]）" },
  commands: {
    match: {
      short: "清单进，对接清单出（主要用途）",
      about:
        "读入清单，为每条需求找出值得走访的伙伴并说明理由，在名额内排出谁承接哪条，指出太含糊要先澄清的需求。有问题的行会标在一份交还的工作簿里。",
    },
    rank: {
      short: "为每条需求给候选打分排序",
      about: "为每条需求给候选打分排序，写出 needId、candidateId、score 三列（制表符分隔）。",
    },
    explain: {
      short: "说明某个候选为什么排在这里",
      about: "说明一个候选对一条需求为什么得这个分：共同的词各占多少、去掉会怎样、缺什么，以及为什么没有进入前几位。",
    },
    terms: {
      short: "写出中英文术语表",
      about: "写出内置的中英文术语表（制表符分隔，Excel 可直接打开）。改好后用 match 或 rank 的 --terms 交回。",
    },
    train: {
      short: "从采纳与谢绝中学习权重",
      about:
        "从采纳与谢绝的决定中学习含义与字面各占多少，先在未参与学习的决定上与现有权重比较，更好才写出权重文件。不会自行启用。",
    },
    assign: {
      short: "在名额内分配需求",
      about: "读入分配问题（JSON），在名额、下限和回避关系下求总值最大或最公平的分配，写出计划（JSON）。",
    },
    sample: {
      short: "生成样例清单（虚构）",
      about: "生成一套无锡规模的样例清单：100 条需求、5151 项成果、500 台仪器和若干团队。均为虚构，并已标明。",
    },
    demo: {
      short: "用样例清单走一遍，或打开一个故事",
      about:
        "生成样例清单并做一次对接，说明结果在哪里。给出 wuxi：启动服务器，装入无锡高新区 × 江南大学的两个故事，数据放在“输出文件夹/wuxi”，按 Ctrl-C 停止。",
    },
    backup: {
      short: "把服务的全部数据备份成一个文件",
      about:
        "把数据库和上传文件写成一个文件，每个字节都有校验。服务运行时也可以备份；内嵌数据库备份的是最新快照。数据位置由 DATABASE_URL、DATA_DIR、FILES_DIR 指定。",
    },
    restore: {
      short: "把备份恢复到空的数据库",
      about: "先核对备份的每个字节，再恢复到空的数据库或新的数据文件夹；有损坏就什么也不恢复。先停止服务。",
    },
    audit: { short: "审计记录", about: "核验审计记录没有被改动。" },
    verify: {
      short: "核验审计链",
      about: "重新计算每条审计链，指出第一处被改动、删除或调换的记录。",
    },
    admin: { short: "管理员账号", about: "在服务所在的机器上找回管理员账号。" },
    recover: {
      short: "为管理员重设密码",
      about: "给一位管理员一次性链接，用来设置新密码；账号停用的会重新启用。内嵌数据库须先停止服务。",
    },
  },
  options: {
    needs: "需求：.xlsx、.xls、.csv、.jsonl，或 .docx 征集表、装征集表的文件夹或 .zip",
    achievements: "成果（专利）清单",
    instruments: "共享仪器清单",
    teams: "团队或专家清单",
    matchOut: "写出的对接清单（.xlsx；很大的清单用 .jsonl，每条需求一行）",
    top: "每条需求最多推荐几个伙伴（1–50）",
    capacity: "清单未写明时，每个团队最多承接几条",
    today: "按哪一天核对专利是否有效，默认今天",
    threads: "匹配大清单（1000 条需求起）用几个线程（1–64），默认等于处理器核数，最多 8",
    noResume: "不接着上次没算完的算，从头开始",
    map: "指明列名对应的字段，可多次使用，如 needs:诉求=title",
    terms: "自己的中英文术语表（.xlsx、.tsv），叠加在内置术语之上；英文留空的术语不翻译",
    termsOut: "写出的文件（.tsv）",
    embeddings:
      "向量模型：服务地址（OpenAI 形式，文字会发送过去），或本机 ONNX 模型文件夹；密钥放在 DUALHIGH_EMBEDDINGS_KEY",
    embeddingsModel: "向量模型的名称（给了地址时必需）",
    embeddingsPrefix: "需求前面加的指令，如 Qwen3-Embedding、E5 所要求的",
    embeddingsCache: "缓存向量的文件夹，同一文字只发送一次",
    embeddingsWeight: "向量模型在得分中占的百分比（0–100），默认 25",
    rerank: "重排模型：服务地址，或本机 ONNX 模型文件夹；密钥放在 DUALHIGH_RERANK_KEY",
    rerankModel: "重排模型的名称（给了地址时必需）",
    rerankTop: "对前几名重排（1–1000），默认 50",
    sendRestricted: "标为受限（restricted）的也交给模型",
    need: "需求的编号",
    candidate: "候选的编号",
    explainTop: "前几位算作推荐",
    rankNeeds: "需求：每条有 id、title、content（.jsonl），或任一种清单",
    candidates: "候选：每条有 id、title、content，团队可有 items（.jsonl），或成果清单",
    rankTop: "每条需求写出几个候选，或 all",
    rankOut: "写出的文件（.tsv）",
    feedback:
      "决定：从系统的对接页面下载的 .jsonl，或制表符分隔的需求 id、候选 id、accepted 或 refused、谢绝原因（可不写），后者还要 --needs 和 --candidates",
    trainWeights: "现在启用的权重文件，学得的与它比较；不写时为引擎自带的，或下载的决定里写明的",
    trainOut: "更好时写出的权重文件（.json）",
    weights: "train 写出、你决定启用的权重文件",
    problem: "分配问题：needs、suppliers、edges 等，见 docs/assign.md",
    assignOut: "写出的计划（.json）",
    sampleOut: "写到哪个文件夹",
    seed: "种子；相同的种子生成相同的文件",
    forms: "另外把需求写成 100 份 .docx 征集表",
    demoOut: "写到哪个文件夹",
    story: "要看的故事：wuxi",
    backupFile: "写出的备份文件",
    restoreFile: "备份文件",
    heads: "把各条审计链的末端写到这个文件；与数据库分开保存",
    against: "与以前另存的末端核对",
    login: "管理员的登录名",
    json: "只输出一行 JSON",
    quiet: "不输出进度和小结",
    lang: "语言",
  },
};

const en: HelpTexts = {
  program:
    "Dual-High: turns lists of needs, achievements, instruments and teams into a match list to take to a meeting.",
  version: "show the version",
  helpOption: "show help",
  helpCommand: "show help for a command",
  after: [
    "Exit codes: 0 done, 1 failed, 2 bad input.",
    "How columns are found and which files are refused: docs/lists.md.",
    "中文：dualhigh --help --lang zh",
  ].join("\n"),
  titles: {},
  words: {},
  commands: {
    match: {
      short: "lists in, match list out (the main job)",
      about:
        "Reads the lists and writes a match list: for every need the partners worth a visit and why, who takes which need within capacities, and which needs are too vague. Rows with something to mend come back marked in a workbook.",
    },
    rank: {
      short: "score and order candidates for every need",
      about: "Scores and orders candidates for every need and writes needId, candidateId, score, separated by tabs.",
    },
    explain: {
      short: "say why a candidate stands where it stands",
      about:
        "Says why a candidate has its score for a need: what each word in common is worth, what would be without it, what is missing, and why it is not among the first.",
    },
    terms: {
      short: "write the list of Chinese and English terms",
      about:
        "Writes the built-in terms in Chinese and English, separated by tabs, as Excel opens it. Edit it and hand it to match or rank with --terms.",
    },
    train: {
      short: "learn weights from accepted and refused candidates",
      about:
        "Learns from decisions how much meaning counts beside wording, compares with the present weights on decisions held back, and writes a file of weights if they are better. It is never put in force by itself.",
    },
    assign: {
      short: "assign needs within capacities",
      about:
        "Reads an assignment problem (JSON), finds the plan of greatest total, or the fairest, under limits and forbidden pairs, and writes it (JSON).",
    },
    sample: {
      short: "make sample lists",
      about:
        "Makes sample lists of Wuxi's size: 100 needs, 5,151 achievements, 500 instruments and some teams. All made up, and marked so.",
    },
    demo: {
      short: "go through it with sample lists, or open a story",
      about:
        "Makes sample lists, matches them and says where the result lies. With wuxi: starts the server with both stories of Wuxi's pair, on data in the folder wuxi beneath --out, until Ctrl-C.",
    },
    backup: {
      short: "write all of the server's data to one file",
      about:
        "Writes the database and the uploaded files to one file, with a digest of every byte, beside a running server as well; of an embedded database it takes the newest snapshot then. DATABASE_URL, DATA_DIR and FILES_DIR say where the data lies.",
    },
    restore: {
      short: "fill an empty database from a backup",
      about:
        "Checks every byte of the backup and then fills an empty database or a new data folder; of a damaged one nothing is restored. Stop the server first.",
    },
    audit: { short: "the record of what was done", about: "Verifies that the audit was not changed." },
    verify: {
      short: "verify the chains of the audit",
      about: "Computes every chain anew and names the first event that was changed, removed or moved.",
    },
    admin: { short: "accounts of administrators", about: "The way back in, for whoever holds the machine." },
    recover: {
      short: "let an administrator set a new password",
      about:
        "Makes a one-time link with which an administrator sets a new password; a disabled account works again. With an embedded database, stop the server first.",
    },
  },
  options: {
    needs: "needs: .xlsx, .xls, .csv, .jsonl, or .docx forms, a folder of them or a .zip",
    achievements: "list of achievements (patents)",
    instruments: "list of shared instruments",
    teams: "list of teams or experts",
    matchOut: "the match list to write (.xlsx; .jsonl for very large lists, one line for each need)",
    top: "partners per need at most (1-50)",
    capacity: "needs per team at most, where its list does not say",
    today: "the day on which patents have to be in force; default today",
    threads: "threads that match a large list (from 1000 needs), 1 to 64; as many as there are cores, at most 8",
    noResume: "begin anew instead of going on with a run that was stopped",
    map: "name a column's field; repeatable, such as needs:Wish=title",
    terms:
      "own terms in Chinese and English (.xlsx, .tsv), on top of the built-in ones; one without English is left out",
    termsOut: "the file to write (.tsv)",
    embeddings:
      "embedding model: an address (OpenAI form; texts are sent there) or a local folder with an ONNX model; key in DUALHIGH_EMBEDDINGS_KEY",
    embeddingsModel: "its name (with an address)",
    embeddingsPrefix: "what stands before a need, as Qwen3-Embedding and E5 expect",
    embeddingsCache: "folder that keeps vectors, so that a text is sent once",
    embeddingsWeight: "its part in the score in percent (0-100), 25 unless told otherwise",
    rerank: "reranker: an address or a local folder with an ONNX model; key in DUALHIGH_RERANK_KEY",
    rerankModel: "its name (with an address)",
    rerankTop: "how far down it is asked (1-1000), 50 unless told otherwise",
    sendRestricted: "give models also what is marked as restricted",
    need: "id of the need",
    candidate: "id of the candidate",
    explainTop: "how many are shown as suggestions",
    rankNeeds: "needs with id, title, content (.jsonl), or any list of needs",
    candidates: "candidates with id, title, content, a team also items (.jsonl), or a list of achievements",
    rankTop: "candidates per need, or all",
    rankOut: "the file to write (.tsv)",
    feedback:
      "decisions: the .jsonl that the page of a run gives, or need id, candidate id, accepted or refused, and the reason of a refusal if there is one, separated by tabs, with --needs and --candidates",
    trainWeights:
      "the weights in force, to compare with; the engine's own, or those that the decisions of the server name, when left out",
    trainOut: "the file of weights to write if they are better (.json)",
    weights: "weights written by train that you decide to put in force",
    problem: "the problem: needs, suppliers, edges and more, see docs/assign.md",
    assignOut: "the plan to write (.json)",
    sampleOut: "the folder to write to",
    seed: "seed; the same one makes the same files",
    forms: "also write the needs as 100 .docx forms",
    demoOut: "the folder to write to",
    story: "the story to look at: wuxi",
    backupFile: "the backup to write",
    restoreFile: "the backup",
    heads: "write the ends of the audit's chains to this file; keep it apart from the database",
    against: "compare with ends that were kept elsewhere",
    login: "login name of the administrator",
    json: "print one line of JSON only",
    quiet: "print neither progress nor summary",
    lang: "language",
  },
};

export const HELP: Readonly<Record<Language, HelpTexts>> = { zh, en };

/** commander's own errors in Chinese; in English they stand as they are. */
export function parsingError(text: string, language: Language): string {
  if (language === "en") return `${text.trimEnd()}\nSee dualhigh --help --lang en.\n`;
  const translations: readonly (readonly [RegExp, string])[] = [
    [/error: required option '(.+?)' not specified/, "缺少必需的选项 $1"],
    [/error: unknown option '(.+?)'(?:\n\(Did you mean (.+?)\?\))?/, "没有选项 $1"],
    [/error: option '(.+?)' argument missing/, "选项 $1 后面缺少内容"],
    [/error: missing required argument '(.+?)'/, "缺少参数 $1"],
    [/error: unknown command '(.+?)'(?:\n\(Did you mean (.+?)\?\))?/, "没有命令 $1"],
    [/error: too many arguments(?: for '(.+?)')?[\s\S]*/, "参数太多"],
  ];
  const found = translations.find(([pattern]) => pattern.test(text));
  return `出错：${found ? text.replace(found[0], found[1]).trimEnd() : text.trimEnd()}。用 dualhigh --help 查看用法。\n`;
}
