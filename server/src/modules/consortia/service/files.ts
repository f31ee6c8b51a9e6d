// Files that show what came of a task, or what a result is.
import { accessError, type Ctx, mayIn, transact, transactAsSystem } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { FileAnswer, UploadedFile } from "../../../platform/http/index.ts";
import type { ConsortiumRow } from "../queries/consortia.ts";
import { listMembers, listResults, listTasks } from "../queries/parts.ts";
import { insertFile, listFileRows } from "../queries/taking-part.ts";
import { refuseEnded } from "../rules.ts";
import type { Consortium } from "../shapes.ts";
import { auditOf } from "./change.ts";
import { getConsortiumRow, requirePart, showConsortium } from "./found.ts";

type Subject =
  | { readonly taskId: string; readonly resultId: null }
  | { readonly taskId: null; readonly resultId: string };

/** Brought by those who look after the consortium, and by the member whose task it is, which changes nothing else. */
export async function addFile(
  ctx: Ctx,
  consortiumId: string,
  { taskId, resultId }: Subject,
  { name, bytes }: UploadedFile,
): Promise<Consortium> {
  return transact(ctx, async (tx) => {
    const permission = taskId === null ? "consortium.manage" : "consortium.take_part";
    const row = await getConsortiumRow(tx, ctx.caller, permission, consortiumId);
    refuseEnded(row);
    if (resultId !== null) requirePart(await listResults(tx, consortiumId), resultId);
    const owner = taskId === null ? null : await findOwner(tx, consortiumId, taskId);
    const addedIn = placeOf(ctx, row, owner);
    const ownerKind = taskId === null ? "consortium_result" : "consortium_task";
    const file = await ctx.files.putFile(tx, {
      scopeId: addedIn,
      ownerKind,
      ownerId: taskId ?? resultId ?? consortiumId,
      name,
      bytes,
    });
    const { id, sha256, sizeBytes } = file;
    const addedBy = ctx.caller.userId;
    await insertFile(tx, row, { id, taskId, resultId, name: file.name, sha256, sizeBytes, addedIn, addedBy });
    await audit(tx, {
      ...auditOf(row),
      scopeId: addedIn,
      action: "consortium.file_added",
      details: { number: row.number, sha256 },
      personal: { name },
    });
    return showConsortium(tx, ctx.caller, consortiumId);
  });
}

async function findOwner(tx: Tx, consortiumId: string, taskId: string): Promise<string | null> {
  const { memberId } = requirePart(await listTasks(tx, consortiumId), taskId);
  return requirePart(await listMembers(tx, consortiumId), memberId).enterpriseId;
}

/** Where the caller brings it from; whoever neither manages nor owns the task is refused. */
function placeOf({ caller }: Ctx, { scopeId, managerScopeId }: ConsortiumRow, owner: string | null): string {
  if (managerScopeId !== null && mayIn(caller, "consortium.manage", managerScopeId)) return managerScopeId;
  if (owner !== null && mayIn(caller, "consortium.take_part", owner)) return owner;
  if (mayIn(caller, "consortium.take_part", scopeId)) return scopeId;
  throw accessError("access.forbidden", { permission: "consortium.take_part" });
}

/** The row says who reads it; the content lies where it was brought from, which not every reader sees. */
export async function readConsortiumFile(ctx: Ctx, consortiumId: string, fileId: string): Promise<FileAnswer> {
  const known = await transact(ctx, async (tx) => {
    await getConsortiumRow(tx, ctx.caller, "consortium.read", consortiumId);
    return (await listFileRows(tx, consortiumId)).some(({ id }) => id === fileId);
  });
  if (!known) throw accessError("access.not_found", {});
  const { name, mediaType, bytes } = await transactAsSystem(ctx, async (tx) => ctx.files.readFile(tx, fileId));
  return { name, mediaType, bytes };
}
