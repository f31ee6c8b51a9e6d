import { type Bilingual, defineErrors } from "@dual-high/kernel";

interface Path {
  readonly path: string;
}

/** What can go wrong around files and options; what stands in the files is told by lists and matching. */
export const cliError = defineErrors({
  "cli.file_not_found": {
    kind: "validation",
    message: {
      zh: ({ path }: Path) => `找不到“${path}”。请检查路径；路径中有空格时要加引号。`,
      en: ({ path }: Path) => `“${path}” was not found. Check the path; quote it when it holds blanks.`,
    },
  },
  "cli.folder_for_forms_only": {
    kind: "validation",
    message: {
      zh: ({ path }: Path) => `“${path}”是文件夹；只有需求可以给文件夹（里面放 .docx 征集表），其他清单请给文件。`,
      en: ({ path }: Path) =>
        `“${path}” is a folder; only needs may be one, holding .docx forms. Name a file for the other lists.`,
    },
  },
  "cli.file_not_readable": {
    kind: "unavailable",
    message: {
      zh: ({ path, reason }: Path & { reason: string }) =>
        `无法读取“${path}”（${reason}）。请检查权限，或关闭正在占用它的程序。`,
      en: ({ path, reason }: Path & { reason: string }) =>
        `“${path}” cannot be read (${reason}). Check its permissions, or close the program that uses it.`,
    },
  },
  "cli.file_not_writable": {
    kind: "unavailable",
    message: {
      zh: ({ path, reason }: Path & { reason: string }) =>
        `无法写入“${path}”（${reason}）。若它正在 Excel 中打开，请先关闭；或用 --out 换个位置。`,
      en: ({ path, reason }: Path & { reason: string }) =>
        `“${path}” cannot be written (${reason}). Close it if it is open in Excel, or choose another place with --out.`,
    },
  },
  "cli.out_would_overwrite": {
    kind: "validation",
    message: {
      zh: ({ path }: Path) => `--out 指向了输入文件“${path}”，会把它覆盖。请换一个文件名。`,
      en: ({ path }: Path) => `--out names the input “${path}” and would overwrite it. Choose another name.`,
    },
  },
  "cli.number_option": {
    kind: "validation",
    message: {
      zh: ({ option, value, low, high }: { option: string; value: string; low: number; high: number }) =>
        `${option} 要是 ${low} 到 ${high} 的整数，收到的是“${value}”。`,
      en: ({ option, value, low, high }: { option: string; value: string; low: number; high: number }) =>
        `${option} takes a whole number from ${low} to ${high}; got “${value}”.`,
    },
  },
  "cli.day_option": {
    kind: "validation",
    message: {
      zh: ({ option, value }: { option: string; value: string }) =>
        `${option} 要写成 2026-06-30 这样的日期，收到的是“${value}”。`,
      en: ({ option, value }: { option: string; value: string }) =>
        `${option} takes a day like 2026-06-30; got “${value}”.`,
    },
  },
  "cli.lang_option": {
    kind: "validation",
    message: {
      zh: ({ value }: { value: string }) => `--lang 只能是 zh 或 en，收到的是“${value}”。`,
      en: ({ value }: { value: string }) => `--lang is zh or en; got “${value}”.`,
    },
  },
  "cli.map_option": {
    kind: "validation",
    message: {
      zh: ({ value }: { value: string }) =>
        `--map 要写成“清单:列名=字段”，清单为 needs、achievements、instruments 或 teams，如 --map 'needs:诉求=title'；收到的是“${value}”。`,
      en: ({ value }: { value: string }) =>
        `--map is written “list:header=field” with list needs, achievements, instruments or teams, such as --map 'needs:Wish=title'; got “${value}”.`,
    },
  },
  "cli.problem_not_json": {
    kind: "validation",
    message: {
      zh: ({ path, reason }: Path & { reason: string }) => `“${path}”不是正确的 JSON（${reason}）。请修正后重试。`,
      en: ({ path, reason }: Path & { reason: string }) =>
        `“${path}” is not valid JSON (${reason}). Correct it and try again.`,
    },
  },
  "cli.weights_not_usable": {
    kind: "validation",
    message: {
      zh: ({ path, zh }: Path & Bilingual) => `权重文件“${path}”不能用：${zh}。请用 dualhigh train 写出的文件。`,
      en: ({ path, en }: Path & Bilingual) =>
        `The weights of “${path}” cannot be used: ${en}. Give a file that dualhigh train wrote.`,
    },
  },
  "cli.not_decisions": {
    kind: "validation",
    message: {
      zh: ({ path }: Path) =>
        `“${path}”不是从系统下载的决定。请在对接页面重新下载，或给制表符分隔的 .tsv 文件并写明 --needs 和 --candidates。`,
      en: ({ path }: Path) =>
        `“${path}” does not hold decisions as the server gives them. Download it again from the page of the run, or give a .tsv file together with --needs and --candidates.`,
    },
  },
  "cli.decisions_without_texts": {
    kind: "validation",
    message: {
      zh: () => "制表符分隔的决定还要用 --needs 和 --candidates 写明需求和候选的文件；从系统下载的 .jsonl 文件不用。",
      en: () =>
        "Decisions separated by tabs need the lists that they are about: give --needs and --candidates. A .jsonl file from the server needs neither.",
    },
  },
  "cli.too_large_for_workbook": {
    kind: "validation",
    message: {
      zh: ({ needs, top, most }: { needs: number; top: number; most: number }) =>
        `${needs} 条需求、每条最多 ${top} 个伙伴，一个工作簿放不下（每条 ${top} 个时最多 ${most} 条需求）。请把 --out 改成 .jsonl（每条需求一行），或减小 --top，或把需求分成几份。`,
      en: ({ needs, top, most }: { needs: number; top: number; most: number }) =>
        `${needs} needs with up to ${top} partners each are too many for a workbook (at most ${most} needs with ${top} each). Let --out end in .jsonl (one line for each need), lower --top, or split the needs.`,
    },
  },
  "cli.no_needs": {
    kind: "validation",
    message: {
      zh: ({ path }: Path) => `“${path}”里没有一条可用的需求，所以没有生成对接清单。请看上面的提示，改正后重试。`,
      en: ({ path }: Path) =>
        `“${path}” holds no need that can be used, so no match list was made. See the remarks above, correct them and try again.`,
    },
  },
  "cli.no_texts": {
    kind: "validation",
    message: {
      zh: ({ path }: Path) =>
        `“${path}”里没有一条可用的记录，所以没有排序。请看上面的提示；.jsonl 每行写一个对象，如 {"id":"1","title":"…","content":"…"}。`,
      en: ({ path }: Path) =>
        `“${path}” holds no record that can be used, so nothing was ranked. See the remarks above; a .jsonl file holds one object a line, such as {"id":"1","title":"…","content":"…"}.`,
    },
  },
  "cli.no_such_record": {
    kind: "validation",
    message: {
      zh: ({ path, id }: Path & { id: string }) => `“${path}”里没有编号为“${id}”的记录。请核对编号。`,
      en: ({ path, id }: Path & { id: string }) => `“${path}” has no record with the id “${id}”. Check the id.`,
    },
  },
  "cli.models_for_small_lists": {
    kind: "validation",
    message: {
      zh: ({ needs, most }: { needs: number; most: number }) =>
        `match 只在不超过 ${most} 条需求时使用模型，这里有 ${needs} 条。请分批，或去掉 --embeddings、--rerank。`,
      en: ({ needs, most }: { needs: number; most: number }) =>
        `match uses models for ${most} needs at most; here are ${needs}. Split the list, or leave out --embeddings and --rerank.`,
    },
  },
  "cli.model_without_name": {
    kind: "validation",
    message: {
      zh: ({ option }: { option: string }) => `给了模型服务的地址，还要用 ${option} 写明模型名。`,
      en: ({ option }: { option: string }) => `The address of a model needs its name as well: give ${option}.`,
    },
  },
  "cli.out_exists": {
    kind: "validation",
    message: {
      zh: ({ path }: Path) => `“${path}”已经存在，没有覆盖。请换一个文件名。`,
      en: ({ path }: Path) => `“${path}” is there already and was not overwritten. Choose another name.`,
    },
  },
  "cli.story_unknown": {
    kind: "validation",
    message: {
      zh: ({ name, stories }: { name: string; stories: readonly string[] }) =>
        `没有叫“${name}”的故事；可以看的有：${stories.join("、")}。`,
      en: ({ name, stories }: { name: string; stories: readonly string[] }) =>
        `There is no story “${name}”; there is: ${stories.join(", ")}.`,
    },
  },
  "cli.story_folder_taken": {
    kind: "validation",
    message: {
      zh: ({ path }: Path) => `“${path}”里已有别的数据，没有动它。请用 --out 换一个文件夹，或先移走这个文件夹。`,
      en: ({ path }: Path) =>
        `“${path}” holds other data and was left alone. Choose another folder with --out, or move this one away.`,
    },
  },
  "cli.story_ended": {
    kind: "unavailable",
    message: {
      zh: ({ code }: { code: number }) => `服务器没有启动或意外停止（退出码 ${code}），原因见上面的文字。`,
      en: ({ code }: { code: number }) =>
        `The server did not start, or stopped (exit code ${code}); the lines above say why.`,
    },
  },
  "cli.backup_incomplete": {
    kind: "unavailable",
    message: {
      zh: ({ path, count }: Path & { count: number }) =>
        `备份“${path}”已写出，但有 ${count} 个上传文件的内容缺失或损坏，不在其中。请检查 FILES_DIR（默认为 DATA_DIR 下的 files）。`,
      en: ({ path, count }: Path & { count: number }) =>
        `“${path}” was written without the contents of ${count} uploaded files, which are missing or damaged. Check FILES_DIR (\`files\` in DATA_DIR by default).`,
    },
  },
  "cli.not_heads": {
    kind: "validation",
    message: {
      zh: ({ path }: Path) => `“${path}”不是审计链末端的记录。请用 backup 或 audit verify 的 --heads 写出的文件。`,
      en: ({ path }: Path) =>
        `“${path}” holds no ends of audit chains. Use a file that --heads of backup or audit verify wrote.`,
    },
  },
  "cli.audit_tampered": {
    kind: "unavailable",
    message: {
      zh: ({ count }: { count: number }) =>
        `审计记录有 ${count} 处与封存时不符，见上。请保留现场，停止服务，通知审计管理员。`,
      en: ({ count }: { count: number }) =>
        `The audit is not what was sealed in ${count} places, see above. Keep everything as it is, stop the server and tell the audit administrator.`,
    },
  },
});
