// Needs that come in a list, and needs as the matcher reads them.
import type { Need as ListedNeed } from "@dual-high/lists";
import type { Ctx } from "../../../platform/access/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { AppliedChange, Comparison, ImportTarget, Loaded } from "../../directory/index.ts";
import { listedOf } from "../content.ts";
import { findNeedRow, insertRevisions, listNeedsById, hasNeedsInStates, listNeedsInStates } from "../queries.ts";
import { indexNeeds } from "../search.ts";
import { needTable } from "../table.ts";
import type { FieldChange, NeedAction, NeedState } from "../types.ts";
import { listRestrictedIds, restrictNeeds } from "../visibility-queries.ts";
import { addNeeds, advance, type MovingCtx } from "./needs.ts";

/** A need out of a list waits for triage like any other; each change by a list is a line of its history. */
export const needTarget: ImportTarget<"needs"> = {
  kind: "needs",
  async compare(tx, scopeId, records) {
    const restricted = await listRestrictedIds(tx, scopeId);
    const comparisons = await needTable.compare(tx, scopeId, records);
    // What named people read is changed on its own page: a list would show its words to whoever looks at the import.
    return comparisons.map((comparison) =>
      comparison.targetId !== null && restricted.has(comparison.targetId)
        ? { ...comparison, outcome: "unchanged" as const, before: null, changed: {} }
        : comparison,
    );
  },
  labelOf: (record) => needTable.labelOf(record),
  async apply(tx, scopeId, comparisons, progress = async () => {}) {
    const added = comparisons.filter(({ outcome }) => outcome === "added");
    const others = comparisons.filter(({ outcome }) => outcome !== "added");
    const changes: AppliedChange[] = [...(await needTable.apply(tx, scopeId, others, progress))];
    await noteChanges(tx, changes, "imported");
    const drafts = added.map(({ after, numberIsOwn }) => ({ record: () => after, numberIsOwn }));
    const made = await addNeeds(tx, scopeId, drafts, {
      state: "submitted",
      action: "imported",
      visibilityOf: (index) => (added[index]?.after["restricted"] === true ? "restricted" : "pair"),
    });
    await restrictMarked(tx, others);
    for (const { id } of made) {
      changes.push({ targetId: id, change: "added", versionBefore: 0, versionAfter: 1, before: null, changed: {} });
    }
    await progress(comparisons.length);
    return changes;
  },
  async revert(tx, scopeId, changes) {
    const reversion = await needTable.revert(tx, scopeId, changes);
    const versions = new Map(reversion.reverted.map(({ targetId, version }) => [targetId, version]));
    const reverted = changes.flatMap((change) => {
      const versionAfter = versions.get(change.targetId);
      return versionAfter === undefined ? [] : [{ ...change, versionAfter, changed: turnedRound(change.changed) }];
    });
    await noteChanges(tx, reverted, "import_undone");
    return reversion;
  },
};

/** A mark that a later list sets counts from then on; that it lacks one opens nothing. */
async function restrictMarked(tx: Tx, comparisons: readonly Comparison[]): Promise<void> {
  const marked = comparisons.filter(({ changed }) => changed["restricted"]?.after === true);
  await restrictNeeds(
    tx,
    marked.flatMap(({ targetId }) => (targetId === null ? [] : [targetId])),
  );
}

function turnedRound(changed: AppliedChange["changed"]): AppliedChange["changed"] {
  return Object.fromEntries(
    Object.entries(changed).map(([field, { before, after }]) => [field, { before: after, after: before }]),
  );
}

async function noteChanges(tx: Tx, changes: readonly AppliedChange[], action: string): Promise<void> {
  if (changes.length === 0) return;
  const needs = await listNeedsById(
    tx,
    changes.map(({ targetId }) => targetId),
  );
  await indexNeeds(tx, needs);
  const byId = new Map(changes.map((change) => [change.targetId, change]));
  await insertRevisions(
    tx,
    needs.map((need) => {
      const change = byId.get(need.id);
      const fields = Object.entries(change?.changed ?? {});
      return {
        need,
        version: change?.versionAfter ?? need.version,
        action,
        fromState: need.state,
        toState: need.state,
        reason: null,
        changes: fields.map(([field, { before, after }]): FieldChange => ({ field, before, after })),
      };
    }),
  );
}

