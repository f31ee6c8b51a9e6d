import { defineErrors, toHalfWidth } from "@dual-high/kernel";
import type { Changed, StoredRecord } from "./import-target.ts";

/** A name as it is compared: half-width, lower case, without blanks and punctuation. */
export function compareName(text: string): string {
  return toHalfWidth(text)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, "");
}

/** A code as it is compared: capitals and digits. `ZL 2020 1 0000001.X` and `202010000001X` are one patent. */
export function compareCode(text: string): string {
  return toHalfWidth(text)
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]+/g, "")
    .replace(/^(?:ZL|CN)(?=\d{8})/, "");
}

/** `kind:value`, or nothing where the value is missing: an absent code identifies nobody. */
export function matchKey(kind: string, ...parts: readonly (string | undefined)[]): string[] {
  const [first = ""] = parts;
  return first === "" ? [] : [`${kind}:${parts.map((part) => part ?? "").join("|")}`];
}

/** A row as it stands, by what lists find it by. */
export interface KnownRow {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly numberIsOwn: boolean;
  readonly digest: string;
  readonly keys: readonly string[];
  /** The row that this one was merged into. */
  readonly mergedInto: string | null;
}

export interface IncomingKeys {
  readonly number: string;
  readonly hasOwnNumber: boolean;
  readonly digest: string;
  readonly keys: readonly string[];
}

/**
 * Which known row each entry is, by its own number, then by its keys in their order; a row is one entry's only. Among rows
 * of the same key, the one that says the same goes first, so that a list that is read again finds each of its rows.
 */
export function matchRows(known: readonly KnownRow[], incoming: readonly IncomingKeys[]): readonly (KnownRow | null)[] {
  const byNumber = new Map<string, KnownRow>();
  const byKey = new Map<string, KnownRow[]>();
  for (const row of known) {
    if (row.numberIsOwn && (row.mergedInto === null || !byNumber.has(row.number))) byNumber.set(row.number, row);
    for (const key of row.keys) {
      const same = byKey.get(key);
      if (same === undefined) byKey.set(key, [row]);
      else same.push(row);
    }
  }
  const matches: (KnownRow | null)[] = incoming.map(() => null);
  const taken = new Set<string>();
  const take = (index: number, row: KnownRow | undefined) => {
    if (row === undefined) return;
    matches[index] = row;
    taken.add(row.id);
  };
  const isFree = (row: KnownRow) => !taken.has(row.id);
  for (const [index, { number, hasOwnNumber }] of incoming.entries()) {
    const row = hasOwnNumber ? byNumber.get(number) : undefined;
    if (row !== undefined && isFree(row)) take(index, row);
  }
  const tiers = Math.max(0, ...incoming.map(({ keys }) => keys.length));
  for (const isExact of [true, false]) {
    for (let tier = 0; tier < tiers; tier++) {
      for (const [index, { keys, digest }] of incoming.entries()) {
        const key = keys[tier];
        if (key === undefined || matches[index] !== null) continue;
        const free = (byKey.get(key) ?? []).filter(isFree);
        take(index, isExact ? free.find((row) => row.digest === digest) : (free.find(isActive) ?? free[0]));
      }
    }
  }
  return matches;
}

function isActive(row: KnownRow): boolean {
  return row.mergedInto === null;
}

/** Gives entries that are new a number that nobody has: a made-up one that is taken gets a suffix. */
export class FreeNumbers {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  has(number: string): boolean {
    return this.#taken.has(number);
  }

