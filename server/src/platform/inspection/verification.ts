import { z } from "zod";
import { type Ctx, transact } from "../access/index.ts";
import { AUDIT_DESK_ID } from "../access/matrix.ts";
import { type AuditHead, audit, sealAudit, verifyAudit } from "../audit/index.ts";
import { defineJob, enqueue, findJob, type Job, jobKind } from "../jobs/index.ts";

const Head = z.object({ scopeId: z.uuid(), seq: z.string(), hash: z.string() });
const verification = jobKind("audit.verify", z.object({ anchors: z.array(Head) }), { maxAttempts: 1 });

/** What was written last is sealed first, so that it is part of what is checked. */
export const verificationJob = defineJob(
  verification,
  { zh: "核验审计链", en: "Verify the audit" },
  async ({ input }, { db }) => {
    await sealAudit(db);
    return verifyAudit(db, input.anchors);
  },
);

/** Computes every chain anew, in the background. `anchors` are ends that were kept outside of the database. */
export async function startVerification(ctx: Ctx, anchors: readonly AuditHead[]): Promise<Job> {
  return transact(ctx, async (tx) => {
    const id = await enqueue(tx, verification, { scopeId: AUDIT_DESK_ID, input: { anchors: [...anchors] } });
    await audit(tx, {
      scopeId: AUDIT_DESK_ID,
      action: "audit.verification_started",
      subjectKind: "job",
      subjectId: id,
      details: { anchors: anchors.length },
    });
    return (await findJob(tx, id)) as Job;
  });
}
