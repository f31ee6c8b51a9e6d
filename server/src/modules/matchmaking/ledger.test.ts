import { readSheets, writeWorkbook } from "@dual-high/lists";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertSampleLine } from "../../../test/matchmaking.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withSystem } from "../../platform/db/index.ts";

let world: TestApp;
let pair: string;
let token: string;
let manager: { readonly userId: string; readonly token: string };
beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(async () => {
  await world.db.reset();
  pair = await world.createScope("pair", { parentId: await world.createScope("zone") });
  ({ token } = await world.someone("pair_officer", pair));
  manager = await world.someone("technology_manager", pair);
});
afterAll(async () => world.db.close());

interface Line {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly state: string;
  readonly nextStep: string;
}
const list = async (query = "") =>
  (await world.call("GET", `/api/scopes/${pair}/ledger?${query}`, { token })).body["items"] as Line[];
const change = async (id: string, body: object, version = 1, as = token) =>
  world.call("PATCH", `/api/ledger-lines/${id}`, { token: as, body, headers: { "if-match": `"${version}"` } });
const entriesOf = async (id: string) =>
  (await world.call("GET", `/api/ledger-lines/${id}/entries`, { token })).body["items"] as Record<string, unknown>[];
/** A day by the database's calendar in Shanghai. */
const day = async (offset: number) =>
  withSystem(world.db, async (tx) => {
    const { rows } = await sql<{ day: string }>`
      SELECT ((now() AT TIME ZONE 'Asia/Shanghai')::date + ${offset}::integer)::text AS day`.execute(tx.kysely);
    return rows[0]?.day ?? "";
  });

describe("the ledger", () => {
  test("shows what is due first: answers, then overdue, then later, then without a day, then what is over", async () => {
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) ids.push(await insertSampleLine(world, pair));
    const [later = "", overdue = "", ended = "", plain = "", answered = ""] = ids;
    await change(later, { nextOn: await day(3) });
    await change(overdue, { nextOn: await day(-2) });
    await change(ended, { state: "ended", outcome: "企业已自行解决" });
    await withSystem(world.db, async (tx) =>
      sql`UPDATE ledger_lines SET answer_waiting = true WHERE id = ${answered}`.execute(tx.kysely),
    );
    expect((await list()).map(({ id }) => id)).toEqual([answered, overdue, later, plain, ended]);
    expect((await list("due=overdue")).map(({ id }) => id)).toEqual([overdue]);
    expect((await list("due=week,overdue&sort=-due")).map(({ id }) => id)).toEqual([later, overdue]);
    expect((await list("answerWaiting=true")).map(({ id }) => id)).toEqual([answered]);
    expect((await list("state=ended")).map(({ id }) => id)).toEqual([ended]);
    expect(await list("search=jingmichengxing")).toEqual([]);
    expect((await list("due=overdue"))[0]).toMatchObject({ isOverdue: true });
  });

  test("is given to somebody of the pair's office only", async () => {
    const id = await insertSampleLine(world, pair);
    const stranger = await world.createUser();
    expect((await change(id, { ownerId: stranger })).body["code"]).toBe("matchmaking.owner_not_here");
    const { body } = await change(id, { ownerId: manager.userId });
    expect(body["owner"]).toEqual({ id: manager.userId, name: "张某" });
    const owners = (await world.call("GET", `/api/scopes/${pair}/ledger/owners`, { token })).body;
    expect(owners).toHaveLength(2);
    expect((await list(`owner=${manager.userId}`)).length + (await list("owner=none")).length).toBe(1);
  });

  test.each([
    [{ state: "ended" }, "matchmaking.outcome_missing"],
    [{ state: "contracted" }, "matchmaking.contract_missing"],
  ])("%j lacks what goes with it", async (body, code) => {
    expect((await change(await insertSampleLine(world, pair), body)).body["code"]).toBe(code);
  });

  test("keeps contract and money to the fen, and every change with before and after", async () => {
    const id = await insertSampleLine(world, pair);
    const body = { state: "contracted", contractNumber: "HT-2026-1", amountFen: "9007199254740993" };
    expect((await change(id, body)).body).toMatchObject({ ...body, version: 2 });
    const [entry] = await entriesOf(id);
    expect(entry).toMatchObject({
      kind: "system",
      details: { changes: { state: ["to_contact", "contracted"], amountFen: [null, "9007199254740993"] } },
    });
  });

  test("tells the second of two who change a line that somebody was first", async () => {
    const id = await insertSampleLine(world, pair);
    await change(id, { nextStep: "去企业走访" });
    const late = await change(id, { nextStep: "约教授" }, 1, manager.token);
    expect([late.status, late.body["code"]]).toEqual([412, "matchmaking.line_changed_meanwhile"]);
    expect(await list()).toMatchObject([{ nextStep: "去企业走访" }]);
  });
});

