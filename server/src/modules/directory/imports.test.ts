import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { achievementsCsv, handIn } from "../../../test/lists.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { deliverDue } from "../../platform/outbox/index.ts";
import type { JobRunner } from "../../platform/jobs/index.ts";

let world: TestApp;
let pair: string;
let token: string;
let jobs: JobRunner | undefined;
beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(async () => {
  await world.db.reset();
  pair = await world.createScope("pair", { name: "甲区 × 甲校" });
  token = (await world.someone("pair_officer", pair)).token;
  jobs = await world.app.startJobs({ pollMs: 50 });
});
afterEach(async () => jobs?.stop());
afterAll(async () => world.db.close());

const ROWS = ["A1,一种温度传感器,用于测温,某大学,ZL2020100000011,有效", "A2,一种压力传感器,用于测压,某大学,,有效"];
type Body = Record<string, unknown>;

const preview = async (rows: readonly string[], query?: string) =>
  (await handIn(world, token, pair, achievementsCsv(rows), query)).body;
const idOf = (body: Body) => String(body["id"]);
const accept = async (...ids: string[]) =>
  world.call("POST", `/api/scopes/${pair}/imports/accept`, { token, body: { importIds: ids } });

async function finished(jobId: unknown): Promise<Body> {
  const look = async () => (await world.call("GET", `/api/jobs/${String(jobId)}`, { token })).body;
  await expect.poll(async () => (await look())["finishedAt"], { interval: 50 }).not.toBeNull();
  return look();
}
async function takeIn(rows: readonly string[]): Promise<string> {
  const id = idOf(await preview(rows));
  const { body } = await accept(id);
  expect(await finished(body["jobId"])).toMatchObject({ state: "done" });
  return id;
}
const getImport = async (id: string) => (await world.call("GET", `/api/imports/${id}`, { token })).body;
const rowsOf = async (id: string, query = "") =>
  (await world.call("GET", `/api/imports/${id}/rows${query}`, { token })).body["items"] as Body[];
const titles = async () => {
  const { body } = await world.call("GET", `/api/scopes/${pair}/achievements?withTotal=true`, { token });
  return (body["items"] as { number: string; title: string }[]).map(({ number, title }) => `${number} ${title}`);
};

describe("a list", () => {
  test("is read, previewed, taken in and listed", async () => {
    const body = await preview([...ROWS, "A3,,没有名称,某大学,,有效"]);
    expect(body).toMatchObject({
      state: "previewed",
      classification: "internal",
      counts: { read: 3, added: 2, updated: 0, unchanged: 0, refused: 1 },
      problems: [{ code: "lists.row_without_name", level: "refused", rows: 1 }],
    });
    expect(await titles()).toEqual([]);
    const [refused] = await rowsOf(idOf(body), "?outcome=refused");
    expect(refused).toMatchObject({ row: 4, record: null, problems: [{ column: "成果名称" }] });
    const { status, body: started } = await accept(idOf(body));
    expect(status).toBe(202);
    const job = await finished(started["jobId"]);
    expect(job).toMatchObject({
      state: "done",
      result: { imports: [{ added: 2, updated: 0, unchanged: 0, moved: 0 }] },
    });
    expect(await getImport(idOf(body))).toMatchObject({
      state: "accepted",
      counts: { added: 2 },
      lastByName: "张某",
    });
    expect(await titles()).toEqual(["A1 一种温度传感器", "A2 一种压力传感器"]);
  });
  test("that is taken in twice changes nothing the second time", async () => {
    await takeIn(ROWS);
    const again = await preview(ROWS);
    expect(again).toMatchObject({ counts: { read: 2, added: 0, updated: 0, unchanged: 2 } });
    const { body } = await accept(idOf(again));
    expect(await finished(body["jobId"])).toMatchObject({
      result: { imports: [{ added: 0, updated: 0, unchanged: 2 }] },
    });
    const { body: list } = await world.call("GET", `/api/scopes/${pair}/achievements?withTotal=true`, { token });
    expect(list).toMatchObject({ total: 2, items: [{ version: 1 }, { version: 1 }] });
  });
  test("can be undone: what it added goes, what it changed is as before", async () => {
    await takeIn(ROWS);
    const id = await takeIn(["A2,一种压力传感器（二代）,用于测压,某大学,,有效", "A3,一种湿度传感器,,某大学,,有效"]);
    expect(await rowsOf(id, "?outcome=updated")).toMatchObject([
      { changed: { title: { before: "一种压力传感器", after: "一种压力传感器（二代）" } } },
    ]);
    expect(await titles()).toEqual(["A1 一种温度传感器", "A2 一种压力传感器（二代）", "A3 一种湿度传感器"]);
    const { status, body } = await world.call("POST", `/api/imports/${id}/undo`, { token });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { import: { state: "undone", reverted: 2 }, left: [] },
    });
    expect(await titles()).toEqual(["A1 一种温度传感器", "A2 一种压力传感器"]);
  });
});

