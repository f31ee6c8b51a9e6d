// Funds of any scope, without what leads there.
import {
  callCommittee,
  findApplication,
  insertApplication,
  insertApplicationStep,
  insertPaper,
  markInvestigated,
  markSubmitted,
  putReport,
} from "../src/modules/funds/applications/queries.ts";
import type { ApplicationContent } from "../src/modules/funds/applications/types.ts";
import { insertClosing } from "../src/modules/funds/closing/queries.ts";
import {
  findCommitment,
  insertCommitment,
  insertConversion,
  insertPayment,
  insertWriteOff,
  listTranches,
  listWriteOffs,
} from "../src/modules/funds/commitments/queries.ts";
import { listPayments } from "../src/modules/funds/receipts/queries.ts";
import { insertBankLines, listBankLines } from "../src/modules/funds/reconciliation/queries.ts";
import { insertContributor, insertFund, insertStep } from "../src/modules/funds/queries/funds.ts";
import { insertEntry } from "../src/modules/funds/queries/ledger.ts";
import { insertTransfer } from "../src/modules/funds/shares/queries.ts";
import { withActor } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import { actorIn } from "../src/platform/test-db.ts";
import type { TestApp } from "./test-app.ts";

let counter = 0;

export const FUND_BODY = {
  name: "样例转化基金",
  purpose: "支持结对项目的概念验证和中试。",
  sizeFen: "10000000000",
  startsOn: "2026-01-01",
  endsOn: "2033-12-31",
  stagePlan: [{ key: "pilot_scale", amountFen: "4000000000" }],
  sourcePlan: [{ key: "zone", amountFen: "6000000000" }],
  contributors: [
    { name: "样例高新区", source: "zone", committedFen: "6000000000" },
    { name: "样例大学", source: "university", committedFen: "2000000000" },
  ],
} as const;

/** A line of the bank's statement. */
export async function makeBankLine(world: TestApp, scopeId: string): Promise<string> {
  const { fundId } = await makeFund(world, scopeId);
  const actor = actorIn([scopeId]);
  const line = { onDay: "2026-02-01", amount: 100n, counterparty: "样例高新区", reference: "1" };
  return withActor(world.db, actor, async (tx) => {
    await insertBankLines(tx, { id: fundId, scopeId, managerScopeId: null }, [line], actor.userId);
    return (await listBankLines(tx, fundId))[0]?.id ?? "";
  });
}

/** With books that are closed up to a day. */
export async function makeClosedFund(world: TestApp, scopeId: string): Promise<string> {
  const { fundId } = await makeFund(world, scopeId);
  const actor = actorIn([scopeId]);
  await withActor(world.db, actor, async (tx) =>
    insertClosing(tx, { id: fundId, scopeId, managerScopeId: null }, actor.userId, "2026-03-31"),
  );
  return fundId;
}

/** A tranche that was paid, as the table of payments has it. */
export async function makePayment(world: TestApp, scopeId: string): Promise<string> {
  const { fundId, commitmentId, trancheId } = await makeApplication(world, scopeId);
  const actor = actorIn([scopeId]);
  return withActor(world.db, actor, async (tx) => {
    const commitment = await findCommitment(tx, commitmentId);
    if (commitment === null) throw new Error("There is no commitment.");
    const entry = await insertEntry(tx, { id: fundId, scopeId, managerScopeId: null }, actor.userId, {
      kind: "tranche_paid",
      onDay: "2026-06-01",
      commitmentId,
      lines: [
        { account: "grants", amount: 100n },
        { account: "bank", amount: -100n },
      ],
    });
    await insertPayment(tx, commitment, { trancheId, entryId: entry.id, on: "2026-06-01" });
    return (await listPayments(tx, fundId))[0]?.id ?? "";
  });
}

/** A grant that became equity, of which the team transferred a part after the lock. */
export async function makeConversion(world: TestApp, scopeId: string) {
  const terms = {
    trigger: "financing_round",
    triggerOn: null,
    triggerText: "A 轮",
    valuation: "按投前估值",
    discountBp: 0,
    teamShareBp: 7_000,
    lockedUntil: "2026-02-10",
  } as const;
  const { fundId, commitmentId } = await makeApplication(world, scopeId, { kind: "grant_to_equity", terms });
  const actor = actorIn([scopeId]);
  return withActor(world.db, actor, async (tx) => {
    const commitment = await findCommitment(tx, commitmentId);
    if (commitment === null) throw new Error("There is no commitment.");
    const entry = await insertEntry(tx, { id: fundId, scopeId, managerScopeId: null }, actor.userId, {
      kind: "conversion",
      onDay: "2026-02-10",
      commitmentId,
      lines: [
        { account: "equity", amount: 100n },
        { account: "convertible", amount: -100n },
      ],
    });
    const shares = { fundShareBp: 1_000, teamShareBp: 7_000 };
    const made = { on: "2026-02-10", event: "A 轮", amountFen: "100", valuationFen: "1000", ...shares };
    await insertConversion(tx, commitment, entry.id, made);
    const transfer = { on: "2026-02-11", shareBp: 100, recipient: "样例员工持股平台" };
    return { commitmentId, transferId: await insertTransfer(tx, commitment, actor.userId, transfer) };
  });
}