describe("entries", () => {
  test("are written once; a mistake is put right by a further one", async () => {
    const id = await insertSampleLine(world, pair);
    const write = async (body: object) => world.call("POST", `/api/ledger-lines/${id}/entries`, { token, body });
    const first = await write({ kind: "visit", text: "走访企业，看了生产线", happenedOn: "2026-06-01" });
    expect(first.status).toBe(201);
    const wrong = await write({ kind: "note", text: "应为 6 月 2 日", corrects: pair });
    expect(wrong.body["code"]).toBe("matchmaking.nothing_to_correct");
    await write({ kind: "note", text: "应为 6 月 2 日", corrects: first.body["id"] });
    const entries = await entriesOf(id);
    expect(entries).toMatchObject([{ corrects: first.body["id"] }, { kind: "visit", happenedOn: "2026-06-01" }]);
    expect(entries[0]).toMatchObject({ author: { name: "张某" }, happenedOn: await day(0) });
  });

  test("cannot be changed or taken away by anybody who serves people", async () => {
    const id = await insertSampleLine(world, pair);
    await world.call("POST", `/api/ledger-lines/${id}/entries`, { token, body: { kind: "call", text: "已电话联系" } });
    await expect(
      withSystem(world.db, async (tx) => sql`UPDATE ledger_entries SET text = ''`.execute(tx.kysely)),
    ).rejects.toThrow("permission denied");
  });
});