/** Still looking for somebody, or talking with one who may not be the right one. */
const TO_BE_MATCHED: readonly NeedState[] = [
  "submitted",
  "in_triage",
  "accepted",
  "matched",
  "in_talks",
  "in_challenge",
];

/** The needs of a scope as the engine reads them; `record.id` is the list's number. In a fixed order. */
export async function loadNeeds(
  tx: Tx,
  scopeId: string,
  states: readonly NeedState[] = TO_BE_MATCHED,
): Promise<Loaded<ListedNeed>[]> {
  const needs = await listNeedsInStates(tx, scopeId, states);
  return needs.map(({ id, version, record }) => ({ id, version, record: listedOf(record) }));
}

/** Whether a scope has needs for the engine, without reading them all. */
export async function hasNeedsToMatch(tx: Tx, scopeId: string): Promise<boolean> {
  return hasNeedsInStates(tx, scopeId, TO_BE_MATCHED);
}

/** How far following a need up can bring it. */
export type NeedProgress = "matched" | "in_talks" | "contracted";

const REACHED: Readonly<Record<NeedProgress, readonly NeedState[]>> = {
  matched: ["matched", "in_talks", "in_challenge", "contracted", "delivered"],
  in_talks: ["in_talks", "in_challenge", "contracted", "delivered"],
  contracted: ["contracted", "delivered"],
};

/** One step after the other: whoever finds a partner for a need that waits has thereby looked at it and taken it up. */
const NEXT: Readonly<Partial<Record<NeedState, NeedAction>>> = {
  submitted: "begin_triage",
  in_triage: "accept",
  accepted: "match",
  matched: "begin_talks",
  in_talks: "sign",
  in_challenge: "sign",
};

/**
 * A partner was found, is talked with, has signed; in the transaction of whoever says so and was authorized to. A need that
 * is further on, or that was returned or closed, stays where it is; so does one that is no more.
 */
export async function noteProgress(ctx: Ctx, tx: Tx, needId: string, to: NeedProgress): Promise<void> {
  let need = await findNeedRow(tx, needId, "for_update");
  while (need !== null && !REACHED[to].includes(need.state)) {
    const step = NEXT[need.state];
    if (step === undefined) return;
    need = await advance(ctx, tx, need, step, "");
  }
}

/** The only partner was given up before anybody was talked with: the need looks for one again. */
export async function noteUnmatched(ctx: Ctx, tx: Tx, needId: string): Promise<void> {
  const need = await findNeedRow(tx, needId, "for_update");
  if (need?.state === "matched") await advance(ctx, tx, need, "reopen", "对接已撤回 / Match taken back");
}

/** Posed as a challenge, in the transaction that publishes it; refused from every state but those that the table names. */
export async function notePosed(ctx: MovingCtx, tx: Tx, needId: string): Promise<void> {
  const need = await findNeedRow(tx, needId, "for_update");
  if (need !== null) await advance(ctx, tx, need, "pose_challenge", "");
}

/** The challenge came to nothing: the need looks for somebody again. One that went on meanwhile stays where it is. */
export async function noteUnposed(ctx: MovingCtx, tx: Tx, needId: string, reason: string): Promise<void> {
  const need = await findNeedRow(tx, needId, "for_update");
  if (need?.state === "in_challenge") await advance(ctx, tx, need, "reopen", reason);
}

/**
 * One need for a module below, as far as its scope's row-level security shows it; null where it does not. One that is
 * restricted has no part in what is made of needs: it is null for everybody, people without an account included.
 */
export async function findNeed(
  tx: Tx,
  needId: string,
): Promise<{
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly number: string;
  readonly state: NeedState;
  /** The enterprise's own scope, where it has one. */
  readonly enterpriseId: string | null;
  readonly record: ListedNeed;
} | null> {
  const row = await findNeedRow(tx, needId);
  if (row === null || row.visibility === "restricted") return null;
  const { id, scopeId, zoneId, code, state, enterpriseId, record } = row;
  return { id, scopeId, zoneId, number: code, state, enterpriseId, record: listedOf(record) };
}
