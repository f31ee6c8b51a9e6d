import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AGREEMENT_BODY } from "../../../test/agreements.ts";
import { makeNeed } from "../../../test/needs.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withSystem } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import { deliverDue } from "../../platform/outbox/index.ts";
import { challengeAwarded } from "../challenges/index.ts";

let world: TestApp;
let pair: string;
let enterprise: string;
let officer: { userId: string; token: string };
let member: { userId: string; token: string };
beforeAll(async () => {
  world = await openTestApp();
  pair = await world.createScope("pair", { parentId: await world.createScope("zone") });
  enterprise = await world.createScope("enterprise");
  officer = await world.someone("pair_officer", pair);
  member = await world.someone("enterprise_member", enterprise);
});
afterAll(async () => world.db.close());

const draft = async (more: object = {}) => {
  const body = { ...AGREEMENT_BODY, ...more };
  return world.call("POST", `/api/scopes/${pair}/agreements`, { token: officer.token, body });
};
const move = async (id: string, body: object, version: number, token = officer.token) =>
  world.call("POST", `/api/agreements/${id}/transitions`, {
    token,
    body,
    headers: { "if-match": `"${version}"` },
  });
const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
const stateOf = async (needId: string) => {
  const { body } = await world.call("GET", `/api/needs/${needId}`, { token: officer.token });
  return body["state"];
};
const award = (needIds: string[], bids = 1) => ({
  challengeId: newId(),
  scopeId: pair,
  number: "CHAL-2026-000007",
  title: "连铸中间包节能",
  needIds,
  enterprise: "样例钢铁有限公司",
  enterpriseId: enterprise,
  purpose: "降低中间包热损失",
  indicators: "热损失降低 20%",
  ownership: "成果归双方共有",
  milestones: [{ title: "中期", deliverable: "样机", dueOn: "2027-06-30" }],
  bids: Array.from({ length: bids }, (_, index) => ({
    bidId: newId(),
    number: `B-${index + 1}`,
    lead: "李某",
    units: ["样例大学", "样例研究院", "样例学院"],
    amountFen: "90000000",
    plan: "分两步走",
    indicators: "",
  })),
});

describe("an agreement", () => {
  test("is drawn up by hand, numbered, found, listed and exported", async () => {
    const made = await draft();
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      state: "draft",
      kindName: { zh: "技术开发（委托开发）" },
      lacks: [],
      actions: ["sign", "end"],
      steps: [{ text: { zh: "起草" }, actor: { id: officer.userId } }],
    });
    expect(made.body["number"]).toMatch(/^AGR-\d{4}-000001$/);
    const list = await world.call(
      "GET",
      `/api/scopes/${pair}/agreements?search=jiangdi&kind=development&withTotal=true`,
      {
        token: officer.token,
      },
    );
    expect(list.body).toMatchObject({ total: 1, items: [{ parties: ["样例钢铁有限公司", "样例大学"] }] });
    const file = await world.call("GET", `/api/scopes/${pair}/agreements/export?format=csv`, { token: officer.token });
    expect(Buffer.from(file.bytes).toString("utf8")).toContain("120.0 万元");
  });

  test("is changed as a draft, with what changed in its history, and not from an older version", async () => {
    const { body } = await draft();
    const path = `/api/agreements/${body["id"] as string}`;
    const change = async (some: object, version: number) =>
      world.call("PATCH", path, { token: officer.token, body: some, headers: { "if-match": `"${version}"` } });
    const changed = await change({ ipTerms: "成果归双方共有", payments: [] }, 1);
    expect(changed.body).toMatchObject({ version: 2, payments: [], parties: [{ role: "buyer" }, { role: "seller" }] });
    expect((changed.body["steps"] as { text: { zh: string } }[])[0]?.text.zh).toBe("修改了知识产权、付款计划");
    expect((await change({ title: "另一个名称" }, 1)).status).toBe(412);
    const refused = await change({ parties: [{ role: "buyer", name: "甲", shareBp: 9_999 }] }, 2);
    expect(refused).toMatchObject({ status: 422, body: { code: "agreements.shares_do_not_sum" } });
    expect(refused.body["detail"]).toContain("99.99%");
  });

  test("makes its need contracted when it is signed, and is not changed afterwards", async () => {
    const needId = await makeNeed(world, pair, { state: "in_talks" });
    const { body } = await draft({ needId, enterpriseId: enterprise });
    const id = body["id"] as string;
    expect(body["origin"]).toMatchObject({ kind: "need", id: needId });
    expect((await move(id, { action: "sign", on: "2999-01-01" }, 1)).body["code"]).toBe("agreements.day_to_come");
    const signed = await move(id, { action: "sign", on: today }, 1);
    expect(signed.body).toMatchObject({ state: "signed", signedOn: today, mayChange: false, actions: ["end"] });
    expect(await stateOf(needId)).toBe("contracted");
    const again = await move(id, { action: "sign", on: today }, 1);
    expect(again).toMatchObject({ status: 409, body: { code: "agreements.wrong_state" } });
    const change = { token: officer.token, body: { title: "改" }, headers: { "if-match": '"2"' } };
    expect((await world.call("PATCH", `/api/agreements/${id}`, change)).status).toBe(409);
    await deliverDue(world.db, world.app.outbox);
    const inbox = await world.call("GET", "/api/me/inbox", { token: member.token });
    expect(inbox.body["items"]).toMatchObject([{ path: `/p/${enterprise}/agreements/${id}` }]);
  });

  test("is read and not written by the enterprise that is a party, and by no other", async () => {
    const { body } = await draft({ enterpriseId: enterprise });
    const id = body["id"] as string;
    const other = await world.someone("enterprise_lead", await world.createScope("enterprise"));
    const read = async (token: string) => (await world.call("GET", `/api/agreements/${id}`, { token })).status;
    expect(await read(member.token)).toBe(200);
    expect(await read(other.token)).toBe(404);
    const list = await world.call("GET", `/api/scopes/${enterprise}/agreements`, { token: member.token });
    expect((list.body["items"] as { id: string }[]).map((item) => item.id)).toContain(id);
    expect((await move(id, { action: "end", on: today, reason: "不做了" }, 1, member.token)).status).toBe(403);
    expect((await draft({ enterpriseId: pair })).body["code"]).toBe("agreements.enterprise_unfit");
  });
});

