import { writeDocument } from "@dual-high/lists";
import { unzipSync, zipSync } from "fflate";
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
    expect(signed.body).toMatchObject({
      state: "signed",
      signedOn: today,
      mayChange: false,
      actions: ["complete", "end"],
    });
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
    const theirs = async () => {
      const list = await world.call("GET", `/api/scopes/${enterprise}/agreements`, { token: member.token });
      return (list.body["items"] as { id: string }[]).map((item) => item.id);
    };
    const document = async () =>
      (await world.call("GET", `/api/agreements/${id}/document`, { token: member.token })).status;
    // Not while it is written, not once it was changed after it had been sent.
    expect([await read(member.token), await document()]).toEqual([404, 404]);
    expect(await theirs()).not.toContain(id);
    expect((await move(id, { action: "send", on: today }, 1)).body).toMatchObject({
      state: "draft",
      actions: ["sign", "end"],
    });
    expect(await read(member.token)).toBe(200);
    expect(await read(other.token)).toBe(404);
    expect(await theirs()).toContain(id);
    expect((await move(id, { action: "end", on: today, reason: "不做了" }, 2, member.token)).status).toBe(403);
    await deliverDue(world.db, world.app.outbox);
    const inbox = await world.call("GET", "/api/me/inbox", { token: member.token });
    expect(JSON.stringify(inbox.body)).toContain("的草稿已发来，请审阅");
    const change = { token: officer.token, body: { title: "改名" }, headers: { "if-match": '"2"' } };
    expect((await world.call("PATCH", `/api/agreements/${id}`, change)).body).toMatchObject({ sentAt: null });
    expect(await read(member.token)).toBe(404);
    await move(id, { action: "sign", on: today }, 3);
    expect(await read(member.token)).toBe(200);
    const alone = (await draft()).body["id"] as string;
    expect((await move(alone, { action: "send", on: today }, 1)).body["code"]).toBe("agreements.nobody_to_send_to");
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

