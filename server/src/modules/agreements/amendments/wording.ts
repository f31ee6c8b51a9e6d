// What an amendment changes, in words: the same for the page and for the printed text. Pure.
import { type Bilingual, formatPercent, formatYuan } from "@dual-high/kernel";
import { changedFields } from "../rules.ts";
import { type AgreementContent, PARTY_ROLE_NAMES, PAYMENT_KIND_NAMES } from "../types.ts";
import { FIELD_NAMES } from "../wording.ts";

export interface WordedChange {
  readonly field: string;
  readonly label: Bilingual;
  readonly before: Bilingual;
  readonly after: Bilingual;
}

export function wordChanges(before: AgreementContent, after: AgreementContent): WordedChange[] {
  return changedFields(before, after).map((field) => ({
    field,
    label: FIELD_NAMES[field],
    before: wordField(before, field),
    after: wordField(after, field),
  }));
}

type Say = (names: Bilingual) => string;

function wordField(content: AgreementContent, field: keyof AgreementContent): Bilingual {
  const inLanguage = (language: "zh" | "en") => say(content, field, (names) => names[language]);
  return { zh: inLanguage("zh"), en: inLanguage("en") };
}

function say(content: AgreementContent, field: keyof AgreementContent, pick: Say): string {
  switch (field) {
    case "amountFen":
      return content.amountFen === null ? "" : yuan(content.amountFen, pick);
    case "parties":
      return content.parties
        .map(({ role, name, representative, shareBp }) =>
          line([pick(PARTY_ROLE_NAMES[role]), name, representative, formatPercent(shareBp)]),
        )
        .join("\n");
    case "milestones":
      return content.milestones
        .map(({ title, deliverable, dueOn }) => line([title, deliverable, dueOn ?? ""]))
        .join("\n");
    case "payments":
      return content.payments
        .map(({ kind, condition, amountFen, royaltyBp, dueOn }) =>
          line([
            pick(PAYMENT_KIND_NAMES[kind]),
            condition,
            amountFen === null ? formatPercent(royaltyBp ?? 0) : yuan(amountFen, pick),
            dueOn ?? "",
          ]),
        )
        .join("\n");
    default:
      return content[field] ?? "";
  }
}

function line(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" · ");
}

function yuan(fen: string, pick: Say): string {
  const figure = formatYuan(fen);
  return pick({ zh: `${figure} 元`, en: `CNY ${figure}` });
}
