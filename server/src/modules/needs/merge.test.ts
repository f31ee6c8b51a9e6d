import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeNeed } from "../../../test/needs.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withSystem } from "../../platform/db/index.ts";
import { digestOf, toStored } from "../directory/index.ts";
import { loadNeeds, needTarget } from "./index.ts";

let world: TestApp;
let pair: string;
let officer: { userId: string; token: string };
beforeAll(async () => {
  world = await openTestApp();
  pair = await world.createScope("pair");
  officer = await world.someone("pair_officer", pair);
});
afterAll(async () => world.db.close());

const read = async (id: string, token = officer.token) => (await world.call("GET", `/api/needs/${id}`, { token })).body;
const merge = async (id: string, into: string, token = officer.token) =>
  world.call("POST", `/api/needs/${id}/merge`, { token, body: { into }, headers: { "if-match": '"1"' } });
const titles = async () => {
  const { body } = await world.call("GET", `/api/scopes/${pair}/needs?withTotal=true`, { token: officer.token });
  return { titles: (body["items"] as { title: string }[]).map(({ title }) => title), total: body["total"] };
};

test("a need that is merged leads to the other, which takes over what it did not say, and loses nothing", async () => {
  const twin = await makeNeed(world, pair, { title: "模具寿命", content: "早期开裂", basis: "有样件", number: "7" });
  const stays = await makeNeed(world, pair, { title: "冷挤压模具寿命", content: "寿命 2 万次", number: "8" });
  const { status, body } = await merge(twin, stays);
  expect([status, body["id"], body["basis"], body["content"]]).toEqual([200, stays, "有样件", "寿命 2 万次"]);
  expect(await read(twin)).toMatchObject({ id: stays, title: "冷挤压模具寿命" });
  expect(await titles()).toEqual({ titles: ["冷挤压模具寿命"], total: 1 });
  const history = (await world.call("GET", `/api/needs/${twin}/history`, { token: officer.token })).body;
  expect((history as unknown as object[])[0]).toMatchObject({
    action: "merged_in",
    changes: [{ field: "basis" }, { field: "mergedNeed", after: expect.stringContaining("早期开裂") }],
  });
  const loaded = await withSystem(world.db, async (tx) => loadNeeds(tx, pair));
  expect(loaded.map(({ id }) => id)).toEqual([stays]);
  const found = await withSystem(world.db, async (tx) =>
    sql`SELECT 1 AS x FROM search_documents WHERE id = ${twin}`.execute(tx.kysely),
  );
  expect(found.rows).toEqual([]);
});

test("a list that names the merged need again brings it back not as a need of its own", async () => {
  const scopeId = await world.createScope("pair");
  const { token } = await world.someone("pair_officer", scopeId);
  const listed = (id: string, title: string) => {
    const record = toStored({ id, origin: { file: "needs.xlsx", row: 3 }, title, content: title, enterprise: "甲厂" });
    return { record, hasOwnNumber: true, digest: digestOf(record) };
  };
  const take = async (records: ReturnType<typeof listed>[]) =>
    withSystem(world.db, async (tx) => {
      const comparisons = await needTarget.compare(tx, scopeId, records);
      await needTarget.apply(tx, scopeId, comparisons);
      return comparisons.map(({ outcome, isMergedAway }) => [outcome, isMergedAway]);
    });
  await take([listed("1", "甲"), listed("2", "乙")]);
  const { body } = await world.call("GET", `/api/scopes/${scopeId}/needs`, { token });
  const [one, two] = (body["items"] as { id: string }[]).map(({ id }) => id);
  expect((await merge(two ?? "", one ?? "", token)).status).toBe(200);
  expect(await take([listed("1", "甲"), listed("2", "乙")])).toEqual([
    ["unchanged", false],
    ["unchanged", true],
  ]);
});

test("what led to a need leads on when that is merged, too", async () => {
  const [first, second, third] = [
    await makeNeed(world, pair, { title: "一" }),
    await makeNeed(world, pair, { title: "二" }),
    await makeNeed(world, pair, { title: "三" }),
  ];
  await merge(first, second);
  const now = await read(second);
  const again = await world.call("POST", `/api/needs/${second}/merge`, {
    token: officer.token,
    body: { into: third },
    headers: { "if-match": `"${now["version"] as number}"` },
  });
  expect(again.status).toBe(200);
  expect((await read(first))["id"]).toBe(third);
});

test("needs are merged only within a pair and an enterprise, before they are matched, by the office, on what was read", async () => {
  const [mine, theirs] = [await world.createScope("enterprise"), await world.createScope("enterprise")];
  const need = await makeNeed(world, pair, { enterpriseId: mine });
  const unfit = [
    await makeNeed(world, pair, { enterpriseId: theirs }),
    await makeNeed(world, pair, { state: "closed" }),
    need,
  ];
  for (const into of unfit) expect((await merge(need, into)).body["code"]).toBe("needs.merge_unfit");
  const matched = await makeNeed(world, pair, { state: "matched" });
  expect((await merge(matched, need)).body["code"]).toBe("needs.merge_unfit");
  const other = await world.createScope("pair");
  expect((await merge(need, await makeNeed(world, other))).status).toBe(404);
  const member = await world.someone("enterprise_lead", mine);
  expect((await merge(need, await makeNeed(world, pair), member.token)).status).toBe(403);
  const stale = await world.call("POST", `/api/needs/${need}/merge`, {
    token: officer.token,
    body: { into: await makeNeed(world, pair) },
    headers: { "if-match": '"9"' },
  });
  expect(stale.status).toBe(412);
});
