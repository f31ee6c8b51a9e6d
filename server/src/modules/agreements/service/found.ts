import type { Bilingual } from "@dual-high/kernel";
import { accessError, authorize, type Caller, mayIn } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { findUnapproved, isInReview } from "../approval/standing.ts";
import { nameOfKind } from "../types.ts";
import {
  type AgreementRow,
  findAgreementPeople,
  findAgreementRow,
  type ListedAgreement,
  listScopesWithin,
  listSteps,
  loadContent,
} from "../queries.ts";
import { actionsFrom, findLacks } from "../rules.ts";
import type { Agreement, AgreementSummary } from "../types.ts";
import { wordStep } from "../wording.ts";
import { listRests } from "./rests.ts";

/** What row-level security hides and what does not exist are the same answer. */
export function requireAgreement(row: AgreementRow | null): AgreementRow {
  if (row === null) throw accessError("access.not_found", {});
  return row;
}

/** In the pair whose agreement it is, or in the enterprise that is a party to it. */
export async function getAgreementRow(
  tx: Tx,
  caller: Caller,
  permission: Permission,
  agreementId: string,
  lock: "read" | "for_update" = "read",
): Promise<AgreementRow> {
  const row = requireAgreement(await findAgreementRow(tx, agreementId, lock));
  const { enterpriseId, scopeId } = row;
  if (enterpriseId !== null && mayIn(caller, permission, enterpriseId)) return row;
  const isKnown = enterpriseId !== null && mayIn(caller, "agreement.read", enterpriseId);
  if (isKnown && !mayIn(caller, permission, scopeId)) throw accessError("access.forbidden", { permission });
  authorize(caller, permission, scopeId);
  return row;
}

/** A scope and what stands beneath it, where the caller may do that: a university's pairs, a zone's, a province's. */
export async function findScopesWithin(
  tx: Tx,
  caller: Caller,
  permission: Permission,
  scopeId: string,
): Promise<string[]> {
  return (await listScopesWithin(tx, scopeId)).filter((id) => mayIn(caller, permission, id));
}

/** Where what the caller did is written down: in the pair, or in the enterprise by whose people it was done. */
export function homeOf(caller: Caller, { scopeId, enterpriseId }: AgreementRow): string {
  return mayIn(caller, "agreement.read", scopeId) ? scopeId : (enterpriseId ?? scopeId);
}

function summaryOf(row: AgreementRow): Omit<AgreementSummary, "parties" | "receivedFen" | "royaltyFen" | "overdueFen"> {
  const { originKind, originId } = row;
  return {
    id: row.id,
    scopeId: row.scopeId,
    number: row.number,
    kind: row.kind,
    subKind: row.subKind,
    kindName: nameOfKind(row.kind, row.subKind),
    title: row.title,
    state: row.state,
    amountFen: row.amountFen,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    signedOn: row.signedOn,
    origin:
      originKind === null || originId === null
        ? null
        : { kind: originKind, id: originId, number: row.originNumber ?? "", title: row.originTitle ?? "" },
    sampleNote: row.sampleNote,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version,
  };
}

export function summarise({ parties, receivedFen, royaltyFen, overdueFen, ...row }: ListedAgreement): AgreementSummary {
  return { ...summaryOf(row), parties, receivedFen, royaltyFen, overdueFen };
}

function mayBeSent({ enterpriseId, sentAt }: AgreementRow): boolean {
  return enterpriseId !== null && sentAt === null;
}

function approvalOf({ institution }: { readonly institution: string }): Bilingual {
  return { zh: `${institution}的审批`, en: `the approval of ${institution}` };
}

/** An agreement as it is shown, after whatever was done to it. */
export async function showAgreement(tx: Tx, caller: Caller, agreementId: string): Promise<Agreement> {
  const row = requireAgreement(await findAgreementRow(tx, agreementId));
  const content = await loadContent(tx, row);
  const steps = await listSteps(tx, agreementId);
  const names = await findAgreementPeople(tx, agreementId);
  const named = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? "" });
  const mayManage = mayIn(caller, "agreement.manage", row.scopeId);
  const unapproved = row.state === "draft" ? await findUnapproved(tx, row, null, content) : [];
  return {
    ...summaryOf(row),
    ...content,
    stateReason: row.stateReason,
    sentAt: row.sentAt,
    endedOn: row.endedOn,
    createdBy: named(row.createdBy),
    rests: await listRests(tx, row, content),
    lacks: row.state === "draft" ? [...findLacks(content), ...unapproved.map(approvalOf)] : [],
    steps: steps.map((step) => ({
      at: step.at,
      actor: named(step.actorId),
      action: step.action,
      text: wordStep(step),
    })),
    mayChange: mayManage && row.state === "draft" && !(await isInReview(tx, agreementId, null)),
    actions: mayManage ? actionsFrom(row.state).filter((action) => action !== "send" || mayBeSent(row)) : [],
  };
}