export interface MadeFund {
  readonly fundId: string;
  readonly contributorId: string;
  readonly entryId: string;
}

/** With one contributor, who paid a part of what was committed. */
export async function makeFund(world: TestApp, scopeId: string): Promise<MadeFund> {
  const actor = actorIn([scopeId]);
  const { userId } = actor;
  const fundId = newId();
  const place = { id: fundId, scopeId, managerScopeId: null };
  const number = `FUND-2026-9${String((counter += 1)).padStart(5, "0")}`;
  return withActor(world.db, actor, async (tx) => {
    await insertFund(
      tx,
      { ...place, zoneId: scopeId, readers: [scopeId], number, createdBy: userId },
      {
        name: `${FUND_BODY.name} ${counter}`,
        purpose: "",
        size: 10_000_000_000n,
        startsOn: "2026-01-01",
        endsOn: "2033-12-31",
        committeeLeast: 1,
        plan: { stage: [], source: [] },
      },
    );
    const contributorId = await insertContributor(tx, place, { name: "样例高新区", source: "zone" });
    await insertEntry(tx, place, userId, {
      kind: "contribution_committed",
      onDay: "2026-01-01",
      contributorId,
      lines: [
        { account: "receivable", amount: 6_000_000_000n },
        { account: "capital", amount: -6_000_000_000n },
      ],
    });
    const { id: entryId } = await insertEntry(tx, place, userId, {
      kind: "contribution_paid",
      onDay: "2026-02-01",
      contributorId,
      lines: [
        { account: "bank", amount: 3_000_000_000n },
        { account: "receivable", amount: -3_000_000_000n },
      ],
    });
    await insertStep(tx, place, userId, "entered");
    return { fundId, contributorId, entryId };
  });
}

export const APPLICATION_BODY = {
  title: "母乳低聚糖中试",
  applicant: "样例生物工程有限公司",
  purpose: "建 500 升发酵线。",
  stage: "pilot_scale",
  kind: "grant",
  amountFen: "200000000",
} as const;

/** Before the committee, with a paper; and a commitment with a tranche and a proposed write-off. */
export async function makeApplication(
  world: TestApp,
  scopeId: string,
  more: Pick<ApplicationContent, "kind" | "terms"> = { kind: "grant", terms: null },
) {
  const { fundId } = await makeFund(world, scopeId);
  const actor = actorIn([scopeId]);
  const { userId } = actor;
  const applicationId = newId();
  return withActor(world.db, actor, async (tx) => {
    const fund = { id: fundId, scopeId, managerScopeId: null };
    const made = {
      id: applicationId,
      applicantScopeId: scopeId,
      readers: [scopeId],
      number: `FUND-2026-9${String((counter += 1)).padStart(5, "0")}-001`,
      projectId: null,
      projectScopeId: null,
      projectNumber: null,
      createdBy: userId,
    };
    const { amountFen, ...content } = APPLICATION_BODY;
    await insertApplication(tx, fund, made, { ...content, ...more, amount: BigInt(amountFen) });
    await markSubmitted(tx, applicationId, userId);
    await markInvestigated(tx, applicationId, newId());
    await putReport(tx, applicationId, { findings: "可行", conclusion: "support", interest: "" });
    const row = await findApplication(tx, applicationId);
    if (row === null) throw new Error("There is no application.");
    await callCommittee(tx, row, [newId()], "2026-05-01");
    const paperId = newId();
    const bytes = new TextEncoder().encode("尽职调查报告");
    const draft = { scopeId, ownerKind: "fund_paper", ownerId: paperId, name: "报告.txt", bytes };
    const { id: fileId } = await world.app.files.putFile(tx, draft);
    await insertPaper(tx, row, { id: paperId, title: "报告", fileId, addedBy: userId });
    await insertApplicationStep(tx, row, userId, "entered");
    const total = 100n;
    const tranches = [{ amount: total, plannedOn: "2026-06-01", gate: null }];
    const commitmentId = await insertCommitment(tx, row, { tranches, total }, "2026-05-01");
    const commitment = await findCommitment(tx, commitmentId);
    if (commitment === null) throw new Error("There is no commitment.");
    await insertWriteOff(tx, commitment, { amount: 1n, reason: "失败", by: userId });
    return {
      fundId,
      applicationId,
      paperId,
      commitmentId,
      trancheId: (await listTranches(tx, [commitmentId]))[0]?.id ?? "",
      writeOffId: (await listWriteOffs(tx, [commitmentId]))[0]?.id ?? "",
    };
  });
}