describe("the ledger in Excel", () => {
  const exported = async () => (await world.call("GET", `/api/scopes/${pair}/ledger/export`, { token })).bytes;
  /** The exported workbook with cells changed by their header, row by row. */
  async function edit(bytes: Uint8Array, edits: readonly (Readonly<Record<string, string>> | null)[]) {
    const [sheet] = await readSheets({ name: "台账.xlsx", bytes });
    const [header, ...rows] = sheet?.rows.map(({ values }) => [...values]) ?? [];
    const columns = header ?? [];
    const edited = rows.map((row, at) => {
      for (const [name, value] of Object.entries(edits[at] ?? {})) row[columns.indexOf(name)] = value;
      return row;
    });
    const plan = {
      name: "对接台账",
      heading: "",
      columns: columns.map((text) => ({ header: text, width: 10 })),
      rows: edited.toReversed(),
    };
    return writeWorkbook({ title: "", language: "zh", madeAt: new Date(0), sheets: [plan] });
  }
  const handIn = async (bytes: Uint8Array) =>
    world.call("POST", `/api/scopes/${pair}/ledger/imports`, { token, file: { name: "台账 改.xlsx", bytes } });
  const apply = async (id: unknown, body: object = {}) =>
    world.call("POST", `/api/ledger-imports/${String(id)}/apply`, { token, body, headers: { "if-match": '"1"' } });

  test("goes out as CSV with the columns that are seen, and nothing in it becomes a formula", async () => {
    await change(await insertSampleLine(world, pair), { nextStep: "=SUM(A1)", amountFen: "1234500" });
    const path = `/api/scopes/${pair}/ledger/export?format=csv&columns=number,nextStep,amountFen`;
    const { bytes, headers } = await world.call("GET", path, { token });
    expect(headers.get("content-type")).toContain("text/csv");
    expect(new TextDecoder().decode(bytes)).toBe("编号,下一步,合同金额（万元）\r\n1,'=SUM(A1),1.2345\r\n");
  });

  test("comes back unchanged as no change", async () => {
    const id = await insertSampleLine(world, pair);
    await change(id, { nextStep: "=SUM(A1)", amountFen: "1234567", nextOn: "2026-07-01", ownerId: manager.userId });
    const { body } = await handIn(await edit(await exported(), []));
    expect(body).toMatchObject({ counts: { rows: 1, changedCells: 0, conflicts: 0, problems: 0 }, lines: [] });
  });

  test("comes back edited, in another order: seen cell by cell, then written in one go", async () => {
    const [a, b] = [await insertSampleLine(world, pair), await insertSampleLine(world, pair)];
    const bytes = await edit(await exported(), [
      {
        状态: "洽谈中",
        下一步日期: "2026/7/1",
        负责人: "张某 #" + manager.userId.slice(-4),
        "合同金额（万元）": "12.5",
      },
      { 新增记录: "企业来电询问进展" },
    ]);
    const preview = await handIn(bytes);
    expect(preview).toMatchObject({
      status: 201,
      body: { state: "previewed", counts: { changedLines: 2, changedCells: 4 } },
    });
    expect(await list()).toMatchObject([{ state: "to_contact" }, { state: "to_contact" }]);
    const applied = await apply(preview.body["id"]);
    expect(applied.body).toMatchObject({
      state: "applied",
      result: { changedLines: 2, changedCells: 4, entries: 1, left: 0 },
    });
    expect((await world.call("GET", `/api/ledger-lines/${a}`, { token })).body).toMatchObject({
      state: "in_talks",
      nextOn: "2026-07-01",
      amountFen: "12500000",
      owner: { id: manager.userId },
    });
    expect(await entriesOf(b)).toMatchObject([{ kind: "note", text: "企业来电询问进展" }]);
    expect((await apply(preview.body["id"])).body["code"]).toBe("matchmaking.import_settled");
  });

  test("shows both values where somebody changed the cell meanwhile, and loses neither", async () => {
    const id = await insertSampleLine(world, pair);
    const bytes = await edit(await exported(), [{ 下一步: "约教授到企业" }]);
    await change(id, { nextStep: "先电话" });
    const preview = await handIn(bytes);
    expect(preview.body).toMatchObject({
      counts: { conflicts: 1 },
      lines: [
        { cells: [{ field: "nextStep", exported: "", current: "先电话", edited: "约教授到企业", isConflict: true }] },
      ],
    });
    await apply(preview.body["id"]);
    expect(await list()).toMatchObject([{ nextStep: "先电话" }]);
    const again = await handIn(bytes);
    await apply(again.body["id"], { take: [{ lineId: id, field: "nextStep", side: "edited" }] });
    expect(await list()).toMatchObject([{ nextStep: "约教授到企业" }]);
  });

  test.each([
    [{ 状态: "谈得不错" }, "没有“谈得不错”这个状态"],
    [{ 负责人: "赵某" }, "不是本专班人员"],
    [{ 负责人: "张某" }, "有 2 位“张某”"],
    [{ 下一步日期: "下周" }, "不是日期"],
    [{ "合同金额（万元）": "面议" }, "不是金额"],
  ])("says which cell cannot be taken and what to do: %j", async (cells, told) => {
    await insertSampleLine(world, pair);
    const { body } = await handIn(await edit(await exported(), [cells]));
    const [line] = body["lines"] as { cells: { problem: { zh: string } | null }[] }[];
    expect(line?.cells[0]?.problem?.zh).toContain(told);
    expect((await apply(body["id"])).body).toMatchObject({ result: { changedCells: 0, left: 1 } });
  });

  test("says what is wrong with a row as a whole", async () => {
    await insertSampleLine(world, pair);
    const wrong = async (cells: Record<string, string>) => {
      const { body } = await handIn(await edit(await exported(), [cells]));
      return (body["lines"] as { problem: { zh: string } | null }[])[0]?.problem?.zh;
    };
    expect(await wrong({ "编号（勿改）": "" })).toContain("没有编号");
    expect(await wrong({ "编号（勿改）": pair })).toContain("没有这一行");
    expect(await wrong({ 状态: "未成" })).toContain("须写明结果");
  });

  test("is refused by name when it is something else", async () => {
    const plan = { name: "x", heading: "", columns: [{ header: "编号", width: 9 }], rows: [["1"]] };
    const bytes = await writeWorkbook({ title: "", language: "zh", madeAt: new Date(0), sheets: [plan] });
    const { status, body } = await handIn(bytes);
    expect([status, body["code"]]).toEqual([422, "matchmaking.not_a_ledger"]);
    expect(body["detail"]).toContain("台账 改.xlsx");
  });

  test("can be taken back: what nobody changed since is as it was, the rest stays and is named", async () => {
    const [a, b] = [await insertSampleLine(world, pair), await insertSampleLine(world, pair)];
    await change(a, { nextStep: "先电话", amountFen: "100" });
    const bytes = await edit(await exported(), [
      { 下一步: "走访", 状态: "未成", 结果: "企业已自行解决", "合同金额（万元）": "12" },
      { 下一步: "约教授", 新增记录: "企业来电" },
    ]);
    const { body } = await handIn(bytes);
    const undo = async () => world.call("POST", `/api/ledger-imports/${String(body["id"])}/undo`, { token });
    expect((await undo()).body["code"]).toBe("matchmaking.import_not_applied");
    expect((await apply(body["id"])).body).toMatchObject({ canUndo: true, result: { changedCells: 5, entries: 1 } });
    const written = (await list()).find(({ id }) => id === b);
    await change(b, { nextStep: "已约好" }, written?.version);
    expect((await undo()).body).toMatchObject({
      state: "undone",
      canUndo: false,
      undo: { cells: 4, lines: 1, entries: 1, stayed: [{ lineId: b, number: 2, field: "nextStep" }] },
    });
    const now = await list("sort=number");
    expect(now).toMatchObject([
      { id: a, nextStep: "先电话", amountFen: "100", state: "to_contact", outcome: "" },
      { id: b, nextStep: "已约好" },
    ]);
    expect((await entriesOf(a))[0]).toMatchObject({ details: { changes: { state: ["ended", "to_contact"] } } });
    expect((await undo()).status).toBe(409);
    expect((await apply(body["id"])).body["code"]).toBe("matchmaking.import_settled");
  });

  test("taken back, leaves what the state of a line needs", async () => {
    const id = await insertSampleLine(world, pair);
    const { body } = await handIn(await edit(await exported(), [{ 结果: "企业已自行解决" }]));
    await apply(body["id"]);
    await change(id, { state: "ended" }, 2);
    const { body: undone } = await world.call("POST", `/api/ledger-imports/${String(body["id"])}/undo`, { token });
    expect(undone).toMatchObject({ undo: { cells: 0, stayed: [{ field: "outcome" }] } });
    expect(await list()).toMatchObject([{ state: "ended", outcome: "企业已自行解决" }]);
  });

  test("can be given up", async () => {
    await insertSampleLine(world, pair);
    const { body } = await handIn(await edit(await exported(), [{ 下一步: "走访" }]));
    expect((await world.call("DELETE", `/api/ledger-imports/${String(body["id"])}`, { token })).status).toBe(204);
    expect((await apply(body["id"])).status).toBe(409);
  });
});

test("another pair's lines, entries and workbooks do not exist", async () => {
  const id = await insertSampleLine(world, pair);
  const stranger = (await world.someone("pair_officer", await world.createScope("pair"))).token;
  for (const path of [
    `/api/ledger-lines/${id}`,
    `/api/ledger-lines/${id}/entries`,
    `/api/scopes/${pair}/ledger/export`,
  ])
    expect((await world.call("GET", path, { token: stranger })).status).toBe(404);
  expect((await change(id, { nextStep: "x" }, 1, stranger)).status).toBe(404);
});
