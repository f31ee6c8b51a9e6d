import { accessError, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { FileAnswer, UploadedFile } from "../../../platform/http/index.ts";
import { type AgreementRow, findAgreementPeople } from "../queries.ts";
import { auditOf } from "../service/draft.ts";
import { getAgreementRow } from "../service/found.ts";
import { findPaperRow, insertPaper, listPaperRows, type PaperRow } from "./queries.ts";
import { type AgreementPaper, type PaperKind, PAPERS } from "./types.ts";

export async function listPapers(ctx: Ctx, agreementId: string): Promise<AgreementPaper[]> {
  return transact(ctx, async (tx) => {
    await getAgreementRow(tx, ctx.caller, "agreement.read", agreementId);
    return showPapers(tx, agreementId, await listPaperRows(tx, agreementId));
  });
}

export async function showPapers(tx: Tx, agreementId: string, rows: readonly PaperRow[]): Promise<AgreementPaper[]> {
  const names = await findAgreementPeople(tx, agreementId);
  return rows.map(({ addedBy, ...paper }) => ({
    ...paper,
    kindName: PAPERS[paper.kind].name,
    addedBy: { id: addedBy, name: names.get(addedBy) ?? "" },
  }));
}

/** Keeps a file with its digest, where its bringer writes, and lets it be read where the agreement is. */
export async function keepPaper(
  ctx: Ctx,
  tx: Tx,
  row: AgreementRow,
  { kind, subjectId }: { readonly kind: PaperKind; readonly subjectId: string | null },
  { name, bytes }: UploadedFile,
): Promise<AgreementPaper> {
  const { id: agreementId, enterpriseId, scopeId, zoneId } = row;
  const { isShared } = PAPERS[kind];
  const isOffice = mayIn(ctx.caller, "agreement.deliver", scopeId);
  const home = isOffice || enterpriseId === null ? scopeId : enterpriseId;
  const file = await ctx.files.putFile(tx, {
    scopeId: home,
    ownerKind: "agreement",
    ownerId: agreementId,
    name,
    bytes,
    classification: "confidential",
    sharedWith: isShared && enterpriseId !== null ? [scopeId, enterpriseId] : [scopeId],
  });
  const { id, sha256, sizeBytes } = file;
  const paper = { id, kind, subjectId, name: file.name, sha256, sizeBytes, addedBy: ctx.caller.userId };
  await insertPaper(tx, row, isShared ? enterpriseId : null, paper);
  await audit(tx, {
    ...auditOf({ id: agreementId, scopeId: home, zoneId }),
    action: "agreement.paper_added",
    details: { number: row.number, kind, sha256 },
    personal: { name },
  });
  const kept = await findPaperRow(tx, agreementId, id);
  const [shown] = await showPapers(tx, agreementId, kept === null ? [] : [kept]);
  return shown as AgreementPaper;
}

/** A paper of the agreement itself, brought by the office. */
export async function addPaper(ctx: Ctx, agreementId: string, file: UploadedFile): Promise<AgreementPaper> {
  return transact(ctx, async (tx) => {
    const row = await getAgreementRow(tx, ctx.caller, "agreement.manage", agreementId);
    return keepPaper(ctx, tx, row, { kind: "other", subjectId: null }, file);
  });
}

export async function readPaper(ctx: Ctx, agreementId: string, paperId: string): Promise<FileAnswer> {
  return transact(ctx, async (tx) => {
    await getAgreementRow(tx, ctx.caller, "agreement.read", agreementId);
    if ((await findPaperRow(tx, agreementId, paperId)) === null) throw accessError("access.not_found", {});
    const { name, mediaType, bytes } = await ctx.files.readFile(tx, paperId);
    return { name, mediaType, bytes };
  });
}
