import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

const mergesOf = async (id: string) =>
  (await world.call("GET", `/api/needs/${id}/merges`, { token: officer.token })).body["items"] as {
    id: string;
    merged: { id: string; title: string };
    mergedBy: { id: string; name: string };
    obstacle: { zh: string } | null;
    undoneAt: string | null;
  }[];
const undo = async (mergeId: string | undefined, token = officer.token) =>
  world.call("POST", `/api/need-merges/${mergeId}/undo`, { token });
const change = async (id: string, fields: object) => {
  const { version } = (await read(id)) as { version: number };
  const headers = { "if-match": `"${version}"` };
  return world.call("PATCH", `/api/needs/${id}`, { token: officer.token, body: fields, headers });
};

describe("a merge that is undone", () => {
  test("gives the merged need back with its address, list and search, and takes back what nobody changed since", async () => {
    const stays = await makeNeed(world, pair, { title: "轴承寿命", content: "寿命不足" });
    const twin = await makeNeed(world, pair, {
      title: "轴承早期剥落",
      content: "剥落",
      basis: "有台架",
      indicators: "1000 小时",
      state: "accepted",
      number: "U-7",
    });
    const older = await makeNeed(world, pair, { title: "轴承剥落（旧）" });
    await merge(older, twin);
    const { version } = (await read(twin)) as { version: number };
    await world.call("POST", `/api/needs/${twin}/merge`, {
      token: officer.token,
      body: { into: stays },
      headers: { "if-match": `"${version}"` },
    });
    await change(stays, { indicators: "1500 小时" });
    const [made] = await mergesOf(stays);
    expect(made).toMatchObject({
      merged: { id: twin, title: "轴承早期剥落" },
      mergedBy: { id: officer.userId },
      obstacle: null,
    });
    const undone = await undo(made?.id);
    expect(undone).toMatchObject({ status: 200, body: { need: { id: twin }, left: ["indicators"] } });
    expect(await read(twin)).toMatchObject({ id: twin, title: "轴承早期剥落", state: "accepted", basis: "有台架" });
    expect(await read(older)).toMatchObject({ id: twin });
    expect(await read(stays)).toMatchObject({ id: stays, basis: null, indicators: "1500 小时" });
    expect((await titles()).titles).toEqual(expect.arrayContaining(["轴承寿命", "轴承早期剥落"]));
    const { rows } = await withSystem(world.db, async (tx) =>
      sql`SELECT 1 AS x FROM search_documents WHERE id = ${twin}`.execute(tx.kysely),
    );
    expect(rows).toHaveLength(1);
    const histories = await Promise.all(
      [stays, twin].map(
        async (id) => (await world.call("GET", `/api/needs/${id}/history`, { token: officer.token })).body,
      ),
    );
    expect(histories.map((history) => (history as unknown as { action: string }[])[0]?.action)).toEqual([
      "merge_undone",
      "split",
    ]);
    expect((await undo(made?.id)).body["code"]).toBe("needs.merge_undone");
    expect((await mergesOf(stays))[0]?.undoneAt).not.toBeNull();
    expect((await merge(twin, stays)).status).toBe(412);
  });

  test("is refused with the reason once something came of it, and to whoever does not judge needs", async () => {
    const merged = async (title: string) => {
      const stays = await makeNeed(world, pair, { title, state: "accepted" });
      const number = `L-${title}`;
      const twin = await makeNeed(world, pair, { title: `${title}（重复）`, number });
      await merge(twin, stays);
      const [made] = await mergesOf(stays);
      return { stays, twin, number, mergeId: made?.id };
    };
    const refused = async (mergeId: string | undefined) => {
      const { status, body } = await undo(mergeId);
      return [status, body["code"], body["detail"]];
    };
    const set = async (id: string, changes: ReturnType<typeof sql>) =>
      withSystem(world.db, async (tx) => sql`UPDATE needs SET ${changes} WHERE id = ${id}`.execute(tx.kysely));
    const talks = await merged("已洽谈");
    await set(talks.stays, sql`state = 'in_talks'`);
    expect(await refused(talks.mergeId)).toEqual([409, "needs.merge_stays", expect.stringContaining("洽谈")]);
    expect((await mergesOf(talks.stays))[0]?.obstacle?.zh).toContain("请另建一条需求");
    const on = await merged("又并入");
    const last = await makeNeed(world, pair, { title: "最后一条" });
    const { version } = (await read(on.stays)) as { version: number };
    await world.call("POST", `/api/needs/${on.stays}/merge`, {
      token: officer.token,
      body: { into: last },
      headers: { "if-match": `"${version}"` },
    });
    expect(await refused(on.mergeId)).toEqual([
      409,
      "needs.merge_stays",
      expect.stringContaining("请先撤销那一次合并"),
    ]);
    const taken = await merged("编号");
    await makeNeed(world, pair, { title: "占了编号", number: taken.number });
    expect(await refused(taken.mergeId)).toEqual([409, "needs.merge_stays", expect.stringContaining("编号")]);
    const fresh = await merged("他人");
    const reader = await world.someone("reader", pair);
    const stranger = await world.someone("pair_lead", await world.createScope("pair"));
    expect((await undo(fresh.mergeId, reader.token)).status).toBe(403);
    expect((await undo(fresh.mergeId, stranger.token)).status).toBe(404);
    const both = await Promise.all([undo(fresh.mergeId), undo(fresh.mergeId)]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });
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
