import { formatMoneyRange, type Language, parseMoney } from "@dual-high/kernel";
import type { Schemas } from "@dual-high/client";
import { wanText } from "../../text/amounts.ts";
import { orNull } from "../../ui/record/fields.ts";

export type Need = Schemas["Need"];
export type NeedSummary = Schemas["NeedSummary"];
export type NeedState = Need["state"];
export type NeedAction = Need["actions"][number];
export type Clarity = Need["clarity"];
export type NeedRevision = Schemas["NeedRevision"];

export const STATES = [
  "draft",
  "submitted",
  "in_triage",
  "returned",
  "accepted",
  "matched",
  "in_talks",
  "in_challenge",
  "contracted",
  "delivered",
  "closed",
] as const satisfies readonly NeedState[];

export const NEEDS_REASON: ReadonlySet<NeedAction> = new Set<NeedAction>(["return", "close", "reopen"]);
/** As long as nobody was asked for it. */
export const MERGEABLE: ReadonlySet<NeedState> = new Set<NeedState>([
  "draft",
  "submitted",
  "in_triage",
  "returned",
  "accepted",
]);
/** What is asked for seldom, or ends something: not the one button that stands out. */
const ASIDE: ReadonlySet<NeedAction> = new Set<NeedAction>(["return", "close", "reopen", "pose_challenge"]);

/** The step that one usually takes next, and what else may be done. */
export function splitActions(actions: readonly NeedAction[]): {
  readonly next: NeedAction | null;
  readonly others: readonly NeedAction[];
} {
  const next = actions.find((action) => !ASIDE.has(action)) ?? null;
  return { next, others: actions.filter((action) => action !== next) };
}

const PATH = [
  "submitted",
  "in_triage",
  "accepted",
  "matched",
  "in_talks",
  "contracted",
  "delivered",
  "closed",
] as const satisfies readonly NeedState[];

export interface FlowStep {
  readonly state: NeedState;
  readonly place: "done" | "now" | "ahead" | "skipped";
}

/**
 * The usual way of a need as a row of steps. A draft stands before it, a return is a stop at triage, a challenge takes the
 * place of talks; what was passed over on the way to the end is told from what was done.
 */
export function flowOf(state: NeedState, visited: ReadonlySet<NeedState>): FlowStep[] {
  const path: NeedState[] = PATH.map((step) => {
    if (step === "in_triage" && state === "returned") return "returned";
    if (
      step === "in_talks" &&
      (state === "in_challenge" || (visited.has("in_challenge") && !visited.has("in_talks")))
    ) {
      return "in_challenge";
    }
    return step;
  });
  if (state === "draft" || visited.has("draft")) path.unshift("draft");
  const here = path.indexOf(state);
  return path.map((step, index) => ({
    state: step,
    place:
      index === here
        ? "now"
        : index > here
          ? "ahead"
          : step === "draft" || visited.has(step) || state !== "closed"
            ? "done"
            : "skipped",
  }));
}

/** A need as its form holds it: the budget as people write it. */
export interface NeedValues extends Readonly<Record<string, string | boolean>> {
  readonly title: string;
  readonly enterprise: string;
  readonly creditCode: string;
  readonly field: string;
  readonly content: string;
  readonly indicators: string;
  readonly basis: string;
  readonly cooperation: string;
  readonly budget: string;
  readonly deadline: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly contactEmail: string;
}

export const EMPTY_NEED: NeedValues = {
  title: "",
  enterprise: "",
  creditCode: "",
  field: "",
  content: "",
  indicators: "",
  basis: "",
  cooperation: "",
  budget: "",
  deadline: "",
  contactName: "",
  contactPhone: "",
  contactEmail: "",
};

const NEGOTIABLE = "面议";

/** The budget as the form shows it: `30-50万元`, `50万元以内`, `面议`. */
export function writeBudget({ budget, budgetNegotiable }: Pick<Need, "budget" | "budgetNegotiable">): string {
  if (budget === null) return budgetNegotiable ? NEGOTIABLE : "";
  const { low, high } = budget;
  if (low === high) return `${wanText(high)}万元`;
  return low === "0" ? `${wanText(high)}万元以内` : `${wanText(low)}-${wanText(high)}万元`;
}

