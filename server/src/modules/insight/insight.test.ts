import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AGREEMENT_BODY } from "../../../test/agreements.ts";
import { makeConsortium } from "../../../test/consortia.ts";
import { makeNeed } from "../../../test/needs.ts";
import { needsPrinting, printPages } from "../../../test/libre-office.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withSystem } from "../../platform/db/index.ts";

let world: TestApp;
let pair: string;
let officer: { userId: string; token: string };
const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
const UNSEEN = [
  "visits",
  "needsContracted",
  "ledgerLines",
  "talks",
  "challengesPublished",
  "challengesAwarded",
  "projects",
  "stagesEntered",
  "supportDelivered",
  "proofsGranted",
  "fundsPaidIn",
  "fundsCommitted",
  "fundsPaidOut",
  "fundsReturned",
  "hoursUsed",
  "campaignsSettled",
];
const PERIOD = "from=2020-01-01&until=2999-01-01";

beforeAll(async () => {
  world = await openTestApp();
  const zone = await world.createScope("zone");
  pair = await world.createScope("pair", { parentId: zone, name: "样例高新区 × 样例大学" });
  officer = await world.someone("pair_officer", pair);
  await makeNeed(world, pair, { state: "accepted" });
  await makeNeed(world, pair, { state: "accepted" });
  await makeConsortium(world, pair);
  const drawn = await world.call("POST", `/api/scopes/${pair}/agreements`, {
    token: officer.token,
    body: { ...AGREEMENT_BODY, payments: [{ ...AGREEMENT_BODY.payments[0], dueOn: "2026-01-01" }] },
  });
  const id = drawn.body["id"] as string;
  const body = { action: "sign", on: today };
  const headers = { "if-match": '"1"' };
  await world.call("POST", `/api/agreements/${id}/transitions`, { token: officer.token, body, headers });
});
afterAll(async () => world.db.close());

const ask = async (part: string, query = PERIOD, { token } = officer) =>
  world.call("GET", `/api/scopes/${pair}/brief${part}?${query}`, { token });

test("a brief counts what the period added, leads to the rows, and says what is stuck and whose turn it is", async () => {
  const { body } = await ask("");
  const figures = body["figures"] as { key: string; inPeriod: string; inAll: string; path: string }[];
  const figureOf = (key: string) => figures.find((figure) => figure.key === key);
  expect(figureOf("needs")).toMatchObject({ inPeriod: "2", inAll: "2", path: `/p/${pair}/needs` });
  expect(figureOf("agreementsSigned")).toMatchObject({ inPeriod: "1" });
  expect(figureOf("agreed")).toMatchObject({
    inPeriod: AGREEMENT_BODY.amountFen,
    shown: { inPeriod: { zh: "120.0 万元" } },
  });
  expect(figureOf("received")).toMatchObject({ inPeriod: "0" });
  // Nothing of funds was ever entered here.
  expect(figureOf("fundsPaidIn")).toBeUndefined();
  const stops = body["stops"] as { key: string; path: string }[];
  expect(stops.map(({ key }) => key)).toEqual(["paymentsOverdue", "consortiaTasks", "consortiaContributions"]);
  expect(body["asks"]).toMatchObject([{ whom: { zh: "付款企业" } }, { whom: { zh: "联合体牵头单位" } }]);
  expect(body["moved"]).toMatchObject([{ zh: "企业需求 2 条。" }, {}, {}]);
  // Every address leads to a list of the interface that the server knows.
  for (const { path } of [...figures, ...stops]) expect(path).toMatch(new RegExp(`^/p/${pair}/[a-z-]+(\\?[\\w=,]+)?$`));
});

