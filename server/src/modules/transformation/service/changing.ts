// What every change of a project has in common: its row is held, it has not ended, and its history and the audit say what was done.
import { type Ctx, transact } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { insertStep, type ProjectRow, touchProject } from "../queries.ts";
import { refuseEnded } from "../rules.ts";
import type { Project } from "../types.ts";
import { auditBy, getProjectRow } from "./found.ts";
import { showProject } from "./show.ts";

/** Goes into the history; `audited` alone stays in the audit's chain, which holds no words of people. */
export interface Done {
  readonly step: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly audited: { readonly action: string; readonly details?: Readonly<Record<string, unknown>> };
}

export async function changing(
  ctx: Ctx,
  projectId: string,
  { permission, version }: { readonly permission: Permission; readonly version?: number },
  work: (tx: Tx, project: ProjectRow) => Promise<Done>,
): Promise<Project> {
  return transact(ctx, async (tx) => {
    const project = await getProjectRow(tx, ctx.caller, permission, projectId, "for_update");
    refuseEnded(project);
    if (version !== undefined) expectVersion(project, version);
    const { step, details = {}, audited } = await work(tx, project);
    await touchProject(tx, projectId);
    await insertStep(tx, project, step, details);
    const { number } = project;
    await audit(tx, {
      ...auditBy(ctx.caller, project),
      action: audited.action,
      details: { number, ...audited.details },
    });
    return showProject(tx, ctx.caller, projectId, ctx.files);
  });
}
