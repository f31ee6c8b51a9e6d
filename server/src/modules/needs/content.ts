// What a need says: as people fill it in, as it is stored, and as the engine reads it.
import type { Need as ListedNeed } from "@dual-high/lists";
import { checkClarity } from "@dual-high/matchlist";
import { compareCode, compareName, matchKey, type StoredRecord } from "../directory/index.ts";
import type { Need, NeedDraft, NeedState, NeedVisibility } from "./types.ts";

/** What people fill in; the rest is known of it. */
export type NeedContent = NeedDraft;
export const CONTENT_FIELDS = [
  "title",
  "content",
  "enterprise",
  "enterpriseId",
  "creditCode",
  "field",
  "indicators",
  "basis",
  "cooperation",
  "budget",
  "budgetNegotiable",
  "deadline",
  "contact",
] as const satisfies readonly (keyof NeedContent)[];

export interface StoredNeed {
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  /** NEED-2026-000042. */
  readonly code: string;
  /** The number in the list. */
  readonly number: string;
  readonly numberIsOwn: boolean;
  readonly state: NeedState;
  readonly stateSince: string;
  readonly stateReason: string | null;
  readonly enterpriseId: string | null;
  readonly record: StoredRecord;
  readonly clarity: Need["clarity"];
  readonly visibility: NeedVisibility;
  /** Who reads it while it is restricted, beside those who handle it. */
  readonly readers: readonly string[];
  readonly openedBy: Need["openedBy"];
  /** The enterprise that is still writing it: nobody else knows of it. */
  readonly heldBy: string | null;
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

type Stored = Omit<ListedNeed, "budget"> & { readonly budget?: { readonly low: string; readonly high: string } };

/** The record of the list with what was filled in: an empty field is an absent one. */
export function recordOf(content: NeedContent, number: string, origin: unknown): StoredRecord {
  const { contact } = content;
  const filled = {
    title: content.title,
    content: content.content,
    enterprise: content.enterprise,
    creditCode: content.creditCode,
    field: content.field,
    indicators: content.indicators,
    basis: content.basis,
    cooperation: content.cooperation,
    budget: content.budget,
    budgetNegotiable: content.budgetNegotiable || null,
    deadline: content.deadline,
    contact: contact === null ? null : withoutNulls(contact),
  };
  return { id: number, origin, ...withoutNulls(filled) };
}

function withoutNulls(fields: object): StoredRecord {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

export function contentOf(need: Pick<StoredNeed, "record" | "enterpriseId">): NeedContent {
  const record = need.record as unknown as Stored;
  const { contact } = record;
  return {
    title: record.title,
    content: record.content,
    enterprise: record.enterprise ?? null,
    enterpriseId: need.enterpriseId,
    creditCode: record.creditCode ?? null,
    field: record.field ?? null,
    indicators: record.indicators ?? null,
    basis: record.basis ?? null,
    cooperation: record.cooperation ?? null,
    budget: record.budget ?? null,
    budgetNegotiable: record.budgetNegotiable === true,
    deadline: record.deadline ?? null,
    contact:
      contact === undefined
        ? null
        : { name: contact.name ?? null, phone: contact.phone ?? null, email: contact.email ?? null },
  };
}

/** What was filled in and nothing else: places in its texts are places in what is shown. */
export function recordOnly(record: StoredRecord): ListedNeed {
  return { ...listedOf(record), content: (record as unknown as Stored).content };
}

/** As `lists` reads it, with amounts that can be counted with. A need that is only a title says that. */
export function listedOf(record: StoredRecord): ListedNeed {
  const { budget, content, ...rest } = record as unknown as Stored;
  return {
    ...rest,
    content: content === "" ? rest.title : content,
    ...(budget === undefined ? {} : { budget: { low: BigInt(budget.low), high: BigInt(budget.high) } }),
  };
}

export function clarityOf(record: StoredRecord): Need["clarity"] {
  const { missing, isTooShort, topics, mustClarify } = checkClarity(listedOf(record));
  return { missing: [...missing], isTooShort, topics: [...topics], mustClarify };
}

/** What a later list finds a need by: one enterprise does not ask for the same thing twice. */
export function matchKeysOf(record: StoredRecord): string[] {
  const { title, creditCode, enterprise } = record as unknown as Stored;
  return [
    ...(creditCode === undefined ? [] : matchKey("code", compareCode(creditCode), compareName(title))),
    ...matchKey("name", compareName(title), compareName(enterprise ?? "")),
  ];
}
