import { type Bilingual, DomainError } from "@dual-high/kernel";
import { authorize, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { afterWorkingDays, workingDaysBetween } from "../days.ts";
import { type AgreementRow, findAgreementRow, insertStep, insideOf, loadContent } from "../queries.ts";
import { hasEnded } from "../rules.ts";
import { requireAgreement } from "../service/found.ts";
import { listReceiptsOf } from "../receipts/queries.ts";
import { readFen } from "../receipts/rules.ts";
import { loadRules } from "../shares/money-rules.ts";
import { ruleOn } from "../shares/rules.ts";
import { KINDS } from "../types.ts";
import {
  findNumberHolder,
  findRegistrationRow,
  insertRecord,
  type KeptRegistration,
  listAmendmentsSince,
  listRecords,
  listSheetReceipts,
  putRegistration,
  type RegistrationRecord,
} from "./queries.ts";
import {
  findDoubts,
  mayBeFilled,
  refuseUnfitDay,
  refuseUntimely,
  registrationActions,
  registrationError,
  transactionValue,
} from "./rules.ts";
import { lacksOf, planReceipts, planSheet } from "./sheet.ts";
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
    changeReason: null,
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
    refuseUntimely(row.number, held.state, "fill");
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
    if (held.acceptedOn !== null) refuseLacks(row, fields);
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

/** What the registrar did: accepted it, registered it with a number, sent it back, opened it for a change, cancelled or renewed it. */
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
    const records = await listRecords(tx, agreementId);
    if (move.action === "renew" && hasEnded(row.state)) {
      throw registrationError("agreements.registration_of_ended", { number: agreement });
    }
    if ("on" in move) {
      // Accepted once more after a cancellation, the registrar's last step is the acceptance.
      const steps = [row.signedOn, held.acceptedOn ?? "", records.at(-1)?.on ?? ""];
      const earliest = steps.reduce((latest, on) => (on > latest ? on : latest));
      refuseUnfitDay(move.on, { earliest, today: await findToday(tx) });
    }
    const by = ctx.caller.userId;
    if (move.action === "register") await refuseUnfitRegistration(tx, row, held, move.number);
    const moved = movedBy(row, held, records.at(-1), move);
    await putRegistration(tx, moved, by);
    if (move.action === "register") {
      await insertRecord(
        tx,
        row,
        await recordOf(tx, row, moved, { on: move.on, reason: held.changeReason, last: records.at(-1) }),
        by,
      );
    }
    if (move.action === "cancel") {
      const last = records.at(-1) as RegistrationRecord;
      const { on, reason } = move;
      await insertRecord(tx, row, { ...last, position: last.position + 1, kind: "cancelled", on, reason }, by);
    }
    const said = "reason" in move && move.action !== "return" ? { reason: move.reason } : {};
    const details = move.action === "register" ? { registration: move.number } : {};
    await note(tx, row, `registration_${move.action}`, details, said);
    return showRegistration(ctx, tx, row);
  });
}

function refuseLacks(row: AgreementRow, fields: KeptRegistration["fields"]): void {
  const lacks = lacksOf(row.kind, fields);
  if (lacks.length > 0) throw registrationError("agreements.registration_incomplete", { number: row.number, lacks });
}

/** The agreement may have been amended since the form was filled in, so all of it is looked at again. */
async function refuseUnfitRegistration(
  tx: Tx,
  row: AgreementRow,
  held: KeptRegistration,
  number: string,
): Promise<void> {
  refuseLacks(row, held.fields);
  valueOf(row, held.deductions, held.technicalIncomeFen);
  const other = await findNumberHolder(tx, row.scopeId, number, row.id);
  if (other !== null) throw registrationError("agreements.registration_number_taken", { text: number, other });
}

function movedBy(
  row: AgreementRow,
  held: KeptRegistration,
  last: RegistrationRecord | undefined,
  move: RegistrationMove,
): KeptRegistration {
  switch (move.action) {
    case "accept":
      refuseLacks(row, held.fields);
      valueOf(row, held.deductions, held.technicalIncomeFen);
      return { ...held, state: "accepted", acceptedOn: move.on, returnedReason: null };
    case "register":
      return {
        ...held,
        state: "registered",
        registeredOn: held.registeredOn ?? move.on,
        number: move.number,
        returnedReason: null,
        changeReason: null,
      };
    case "change":
      return { ...held, state: "changing", changeReason: move.reason, returnedReason: null };
    case "cancel":
      return { ...held, ...keptOf(last), state: "cancelled", changeReason: null };
    case "renew":
      return { ...held, state: "preparing", acceptedOn: null, registeredOn: null, number: null, returnedReason: null };
    default:
      return held.state === "accepted"
        ? { ...held, state: "returned", acceptedOn: null, returnedReason: move.reason }
        : { ...held, ...keptOf(last), state: "registered", changeReason: null, returnedReason: move.reason };
  }
}

/** The form as it was when it was registered last. */
function keptOf(last: RegistrationRecord | undefined) {
  if (last === undefined) return {};
  const { fields, deductions, technicalIncomeFen, number } = last;
  return { fields, deductions, technicalIncomeFen, number };
}