/** What was written as a budget; null when it is not an amount. */
export function readBudget(text: string): Pick<Need, "budget" | "budgetNegotiable"> | null {
  const reading = parseMoney(text, "wan");
  if (reading.kind === "unreadable") return null;
  if (reading.kind !== "amount") return { budget: null, budgetNegotiable: reading.kind === "negotiable" };
  return { budget: { low: String(reading.low), high: String(reading.high) }, budgetNegotiable: false };
}

export function budgetText(need: Pick<Need, "budget" | "budgetNegotiable">, language: Language): string {
  if (need.budget === null) return need.budgetNegotiable ? { zh: NEGOTIABLE, en: "negotiable" }[language] : "";
  return formatMoneyRange({ low: BigInt(need.budget.low), high: BigInt(need.budget.high) }, language);
}

/** The contact that is shown may be masked: it is not for writing back, so the form starts without it. */
export function valuesOf(need: Need): NeedValues {
  const contact = need.isContactMasked ? null : need.contact;
  return {
    title: need.title,
    enterprise: need.enterprise ?? "",
    creditCode: need.creditCode ?? "",
    field: need.field ?? "",
    content: need.content,
    indicators: need.indicators ?? "",
    basis: need.basis ?? "",
    cooperation: need.cooperation ?? "",
    budget: writeBudget(need),
    deadline: need.deadline ?? "",
    contactName: contact?.name ?? "",
    contactPhone: contact?.phone ?? "",
    contactEmail: contact?.email ?? "",
  };
}

/** What a new need takes over from a former one: all but the day by which that was wanted. */
export function copyOf(need: Need): NeedValues {
  return { ...valuesOf(need), deadline: "" };
}

/** That of the need that is copied, the only one, or the only one that knows the enterprise; else somebody has to choose. */
export function firstOffice(offices: Schemas["NeedOffices"]["offices"], copied: Pick<Need, "scopeId"> | null): string {
  const known = offices.filter(({ isKnown }) => isKnown);
  const only = offices.length === 1 ? offices[0] : known.length === 1 ? known[0] : undefined;
  return (offices.find(({ id }) => id === copied?.scopeId) ?? only)?.id ?? "";
}

type NeedDraft = Schemas["NeedDraft"];
type NeedChange = Schemas["NeedChange"];

/** What is sent for a new need. A budget that cannot be read was refused by the form. */
export function draftOf(values: NeedValues): NeedDraft {
  return {
    title: values.title.trim(),
    content: values.content.trim(),
    enterprise: orNull(values.enterprise),
    enterpriseId: null,
    creditCode: orNull(values.creditCode),
    field: orNull(values.field),
    indicators: orNull(values.indicators),
    basis: orNull(values.basis),
    cooperation: orNull(values.cooperation),
    ...(readBudget(values.budget) ?? { budget: null, budgetNegotiable: false }),
    deadline: orNull(values.deadline),
    contact: contactOf(values),
  };
}

function contactOf(values: NeedValues): NonNullable<NeedDraft["contact"]> | null {
  const name = orNull(values.contactName);
  const phone = orNull(values.contactPhone);
  const email = orNull(values.contactEmail);
  return name === null && phone === null && email === null ? null : { name, phone, email };
}

const CONTACT_FIELDS: readonly string[] = ["contactName", "contactPhone", "contactEmail"];

/** What is sent for a change: the fields that were changed, a contact and a budget as a whole. */
export function changeOf(values: NeedValues, changed: readonly string[]): NeedChange {
  const { budget, budgetNegotiable, contact, ...plain } = draftOf(values);
  const stated = Object.entries(plain).filter(([field]) => changed.includes(field));
  return {
    ...Object.fromEntries(stated),
    ...(changed.includes("budget") && budgetNegotiable !== undefined
      ? { budget: budget ?? null, budgetNegotiable }
      : {}),
    ...(changed.some((field) => CONTACT_FIELDS.includes(field)) ? { contact: contact ?? null } : {}),
  };
}

/** Accepted and not in a challenge or a contract yet. */
export function isPosable({ state }: Pick<NeedSummary, "state">): boolean {
  return state === "accepted" || state === "matched" || state === "in_talks";
}