describe("two who take lists in", () => {
  test("at the same time: the second is told that it is being taken in, and it is taken in once", async () => {
    await jobs?.stop();
    const id = idOf(await preview(ROWS));
    const both = await Promise.all([accept(id), accept(id)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409]);
    expect(both.find(({ status }) => status === 409)?.body["code"]).toBe("directory.import_running");
    jobs = await world.app.startJobs({ pollMs: 50 });
    await finished(both.find(({ status }) => status === 202)?.body["jobId"]);
    expect(await titles()).toHaveLength(2);
    const { status, body } = await accept(id);
    expect({ status, code: body["code"] }).toEqual({ status: 409, code: "directory.import_not_open" });
  });
  test("with the same entries in two previews: each is added once", async () => {
    await jobs?.stop();
    const [a, b] = [idOf(await preview(ROWS)), idOf(await preview(ROWS))];
    const started = [await accept(a), await accept(b)];
    jobs = await world.app.startJobs({ pollMs: 50 });
    for (const { body } of started) await finished(body["jobId"]);
    const counts = [await getImport(a), await getImport(b)].map((each) => each["counts"] as Record<string, number>);
    expect(counts.map(({ added, unchanged, moved }) => `${added} ${unchanged} ${moved}`).toSorted()).toEqual([
      "0 2 2",
      "2 0 0",
    ]);
    expect(await titles()).toHaveLength(2);
    const late = counts[0]?.["moved"] === 2 ? a : b;
    expect(await rowsOf(late, "?outcome=unchanged")).toHaveLength(2);
  });
  test("an old preview is compared anew: what somebody changed meanwhile is not lost unseen", async () => {
    await takeIn(ROWS);
    const body = await preview(["A1,一种温度传感器（二代）,用于测温,某大学,,有效", ROWS[1] ?? ""]);
    expect(body).toMatchObject({ counts: { updated: 1, unchanged: 1 } });
    const list = await world.call("GET", `/api/scopes/${pair}/achievements?search=A2`, { token });
    const [a2] = list.body["items"] as { id: string }[];
    const path = `/api/achievements/${a2?.id ?? ""}`;
    const headers = { "if-match": '"1"' };
    await world.call("PATCH", path, { token, body: { title: "一种压力传感器（修订）" }, headers });
    const { body: started } = await accept(idOf(body));
    expect(await finished(started["jobId"])).toMatchObject({ result: { imports: [{ updated: 2, moved: 1 }] } });
    expect(await rowsOf(idOf(body), "?outcome=updated")).toHaveLength(2);
    const { body: history } = await world.call("GET", `${path}/history`, { token });
    expect((history["items"] as Body[]).map(({ action }) => action)).toEqual(["imported", "changed", "imported"]);
  });
  test("all of several lists, or none", async () => {
    const good = idOf(await preview(ROWS));
    const gone = idOf(await preview(["A9,另一项成果,,某大学,,有效"]));
    await jobs?.stop();
    const { body } = await accept(good, gone);
    await world.call("DELETE", `/api/imports/${gone}`, { token });
    jobs = await world.app.startJobs({ pollMs: 50, retrySeconds: 0 });
    const job = await finished(body["jobId"]);
    expect(job).toMatchObject({ state: "failed", lastError: { code: "directory.import_not_open" } });
    expect(await titles()).toEqual([]);
    expect(await getImport(good)).toMatchObject({ state: "previewed" });
    const { body: again } = await accept(good);
    expect(await finished(again["jobId"])).toMatchObject({ state: "done" });
  });
});

