import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion, type Page, pageOf } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { organisations, people } from "../column-kinds.ts";
import { findSimilar } from "../duplicates.ts";
import { directoryError } from "../errors.ts";
import { mergeUndone, recordsMerged } from "../events.ts";
import { requireFound } from "../found.ts";
import type { Changed, StoredRecord } from "../import-target.ts";
import { achievements, teams } from "../listed.ts";
import {
  findMerge,
  insertDismissal,
  insertMerge,
  listDismissed,
  listMergeRows,
  listSameKeys,
  listTitlesByPeople,
  markMergeUndone,
  setMergedInto,
} from "../merge-queries.ts";
import { findRecord } from "../queries.ts";
import type { RecordKind, RecordRow } from "../record-kind.ts";
import { changeRecord, fillRecord, refuseNameAlone, stableText } from "../rules.ts";
import {
  type Duplicate,
  DUPLICATE_REASONS,
  type DuplicateDismissal,
  type DuplicateReason,
  type Merge,
  type MergeableKind,
  type MergeDraft,
  type RecordBrief,
} from "../types.ts";
import { maskChanged } from "./history.ts";
import { noteRecord } from "./records.ts";

type AnyKind = RecordKind<unknown, unknown, string>;
const KINDS: Readonly<Record<MergeableKind, AnyKind>> = {
  achievement: achievements,
  team: teams,
  person: people,
  organisation: organisations,
};

const MOST = 200;

interface Suspicion {
  readonly firstId: string;
  readonly secondId: string;
  readonly reason: DuplicateReason;
  readonly likeness: number;
}

/** Records that may be one, the surest first. What somebody said is two is not asked again. */
export async function listDuplicates(
  ctx: Ctx,
  scopeId: string,
  kind: MergeableKind,
): Promise<{ readonly items: Duplicate[] }> {
  authorize(ctx.caller, "directory.read", scopeId);
  return transact(ctx, async (tx) => {
    const suspicions = await listSuspicions(tx, scopeId, kind);
    const items: Duplicate[] = [];
    for (const { firstId, secondId, reason, likeness } of suspicions.slice(0, MOST)) {
      const first = await findBrief(tx, kind, firstId);
      const second = await findBrief(tx, kind, secondId);
      if (first !== null && second !== null) items.push({ kind, reason, likeness, first, second });
    }
    return { items };
  });
}

async function listSuspicions(tx: Tx, scopeId: string, kind: MergeableKind): Promise<Suspicion[]> {
  const dismissed = await listDismissed(tx, scopeId, kind);
  const found = new Map<string, Suspicion>();
  const suspect = (suspicion: Suspicion) => {
    const pair = [suspicion.firstId, suspicion.secondId].toSorted().join(" ");
    if (!dismissed.has(pair) && !found.has(pair)) found.set(pair, suspicion);
  };
  const same = await listSameKeys(tx, KINDS[kind].table, scopeId, MOST * 5);
  const strength = (key: string) => DUPLICATE_REASONS.indexOf(reasonOf(key));
  for (const { key, ids } of same.toSorted((a, b) => strength(a.key) - strength(b.key))) {
    const [firstId, ...others] = ids;
    for (const secondId of others) {
      if (firstId !== undefined) suspect({ firstId, secondId, reason: reasonOf(key), likeness: 1 });
    }
  }
  if (kind === "achievement") {
    for (const { firstId, secondId, likeness } of findSimilar(await listTitlesByPeople(tx, scopeId))) {
      suspect({ firstId, secondId, reason: "similar", likeness });
    }
  }
  return [...found.values()];
}

function reasonOf(key: string): DuplicateReason {
  return DUPLICATE_REASONS.find((reason) => key.startsWith(`${reason}:`)) ?? "name";
}

async function findBrief(tx: Tx, kind: MergeableKind, id: string): Promise<RecordBrief | null> {
  const row = await findRecord(tx, KINDS[kind], id);
  if (row === null) return null;
  const details = ["number", "personNumber", "patentNumber", "creditCode", "unit", "college", "lead", "inventors"];
  return {
    id: row.id,
    label: KINDS[kind].labelOf(row),
    details: details.flatMap((field) => {
      const value = row[field];
      return typeof value === "string" && value !== "" ? [value] : [];
    }),
    version: row.version,
    createdAt: String(row["createdAt"]),
  };
}

/** Somebody looked, and they are two. */
export async function dismissDuplicate(ctx: Ctx, scopeId: string, dismissal: DuplicateDismissal): Promise<void> {
  authorize(ctx.caller, "directory.write", scopeId);
  await transact(ctx, async (tx) => {
    for (const id of [dismissal.firstId, dismissal.secondId]) await loadActive(tx, dismissal.kind, scopeId, id);
    if (dismissal.firstId === dismissal.secondId) throw directoryError("directory.merge_with_itself", {});
    await insertDismissal(tx, scopeId, dismissal, ctx.caller.userId);
    await audit(tx, {
      scopeId,
      action: `${dismissal.kind}.told_apart`,
      subjectKind: dismissal.kind,
      subjectId: dismissal.firstId,
      details: { secondId: dismissal.secondId },
    });
  });
}

