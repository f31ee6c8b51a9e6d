import { authorize, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { afterWorkingDays, workingDaysBetween } from "../days.ts";
import { type AgreementRow, findAgreementRow, insertStep, loadContent } from "../queries.ts";
import { requireAgreement } from "../service/found.ts";
import { listReceiptsOf } from "../receipts/queries.ts";
import { readFen } from "../receipts/rules.ts";
import { loadRules } from "../shares/money-rules.ts";
import { ruleOn } from "../shares/rules.ts";
import { KINDS } from "../types.ts";
import { findNumberHolder, findRegistrationRow, type KeptRegistration, putRegistration } from "./queries.ts";
import { refuseUntimely, registrationActions, registrationError, transactionValue } from "./rules.ts";
import { lacksOf, planSheet } from "./sheet.ts";
import type { Registration, RegistrationChange, RegistrationMove } from "./types.ts";

/** Of a technology contract, for the pair: not for the enterprise, which does not register it. */
async function getContract(
  tx: Tx,
  ctx: Ctx,
  permission: "registration.read" | "registration.manage",
  agreementId: string,
  lock: "read" | "for_update" = "read",
): Promise<AgreementRow> {
  const row = requireAgreement(await findAgreementRow(tx, agreementId, lock));
  authorize(ctx.caller, permission, row.scopeId);
  if (!KINDS[row.kind].isTechnologyContract) {
    throw registrationError("agreements.not_technology", { number: row.number });
  }
  return row;
}

function blankOf({
  id,
  scopeId,
}: AgreementRow): KeptRegistration & { readonly version: number; readonly updatedAt: null } {
  return {
    agreementId: id,
    scopeId,
    state: "preparing",
    fields: {},
    deductions: [],
    technicalIncomeFen: null,
    acceptedOn: null,
    registeredOn: null,
    number: null,
    returnedReason: null,
    updatedAt: null,
    version: 0,
  };
}

export async function getRegistration(ctx: Ctx, agreementId: string): Promise<Registration> {
  return transact(ctx, async (tx) =>
    showRegistration(ctx, tx, await getContract(tx, ctx, "registration.read", agreementId)),
  );
}

export async function changeRegistration(
  ctx: Ctx,
  agreementId: string,
  change: RegistrationChange,
  version: number,
): Promise<Registration> {
  return transact(ctx, async (tx) => {
    const row = await getContract(tx, ctx, "registration.manage", agreementId, "for_update");
    const held = (await findRegistrationRow(tx, agreementId)) ?? blankOf(row);
    refuseUntimely(row.number, held.state, "change");
    expectVersion(held, version);
    const deductions = (change.deductions ?? held.deductions).map(({ text, amountFen }) => ({
      text,
      amountFen: String(readFen(amountFen, DEDUCTION)),
    }));
    const typed = change.technicalIncomeFen === undefined ? held.technicalIncomeFen : change.technicalIncomeFen;
    // Nothing received yet is an income of nothing.
    const technicalIncomeFen = typed === null || typed === "0" ? typed : String(readFen(typed, INCOME));
    valueOf(row, deductions, technicalIncomeFen);
    const fields = { ...held.fields, ...change.fields };
    await putRegistration(tx, { ...held, fields, deductions, technicalIncomeFen }, ctx.caller.userId);
    await note(tx, row, "registration_changed", {});
    return showRegistration(ctx, tx, row);
  });
}

const DEDUCTION = { zh: "非技术性费用（deductions）", en: "Non-technical costs (deductions)" };
const INCOME = { zh: "技术性收入（technicalIncomeFen）", en: "Technical income (technicalIncomeFen)" };

function valueOf(
  row: AgreementRow,
  deductions: readonly { readonly amountFen: string }[],
  incomeFen: string | null,
): bigint | null {
  return transactionValue(
    row.amountFen === null ? null : BigInt(row.amountFen),
    deductions.map(({ amountFen }) => BigInt(amountFen)),
    incomeFen === null ? null : BigInt(incomeFen),
  );
}

/** What the registrar did: accepted it, registered it with a number, or sent it back. */
export async function moveRegistration(
  ctx: Ctx,
  agreementId: string,
  move: RegistrationMove,
  version: number,
): Promise<Registration> {
  return transact(ctx, async (tx) => {
    const row = await getContract(tx, ctx, "registration.manage", agreementId, "for_update");
    const { number: agreement } = row;
    const held = (await findRegistrationRow(tx, agreementId)) ?? blankOf(row);
    if (row.signedOn === null) throw registrationError("agreements.registration_unsigned", { number: agreement });
    refuseUntimely(agreement, held.state, move.action);
    expectVersion(held, version);
    await putRegistration(tx, await movedBy(tx, row, held, move), ctx.caller.userId);
    const details = move.action === "register" ? { registration: move.number } : {};
    await note(tx, row, `registration_${move.action}`, details);
    return showRegistration(ctx, tx, row);
  });
}

async function movedBy(
  tx: Tx,
  row: AgreementRow,
  held: KeptRegistration,
  move: RegistrationMove,
): Promise<KeptRegistration> {
  if (move.action === "return") {
    return { ...held, state: "returned", acceptedOn: null, returnedReason: move.reason };
  }
  const { on } = move;
  if (on > (await findToday(tx)) || (move.action === "register" && on < (held.acceptedOn ?? on))) {
    throw registrationError("agreements.registration_day_unfit", { on });
  }
  if (move.action === "accept") {
    const lacks = lacksOf(row.kind, held.fields);
    if (lacks.length > 0) throw registrationError("agreements.registration_incomplete", { number: row.number, lacks });
    valueOf(row, held.deductions, held.technicalIncomeFen);
    return { ...held, state: "accepted", acceptedOn: on, returnedReason: null };
  }
  const other = await findNumberHolder(tx, row.scopeId, move.number, row.id);
  if (other !== null) throw registrationError("agreements.registration_number_taken", { text: move.number, other });
  return { ...held, state: "registered", registeredOn: on, number: move.number };
}

type RegistrationStep =
  | "registration_changed"
  | "registration_accept"
  | "registration_register"
  | "registration_return";

async function note(
  tx: Tx,
  row: AgreementRow,
  action: RegistrationStep,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  await insertStep(tx, { ...row, enterpriseId: null }, action, details);
  await audit(tx, {
    scopeId: row.scopeId,
    zoneId: row.zoneId,
    action: `agreement.${action}`,
    subjectKind: "agreement",
    subjectId: row.id,
    details: { number: row.number, ...details },
  });
}

async function showRegistration(ctx: Ctx, tx: Tx, row: AgreementRow): Promise<Registration> {
  const held = (await findRegistrationRow(tx, row.id)) ?? blankOf(row);
  const content = await loadContent(tx, row);
  const receipts = await listReceiptsOf(tx, row.id);
  const received = receipts
    .filter(({ reversedAt }) => reversedAt === null)
    .reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n);
  const { state, fields, deductions, technicalIncomeFen, acceptedOn } = held;
  // After an amendment the sums may contradict each other: what is kept is shown, and accepting it refuses.
  const taken = deductions.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n);
  const transaction = row.amountFen === null ? null : BigInt(row.amountFen) - taken;
  const mayManage = mayIn(ctx.caller, "registration.manage", row.scopeId);
  return {
    agreementId: row.id,
    scopeId: row.scopeId,
    agreementNumber: row.number,
    title: row.title,
    state,
    fields,
    deductions: [...deductions],
    contractFen: row.amountFen,
    transactionFen: transaction === null ? null : String(transaction),
    technicalIncomeFen,
    receivedFen: String(received),
    acceptedOn,
    registeredOn: held.registeredOn,
    number: held.number,
    returnedReason: held.returnedReason,
    due: acceptedOn === null || state !== "accepted" ? null : await dueOf(tx, row, acceptedOn, transaction),
    sheet: planSheet({
      number: held.number,
      signedOn: row.signedOn,
      content,
      fields,
      deductions,
      transaction,
      incomeFen: technicalIncomeFen,
    }),
    lacks: state === "preparing" || state === "returned" ? lacksOf(row.kind, fields) : [],
    mayChange: mayManage && state !== "registered",
    actions: mayManage && row.signedOn !== null ? registrationActions(state) : [],
    updatedAt: held.updatedAt,
    version: held.version,
  };
}

/** By the rules in force on the day of acceptance; large contracts are reviewed and take longer. */
async function dueOf(tx: Tx, row: AgreementRow, acceptedOn: string, transaction: bigint | null) {
  const versions = await loadRules(tx, row.scopeId);
  const from = ruleOn(versions, "registration.review_from", acceptedOn);
  const isReviewed = from !== null && transaction !== null && transaction >= BigInt(from.value);
  const rule = ruleOn(versions, isReviewed ? "registration.review_days" : "registration.days", acceptedOn);
  if (rule === null) return null;
  const workingDays = Number(rule.value);
  const on = afterWorkingDays(acceptedOn, workingDays);
  return { on, workingDays, left: workingDaysBetween(await findToday(tx), on), isReviewed, source: rule.source };
}
