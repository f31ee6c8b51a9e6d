import { percentText, readPercent, readYuan, yuanText } from "../../text/amounts.ts";
// Parties, milestones and payments as lines of a form, and back.
import type { Say } from "../../text/texts.ts";
import { orNull } from "../../ui/record/fields.ts";
import type { Agreement, Milestone, Party, Payment } from "./data.ts";
import type { Row, RowColumn } from "./rows-editor.tsx";
import type { AgreementsKey } from "./texts.ts";

export const PARTS = ["parties", "milestones", "payments"] as const;
export type Part = (typeof PARTS)[number];

const ROLES = ["buyer", "seller", "partner", "platform", "zone", "university"] as const;
const PAYMENTS = ["instalment", "fixed", "royalty", "deferred"] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

type SayAgreements = Say<AgreementsKey>;

export function columnsOf(part: Part, t: SayAgreements): readonly RowColumn[] {
  const check = {
    day: (text: string) => (text.trim() === "" || DAY.test(text.trim()) ? null : t("dayUnreadable")),
    share: (text: string) => (readPercent(text) === null ? t("shareUnreadable") : null),
    royalty: (text: string) => (text.trim() === "" || readPercent(text) !== null ? null : t("shareUnreadable")),
    amount: (text: string) => (text.trim() === "" || readYuan(text) !== null ? null : t("amountUnreadable")),
  };
  if (part === "parties") {
    return [
      { key: "role", label: t("role"), options: ROLES.map((value) => ({ value, label: t(`role.${value}`) })) },
      { key: "name", label: t("partyName") },
      { key: "representative", label: t("representative") },
      { key: "creditCode", label: t("creditCode") },
      { key: "share", label: t("share"), check: check.share },
    ];
  }
  if (part === "milestones") {
    return [
      { key: "title", label: t("milestone") },
      { key: "deliverable", label: t("deliverable") },
      { key: "dueOn", label: t("dueOn"), check: check.day },
    ];
  }
  return [
    {
      key: "kind",
      label: t("paymentKind"),
      options: PAYMENTS.map((value) => ({ value, label: t(`payment.${value}`) })),
    },
    { key: "condition", label: t("condition") },
    { key: "amount", label: t("paidYuan"), check: check.amount },
    { key: "royalty", label: t("royalty"), check: check.royalty },
    { key: "dueOn", label: t("dueOn"), check: check.day },
  ];
}

export function blankOf(part: Part): Row {
  if (part === "parties") return { role: "partner", name: "", representative: "", creditCode: "", share: "0" };
  if (part === "milestones") return { title: "", deliverable: "", dueOn: "", id: "" };
  return { kind: "instalment", condition: "", amount: "", royalty: "", dueOn: "" };
}

export function rowsOf(part: Part, agreement: Agreement): readonly Row[] {
  if (part === "parties") {
    return agreement.parties.map(({ role, name, representative, creditCode, shareBp }) => ({
      role,
      name,
      representative,
      creditCode: creditCode ?? "",
      share: percentText(shareBp),
    }));
  }
  if (part === "milestones") {
    return agreement.milestones.map(({ title, deliverable, dueOn, id }) => ({
      title,
      deliverable,
      dueOn: dueOn ?? "",
      id: id ?? "",
    }));
  }
  return agreement.payments.map(({ kind, condition, amountFen, royaltyBp, dueOn }) => ({
    kind,
    condition,
    amount: yuanText(amountFen),
    royalty: percentText(royaltyBp),
    dueOn: dueOn ?? "",
  }));
}

export function sumOfShares(rows: readonly Row[]): string {
  return percentText(rows.reduce((sum, { share = "" }) => sum + (readPercent(share) ?? 0), 0));
}

/** The lines as the API takes them; empty ones are left out. */
export function changeOfPart(part: Part, rows: readonly Row[]) {
  const said = (text = "") => text.trim();
  if (part === "parties") {
    const parties = rows
      .filter(({ name }) => said(name) !== "")
      .map(({ role, name, representative, creditCode, share = "" }) => ({
        role: role as Party["role"],
        name: said(name),
        representative: said(representative),
        creditCode: orNull(said(creditCode)),
        shareBp: readPercent(share) ?? 0,
      }));
    return { parties };
  }
  if (part === "milestones") {
    const milestones = rows
      .filter(({ title }) => said(title) !== "")
      .map(
        ({ title, deliverable, dueOn, id }): Milestone => ({
          title: said(title),
          deliverable: said(deliverable),
          dueOn: orNull(said(dueOn)),
          id: orNull(said(id)),
        }),
      );
    return { milestones };
  }
  const payments = rows
    .filter(({ condition, amount, royalty }) => [condition, amount, royalty].some((text) => said(text) !== ""))
    .map(
      ({ kind, condition, amount, royalty, dueOn }): Payment => ({
        kind: kind as Payment["kind"],
        condition: said(condition),
        amountFen: readYuan(said(amount)),
        royaltyBp: readPercent(said(royalty)),
        dueOn: orNull(said(dueOn)),
      }),
    );
  return { payments };
}