describe("a preview", () => {
  test("is not taken in before somebody says how it is classified", async () => {
    const body = await preview(ROWS, "kind=achievements");
    expect(body["classification"]).toBeNull();
    expect((await accept(idOf(body))).body["code"]).toBe("directory.classification_missing");
    const path = `/api/imports/${idOf(body)}`;
    const headers = { "if-match": `"${String(body["version"])}"` };
    const changed = await world.call("PATCH", path, { token, body: { classification: "public" }, headers });
    expect(changed.body["classification"]).toBe("public");
    expect((await world.call("PATCH", path, { token, body: { classification: "internal" }, headers })).status).toBe(
      412,
    );
    expect((await accept(idOf(body))).status).toBe(202);
  });
  test("is read anew when a column is assigned otherwise, and says which column cannot be", async () => {
    const bytes = new TextEncoder().encode("成果编号,名头,摘要,成果名称\nA1,甲,内部意见,乙\n");
    const { body } = await handIn(world, token, pair, { name: "成果.csv", bytes });
    const patch = async (mapping: unknown) => {
      const version = (await getImport(idOf(body)))["version"];
      const headers = { "if-match": `"${String(version)}"` };
      return world.call("PATCH", `/api/imports/${idOf(body)}`, { token, body: { mapping }, headers });
    };
    const mapping = [
      { header: "名头", field: "title" },
      { header: "成果名称", field: null },
      { header: "摘要", field: null },
    ];
    expect((await patch(mapping)).body).toMatchObject({ mapping, counts: { read: 1, added: 1 } });
    expect(await rowsOf(idOf(body))).toMatchObject([{ label: "甲", record: { title: "甲", content: "" } }]);
    expect((await patch([{ header: "没有的列", field: "title" }])).body["code"]).toBe("lists.map_unknown_header");
    expect((await patch([{ header: "名头", field: "nothing" }])).body["code"]).toBe("lists.map_unknown_field");
    expect(await rowsOf(idOf(body))).toHaveLength(1);
  });
  test("that is thrown away takes its file and its rows along", async () => {
    const id = idOf(await preview(ROWS));
    expect((await world.call("DELETE", `/api/imports/${id}`, { token })).status).toBe(204);
    expect(await getImport(id)).toMatchObject({ state: "discarded", problems: [] });
    expect(await rowsOf(id)).toEqual([]);
    expect((await accept(id)).body["code"]).toBe("directory.import_not_open");
    expect((await world.call("DELETE", `/api/imports/${id}`, { token })).status).toBe(409);
  });
  test("hands back the rows that need a correction", async () => {
    const id = idOf(await preview([...ROWS, "A3,,没有名称,某大学,,有效"]));
    const { status, bytes, headers } = await world.call("GET", `/api/imports/${id}/corrections`, { token });
    expect(status).toBe(200);
    expect(decodeURIComponent(headers.get("content-disposition") ?? "")).toContain("成果-要改的行.xlsx");
    const again = await handIn(world, token, pair, { name: "改.xlsx", bytes });
    expect(again.body).toMatchObject({ counts: { read: 3, refused: 1 } });
    const fine = idOf(await preview(ROWS));
    expect((await world.call("GET", `/api/imports/${fine}/corrections`, { token })).body["code"]).toBe(
      "directory.nothing_to_mend",
    );
  });
  test("masks how to reach people", async () => {
    const bytes = new TextEncoder().encode("成果名称,联系人,联系电话\n甲,李某,13812345678\n");
    const { body } = await handIn(world, token, pair, { name: "成果.csv", bytes });
    expect(await rowsOf(idOf(body))).toMatchObject([{ record: { contact: { name: "李某", phone: "138****5678" } } }]);
  });
});