test("every figure leads to the rows of its period, which come to the same; a part that is not known to none", async () => {
  const figures = (await ask("")).body["figures"] as { key: string; inPeriod: string }[];
  for (const { key, inPeriod } of figures) {
    const { body } = await ask("/rows", `${PERIOD}&figure=${key}`);
    const rows = body["rows"] as { amount: string; path: string; title: string | null }[];
    expect([key, String(rows.reduce((sum, { amount }) => sum + BigInt(amount), 0n))]).toEqual([key, inPeriod]);
    for (const { path, title } of rows)
      expect([path.startsWith(`/p/${pair}/`), typeof title]).toEqual([true, "string"]);
  }
  const signed = await ask("/rows", `${PERIOD}&figure=agreementsSigned`);
  expect(signed.body).toMatchObject({ total: { amount: "1", shown: { zh: "1 份" } }, rows: [{ day: today }] });
  // What is never counted here is asked of the database all the same.
  for (const key of UNSEEN) expect((await ask("/rows", `${PERIOD}&figure=${key}`)).body).toMatchObject({ rows: [] });
  expect((await ask("/rows", `${PERIOD}&figure=nothing`)).status).toBe(404);
});

test("figures stand beside those of the period before, once there is one", async () => {
  const shown = async (query: string) => (await ask("", query)).body as { compared: object; figures: object[] };
  const [year = ""] = today.split("-");
  const next = `from=${Number(year) + 1}-01-01&until=${Number(year) + 2}-01-01`;
  expect((await shown(PERIOD)).compared).toMatchObject({ before: null, yearBefore: null });
  const later = await shown(next);
  expect(later.compared).toMatchObject({
    before: { from: `${year}-01-01`, until: `${Number(year) + 1}-01-01` },
    yearBefore: null,
  });
  expect(later.figures).toContainEqual(
    expect.objectContaining({
      key: "needs",
      before: {
        amount: "2",
        change: "-2",
        shown: { amount: { zh: "2 条", en: "2 needs" }, change: { zh: "−2 条", en: "−2 needs" } },
      },
    }),
  );
});

test("what was before the period counts in all alone, and what came after it nowhere", async () => {
  const later = (await ask("", "from=2998-01-01&until=2999-01-01")).body["figures"] as Record<string, unknown>[];
  const before = (await ask("", "from=2020-01-01&until=2020-02-01")).body["figures"] as Record<string, unknown>[];
  const needs = (figures: Record<string, unknown>[]) => figures.find(({ key }) => key === "needs");
  expect(needs(later)).toMatchObject({ inPeriod: "0", inAll: "2" });
  expect(needs(before)).toBeUndefined();
  expect((await ask("", "from=2026-02-01&until=2026-02-01")).body).toMatchObject({
    code: "insight.period_upside_down",
  });
});

test("nobody reads the brief of a pair that is not theirs", async () => {
  const stranger = await world.someone("pair_lead", await world.createScope("pair"));
  expect((await ask("", PERIOD, stranger)).status).toBe(404);
  expect((await ask("/document", PERIOD, stranger)).status).toBe(404);
  expect((await ask("/rows", `${PERIOD}&figure=needs`, stranger)).status).toBe(404);
});

test("goes out as a Word document that is named by the pair and its days, which the audit knows of", async () => {
  const { status, bytes, headers } = await ask("/document", "from=2026-10-01&until=2027-01-01");
  expect(status).toBe(200);
  expect(Buffer.from(bytes.subarray(0, 2)).toString()).toBe("PK");
  expect(decodeURIComponent(headers.get("content-disposition") ?? "")).toContain(
    "双高协同工作专报 样例高新区 × 样例大学 2026-10-01 2026-12-31.docx",
  );
  const { rows } = await withSystem(world.db, async (tx) =>
    sql<{ details: unknown }>`SELECT details FROM audit_events WHERE action = 'brief.made'`.execute(tx.kysely),
  );
  expect(rows).toMatchObject([{ details: { from: "2026-10-01", until: "2027-01-01" } }]);
});

test("as it is served it prints on one page", async (context) => {
  needsPrinting(context);
  const [pages = []] = await printPages([{ name: "brief.docx", bytes: (await ask("/document")).bytes }]);
  expect(pages).toHaveLength(1);
  for (const part of ["双高协同工作专报", "样例高新区×样例大学", "签订合同"]) expect(pages.join("")).toContain(part);
});
