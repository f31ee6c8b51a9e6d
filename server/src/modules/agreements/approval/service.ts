import { accessError, authorize, type Caller, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import type { UploadedFile } from "../../../platform/http/index.ts";
import { findAmendmentText, listAmendmentRows } from "../amendments/queries.ts";
import { approvalMoved } from "../events.ts";
import { holdAgreement } from "../milestones/queries.ts";
import { listPaperRows } from "../papers/queries.ts";
import { keepPaper, showPapers } from "../papers/service.ts";
import type { AgreementPaper, PaperKind } from "../papers/types.ts";
import { type AgreementRow, findAgreementPeople, insertStep, insideOf, loadContent } from "../queries.ts";
import { hasEnded, refuseIncomplete } from "../rules.ts";
import { auditOf } from "../service/draft.ts";
import { getAgreementRow } from "../service/found.ts";
import {
  type ApprovalRow,
  type EntryRow,
  insertApproval,
  insertEntry,
  listApprovalRows,
  listEntryRows,
  listWriters,
  setApprovalState,
  type TakenStep,
} from "./queries.ts";
import {
  findHindrance,
  refuseHindered,
  refuseIncompleteStep,
  refuseOver,
  refuseSilentReturn,
  refuseUnasked,
  sayHindrance,
} from "./rules.ts";
import { digestOf, findUnapproved, isOpen } from "./standing.ts";
import {
  type Approval,
  type Approvals,
  nameOfRole,
  STEP_KIND_NAMES,
  STEP_ROLES,
  type StepKind,
  type StepOutcome,
  type StepRole,
} from "./types.ts";

/** Roles that the caller holds in the pair, or above it. */
export function rolesIn(caller: Caller, scopeId: string): StepRole[] {
  const held = caller.grants.filter((grant) => grant.scopeId === scopeId || grant.below.includes(scopeId));
  return STEP_ROLES.filter((role) => held.some((grant) => grant.role === role));
}

export async function listApprovals(ctx: Ctx, agreementId: string): Promise<Approvals> {
  return transact(ctx, async (tx) => {
    const row = await getAgreementRow(tx, ctx.caller, "agreement.read", agreementId);
    return showApprovals(tx, ctx.caller, row);
  });
}

/** The enterprise reads none of it, and is not told what the other side still has to do. */
async function showApprovals(tx: Tx, caller: Caller, row: AgreementRow): Promise<Approvals> {
  if (!mayIn(caller, "agreement.read", row.scopeId)) return { approvals: [], required: [] };
  const approvals = await listApprovalRows(tx, row.id);
  const entries = await listEntryRows(tx, row.id);
  const papers = await showPapers(tx, row.id, await listPaperRows(tx, row.id));
  const names = await findAgreementPeople(tx, row.id);
  const named = (id: string) => ({ id, name: names.get(id) ?? "" });
  const open = await findOpenText(tx, row);
  const unapproved = open === null ? [] : await findUnapproved(tx, row, open.amendmentId, open.content);
  const begun = new Set(
    approvals
      .filter((each) => isOpen(each) && each.amendmentId === open?.amendmentId)
      .map(({ institutionId }) => institutionId),
  );
  return {
    approvals: approvals.map((approval) => ({
      id: approval.id,
      amendmentId: approval.amendmentId,
      institution: approval.institutionName,
      flowVersion: approval.flowVersion,
      state: approval.state,
      startedBy: named(approval.startedBy),
      startedAt: approval.startedAt,
      steps: showSteps(caller, row, approval, entries, papers, named),
      // What was signed rests on its approval.
      mayWithdraw:
        isOpen(approval) &&
        open?.amendmentId === approval.amendmentId &&
        !hasEnded(row.state) &&
        mayIn(caller, "agreement.manage", row.scopeId),
    })),
    required: unapproved
      .filter(({ institutionId }) => !begun.has(institutionId))
      .map(({ institution, version, steps }) => ({
        amendmentId: open?.amendmentId ?? null,
        institution,
        version,
        steps: steps.map(({ name }) => name),
      })),
  };
}

/** The text that is not signed yet: a draft, or the draft of an amendment. */
async function findOpenText(tx: Tx, row: AgreementRow) {
  if (row.state === "draft") return { amendmentId: null, content: await loadContent(tx, row) };
  if (hasEnded(row.state)) return null;
  const draft = (await listAmendmentRows(tx, row.id)).find(({ state }) => state === "draft");
  return draft === undefined ? null : { amendmentId: draft.id, content: draft.content };
}

function showSteps(
  caller: Caller,
  { scopeId }: AgreementRow,
  approval: ApprovalRow,
  entries: readonly EntryRow[],
  papers: readonly AgreementPaper[],
  named: (id: string) => { id: string; name: string },
): Approval["steps"] {
  const own = entries.filter(({ approvalId }) => approvalId === approval.id);
  const next = nextStep(approval, own);
  const actor = { userId: caller.userId, roles: rolesIn(caller, scopeId) };
  return approval.steps.map(({ id, name, kind, roles, minDays }) => {
    const entry = own.find(({ stepId }) => stepId === id);
    const isNext = id === next?.id;
    const hindrance = findHindrance({ roles, isNext }, actor, draftersOf(approval));
    return {
      id,
      name,
      kind,
      kindName: STEP_KIND_NAMES[kind],
      roles: roles.map(nameOfRole),
      minDays,
      entry:
        entry === undefined
          ? null
          : {
              outcome: entry.outcome,
              reasons: entry.reasons,
              details: entry.details,
              doneBy: named(entry.doneBy),
              role: nameOfRole(entry.role),
              doneAt: entry.doneAt,
            },
      papers: papers.filter(({ subjectId }) => subjectId === id),
      isNext,
      mayDo: hindrance === null,
      why: isNext ? sayHindrance(hindrance, roles) : null,
    };
  });
}

function nextStep({ state, steps }: ApprovalRow, own: readonly EntryRow[]): TakenStep | undefined {
  if (state !== "in_review") return undefined;
  return steps.find(({ id }) => !own.some(({ stepId }) => stepId === id));
}

/** Whoever drew the text up or changed it, and whoever submitted it. */
export function draftersOf({
  draftedBy,
  writtenBy,
  startedBy,
}: Pick<ApprovalRow, "draftedBy" | "writtenBy" | "startedBy">): string[] {
  return [...new Set([draftedBy, ...writtenBy, startedBy])];
}

/** Submits a complete text to every institution that asks for steps; each goes its own way at the same time. */
export async function startApproval(ctx: Ctx, agreementId: string, amendmentId: string | null): Promise<Approvals> {
  return transact(ctx, async (tx) => {
    const { row, content, draftedBy, writtenBy } = await holdText(ctx, tx, agreementId, amendmentId);
    refuseIncomplete(row.number, content);
    const approvals = (await listApprovalRows(tx, agreementId)).filter((each) => each.amendmentId === amendmentId);
    const begun = new Set(approvals.filter(isOpen).map(({ institutionId }) => institutionId));
    const missing = await findUnapproved(tx, row, amendmentId, content);
    const asked = missing.filter(({ institutionId }) => !begun.has(institutionId));
    refuseUnasked(row.number, asked.length);
    for (const { institutionId, institution, version, steps } of asked) {
      await insertApproval(tx, row.scopeId, {
        agreementId,
        amendmentId,
        institutionId,
        institutionName: institution,
        flowVersion: version,
        steps,
        textSha256: digestOf(content),
        draftedBy: draftedBy ?? ctx.caller.userId,
        writtenBy,
        startedBy: ctx.caller.userId,
      });
      await insertStep(tx, insideOf(row), "approval_started", { institution, version });
      await audit(tx, {
        ...auditOf(row),
        action: "agreement.approval_started",
        details: { number: row.number, institutionId, flowVersion: version },
      });
      await tell(ctx, tx, row, { institution, what: "waits", step: steps[0] ?? null, institutionId }, []);
    }
    return showApprovals(tx, ctx.caller, row);
  });
}

/** The text that is approved, held until the transaction ends: a draft, or the draft of an amendment. */
async function holdText(ctx: Ctx, tx: Tx, agreementId: string, amendmentId: string | null) {
  await holdAgreement(tx, agreementId);
  const row = await getAgreementRow(tx, ctx.caller, "agreement.manage", agreementId);
  if (amendmentId === null) {
    refuseOver(row.number, row.state === "draft");
    const writtenBy = await listWriters(tx, agreementId, null);
    return { row, content: await loadContent(tx, row), draftedBy: row.createdBy, writtenBy };
  }
  const amendment = await findAmendmentText(tx, agreementId, amendmentId);
  if (amendment === null) throw accessError("access.not_found", {});
  refuseOver(row.number, row.state === "signed" && amendment.state === "draft");
  const writtenBy = await listWriters(tx, agreementId, amendment.number);
  return { row, content: amendment.content, draftedBy: amendment.createdBy, writtenBy };
}

/** Takes a text out of review, so that it can be changed; what was said stays, and it is submitted anew. */
export async function withdrawApproval(ctx: Ctx, agreementId: string, approvalId: string): Promise<Approvals> {
  return transact(ctx, async (tx) => {
    await holdAgreement(tx, agreementId);
    const row = await getAgreementRow(tx, ctx.caller, "agreement.manage", agreementId);
    const approval = await getApproval(tx, agreementId, approvalId);
    const amendment =
      approval.amendmentId === null ? null : await findAmendmentText(tx, agreementId, approval.amendmentId);
    const isUnsigned = amendment === null ? row.state === "draft" : amendment.state === "draft";
    refuseOver(row.number, isUnsigned && isOpen(approval));
    const together = (await listApprovalRows(tx, agreementId)).filter(
      (each) => each.amendmentId === approval.amendmentId && isOpen(each),
    );
    for (const each of together) await setApprovalState(tx, each, "withdrawn");
    await insertStep(tx, insideOf(row), "approval_withdrawn", {});
    await audit(tx, { ...auditOf(row), action: "agreement.approval_withdrawn", details: { number: row.number } });
    return showApprovals(tx, ctx.caller, row);
  });
}

async function getApproval(tx: Tx, agreementId: string, approvalId: string): Promise<ApprovalRow> {
  const approval = (await listApprovalRows(tx, agreementId)).find(({ id }) => id === approvalId);
  if (approval === undefined) throw accessError("access.not_found", {});
  return approval;
}

interface Turn {
  readonly row: AgreementRow;
  readonly approval: ApprovalRow;
  readonly step: TakenStep;
  readonly role: StepRole;
  readonly isLast: boolean;
}

/** The step whose turn it is, for somebody who may do it, alone until the transaction ends. */
async function holdTurn(ctx: Ctx, tx: Tx, agreementId: string, approvalId: string, stepId: string): Promise<Turn> {
  await holdAgreement(tx, agreementId);
  const row = await getAgreementRow(tx, ctx.caller, "agreement.approve", agreementId);
  authorize(ctx.caller, "agreement.approve", row.scopeId);
  const approval = await getApproval(tx, agreementId, approvalId);
  const step = approval.steps.find(({ id }) => id === stepId);
  if (step === undefined) throw accessError("access.not_found", {});
  refuseOver(row.number, approval.state === "in_review" && !hasEnded(row.state));
  const own = (await listEntryRows(tx, agreementId)).filter((each) => each.approvalId === approvalId);
  const next = nextStep(approval, own);
  const roles = rolesIn(ctx.caller, row.scopeId);
  const actor = { userId: ctx.caller.userId, roles };
  const hindrance = findHindrance({ roles: step.roles, isNext: next?.id === stepId }, actor, draftersOf(approval));
  refuseHindered(hindrance, { number: row.number, step: step.name, next: next?.name ?? "", roles: step.roles });
  const role = step.roles.find((each) => roles.includes(each)) ?? "pair_officer";
  return { row, approval, step, role, isLast: approval.steps.at(-1)?.id === stepId };
}

/** Done by a named person who did not draw the text up, or sent back with reasons to be changed. */
export async function doStep(
  ctx: Ctx,
  agreementId: string,
  approvalId: string,
  stepId: string,
  outcome: StepOutcome,
): Promise<Approvals> {
  return transact(ctx, async (tx) => {
    const { row, approval, step, role, isLast } = await holdTurn(ctx, tx, agreementId, approvalId, stepId);
    const about = { number: row.number, step: step.name };
    const isDone = outcome.outcome === "done";
    if (isDone) {
      const papers = (await listPaperRows(tx, agreementId)).filter(({ subjectId }) => subjectId === stepId).length;
      refuseIncompleteStep(about, step, outcome.details, { papers, today: await findToday(tx) });
    } else refuseSilentReturn(about, outcome.reasons);
    await insertEntry(
      tx,
      { scopeId: row.scopeId, agreementId },
      {
        approvalId,
        stepId,
        outcome: outcome.outcome,
        reasons: outcome.reasons,
        details: isDone ? outcome.details : null,
        doneBy: ctx.caller.userId,
        role,
      },
    );
    if (!isDone) await sendBack(tx, approval);
    else if (isLast) await setApprovalState(tx, approval, "through");
    const { institutionName: institution, institutionId } = approval;
    const action = isDone ? "approval_step_done" : "approval_sent_back";
    await insertStep(tx, insideOf(row), action, { institution, step: step.name, reasons: outcome.reasons });
    await audit(tx, {
      ...auditOf(row),
      action: `agreement.${action}`,
      details: { number: row.number, institutionId, stepId, kind: step.kind, role },
      personal: { reasons: outcome.reasons },
    });
    const at = approval.steps.findIndex(({ id }) => id === stepId);
    const next = isDone ? (approval.steps[at + 1] ?? null) : null;
    const what = isDone ? (next === null ? "through" : "waits") : "sent_back";
    await tell(ctx, tx, row, { institution, what, step: next ?? step, institutionId }, draftersOf(approval));
    return showApprovals(tx, ctx.caller, row);
  });
}

/** What is sent back will be another text: what others said of this one no longer counts. */
async function sendBack(tx: Tx, approval: ApprovalRow): Promise<void> {
  await setApprovalState(tx, approval, "sent_back");
  for (const each of await listApprovalRows(tx, approval.agreementId)) {
    const isBeside = each.amendmentId === approval.amendmentId && each.id !== approval.id && isOpen(each);
    if (isBeside) await setApprovalState(tx, each, "withdrawn");
  }
}

const PAPER_OF: Readonly<Record<StepKind, PaperKind>> = {
  review: "approval",
  statement: "statement",
  pricing: "pricing",
  publicity: "publicity",
  seal: "seal",
};

/** A paper of the step whose turn it is, from somebody who may do it. */
export async function addStepPaper(
  ctx: Ctx,
  agreementId: string,
  approvalId: string,
  stepId: string,
  file: UploadedFile,
): Promise<AgreementPaper> {
  return transact(ctx, async (tx) => {
    const { row, step } = await holdTurn(ctx, tx, agreementId, approvalId, stepId);
    return keepPaper(ctx, tx, row, { kind: PAPER_OF[step.kind], subjectId: stepId }, file);
  });
}

/** Who has to know: holders of the next step's roles, or those who drew it up. */
async function tell(
  ctx: Ctx,
  tx: Tx,
  { id: agreementId, scopeId, number, title, enterpriseId }: AgreementRow,
  {
    institution,
    what,
    step,
    institutionId,
  }: {
    readonly institution: string;
    readonly what: "waits" | "through" | "sent_back";
    readonly step: TakenStep | null;
    readonly institutionId: string;
  },
  drafters: readonly string[],
): Promise<void> {
  await ctx.outbox.emit(tx, approvalMoved, {
    aggregate: `agreement:${agreementId}`,
    scopeId,
    payload: {
      agreementId,
      scopeId,
      number,
      title,
      enterpriseId,
      institution,
      institutionId,
      what,
      step: step?.name ?? "",
      roles: [...(step?.roles ?? [])],
      to: [...drafters],
    },
  });
}
