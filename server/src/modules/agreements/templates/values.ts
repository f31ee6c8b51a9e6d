// What an agreement puts into a text about it, in Chinese. Pure.
import { formatChineseAmount, formatPercent, formatYuan } from "@dual-high/kernel";
import type { AgreementRow } from "../queries.ts";
import {
  AGREEMENT_STATE_NAMES,
  type AgreementContent,
  KINDS,
  nameOfKind,
  PARTY_ROLE_NAMES,
  PAYMENT_KIND_NAMES,
  type PartyRole,
} from "../types.ts";
import type { AgreementValues } from "./fields.ts";

/** A line to write on, for what nobody has filled in. */
export const BLANK = "________________";
/** The same within a narrow cell. */
export const CELL_BLANK = "________";

export type Printed = Pick<AgreementRow, "number" | "state" | "signedOn" | "originNumber" | "originTitle">;

export function valuesOf(agreement: Printed, content: AgreementContent): AgreementValues {
  const { kind, subKind, amountFen, parties } = content;
  const { number, originNumber, originTitle } = agreement;
  const amount = amountFen === null ? null : BigInt(amountFen);
  const buyer = partyOf(parties, "buyer", 0);
  const seller = partyOf(parties, "seller", 1);
  return {
    texts: {
      title: content.title,
      number,
      heading: KINDS[kind].heading,
      kind: nameOfKind(kind, subKind).zh,
      status: statusOf(agreement),
      origin: originNumber === null ? "" : `${originNumber} ${originTitle ?? ""}`.trim(),
      amount: amount === null ? BLANK : formatYuan(amount),
      amount_words: amount === null ? BLANK : formatChineseAmount(amount),
      amount_wan: amount === null ? BLANK : wanOf(amount),
      starts_on: chineseDay(content.startsOn),
      ends_on: chineseDay(content.endsOn),
      signed_on: chineseDay(agreement.signedOn),
      subject: orBlank(content.subject),
      indicators: orBlank(content.indicators),
      ip_terms: orBlank(content.ipTerms),
      other_terms: orBlank(content.otherTerms),
      shares: orBlank(parties.map(({ name, shareBp }) => `${name} ${formatPercent(shareBp)}`).join("，")),
      buyer: orBlank(buyer?.name),
      buyer_code: orBlank(buyer?.creditCode),
      buyer_person: orBlank(buyer?.representative),
      seller: orBlank(seller?.name),
      seller_code: orBlank(seller?.creditCode),
      seller_person: orBlank(seller?.representative),
    },
    rows: {
      parties: parties.map(({ role, name, creditCode, representative, shareBp }, index) => ({
        no: String(index + 1),
        role: PARTY_ROLE_NAMES[role].zh,
        name,
        code: orBlank(creditCode, CELL_BLANK),
        person: orBlank(representative, CELL_BLANK),
        share: formatPercent(shareBp),
      })),
      milestones: content.milestones.map(({ title, deliverable, dueOn }, index) => ({
        no: String(index + 1),
        milestone: title,
        deliverable,
        due_on: dueOn ?? CELL_BLANK,
      })),
      payments: content.payments.map(({ kind: method, condition, amountFen: fen, royaltyBp, dueOn }, index) => ({
        no: String(index + 1),
        method: PAYMENT_KIND_NAMES[method].zh,
        condition,
        sum: fen === null ? `销售额的 ${formatPercent(royaltyBp ?? 0)}` : `${formatYuan(fen)} 元`,
        paid_by: dueOn ?? CELL_BLANK,
      })),
    },
  };
}

/** Whoever has the role; where nobody has it, whoever stands at that place and has the other's neither. */
function partyOf(parties: AgreementContent["parties"], role: PartyRole, place: number) {
  const named = parties.find((party) => party.role === role);
  const other = parties[place];
  return named ?? (other?.role === "buyer" || other?.role === "seller" ? undefined : other);
}

function statusOf({ state, signedOn }: Printed): string {
  return state === "draft" ? "草稿，未经签署不生效" : `${AGREEMENT_STATE_NAMES[state].zh} ${signedOn ?? ""}`.trim();
}

function orBlank(text: string | null | undefined, blank = BLANK): string {
  return text === null || text === undefined || text === "" ? blank : text;
}

function chineseDay(day: string | null): string {
  if (day === null) return "____年__月__日";
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

/** Exactly, without noughts at the end. */
function wanOf(fen: bigint): string {
  const fraction = String(fen % 1_000_000n)
    .padStart(6, "0")
    .replace(/0+$/, "");
  return `${fen / 1_000_000n}${fraction === "" ? "" : `.${fraction}`}`;
}