describe("a file that is refused", () => {
  const csv = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  test.each([
    ["marked as a state secret", csv("成果.csv", "成果名称,摘要\n甲,机密★10年\n"), "directory.state_secret"],
    ["without a header", csv("成果.csv", "一,二\n三,四\n"), "lists.header_not_found"],
    ["of another kind than its name says", csv("成果.xlsx", "成果名称\n甲\n"), "lists.file_content_differs"],
    ["empty", csv("成果.csv", ""), "lists.file_empty"],
  ])("%s leaves nothing behind", async (_, file, code) => {
    const answer = await handIn(world, token, pair, file);
    expect({ status: answer.status, code: answer.body["code"] }).toEqual({ status: 422, code });
    const { body } = await world.call("GET", `/api/scopes/${pair}/imports`, { token });
    expect(body["items"]).toEqual([]);
  });
});

test("a template is a list without entries, in both languages", async () => {
  for (const kind of ["needs", "achievements", "instruments", "teams"]) {
    for (const language of ["zh", "en"]) {
      const headers = { "accept-language": language };
      const { bytes } = await world.call("GET", `/api/import-templates/${kind}`, { token, headers });
      const { status, body } = await handIn(world, token, pair, { name: "t.xlsx", bytes }, `kind=${kind}`);
      expect({ kind, language, status, counts: body["counts"] }).toMatchObject({ status: 201, counts: { read: 0 } });
      expect((body["columns"] as Body[]).filter(({ field }) => field === null)).toEqual([]);
    }
  }
});

test("another pair's import does not exist for anybody else", async () => {
  const id = idOf(await preview(ROWS));
  const elsewhere = await world.createScope("pair");
  const stranger = (await world.someone("pair_lead", elsewhere)).token;
  const asked = [
    ["GET", ""],
    ["GET", "/rows"],
    ["GET", "/corrections"],
    ["POST", "/undo"],
    ["DELETE", ""],
  ] as const;
  for (const [method, rest] of asked) {
    expect((await world.call(method, `/api/imports/${id}${rest}`, { token: stranger })).status).toBe(404);
  }
  const path = `/api/scopes/${elsewhere}/imports/accept`;
  expect((await world.call("POST", path, { token: stranger, body: { importIds: [id] } })).status).toBe(404);
});

test("undoing the latest first leads back to the beginning; out of order it leaves what came later", async () => {
  const first = await takeIn(ROWS);
  const second = await takeIn(["A1,一种温度传感器（二代）,用于测温,某大学,,有效"]);
  const undo = async (id: string) => (await world.call("POST", `/api/imports/${id}/undo`, { token })).body;
  expect(await undo(second)).toMatchObject({ import: { reverted: 1, leftChanged: 0 } });
  expect(await undo(first)).toMatchObject({ import: { reverted: 2, leftChanged: 0 } });
  expect(await titles()).toEqual([]);
  expect(await undo(first)).toMatchObject({ code: "directory.import_not_open" });

  const third = await takeIn(ROWS);
  await takeIn(["A1,一种温度传感器（二代）,用于测温,某大学,,有效"]);
  expect(await undo(third)).toMatchObject({
    import: { reverted: 1, leftChanged: 1 },
    left: [{ number: "A1", label: "一种温度传感器（二代）" }],
  });
  expect(await titles()).toEqual(["A1 一种温度传感器（二代）"]);
});

test("enterprises that needs name stand in the directory, each once", async () => {
  const text = "需求名称,企业名称,统一社会信用代码\n甲,某公司,91320214MA1XXXXX01\n乙,某 公司,\n丙,另一公司,\n";
  const bytes = new TextEncoder().encode(text);
  const { body } = await handIn(world, token, pair, { name: "需求.csv", bytes }, "kind=needs&classification=internal");
  const { body: started } = await accept(idOf(body));
  await finished(started["jobId"]);
  await deliverDue(world.db, world.app.outbox);
  const list = await world.call("GET", `/api/scopes/${pair}/enterprises`, { token });
  expect((list.body["items"] as Body[]).map(({ name, creditCode }) => [name, creditCode])).toEqual([
    ["另一公司", null],
    ["某公司", "91320214MA1XXXXX01"],
  ]);
});
