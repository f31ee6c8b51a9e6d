import { createHash } from "node:crypto";
import { type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { UploadedFile } from "../../../platform/http/index.ts";
import { holdAgreement } from "../milestones/queries.ts";
import { listPaperRows } from "../papers/queries.ts";
import { keepPaper, showPapers } from "../papers/service.ts";
import { type AgreementRow, insertStep } from "../queries.ts";
import { auditOf } from "../service/draft.ts";
import { getAgreementRow } from "../service/found.ts";
import { localRecord } from "./local-record.ts";
import { insertSignature, listSignatureRows } from "./queries.ts";
import { refuseEarlyText, refuseKnownText } from "./rules.ts";
import type { SignatureService } from "./signature-service.ts";
import type { AgreementSignatures } from "./types.ts";

/** The services that this installation has; the first records what is added now, each verifies what it recorded. */
const SERVICES: readonly [SignatureService, ...SignatureService[]] = [localRecord];

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export async function listSignatures(ctx: Ctx, agreementId: string): Promise<AgreementSignatures> {
  return transact(ctx, async (tx) => {
    const row = await getAgreementRow(tx, ctx.caller, "agreement.read", agreementId);
    return showSignatures(ctx, tx, row);
  });
}

async function showSignatures(ctx: Ctx, tx: Tx, row: AgreementRow): Promise<AgreementSignatures> {
  const papers = await showPapers(tx, row.id, await listPaperRows(tx, row.id));
  const signatures: AgreementSignatures["signatures"] = [];
  for (const { id, paperId, sha256, service: key, evidence, recordedAt } of await listSignatureRows(tx, row.id)) {
    const paper = papers.find((each) => each.id === paperId);
    const service = SERVICES.find((each) => each.key === key);
    if (paper === undefined || service === undefined) continue;
    const { bytes } = await ctx.files.readFile(tx, paperId);
    signatures.push({
      id,
      paper,
      sha256,
      service: service.name,
      isLicensed: service.isLicensed,
      statement: service.statement,
      recordedBy: paper.addedBy,
      recordedAt,
      isIntact: await service.verify({ bytes, sha256: sha256Of(bytes) }, evidence),
    });
  }
  return { signatures, mayAdd: row.state === "signed" && mayIn(ctx.caller, "agreement.manage", row.scopeId) };
}

/** Keeps the file that was signed, with its digest, who and when; the service says what that is worth. */
export async function addSignedText(ctx: Ctx, agreementId: string, file: UploadedFile): Promise<AgreementSignatures> {
  return transact(ctx, async (tx) => {
    await holdAgreement(tx, agreementId);
    const row = await getAgreementRow(tx, ctx.caller, "agreement.manage", agreementId);
    refuseEarlyText(row);
    const sha256 = sha256Of(file.bytes);
    const known = await listSignatureRows(tx, agreementId);
    refuseKnownText(
      row.number,
      known.some((each) => each.sha256 === sha256),
    );
    const [service] = SERVICES;
    const evidence = await service.record({ bytes: file.bytes, sha256 });
    const paper = await keepPaper(ctx, tx, row, { kind: "signed_text", subjectId: null }, file);
    const recordedBy = ctx.caller.userId;
    await insertSignature(tx, row, { paperId: paper.id, sha256, service: service.key, evidence, recordedBy });
    await insertStep(tx, row, "signed_text_added", { name: paper.name, sha256 });
    await audit(tx, {
      ...auditOf(row),
      action: "agreement.signed_text_added",
      details: { number: row.number, sha256, service: service.key },
    });
    return showSignatures(ctx, tx, row);
  });
}
