import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { z } from "zod";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { type Tx, withSystem } from "../../../platform/db/index.ts";
import { enqueue, findJob, jobKind, type JobTools, type RunningJob } from "../../../platform/jobs/index.ts";
import { directoryError } from "../errors.ts";
import { importUndone, listImported } from "../events.ts";
import { requireFound } from "../found.ts";
import {
  countOutcomes,
  findImport,
  followReverted,
  type ImportHead,
  insertChanges,
  listChanges,
  listPreviewed,
  lockImports,
  lockLists,
  markAccepted,
  markUndone,
  setAcceptJob,
  updateOutcomes,
} from "../import-queries.ts";
import type { AppliedChange } from "../import-target.ts";
import { stableText } from "../rules.ts";
import type { ImportUndone } from "../types.ts";
import { type ImportDeps, loadImport, refuseUnlessPreviewed, shownImport, targetFor } from "./imports.ts";

const AcceptInput = z.object({ importIds: z.array(z.uuid()), acceptedBy: z.uuid() });
type AcceptInput = z.infer<typeof AcceptInput>;

export const acceptImportsJob = jobKind("directory.accept_imports", AcceptInput, { maxAttempts: 2 });

/** Asks for previewed lists to be taken in, all of them or none. Answers the job that does it. */
export async function requestAcceptance(
  ctx: Ctx,
  scopeId: string,
  importIds: readonly string[],
): Promise<{ readonly jobId: string }> {
  authorize(ctx.caller, "import.manage", scopeId);
  return transact(ctx, async (tx) => {
    const wanted = [...new Set(importIds)];
    const heads = await lockImports(tx, wanted);
    requireFound(heads.length === wanted.length && heads.every((head) => head.scopeId === scopeId) ? heads : null);
    for (const head of heads) {
      refuseUnlessPreviewed(head);
      if (head.classification === null)
        throw directoryError("directory.classification_missing", { file: head.fileName });
      await refuseWhileRunning(tx, head);
    }
    const input = { importIds: wanted, acceptedBy: ctx.caller.userId };
    const jobId = await enqueue(tx, acceptImportsJob, { scopeId, input });
    await setAcceptJob(tx, wanted, jobId);
    await audit(tx, {
      scopeId,
      action: "directory.acceptance_requested",
      subjectKind: "job",
      subjectId: jobId,
      details: { importIds: wanted },
    });
    return { jobId };
  });
}

/** A job that failed or was cancelled has let go of its lists. */
async function refuseWhileRunning(tx: Tx, { acceptJob, fileName }: ImportHead): Promise<void> {
  const job = acceptJob === null ? null : await findJob(tx, acceptJob);
  if (job?.state === "queued" || job?.state === "running") {
    throw directoryError("directory.import_running", { file: fileName });
  }
}

interface Accepted {
  readonly importId: string;
  readonly kind: string;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows that came out otherwise than the preview said, because records had changed meanwhile. */
  readonly moved: number;
}

/**
 * Takes lists in, in one transaction. What the preview said may be old by now, so every row is compared again where
 * nobody else takes anything in.
 */
export async function acceptImports(
  { db, outbox }: Pick<JobTools, "db" | "outbox">,
  deps: Pick<ImportDeps, "targets">,
  job: RunningJob<AcceptInput>,
): Promise<{ readonly imports: readonly Accepted[] }> {
  const { importIds, acceptedBy } = job.input;
  // How far it is, is told beside the transaction, on another connection. The embedded database has no other.
  const beside = db.kind === "server" ? AsyncLocalStorage.snapshot() : null;
  return withSystem(db, async (tx) => {
    await lockLists(tx, job.scopeId ?? "");
    const heads = await lockImports(tx, importIds);
    const total = heads.reduce((sum, { added, updated, unchanged }) => sum + added + updated + unchanged, 0);
    let before = 0;
    const imports: Accepted[] = [];
    for (const head of heads) {
      refuseUnlessPreviewed(head);
      if (head.acceptJob !== job.id) throw directoryError("directory.import_running", { file: head.fileName });
      const progress = async (done: number) => {
        const text = { zh: `正在导入“${head.fileName}”`, en: `Taking in “${head.fileName}”` };
        await beside?.(async () => job.progress(before + done, total, text));
      };
      const accepted = await acceptOne(tx, deps, head, acceptedBy, progress);
      await outbox.emit(tx, listImported, {
        aggregate: `import:${head.id}`,
        scopeId: head.scopeId,
        payload: { ...accepted, kind: head.kind, fileName: head.fileName, acceptedBy },
      });
      imports.push(accepted);
      before += accepted.added + accepted.updated + accepted.unchanged;
    }
    await job.finish(tx, { imports });
    return { imports };
  });
}