async function recordOf(
  tx: Tx,
  row: AgreementRow,
  moved: KeptRegistration,
  {
    on,
    reason,
    last,
  }: { readonly on: string; readonly reason: string | null; readonly last: RegistrationRecord | undefined },
): Promise<Omit<RegistrationRecord, "recordedAt">> {
  const { fields, deductions, technicalIncomeFen, number } = moved;
  const transaction = valueOf(row, deductions, technicalIncomeFen);
  const content = await loadContent(tx, row);
  return {
    position: (last?.position ?? 0) + 1,
    kind: last === undefined || last.kind === "cancelled" ? "registered" : "changed",
    on,
    number: number ?? "",
    contractFen: row.amountFen,
    transactionFen: transaction === null ? null : String(transaction),
    technicalIncomeFen,
    fields,
    deductions,
    sheet: planSheet({
      number,
      signedOn: row.signedOn,
      content,
      fields,
      deductions,
      transaction,
      incomeFen: technicalIncomeFen,
    }),
    reason,
  };
}

type RegistrationStep = "registration_changed" | `registration_${RegistrationMove["action"]}`;

async function note(
  tx: Tx,
  row: AgreementRow,
  action: RegistrationStep,
  details: Readonly<Record<string, string>>,
  personal: Readonly<Record<string, string>> = {},
): Promise<void> {
  await insertStep(tx, insideOf(row), action, { ...details, ...personal });
  await audit(tx, {
    scopeId: row.scopeId,
    zoneId: row.zoneId,
    action: `agreement.${action}`,
    subjectKind: "agreement",
    subjectId: row.id,
    details: { number: row.number, ...details },
    personal,
  });
}

async function showRegistration(ctx: Ctx, tx: Tx, row: AgreementRow): Promise<Registration> {
  const held = (await findRegistrationRow(tx, row.id)) ?? blankOf(row);
  const content = await loadContent(tx, row);
  const receipts = await listReceiptsOf(tx, row.id);
  const received = receipts
    .filter(({ reversedAt }) => reversedAt === null)
    .reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n);
  const records = await listRecords(tx, row.id);
  const last = records.at(-1);
  // What is registered reads as it was registered; a form that is open reads against the agreement of today.
  const kept = mayBeFilled(held.state) ? undefined : last;
  const { state, fields, deductions, technicalIncomeFen, acceptedOn } = held;
  const { transaction, contradiction } = kept === undefined ? valueNow(row, held) : keptValue(kept);
  const mayManage = mayIn(ctx.caller, "registration.manage", row.scopeId);
  return {
    agreementId: row.id,
    scopeId: row.scopeId,
    agreementNumber: row.number,
    title: row.title,
    state,
    fields,
    deductions: [...deductions],
    contractFen: kept === undefined ? row.amountFen : kept.contractFen,
    transactionFen: transaction === null ? null : String(transaction),
    contradiction,
    technicalIncomeFen,
    receivedFen: String(received),
    acceptedOn,
    registeredOn: held.registeredOn,
    number: held.number,
    returnedReason: held.returnedReason,
    due: acceptedOn === null || state !== "accepted" ? null : await dueOf(tx, row, acceptedOn, transaction),
    sheet: [
      ...(kept?.sheet ??
        planSheet({
          number: held.number,
          signedOn: row.signedOn,
          content: kept === undefined ? content : { ...content, amountFen: kept.contractFen },
          fields,
          deductions,
          transaction,
          incomeFen: technicalIncomeFen,
        })),
      ...planReceipts(await listSheetReceipts(tx, row.id), transaction),
    ],
    doubts: mayBeFilled(state)
      ? findDoubts({
          income: technicalIncomeFen === null ? null : BigInt(technicalIncomeFen),
          received,
          endsOn: row.endsOn,
          endedOn: row.endedOn,
          on: acceptedOn ?? (await findToday(tx)),
        })
      : [],
    lacks: mayBeFilled(state) ? lacksOf(row.kind, fields) : [],
    amendedSince:
      last === undefined || last.kind === "cancelled" ? [] : await listAmendmentsSince(tx, row.id, last.position),
    records: records.map(({ kind, on, number, contractFen, transactionFen, technicalIncomeFen: income, reason }) => {
      return { kind, on, number, contractFen, transactionFen, technicalIncomeFen: income, reason };
    }),
    mayChange: mayManage && mayBeFilled(state),
    actions: mayManage && row.signedOn !== null ? registrationActions(state, { hasEnded: hasEnded(row.state) }) : [],
    updatedAt: held.updatedAt,
    version: held.version,
  };
}

interface Value {
  readonly transaction: bigint | null;
  readonly contradiction: Bilingual | null;
}

/** After an amendment the sums may contradict each other: that is said, and accepting or registering it refuses. */
function valueNow(row: AgreementRow, { deductions, technicalIncomeFen }: KeptRegistration): Value {
  try {
    return { transaction: valueOf(row, deductions, technicalIncomeFen), contradiction: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { transaction: null, contradiction: { zh: error.text("zh"), en: error.text("en") } };
  }
}

function keptValue({ transactionFen }: RegistrationRecord): Value {
  return { transaction: transactionFen === null ? null : BigInt(transactionFen), contradiction: null };
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
