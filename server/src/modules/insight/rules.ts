// What figures and standstills say together. Pure.
import { type Bilingual, defineErrors, formatMoney, type Language } from "@dual-high/kernel";
import type { BriefFigure, BriefPart, BriefStop } from "../../platform/ports.ts";
import type { Brief } from "./types.ts";

const insightError = defineErrors({
  "insight.period_upside_down": {
    kind: "validation",
    message: {
      zh: ({ from, until }: { readonly from: string; readonly until: string }) =>
        `专报的截止日期 ${until} 不晚于起始日期 ${from}。请改其中一个日期。`,
      en: ({ from, until }: { readonly from: string; readonly until: string }) =>
        `The brief would end on ${until}, not after it begins on ${from}. Change one of the days.`,
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

export function showFigures(parts: readonly BriefPart[]): Brief["figures"] {
  return parts.flatMap(({ figures }) =>
    figures.map((figure) => ({
      key: figure.key,
      label: figure.label,
      unit: figure.unit,
      inPeriod: String(figure.inPeriod),
      inAll: String(figure.inAll),
      shown: { inPeriod: amountWords(figure, figure.inPeriod), inAll: amountWords(figure, figure.inAll) },
      path: figure.path,
    })),
  );
}

export function refuseUpsideDown(from: string, until: string): void {
  if (until <= from) throw insightError("insight.period_upside_down", { from, until });
}
