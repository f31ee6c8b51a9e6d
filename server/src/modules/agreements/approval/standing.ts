// What of a text's approval stands: who has still to approve it, and whether it may be changed.
import { createHash } from "node:crypto";
import type { Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { AgreementRow } from "../queries.ts";
import type { AgreementContent } from "../types.ts";
import { type ApprovalRow, listApprovalRows, listFlowsFor, type TakenStep } from "./queries.ts";
import { stepsFor, textToApprove } from "./rules.ts";

export function digestOf(content: AgreementContent): string {
  return createHash("sha256").update(textToApprove(content)).digest("hex");
}

/** Institutions whose steps this text takes, and which have not approved it yet. */
export async function findUnapproved(
  tx: Tx,
  row: AgreementRow,
  amendmentId: string | null,
  content: AgreementContent,
): Promise<{ institutionId: string; institution: string; version: number; steps: readonly TakenStep[] }[]> {
  const approvals = (await listApprovalRows(tx, row.id)).filter((each) => each.amendmentId === amendmentId);
  const sha256 = digestOf(content);
  const settled = approvals.filter(({ state, textSha256 }) => state === "through" && textSha256 === sha256);
  const flows = await listFlowsFor(tx, row.scopeId);
  return flows
    .map(({ scopeId, scopeName, version, steps }) => ({
      institutionId: scopeId,
      institution: scopeName,
      version,
      steps: stepsFor(steps, content).map((step) => ({ ...step, id: newId() })),
    }))
    .filter(
      ({ institutionId, steps }) => steps.length > 0 && !settled.some((each) => each.institutionId === institutionId),
    );
}

export async function isInReview(tx: Tx, agreementId: string, amendmentId: string | null): Promise<boolean> {
  const approvals = await listApprovalRows(tx, agreementId);
  return approvals.some((each) => each.amendmentId === amendmentId && isOpen(each));
}

export function isOpen({ state }: Pick<ApprovalRow, "state">): boolean {
  return state === "in_review" || state === "through";
}