  take(wanted: string): string {
    let free = wanted;
    for (let more = 2; this.#taken.has(free); more++) free = `${wanted}-${more}`;
    this.#taken.add(free);
    return free;
  }
}

const PLACES = new Set(["id", "origin"]);

/** The record after an entry was taken in: what the entry leaves empty stays, its place in the file is the new one. */
export function mergeRecord(
  before: StoredRecord,
  incoming: StoredRecord,
  number: string,
): { readonly after: StoredRecord; readonly changed: Changed } {
  const after: Record<string, unknown> = { ...before, id: number, origin: incoming["origin"] };
  const changed: Record<string, { before: unknown; after: unknown }> = {};
  const note = (field: string, value: unknown) => {
    changed[field] = { before: before[field] ?? null, after: value };
  };
  if (before["id"] !== number) note("id", number);
  for (const [field, value] of Object.entries(incoming)) {
    if (PLACES.has(field) || saysNothing(field, value, incoming)) continue;
    after[field] = value;
    if (stableText(before[field] ?? null) !== stableText(value)) note(field, value);
  }
  return { after, changed };
}

/** An empty cell is no statement, nor is a legal status that the list does not name. */
function saysNothing(field: string, value: unknown, incoming: StoredRecord): boolean {
  if (value === undefined || value === null || value === "") return true;
  return field === "legalStatus" && value === "unknown" && incoming["legalStatusText"] === undefined;
}

/** The same text for the same content, whatever the order of its fields. */
export function stableText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** What a record says, without its number and its place in a file. */
export function contentOf(record: StoredRecord): StoredRecord {
  return Object.fromEntries(Object.entries(record).filter(([field]) => !PLACES.has(field)));
}

interface ContactDetails {
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
}

/** A contact as it is shown to everybody: enough to recognise who it is, not enough to call. */
export function maskContact(contact: ContactDetails | null): { name?: string; phone?: string; email?: string } | null {
  if (contact === null) return null;
  const { name, phone, email } = contact;
  return {
    ...(name ? { name } : {}),
    ...(phone ? { phone: maskPhone(phone) } : {}),
    ...(email ? { email: maskEmail(email) } : {}),
  };
}

export function maskPhone(phone: string): string {
  const characters = [...phone];
  if (characters.length <= 4) return "*".repeat(characters.length);
  const head = characters.length >= 11 ? 3 : 0;
  const shown = (index: number) => index < head || index >= characters.length - 4;
  return characters.map((character, index) => (shown(index) || !/\d/.test(character) ? character : "*")).join("");
}

export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return at <= 0 ? "*".repeat([...email].length) : `${email.slice(0, 1)}***${email.slice(at)}`;
}

/** A record with fields set and, where null, taken out; what it must have stands in `empty`. */
export function changeRecord(
  before: StoredRecord,
  change: Readonly<Record<string, unknown>>,
  empty: StoredRecord,
): { readonly after: StoredRecord; readonly changed: Changed } {
  const after: Record<string, unknown> = { ...before };
  const changed: Record<string, { before: unknown; after: unknown }> = {};
  for (const [field, given] of Object.entries(change)) {
    if (given === undefined) continue;
    const value = withoutNulls(given) ?? empty[field] ?? null;
    if (value === null) delete after[field];
    else after[field] = value;
    if (stableText(before[field] ?? null) !== stableText(value)) {
      changed[field] = { before: before[field] ?? null, after: value };
    }
  }
  return { after, changed };
}

function withoutNulls(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const fields = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return fields.length === 0 ? null : Object.fromEntries(fields);
}

/** What a survivor takes over from a record that is merged into it: what it lacks, and what it is told to take. */
export function fillRecord(
  survivor: StoredRecord,
  merged: StoredRecord,
  empty: StoredRecord,
  take: readonly string[],
): StoredRecord {
  const lacks = (field: string) => {
    const value = survivor[field];
    return value === undefined || value === null || stableText(value) === stableText(empty[field] ?? "");
  };
  return Object.fromEntries(
    Object.entries(merged).filter(
      ([field, value]) =>
        !PLACES.has(field) && value !== null && value !== undefined && (lacks(field) || take.includes(field)),
    ),
  );
}

const ruleError = defineErrors({
  "directory.people_by_name_alone": {
    kind: "validation",
    message: {
      zh: ({ name }: { readonly name: string }) =>
        `两位“${name}”除姓名外没有相同的工号、ORCID、电话或邮箱，不能合并。请先核对并补上其中一项。`,
      en: ({ name }: { readonly name: string }) =>
        `The two called “${name}” share no staff number, ORCID, telephone or mail, and are not merged on a name alone. Check, and fill one of these in first.`,
    },
  },
  "directory.people_differ": {
    kind: "validation",
    message: {
      zh: ({ name }: { readonly name: string }) => `两位“${name}”的工号或 ORCID 不同，是两个人，不能合并。`,
      en: ({ name }: { readonly name: string }) =>
        `The two called “${name}” have different staff numbers or ORCIDs: they are two people.`,
    },
  },
});

/** People are never one because they are called the same. */
export function refuseNameAlone(a: StoredRecord, b: StoredRecord): void {
  const text = (record: StoredRecord, field: string) => {
    const value = record[field];
    return typeof value === "string" && value !== "" ? compareName(value) : null;
  };
  const agree = (field: string) => text(a, field) !== null && text(a, field) === text(b, field);
  const differ = (field: string) => text(a, field) !== null && text(b, field) !== null && !agree(field);
  const name = String(a["name"]);
  if (differ("orcid") || (agree("unit") && differ("personNumber")))
    throw ruleError("directory.people_differ", { name });
  const isSame = agree("orcid") || agree("phone") || agree("email") || (agree("unit") && agree("personNumber"));
  if (!isSame) throw ruleError("directory.people_by_name_alone", { name });
}
