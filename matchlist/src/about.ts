import type { Language } from "@dual-high/kernel";
import {
  describeOrigin,
  LIST_NAMES,
  type ListKind,
  type ListReading,
  type SheetCell,
  type SheetPlan,
} from "@dual-high/lists";
import { BAND_THRESHOLDS, NEED_WEIGHTS, type Weights } from "@dual-high/matching";
import { countOutcomes } from "./compose.ts";
import type { MatchList } from "./types.ts";

/** An input as it was given. */
export interface InputFile {
  readonly kind: ListKind;
  readonly name: string;
  /** Bytes of the file, or of all forms of a folder. */
  readonly size: number;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
}

/** What the About sheet tells beyond the match list itself. */
export interface RunFacts {
  readonly version: string;
  readonly madeAt: Date;
  readonly inputs: readonly InputFile[];
  /** Models of others that had a part in the scores, as a person calls them. */
  readonly models?: readonly string[];
}

/** The moment as a clerk in Jiangsu reads it. */
function localTime(at: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" }).format(
    at,
  );
}

/** Digests of the inputs, rows read and refused, parameters, version and time: enough to repeat the run to the byte. */
export function aboutSheet(list: MatchList, facts: RunFacts, language: Language, heading: string): SheetPlan {
  const zh = language === "zh";
  const rows: (SheetCell | string | number | null)[][] = [];
  const section = (title: string) => rows.push([{ value: title, tone: "accent" }, null]);
  const line = (name: string, value: string | number) =>
    rows.push([{ value: name, tone: "muted" }, typeof value === "number" ? String(value) : value]);
  const counts = countOutcomes(list);

  section(zh ? "结果" : "Result");
  line(zh ? "找到伙伴" : "Matched", counts.matched);
  line(zh ? "先要澄清" : "To clarify first", counts.toClarify);
  line(zh ? "没有可信的伙伴" : "No believable partner", counts.unmatched);
  const placed = list.plan.lines.filter((planned) => planned.supplier !== null).length;
  line(zh ? "排入承接计划" : "Placed in the plan", `${placed} / ${list.plan.lines.length}`);
  line(
    zh ? "计划的相关度合计" : "Relevance of the plan",
    zh
      ? `${list.plan.total.toFixed(1)}（按先后逐条分配为 ${list.plan.greedyTotal.toFixed(1)}）`
      : `${list.plan.total.toFixed(1)} (one need after the other: ${list.plan.greedyTotal.toFixed(1)})`,
  );

  section(zh ? "读入的清单" : "Lists read");
  for (const input of facts.inputs) {
    const reading = list.lists[input.kind];
    if (reading === undefined) continue;
    const { read, warned, refused } = reading;
    line(
      LIST_NAMES[input.kind][language],
      zh
        ? `${input.name}：读到 ${read} 条，采用 ${read - refused} 条（其中 ${warned} 条有提醒），未采用 ${refused} 条`
        : `${input.name}: ${read} read, ${read - refused} used (${warned} with remarks), ${refused} refused`,
    );
    line("SHA-256", input.digest);
  }
  const notices = noticesOf(list, language);
  if (notices.length > 0) {
    section(zh ? "读表时的说明" : "Notes on reading");
    for (const notice of notices) line(notice.place, notice.text);
  }

  section(zh ? "怎样算的" : "How it was worked out");
  line(zh ? "每条需求推荐" : "Partners per need", zh ? `最多 ${list.options.top} 个` : `at most ${list.options.top}`);
  line(zh ? "未注明时每个团队承接" : "Needs per team unless stated", list.options.capacity);
  line(
    zh ? "匹配度分档（得分）" : "Bands (score)",
    zh
      ? `高 ≥ ${BAND_THRESHOLDS.strong}，中 ≥ ${BAND_THRESHOLDS.possible}，低 ≥ ${BAND_THRESHOLDS.weak}，再低不推荐`
      : `strong ≥ ${BAND_THRESHOLDS.strong}, possible ≥ ${BAND_THRESHOLDS.possible}, weak ≥ ${BAND_THRESHOLDS.weak}; below that nobody is suggested`,
  );
  line(
    zh ? "得分" : "Score",
    zh
      ? "两段文字共有用语和相近词义的加权余弦：越少见的用语越重，标题加重；再按清单写明的领域、就绪度与期限、名额小幅增减；不依赖姓名、单位和职称"
      : "weighted cosine of the wording that both texts share and of words of like meaning: rare wording counts more, titles count extra; then a little for field, readiness against the deadline and room, where the lists say so; names, units and ranks play no part",
  );
  const { weights } = list.options;
  if (weights !== undefined) {
    line(
      zh ? "权重" : "Weights",
      zh
        ? `由人启用的权重，与引擎自带的不同之处：${tellWeights(weights)}；分档按自带权重校准`
        : `put in force by a person; other than the engine's own: ${tellWeights(weights)}; the bands are calibrated with the engine's own`,
    );
  }
  if (facts.models !== undefined && facts.models.length > 0) {
    line(
      zh ? "参与打分的模型" : "Models in the score",
      zh
        ? `${facts.models.join("、")}；分档按不用模型时校准，这里只作排序参考`
        : `${facts.models.join(", ")}; the bands are calibrated without models, so read the scores as an order`,
    );
  }
  line(zh ? "法律状态核对日" : "Rights looked at on", list.options.today);
  line(zh ? "引擎版本" : "Engine version", facts.version);
  line(zh ? "生成时间" : "Made at", localTime(facts.madeAt));
  line(
    zh ? "请注意" : "Please note",
    zh
      ? "推荐供参考，是否对接由人决定；涉及国家秘密的内容不得导入。"
      : "Suggestions only: people decide. State secrets must not be imported.",
  );
  return {
    name: zh ? "说明" : "About",
    columns: [
      { header: "", width: 26 },
      { header: "", width: 110 },
    ],
    rows,
    heading: `${heading} · ${zh ? "说明" : "About"}`,
    isPlain: true,
  };
}

/** Those that differ from the engine's own, with its own in brackets. */
function tellWeights(weights: Weights): string {
  const names = (Object.keys(NEED_WEIGHTS) as (keyof Weights)[]).filter((name) => weights[name] !== NEED_WEIGHTS[name]);
  return names.length === 0 ? "-" : names.map((name) => `${name} ${weights[name]} (${NEED_WEIGHTS[name]})`).join(", ");
}

/** Remarks about files rather than rows: hidden sheets, unused columns, notes taken as notes. */
function noticesOf(list: MatchList, language: Language): { place: string; text: string }[] {
  const readings: (ListReading<ListKind> | undefined)[] = [
    list.lists.needs,
    list.lists.achievements,
    list.lists.instruments,
    list.lists.teams,
  ];
  return readings.flatMap((reading) =>
    (reading?.problems ?? [])
      .filter((problem) => problem.level === "notice")
      .slice(0, MOST_NOTICES)
      .map((problem) => ({
        place: `${problem.origin.file}${problem.origin.row === undefined ? "" : ` ${describeOrigin(problem.origin, language)}`}`,
        text: problem.text(language),
      })),
  );
}

const MOST_NOTICES = 30;