/** Two records turn out to be one: the survivor takes over what it lacks, and the other's id leads to it from now on. */
export async function mergeRecords(ctx: Ctx, scopeId: string, draft: MergeDraft): Promise<Merge> {
  authorize(ctx.caller, "directory.write", scopeId);
  const { kind: subject, survivorId, mergedId } = draft;
  const kind = KINDS[subject];
  return transact(ctx, async (tx) => {
    if (survivorId === mergedId) throw directoryError("directory.merge_with_itself", {});
    // In one order, so that two who merge the same records the other way round do not wait for each other.
    const rows = new Map<string, RecordRow>();
    for (const id of [survivorId, mergedId].toSorted()) {
      rows.set(id, await loadActive(tx, subject, scopeId, id));
    }
    const survivor = requireFound(rows.get(survivorId));
    const merged = requireFound(rows.get(mergedId));
    expectVersion(survivor, draft.survivorVersion);
    expectVersion(merged, draft.mergedVersion);
    const [mine, theirs] = [kind.fieldsOf(survivor), kind.fieldsOf(merged)];
    if (subject === "person") refuseNameAlone(mine, theirs);
    const { after, changed } = changeRecord(mine, fillRecord(mine, theirs, kind.empty, draft.take), kind.empty);
    await setMergedInto(tx, kind.table, merged.id, survivor.id);
    await kind.forget(tx, merged);
    if (Object.keys(changed).length > 0) await kind.update(tx, survivor, after);
    const now = requireFound(await findRecord(tx, kind, survivor.id));
    const id = newId();
    const mergedBy = ctx.caller.userId;
    const survivorVersion = now.version;
    await insertMerge(tx, { id, scopeId, kind: subject, survivorId, mergedId, changed, survivorVersion, mergedBy });
    await noteRecord(tx, ctx.caller, kind, now, "merged", changed);
    await noteRecord(tx, ctx.caller, kind, { ...merged, version: merged.version + 1 }, "merged");
    const payload = { kind: subject, survivorId, mergedId };
    await ctx.outbox.emit(tx, recordsMerged, { aggregate: `${subject}:${survivorId}`, scopeId, payload });
    return shown(requireFound(await findMerge(tx, id)));
  });
}

/** Takes them apart again. What the survivor had taken over goes back, unless somebody has changed it since. */
export async function undoMerge(ctx: Ctx, mergeId: string): Promise<Merge> {
  return transact(ctx, async (tx) => {
    const { scopeId } = requireFound(await findMerge(tx, mergeId));
    authorize(ctx.caller, "directory.write", scopeId);
    const merge = requireFound(await findMerge(tx, mergeId, "for_update"));
    if (merge.undoneAt !== null) throw directoryError("directory.merge_undone", {});
    const { kind: subject, survivorId, mergedId } = merge;
    const kind = KINDS[subject];
    const survivor = requireFound(await findRecord(tx, kind, survivorId, "for_update"));
    const merged = requireFound(await findRecord(tx, kind, mergedId, "for_update"));
    await setMergedInto(tx, kind.table, mergedId, null);
    await kind.announce(tx, merged);
    const back = takenBack(kind.fieldsOf(survivor), merge.changed);
    const { after, changed } = changeRecord(kind.fieldsOf(survivor), back, kind.empty);
    if (Object.keys(changed).length > 0) await kind.update(tx, survivor, after);
    await markMergeUndone(tx, mergeId, ctx.caller.userId);
    await noteRecord(tx, ctx.caller, kind, requireFound(await findRecord(tx, kind, survivorId)), "split", changed);
    await noteRecord(tx, ctx.caller, kind, { ...merged, version: merged.version + 1 }, "split");
    const payload = { kind: subject, survivorId, mergedId };
    await ctx.outbox.emit(tx, mergeUndone, { aggregate: `${subject}:${survivorId}`, scopeId, payload });
    return shown(requireFound(await findMerge(tx, mergeId)));
  });
}

export async function listMerges(
  ctx: Ctx,
  scopeId: string,
  query: { readonly limit: number; readonly after: readonly [string, string] | null },
): Promise<Page<Merge>> {
  authorize(ctx.caller, "directory.read", scopeId);
  const rows = await transact(ctx, async (tx) => listMergeRows(tx, scopeId, query));
  return pageOf(rows.map(shown), query.limit, "merges", ({ mergedAt, id }) => [mergedAt, id]);
}

function takenBack(now: StoredRecord, changed: Changed): StoredRecord {
  return Object.fromEntries(
    Object.entries(changed).flatMap(([field, { before, after }]) =>
      stableText(now[field] ?? null) === stableText(after) ? [[field, before]] : [],
    ),
  );
}

async function loadActive(tx: Tx, subject: MergeableKind, scopeId: string, id: string): Promise<RecordRow> {
  const kind = KINDS[subject];
  const row = requireFound(await findRecord(tx, kind, id, "for_update"));
  requireFound(row.scopeId === scopeId ? row : null);
  if (row.mergedInto !== null) throw directoryError("directory.merged_already", { label: kind.labelOf(row) });
  if (row.archivedAt !== null) throw directoryError("directory.record_archived", { label: kind.labelOf(row) });
  return row;
}

function shown(merge: Merge): Merge {
  return { ...merge, changed: maskChanged(merge.changed) };
}