describe("an award", () => {
  const announce = async (payload: ReturnType<typeof award>) =>
    withSystem(world.db, async (tx) =>
      world.app.outbox.emit(tx, challengeAwarded, {
        aggregate: `challenge:${payload.challengeId}`,
        scopeId: pair,
        payload,
      }),
    );
  const draftsOf = async (challengeId: string) =>
    (await world.call("GET", `/api/scopes/${pair}/agreements?originId=${challengeId}`, { token: officer.token })).body[
      "items"
    ] as { id: string; title: string }[];

  test("makes one draft for each bid, once, though it is announced twice", async () => {
    const needId = await makeNeed(world, pair, { state: "in_challenge" });
    const payload = award([needId], 2);
    await announce(payload);
    await announce(payload);
    await deliverDue(world.db, world.app.outbox);
    const drafts = await draftsOf(payload.challengeId);
    expect(drafts).toHaveLength(2);
    const { body } = await world.call("GET", `/api/agreements/${drafts[0]?.id}`, { token: officer.token });
    expect(body).toMatchObject({
      state: "draft",
      createdBy: null,
      amountFen: "90000000",
      subKind: "cooperative",
      ipTerms: "成果归双方共有",
      origin: { kind: "challenge", number: "CHAL-2026-000007" },
      steps: [{ actor: null, text: { zh: "由 CHAL-2026-000007 起草" } }],
    });
    expect((body["parties"] as { shareBp: number }[]).map(({ shareBp }) => shareBp)).toEqual([0, 3_334, 3_333, 3_333]);
    const waiting = await world.call("GET", `/api/scopes/${pair}/workbench`, { token: officer.token });
    expect(JSON.stringify(waiting.body)).toContain("合同草稿待补充");
  });
});

describe("the text", () => {
  test("is a Word document named by number and title", async () => {
    const { body } = await draft();
    const { status, bytes, headers } = await world.call("GET", `/api/agreements/${body["id"] as string}/document`, {
      token: officer.token,
    });
    expect(status).toBe(200);
    expect(decodeURIComponent(headers.get("content-disposition") ?? "")).toContain(
      `${body["number"] as string} ${AGREEMENT_BODY.title}.docx`,
    );
    expect(Buffer.from(bytes.subarray(0, 2)).toString()).toBe("PK");
  });
});

test("whoever drew up and signed agreements finds that in their own data", async () => {
  const { body } = await world.call("GET", "/api/me/export", { token: officer.token });
  const sections = body["sections"] as Record<string, { drafted: unknown[]; steps: unknown[] }>;
  expect(sections["agreements"]?.drafted.length).toBeGreaterThan(0);
  const { rows } = await withSystem(world.db, async (tx) =>
    sql<{ n: number }>`SELECT count(*)::integer AS n FROM audit_events WHERE action = 'agreement.moved'`.execute(
      tx.kysely,
    ),
  );
  expect(rows[0]?.n).toBeGreaterThan(0);
});
