import { readYuan, yuanText } from "../../../text/amounts.ts";
// Steps of a flow as lines of a form, and back.
import type { Say } from "../../../text/texts.ts";
import type { Row, RowColumn } from "../rows-editor.tsx";
import { KINDS } from "../rules.ts";
import type { AgreementsKey } from "../texts.ts";
import type { FlowStep } from "./data.ts";
import type { flowTexts } from "./flow-texts.ts";

const STEP_KINDS = ["review", "statement", "pricing", "publicity", "seal"] as const;
const STEP_ROLES = [
  "pair_lead",
  "pair_officer",
  "technology_manager",
  "liaison_officer",
  "transfer_officer",
  "zone_officer",
] as const;

export const BLANK_STEP: Row = { name: "", kind: "review", roles: "", kinds: "", from: "", minDays: "" };

type SayFlow = Say<keyof typeof flowTexts.lines>;

export function columnsOfSteps(t: SayFlow, said: Say<AgreementsKey>): readonly RowColumn[] {
  return [
    { key: "name", label: t("name") },
    { key: "kind", label: t("kind"), options: STEP_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })) },
    {
      key: "roles",
      label: t("roles"),
      isMany: true,
      options: STEP_ROLES.map((value) => ({ value, label: t(`role.${value}`) })),
    },
    {
      key: "kinds",
      label: t("kinds"),
      isMany: true,
      options: KINDS.map((value) => ({ value, label: said(`kind.${value}`) })),
    },
    { key: "from", label: t("from") },
    { key: "minDays", label: t("minDays") },
  ];
}

const many = (text = "") => text.split(",").filter((value) => value !== "");

export function rowOf({ name, kind, roles, kinds = [], fromFen = null, minDays = 0 }: FlowStep): Row {
  return {
    name,
    kind,
    roles: roles.join(","),
    kinds: kinds.join(","),
    from: yuanText(fromFen),
    minDays: minDays === 0 ? "" : String(minDays),
  };
}

export function stepOf({ name = "", kind, roles, kinds, from = "", minDays = "" }: Row): FlowStep {
  return {
    name: name.trim(),
    kind: kind as FlowStep["kind"],
    roles: many(roles) as FlowStep["roles"],
    kinds: many(kinds) as NonNullable<FlowStep["kinds"]>,
    fromFen: readYuan(from.trim()),
    minDays: minDays.trim() === "" ? 0 : Number(minDays),
  };
}

/** What is wrong with a line, before it is worth sending. */
export function stepProblem(rows: readonly Row[], t: SayFlow): string | null {
  for (const [at, { name = "", roles, from = "", minDays = "" }] of rows.entries()) {
    if (name.trim() === "") continue;
    if (many(roles).length === 0) return t("roleMissing", { number: at + 1 });
    if (from.trim() !== "" && readYuan(from.trim()) === null) return t("amountUnreadable", { number: at + 1 });
    if (!/^\d{0,3}$/.test(minDays.trim())) return t("daysUnreadable", { number: at + 1 });
  }
  return null;
}
