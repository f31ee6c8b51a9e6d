import { accessError, authorize, type Caller, mayIn } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { findProjectRow, type ProjectRow } from "../queries.ts";

/** What row-level security hides and what does not exist are the same answer. */
export function requireFound<T>(row: T | null | undefined): T {
  if (row === null || row === undefined) throw accessError("access.not_found", {});
  return row;
}

/** In the pair whose project it is, in its company, or, to read it, as one of its members. */
export async function getProjectRow(
  tx: Tx,
  caller: Caller,
  permission: Permission,
  projectId: string,
  lock: "read" | "for_update" = "read",
): Promise<ProjectRow> {
  const row = requireFound(await findProjectRow(tx, projectId, lock));
  authorizeIn(caller, permission, row);
  return row;
}

function authorizeIn(
  caller: Caller,
  permission: Permission,
  { enterpriseId, scopeId, readers }: Pick<ProjectRow, "enterpriseId" | "scopeId" | "readers">,
): void {
  if (enterpriseId !== null && mayIn(caller, permission, enterpriseId)) return;
  const isMember = readers.includes(caller.userId);
  if (isMember && permission === "project.read") return;
  const isKnown = isMember || (enterpriseId !== null && mayIn(caller, "project.read", enterpriseId));
  if (isKnown && !mayIn(caller, permission, scopeId)) throw accessError("access.forbidden", { permission });
  authorize(caller, permission, scopeId);
}

/** Whether the caller sees all of a project, or is a member who sees the record and its stages. */
export function seesAll(
  caller: Caller,
  { enterpriseId, scopeId }: Pick<ProjectRow, "enterpriseId" | "scopeId">,
): boolean {
  return (
    mayIn(caller, "project.read", scopeId) || (enterpriseId !== null && mayIn(caller, "project.read", enterpriseId))
  );
}

/** As `auditOf`, where the caller may be of the company alone: whoever acts writes into a record of their own. */
export function auditBy(caller: Caller, project: ProjectRow) {
  const { enterpriseId, scopeId } = project;
  const isOfCompany = enterpriseId !== null && !caller.readScopes.includes(scopeId);
  return isOfCompany ? { ...auditOf(project), scopeId: enterpriseId, zoneId: enterpriseId } : auditOf(project);
}

export function auditOf({ id, scopeId, zoneId }: Pick<ProjectRow, "id" | "scopeId" | "zoneId">) {
  return { scopeId, zoneId, subjectKind: "project", subjectId: id };
}

/** What an event says of a project. */
export function aboutOf({ id, scopeId, number, title, enterpriseId, ownerId }: ProjectRow) {
  return { projectId: id, scopeId, number, title, enterpriseId, ownerId };
}