async function acceptOne(
  tx: Tx,
  deps: Pick<ImportDeps, "targets">,
  head: ImportHead,
  acceptedBy: string,
  progress: (done: number) => Promise<void>,
): Promise<Accepted> {
  const { id, scopeId, kind } = head;
  const target = targetFor(deps, kind);
  const previewed = await listPreviewed(tx, scopeId, id);
  const comparisons = await target.compare(tx, scopeId, previewed);
  const changes = await target.apply(tx, scopeId, comparisons, progress);
  await insertChanges(tx, scopeId, id, changes);
  const moved = previewed.flatMap(({ seq, outcome: before }, index) => {
    const comparison = comparisons[index];
    if (comparison === undefined || comparison.outcome === before) return [];
    const { outcome, changed, targetId } = comparison;
    return [{ seq, outcome, changed, targetId }];
  });
  await updateOutcomes(tx, scopeId, id, moved);
  const { added, updated, unchanged } = countOutcomes(comparisons);
  await markAccepted(tx, id, { acceptedBy, counts: { added, updated, unchanged }, moved: moved.length });
  await audit(tx, {
    scopeId,
    actorId: acceptedBy,
    action: "directory.list_imported",
    subjectKind: "import",
    subjectId: id,
    details: { kind, added, updated, unchanged, rows: digestOfChanges(changes) },
  });
  return { importId: id, kind, added, updated, unchanged, moved: moved.length };
}

/** Records that nobody changed since are put back as they were; the others are named. */
export async function undoImport(ctx: Ctx, deps: ImportDeps, importId: string): Promise<ImportUndone> {
  return transact(ctx, async (tx) => {
    const { scopeId } = await loadImport(tx, ctx, importId, "import.manage");
    await lockLists(tx, scopeId);
    const head = await loadImport(tx, ctx, importId, "import.manage", "for_update");
    const { kind, fileName, state } = head;
    if (state !== "accepted") throw directoryError("directory.import_not_open", { file: fileName, state });
    const changes = await listChanges(tx, scopeId, importId);
    const { reverted, left } = await targetFor(deps, kind).revert(tx, scopeId, changes);
    await followReverted(tx, scopeId, importId, reverted);
    const counts = { reverted: reverted.length, left: left.length };
    await markUndone(tx, importId, { undoneBy: ctx.caller.userId, ...counts });
    await audit(tx, {
      scopeId,
      action: "directory.import_undone",
      subjectKind: "import",
      subjectId: importId,
      details: { kind, ...counts },
    });
    await ctx.outbox.emit(tx, importUndone, {
      aggregate: `import:${importId}`,
      scopeId,
      payload: { importId, kind, fileName, ...counts },
    });
    return { import: await shownImport(tx, requireFound(await findImport(tx, importId))), left: [...left] };
  });
}

function digestOfChanges(changes: readonly AppliedChange[]): string {
  const hash = createHash("sha256");
  for (const { targetId, change, versionAfter, changed } of changes) {
    hash.update(`${targetId} ${change} ${versionAfter} ${stableText(changed)}\n`);
  }
  return hash.digest("hex");
}