describe("an institution's template", () => {
  const PLAN = { title: "合同", note: "", heading: "合同书", articles: [], closing: [] };
  const docx = async (text: string) => writeDocument({ ...PLAN, opening: [text] });
  const textOf = (bytes: Uint8Array) =>
    new TextDecoder().decode(unzipSync(bytes)["word/document.xml"]).replaceAll(/<[^>]+>/g, "");
  const open = async () => {
    const university = await world.createScope("university", { name: "样例大学" });
    const zone = await world.createScope("zone");
    const scope = await world.createScope("pair", { parentId: zone, alsoBeneath: [university] });
    const transfer = await world.someone("transfer_officer", university);
    const lead = await world.someone("pair_lead", scope);
    const made = await world.call("POST", `/api/scopes/${scope}/agreements`, {
      token: lead.token,
      body: { ...AGREEMENT_BODY, enterpriseId: enterprise },
    });
    const send = async (text: string, version: number, apply = true, token = transfer.token) =>
      world.call("POST", `/api/scopes/${university}/agreement-kinds/development/template?apply=${apply}`, {
        token,
        file: { name: "校合同.docx", bytes: await docx(text) },
        headers: { "if-match": `"${version}"` },
      });
    const document = async (query: string, token = lead.token) =>
      world.call("GET", `/api/agreements/${made.body["id"] as string}/document${query}`, { token });
    const usable = async (token = lead.token) =>
      (await world.call("GET", `/api/agreements/${made.body["id"] as string}/templates`, { token }))
        .body as unknown as { id: string; institution: string; version: number }[];
    return { university, scope, transfer, lead, agreementId: made.body["id"] as string, send, document, usable };
  };

  test("is checked, tried with an agreement, put in force in versions, and used by the pair's office", async () => {
    const { university, transfer, lead, agreementId, send, document, usable } = await open();
    const looked = await send("本合同由{{甲方}}与{{乙放}}订立", 0, false);
    expect(looked.body).toMatchObject({
      template: null,
      problems: [{ problem: { zh: "没有“{{乙放}}”这个字段，是不是 {{乙方}}？请改正" } }],
    });
    expect((await send("本合同由{{甲方}}与{{乙放}}订立", 0)).body).toMatchObject({ template: null });
    expect(await usable()).toEqual([]);
    const tried = await world.call(
      "POST",
      `/api/scopes/${university}/agreement-template-trials?agreementId=${agreementId}`,
      { token: transfer.token, file: { name: "校合同.docx", bytes: await docx("{{乙方}}试填") } },
    );
    expect(textOf(tried.bytes)).toContain("样例大学试填");
    const trials = await world.call("GET", `/api/scopes/${university}/agreement-kinds/development/template-trials`, {
      token: transfer.token,
    });
    expect(trials.body).toMatchObject([{ id: agreementId }]);
    const first = await send("{{甲方}}与{{乙方}}，{{amount_words}}", 0);
    expect(first.body).toMatchObject({
      fields: [{ zh: "甲方" }, { zh: "乙方" }, { zh: "金额大写" }],
      template: { version: 1, isInForce: true, name: "校合同.docx" },
    });
    // Whoever saw an older stand than there is does not replace what they have not seen.
    expect((await send("{{甲方}}", 0)).status).toBe(412);
    const [template] = await usable();
    expect(template).toMatchObject({ institution: "样例大学", version: 1 });
    const filled = await document(`?template=${template?.id}`);
    expect(textOf(filled.bytes)).toContain("样例钢铁有限公司与样例大学，壹佰贰拾万元整");
    // The built-in text stays what comes unasked.
    expect(textOf((await document("")).bytes)).toContain("第一条");
    const second = await send("第二版{{甲方}}", 1);
    expect(second.body).toMatchObject({ template: { version: 2 } });
    expect((await document(`?template=${template?.id}`)).status).toBe(404);
    await world.call("POST", `/api/scopes/${university}/agreement-kinds/development/template-withdrawal`, {
      token: transfer.token,
      headers: { "if-match": '"2"' },
    });
    expect(await usable()).toEqual([]);
    const { body } = await world.call("GET", `/api/scopes/${university}/agreement-templates`, {
      token: transfer.token,
    });
    expect(body["templates"]).toMatchObject([
      { version: 3, name: null, isInForce: false },
      { version: 2, isInForce: false },
      { version: 1, isInForce: false },
    ]);
    const kept = (body["templates"] as { id: string }[])[2]?.id;
    const path = `/api/scopes/${university}/agreement-templates/${kept}/file`;
    expect(textOf((await world.call("GET", path, { token: transfer.token })).bytes)).toContain("{{amount_words}}");
    expect((await world.call("GET", path, { token: lead.token })).status).toBe(404);
    const { rows } = await withSystem(world.db, async (tx) =>
      sql<{ n: number }>`SELECT count(*)::integer AS n FROM audit_events
        WHERE action = 'agreement.template_set' AND scope_id = ${university}`.execute(tx.kysely),
    );
    expect(rows[0]?.n).toBe(3);
  });

  test("is not set by others, nor used or seen by the other party; one that holds macros leaves the one in force", async () => {
    const { university, transfer, lead, agreementId, send, document, usable } = await open();
    await move(agreementId, { action: "send", on: today }, 1, lead.token);
    await send("{{甲方}}", 0);
    expect((await send("{{乙方}}", 1, true, lead.token)).status).toBe(404);
    expect(await usable(member.token)).toEqual([]);
    const [template] = await usable();
    expect((await document(`?template=${template?.id}`, member.token)).status).toBe(404);
    const bytes = zipSync({ ...unzipSync(await docx("{{甲方}}")), "word/vbaProject.bin": new Uint8Array(9) });
    const refused = await world.call(
      "POST",
      `/api/scopes/${university}/agreement-kinds/development/template?apply=true`,
      { token: transfer.token, file: { name: "宏.docx", bytes }, headers: { "if-match": '"1"' } },
    );
    expect(refused).toMatchObject({ status: 422, body: { code: "lists.template_macros" } });
    expect(await usable()).toMatchObject([{ version: 1 }]);
  });

  test("begins with a starter of each kind", async () => {
    const { university, transfer } = await open();
    const { bytes, headers } = await world.call(
      "GET",
      `/api/scopes/${university}/agreement-kinds/licence/starter-template`,
      { token: transfer.token },
    );
    expect(decodeURIComponent(headers.get("content-disposition") ?? "")).toContain("技术许可 起步模板.docx");
    expect(textOf(bytes)).toContain("{{#各方}}{{序号}}");
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
