// Funds of any scope, without what leads there.
import { insertContributor, insertFund, insertStep } from "../src/modules/funds/queries/funds.ts";
import { insertEntry } from "../src/modules/funds/queries/ledger.ts";
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
