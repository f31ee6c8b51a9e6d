// What figures and standstills say together. Pure.
import { type Bilingual, defineErrors, formatMoney, type Language } from "@dual-high/kernel";
import type { BriefFigure, BriefPart, BriefStop, Period } from "../../platform/ports.ts";
import type { Compared } from "./periods.ts";
import type { Brief } from "./types.ts";

export const insightError = defineErrors({
  "insight.period_upside_down": {
    kind: "validation",
    message: {
      zh: ({ from, until }: { readonly from: string; readonly until: string }) =>
        `专报的截止日期 ${until} 不晚于起始日期 ${from}。请改其中一个日期。`,
      en: ({ from, until }: { readonly from: string; readonly until: string }) =>
        `The brief would end on ${until}, not after it begins on ${from}. Change one of the days.`,
    },
  },
  "insight.not_a_pair": {
    kind: "validation",
    message: {
      zh: () => "专报按结对编写，这里不是结对。请从上方切换到一个结对。",
      en: () => "A brief is that of a pair, and this is none. Choose a pair at the top.",
    },
  },
  "insight.figure_unknown": {
    kind: "not_found",
    message: {
      zh: ({ figure }: { readonly figure: string }) =>
        `专报里没有“${figure}”这个指标，或您看不到它的明细。请回到专报重新选择。`,
      en: ({ figure }: { readonly figure: string }) =>
        `The brief has no figure “${figure}”, or you do not see its rows. Go back to the brief and choose again.`,
    },
  },
});

const AN_HOUR = 60n;

/** "12 条", "120.0 万元", "36 小时". */
function amountText(
  { unit, measure }: Pick<BriefFigure, "unit" | "measure">,
  amount: bigint,
  language: Language,
): string {
  if (unit === "fen") return formatMoney(amount, language);
  const number = unit === "minutes" ? amount / AN_HOUR : amount;
  return language === "zh" ? `${number} ${measure.zh}` : `${number} ${measure.en}`;
}

function amountWords(figure: BriefFigure, amount: bigint): Bilingual {
  return { zh: amountText(figure, amount, "zh"), en: amountText(figure, amount, "en") };
}

const isNone = (figure: BriefFigure) => figure.inPeriod < (figure.unit === "minutes" ? AN_HOUR : 1n);

/** A sentence for each part that moved; one that says so where nothing did. */
export function tellMoves(parts: readonly BriefPart[]): Bilingual[] {
  const sentences = parts.flatMap(({ figures }) => {
    const moved = figures.filter((figure) => !isNone(figure));
    if (moved.length === 0) return [];
    const zh = moved.map((figure) => `${figure.label.zh} ${amountText(figure, figure.inPeriod, "zh")}`);
    const en = moved.map((figure) =>
      figure.unit === "fen"
        ? `${figure.label.en.toLowerCase()} ${amountText(figure, figure.inPeriod, "en")}`
        : amountText(figure, figure.inPeriod, "en"),
    );
    return [{ zh: `${zh.join("，")}。`, en: `${capital(en.join(", "))}.` }];
  });
  return sentences.length > 0 ? sentences : [{ zh: "本期没有新的进展。", en: "Nothing moved in this period." }];
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** What is asked of the same people stands together, in the order in which it comes. */
export function tellAsks(stops: readonly BriefStop[]): Brief["asks"] {
  const asks = new Map<string, { whom: Bilingual; what: Bilingual[] }>();
  for (const { whom, ask } of stops) {
    const known = asks.get(whom.zh);
    if (known === undefined) asks.set(whom.zh, { whom, what: [ask] });
    else if (!known.what.some(({ zh }) => zh === ask.zh)) known.what.push(ask);
  }
  return [...asks.values()];
}

/**
 * Figures with what changed. A part of the work in which nothing ever counted is left out; a stretch before the first day of any
 * figure is compared with nothing.
 */
export function showFigures(
  parts: readonly BriefPart[],
  { before, yearBefore }: Pick<Brief["compared"], "before" | "yearBefore">,
): Brief["figures"] {
  return parts
    .filter(({ figures }) => figures.some(({ since }) => since !== null))
    .flatMap(({ figures }) =>
      figures.map((figure) => ({
        key: figure.key,
        label: figure.label,
        unit: figure.unit,
        inPeriod: String(figure.inPeriod),
        inAll: String(figure.inAll),
        before: before === null ? null : compareFigure(figure, figure.before),
        yearBefore: yearBefore === null ? null : compareFigure(figure, figure.yearBefore),
        shown: { inPeriod: amountWords(figure, figure.inPeriod), inAll: amountWords(figure, figure.inAll) },
        path: figure.path,
      })),
    );
}

/** Stretches that lie before anything was entered are left out. */
export function keepKnown(parts: readonly BriefPart[], { before, yearBefore }: Compared) {
  const firsts = parts.flatMap(({ figures }) => figures.flatMap(({ since }) => since ?? []));
  const isKnown = (period: Period | null) => period !== null && firsts.some((since) => since < period.until);
  return { before: isKnown(before) ? before : null, yearBefore: isKnown(yearBefore) ? yearBefore : null };
}

function compareFigure(figure: BriefFigure, earlier: bigint): NonNullable<Brief["figures"][number]["before"]> {
  const by = figure.inPeriod - earlier;
  const change = (language: Language) => {
    if (by === 0n) return language === "zh" ? "持平" : "as before";
    return `${by > 0n ? "+" : "−"}${amountText(figure, by < 0n ? -by : by, language)}`;
  };
  return {
    amount: String(earlier),
    change: String(by),
    shown: { amount: amountWords(figure, earlier), change: { zh: change("zh"), en: change("en") } },
  };
}

export function showRows(figure: BriefFigure, rows: NonNullable<BriefPart["rows"]>) {
  return rows.map(({ day, title, amount, path }) => ({
    day,
    title,
    amount: String(amount),
    shown: amountWords(figure, amount),
    path,
  }));
}

export function shownAmount(figure: BriefFigure): Bilingual {
  return amountWords(figure, figure.inPeriod);
}

export function refuseUpsideDown(from: string, until: string): void {
  if (until <= from) throw insightError("insight.period_upside_down", { from, until });
}
