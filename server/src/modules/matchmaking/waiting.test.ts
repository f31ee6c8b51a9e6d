import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertDoneRun, insertSampleLine } from "../../../test/matchmaking.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { callerOf } from "../../platform/access/index.ts";
import type { Role } from "../../platform/access/matrix.ts";
import { withActor, withSystem } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { matchmakingWaiting } from "./index.ts";

let world: TestApp;
let pair: string;
beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(async () => {
  await world.db.reset();
  pair = await world.createScope("pair");
});
afterAll(async () => world.db.close());

async function waitingFor(userId: string, role: Role = "technology_manager") {
  const caller = callerOf(userId, newId(), [{ role, scopeId: pair, below: [] }]);
  return withActor(world.db, caller, async (tx) => matchmakingWaiting(tx, { caller }, pair));
}
async function put(line: { nextOn?: number; ownerId?: string; answer?: "interested" | "not_mine" }): Promise<string> {
  const id = await insertSampleLine(world, pair);
  await withSystem(world.db, async (tx) =>
    sql`UPDATE ledger_lines SET owner_id = ${line.ownerId ?? null}::uuid, last_answer = ${line.answer ?? null},
        answer_waiting = ${line.answer !== undefined},
        next_on = (now() AT TIME ZONE 'Asia/Shanghai')::date + ${line.nextOn ?? null}::integer
      WHERE id = ${id}`.execute(tx.kysely),
  );
  return id;
}

describe("what waits for somebody", () => {
  test("is what is due on their own lines and on nobody's, and answers that came", async () => {
    const [me, other] = [newId(), newId()];
    const overdue = await put({ nextOn: -3, ownerId: me });
    const today = await put({ nextOn: 0 });
    const answered = await put({ answer: "interested", ownerId: me });
    await put({ nextOn: 5, ownerId: me });
    await put({ nextOn: -3, ownerId: other });
    const items = await waitingFor(me);
    expect(items.map(({ id }) => id)).toEqual([overdue, today, answered]);
    expect(items[0]).toMatchObject({ kind: "ledger_line", path: `/p/${pair}/ledger?line=${overdue}` });
    expect(items[2]).toMatchObject({
      kind: "ledger_answer",
      title: { zh: "对方感兴趣：冷挤压模具寿命提升 × 精密成形团队" },
      due: null,
    });
  });

  test("is one item for all that is undecided in the newest run", async () => {
    await insertDoneRun(world, pair);
    const { runId } = await insertDoneRun(world, pair);
    expect(await waitingFor(newId(), "pair_officer")).toMatchObject([
      { kind: "match_run", id: runId, title: { zh: "第 2 次对接有 1 条需求待决定" } },
    ]);
  });

  test("is nothing for who only reads", async () => {
    await insertDoneRun(world, pair);
    await put({ nextOn: -1 });
    expect(await waitingFor(newId(), "reader")).toEqual([]);
  });
});

test("people get what they decided and wrote when they ask for all that is held about them", async () => {
  const { userId, token } = await world.someone("pair_officer", pair);
  const lineId = await put({ ownerId: userId });
  await world.call("POST", `/api/ledger-lines/${lineId}/entries`, {
    token,
    body: { kind: "call", text: "已电话联系" },
  });
  const { body } = await world.call("GET", "/api/me/export", { token });
  expect((body["sections"] as Record<string, unknown>)["matchmaking"]).toMatchObject({
    ledgerLines: [{ id: lineId }],
    ledgerEntries: [{ text: "已电话联系" }],
    decisions: [],
  });
});
