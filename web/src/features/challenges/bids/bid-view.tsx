import { useLanguage, useTexts } from "../../../text/texts.ts";
import { formatFen } from "../../../text/format.ts";
import { Prose } from "../../../ui/record/layout.tsx";
import type { Terms } from "../notice/data.ts";
import type { Bid, BidContent } from "./data.ts";
import { bidTexts } from "./texts.ts";

/** Members with units, roles and hours, a line each. */
export function teamText({ members }: BidContent, lead: string): string {
  return members
    .map(({ name, unit, title, role, hours, isLead }) =>
      [isLead ? `${name}（${lead}）` : name, title, unit, role, hours === null ? "" : `${hours} h`]
        .filter((part) => part !== "")
        .join(" · "),
    )
    .join("\n");
}

export function promisedText({ indicators }: BidContent, terms: Terms): string {
  return terms.indicators
    .map(({ key, name, target, unit }) => {
      const promised = indicators.find((each) => each.key === key)?.promised ?? "—";
      return `${name}：${promised}（${target}${unit}）`;
    })
    .join("\n");
}

/** A bid as it was put in. */
export function BidView({ bid, terms }: { readonly bid: Bid; readonly terms: Terms }) {
  const t = useTexts(bidTexts);
  const language = useLanguage();
  const { content } = bid;
  const price = [formatFen(content.price, language), content.priceNote].filter((part) => part !== "").join(" · ");
  return (
    <>
      <Prose title={t("team")} text={teamText(content, t("lead"))} />
      <Prose title={t("plan")} text={content.plan} />
      <Prose title={t("promised")} text={promisedText(content, terms)} />
      <Prose title={t("priceHead")} text={price} />
      <Prose title={t("evidence")} text={content.evidence} />
      <Prose title={t("contact")} text={content.contact} />
    </>
  );
}
