// An institution's own way from a draft to its signing, and the papers that prove it.
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AGREEMENT_BODY } from "../../../../test/agreements.ts";
import { openTestApp, type TestApp } from "../../../../test/test-app.ts";
import { withSystem } from "../../../platform/db/index.ts";
import { deliverDue } from "../../../platform/outbox/index.ts";
import { agreementDeadlines } from "../course/deadlines.ts";

type Someone = { readonly userId: string; readonly token: string };
let world: TestApp;
let pair: string;
let university: string;
let enterprise: string;
let officer: Someone;
let lead: Someone;
let transfer: Someone;
let member: Someone;
beforeAll(async () => {
  world = await openTestApp();
  university = await world.createScope("university", { name: "样例大学" });
  enterprise = await world.createScope("enterprise");
  pair = await world.createScope("pair", {
    parentId: await world.createScope("zone"),
    alsoBeneath: [university],
    name: "样例结对",
  });
  officer = await world.someone("pair_officer", pair);
  lead = await world.someone("pair_lead", pair);
  transfer = await world.someone("transfer_officer", university);
  member = await world.someone("enterprise_member", enterprise);
});
afterAll(async () => world.db.close());

const dayFromToday = (days: number) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date(Date.now() + days * 86_400_000));
const today = dayFromToday(0);

const STEPS = [
  { name: "院系审核", kind: "review", roles: ["pair_lead"] },
  { name: "利益冲突声明", kind: "statement", roles: ["pair_lead"] },
  { name: "定价依据", kind: "pricing", roles: ["transfer_officer"], kinds: ["transfer", "licence"] },
  { name: "价格公示", kind: "publicity", roles: ["transfer_officer"], kinds: ["transfer", "licence"], minDays: 15 },
  { name: "校长办公会", kind: "review", roles: ["transfer_officer"], fromFen: "500000000" },
  { name: "用印", kind: "seal", roles: ["transfer_officer"] },
];

async function setFlow(steps: readonly object[], version: number, by = transfer, scope = university) {
  return world.call("PUT", `/api/scopes/${scope}/agreement-flow`, {
    token: by.token,
    body: { steps },
    headers: { "if-match": `"${version}"` },
  });
}

async function draft(more: object = {}): Promise<string> {
  const body = { ...AGREEMENT_BODY, enterpriseId: enterprise, ...more };
  const made = await world.call("POST", `/api/scopes/${pair}/agreements`, { token: officer.token, body });
  return made.body["id"] as string;
}

interface Step {
  readonly id: string;
  readonly name: string;
  readonly isNext: boolean;
  readonly mayDo: boolean;
}
interface Shown {
  readonly approvals: readonly {
    readonly id: string;
    readonly state: string;
    readonly flowVersion: number;
    readonly steps: readonly Step[];
  }[];
  readonly required: readonly { readonly steps: readonly string[] }[];
}

const approvalsOf = async (id: string, { token }: Someone = officer) =>
  (await world.call("GET", `/api/agreements/${id}/approvals`, { token })).body as unknown as Shown;
const submit = async (id: string, amendmentId: string | null = null) =>
  world.call("POST", `/api/agreements/${id}/approvals`, { token: officer.token, body: { amendmentId } });
const versionOf = async (id: string) =>
  (await world.call("GET", `/api/agreements/${id}`, { token: officer.token })).body["version"] as number;
const sign = async (id: string) =>
  world.call("POST", `/api/agreements/${id}/transitions`, {
    token: officer.token,
    body: { action: "sign", on: today },
    headers: { "if-match": `"${await versionOf(id)}"` },
  });

async function act(id: string, name: string, by: Someone, body: object) {
  const { approvals } = await approvalsOf(id);
  const [approval] = approvals;
  const step = approval?.steps.find((each) => each.name === name);
  return world.call("POST", `/api/agreements/${id}/approvals/${approval?.id}/steps/${step?.id}`, {
    token: by.token,
    body,
  });
}
const done = (details: object, reasons = "") => ({ outcome: "done", reasons, details });
const reviewed = done({ kind: "review" }, "同意");

async function addPaper(id: string, name: string, by: Someone, bytes: Uint8Array) {
  const { approvals } = await approvalsOf(id);
  const step = approvals[0]?.steps.find((each) => each.name === name);
  return world.call("POST", `/api/agreements/${id}/approvals/${approvals[0]?.id}/steps/${step?.id}/papers`, {
    token: by.token,
    file: { name: "评估报告.pdf", bytes },
  });
}

test("an agreement of institutions without a flow is signed as it is", async () => {
  const id = await draft();
  expect(await approvalsOf(id)).toEqual({ approvals: [], required: [] });
  expect((await submit(id)).body["code"]).toBe("agreements.approval_not_asked");
  expect((await sign(id)).status).toBe(200);
});

describe("a flow", () => {
  test("is set by the institution itself, in versions, and not from an older one", async () => {
    expect((await setFlow(STEPS, 0)).body).toMatchObject({ version: 1, steps: STEPS });
    expect((await setFlow(STEPS, 0)).status).toBe(412);
    expect((await setFlow(STEPS, 0, officer)).status).toBe(404);
    expect((await setFlow(STEPS, 0, officer, pair)).status).toBe(403);
    const seen = await world.call("GET", `/api/scopes/${university}/agreement-flow`, { token: transfer.token });
    expect(seen.body).toMatchObject({ version: 1, earlier: [{ version: 1, createdBy: { id: transfer.userId } }] });
  });

  test("asks an agreement for the steps of its kind and amount, and is gone through before it is signed", async () => {
    const id = await draft();
    expect((await approvalsOf(id)).required).toMatchObject([{ steps: ["院系审核", "利益冲突声明", "用印"] }]);
    const early = await sign(id);
    expect(early).toMatchObject({ status: 409, body: { code: "agreements.approval_missing" } });
    expect(early.body["detail"]).toContain("样例大学");
    const large = await draft({ amountFen: "500000000" });
    expect((await approvalsOf(large)).required).toMatchObject([
      { steps: ["院系审核", "利益冲突声明", "校长办公会", "用印"] },
    ]);

    expect((await submit(id)).body).toMatchObject({
      approvals: [{ state: "in_review", flowVersion: 1 }],
      required: [],
    });
    expect((await submit(id)).body["code"]).toBe("agreements.approval_not_asked");
    const change = await world.call("PATCH", `/api/agreements/${id}`, {
      token: officer.token,
      body: { title: "换个名称" },
      headers: { "if-match": `"${await versionOf(id)}"` },
    });
    expect(change.body["code"]).toBe("agreements.in_review");
    expect(
      (await act(id, "用印", transfer, done({ kind: "seal", seal: "合同章", copies: 4, on: today }))).body["code"],
    ).toBe("agreements.step_out_of_turn");
    expect((await act(id, "院系审核", transfer, reviewed)).body["code"]).toBe("agreements.step_role_unfit");
    await deliverDue(world.db, world.app.outbox);
    const inbox = await world.call("GET", "/api/me/inbox", { token: lead.token });
    expect(JSON.stringify(inbox.body)).toContain("等您办理“院系审核”");
    const bench = await world.call("GET", `/api/scopes/${pair}/workbench`, { token: lead.token });
    expect(JSON.stringify(bench.body)).toContain("合同院系审核");
    const own = await world.call("GET", `/api/scopes/${pair}/workbench`, { token: officer.token });
    expect(JSON.stringify(own.body)).not.toContain("合同院系审核");
    expect((await act(id, "院系审核", lead, reviewed)).status).toBe(200);
    const related = done({ kind: "statement", hasRelation: true });
    expect((await act(id, "利益冲突声明", lead, related)).body["code"]).toBe("agreements.relation_unexplained");
    expect((await act(id, "利益冲突声明", lead, done({ kind: "review" }))).body["code"]).toBe(
      "agreements.step_kind_unfit",
    );
    await act(id, "利益冲突声明", lead, done({ kind: "statement", hasRelation: false }));
    expect((await sign(id)).body["code"]).toBe("agreements.approval_missing");
    const { approvals } = await approvalsOf(id);
    expect(approvals[0]?.steps[0]).toMatchObject({ entry: { doneBy: { id: lead.userId, name: "张某" } } });
    // What comes into force meanwhile is not for what has begun.
    await setFlow([...STEPS, { name: "纪检备案", kind: "review", roles: ["pair_lead"] }], 1);
    const sealed = await act(id, "用印", transfer, done({ kind: "seal", seal: "合同专用章", copies: 4, on: today }));
    expect(sealed.body).toMatchObject({ approvals: [{ state: "through", flowVersion: 1 }], required: [] });
    // Somebody of the university, whose account the pair's office does not see, is named all the same.
    const seen = (await approvalsOf(id)).approvals[0]?.steps.at(-1);
    expect(seen).toMatchObject({ entry: { doneBy: { id: transfer.userId, name: "张某" } } });
    const waiting = await world.call("GET", `/api/scopes/${pair}/workbench`, { token: officer.token });
    expect(JSON.stringify(waiting.body)).toContain("审批已走完，待签署");
    expect((await sign(id)).body).toMatchObject({ state: "signed" });
    expect((await approvalsOf(await draft())).required).toMatchObject([
      { steps: ["院系审核", "利益冲突声明", "用印", "纪检备案"] },
    ]);
    await setFlow(STEPS, 2);
  });

  test("is not gone through by whoever drew the agreement up, whatever their role", async () => {
    const body = { ...AGREEMENT_BODY };
    const made = await world.call("POST", `/api/scopes/${pair}/agreements`, { token: lead.token, body });
    const id = made.body["id"] as string;
    await submit(id);
    const refused = await act(id, "院系审核", lead, reviewed);
    expect(refused).toMatchObject({ status: 409, body: { code: "agreements.step_by_drafter" } });
    const another = await world.someone("pair_lead", pair);
    expect((await act(id, "院系审核", another, reviewed)).status).toBe(200);
  });

  test("is not gone through by whoever rewrote the text, whoever entered and submitted it", async () => {
    const id = await draft();
    const change = await world.call("PATCH", `/api/agreements/${id}`, {
      token: lead.token,
      body: { subject: "负责人改写的标的" },
      headers: { "if-match": `"${await versionOf(id)}"` },
    });
    expect(change.status).toBe(200);
    await submit(id);
    const refused = await act(id, "院系审核", lead, reviewed);
    expect(refused).toMatchObject({ status: 409, body: { code: "agreements.step_by_drafter" } });
    const bench = await world.call("GET", `/api/scopes/${pair}/workbench`, { token: lead.token });
    expect(JSON.stringify(bench.body)).not.toContain(id);
    const another = await world.someone("pair_lead", pair);
    expect((await act(id, "院系审核", another, reviewed)).status).toBe(200);
  });

  test("sends back with reasons, and begins anew with the changed text", async () => {
    const id = await draft();
    await submit(id);
    expect((await act(id, "院系审核", lead, { outcome: "sent_back" })).body["code"]).toBe(
      "agreements.step_reasons_missing",
    );
    const back = await act(id, "院系审核", lead, { outcome: "sent_back", reasons: "指标不可测" });
    expect(back.body).toMatchObject({ approvals: [{ state: "sent_back" }], required: [{}] });
    const change = await world.call("PATCH", `/api/agreements/${id}`, {
      token: officer.token,
      body: { indicators: "热损失降低 20%" },
      headers: { "if-match": `"${await versionOf(id)}"` },
    });
    expect(change.status).toBe(200);
    expect((await submit(id)).body).toMatchObject({ approvals: [{ state: "in_review" }, { state: "sent_back" }] });
    const { approvals } = await approvalsOf(id);
    const path = `/api/agreements/${id}/approvals/${approvals[0]?.id}/withdrawal`;
    const withdrawn = await world.call("POST", path, { token: officer.token });
    expect(withdrawn.body).toMatchObject({ approvals: [{ state: "withdrawn" }, {}], required: [{}] });
    expect((await world.call("POST", path, { token: officer.token })).body["code"]).toBe("agreements.approval_closed");
  });

  test("asks an amendment as well", async () => {
    const id = await draft();
    await submit(id);
    await act(id, "院系审核", lead, reviewed);
    await act(id, "利益冲突声明", lead, done({ kind: "statement", hasRelation: false }));
    await act(id, "用印", transfer, done({ kind: "seal", seal: "合同专用章", copies: 4, on: today }));
    expect(await approvalsOf(id)).toMatchObject({ approvals: [{ state: "through", mayWithdraw: true }] });
    await sign(id);
    // What was signed rests on it.
    expect(await approvalsOf(id)).toMatchObject({ approvals: [{ state: "through", mayWithdraw: false }] });
    const rows = await world.call("POST", `/api/agreements/${id}/amendments`, {
      token: officer.token,
      body: { reason: "追加经费" },
    });
    const [amendment] = rows.body as unknown as { id: string }[];
    const path = `/api/agreements/${id}/amendments/${amendment?.id}`;
    await world.call("PATCH", path, {
      token: officer.token,
      body: { amountFen: "130000000" },
      headers: { "if-match": '"1"' },
    });
    const signing = async (version: number) =>
      world.call("POST", `${path}/transitions`, {
        token: officer.token,
        body: { action: "sign", on: today },
        headers: { "if-match": `"${version}"` },
      });
    expect((await signing(2)).body["code"]).toBe("agreements.approval_missing");
    const rewriter = await world.someone("pair_lead", pair);
    await world.call("PATCH", path, {
      token: rewriter.token,
      body: { subject: "另一位负责人补写的标的" },
      headers: { "if-match": '"2"' },
    });
    await submit(id, amendment?.id);
    expect((await act(id, "院系审核", rewriter, reviewed)).body["code"]).toBe("agreements.step_by_drafter");
    const locked = await world.call("PATCH", path, {
      token: officer.token,
      body: { title: "改" },
      headers: { "if-match": '"3"' },
    });
    expect(locked.body["code"]).toBe("agreements.in_review");
    await act(id, "院系审核", lead, reviewed);
    await act(id, "利益冲突声明", lead, done({ kind: "statement", hasRelation: false }));
    await act(id, "用印", transfer, done({ kind: "seal", seal: "合同专用章", copies: 4, on: today }));
    expect((await signing(3)).body).toMatchObject([{ state: "signed" }]);
  });
});

test("price, publicity and statements are gathered with every file and its digest, and the other party reads none", async () => {
  const id = await draft({ kind: "licence", subKind: "patent" });
  await submit(id);
  await act(id, "院系审核", lead, reviewed);
  await act(
    id,
    "利益冲突声明",
    lead,
    done({ kind: "statement", hasRelation: true, text: "项目负责人持股 5%，已回避" }),
  );
  const pricing = done({ kind: "pricing", method: "appraised", text: "评估价 120 万元" });
  expect((await act(id, "定价依据", transfer, pricing)).body["code"]).toBe("agreements.step_paper_missing");
  const bytes = new TextEncoder().encode("%PDF-1.7\n%%EOF\n");
  expect((await addPaper(id, "定价依据", lead, bytes)).body["code"]).toBe("agreements.step_role_unfit");
  expect((await addPaper(id, "定价依据", transfer, bytes)).body).toMatchObject({ kind: "pricing" });
  expect((await act(id, "定价依据", transfer, pricing)).status).toBe(200);
  const shown = (from: number, until: number, more: object = {}) =>
    done({ kind: "publicity", from: dayFromToday(from), until: dayFromToday(until), place: "学校网站", ...more });
  expect((await act(id, "价格公示", transfer, shown(-14, -1))).body["code"]).toBe("agreements.publicity_short");
  expect((await act(id, "价格公示", transfer, shown(-14, 0))).body["code"]).toBe("agreements.publicity_open");
  const objected = { objections: "价格偏低" };
  expect((await act(id, "价格公示", transfer, shown(-20, -2, objected))).body["code"]).toBe(
    "agreements.objection_unhandled",
  );
  expect((await act(id, "价格公示", transfer, shown(-20, -2))).status).toBe(200);
  await act(id, "用印", transfer, done({ kind: "seal", seal: "合同专用章", copies: 4, on: today }));

  const path = `/api/agreements/${id}/due-diligence`;
  const zip = await world.call("GET", path, { token: lead.token });
  expect(zip.status).toBe(200);
  const entries = unzipSync(zip.bytes);
  const names = Object.keys(entries);
  expect(names).toEqual([
    "00 尽职免责材料索引.docx",
    "01 合同文本.docx",
    "材料/01 定价依据 评估报告.pdf",
    "SHA256SUMS.txt",
  ]);
  const paper = entries["材料/01 定价依据 评估报告.pdf"] ?? new Uint8Array();
  const sha256 = createHash("sha256").update(paper).digest("hex");
  expect(Buffer.compare(paper, bytes)).toBe(0);
  expect(strFromU8(entries["SHA256SUMS.txt"] ?? new Uint8Array())).toContain(sha256);
  const sums = strFromU8(entries["SHA256SUMS.txt"] ?? new Uint8Array())
    .trimEnd()
    .split("\n");
  expect(sums).toEqual(
    names.slice(0, -1).map((name) => {
      const digest = createHash("sha256").update(entries[name] ?? new Uint8Array());
      return `${digest.digest("hex")}  ${name}`;
    }),
  );
  const index = strFromU8(
    unzipSync(entries["00 尽职免责材料索引.docx"] ?? new Uint8Array())["word/document.xml"] ?? new Uint8Array(),
  );
  for (const part of [
    "评估定价：评估价 120 万元",
    "项目负责人持股 5%，已回避",
    "学校网站",
    "合同专用章",
    sha256.slice(0, 16),
  ]) {
    expect(index).toContain(part);
  }

  expect((await world.call("GET", `/api/agreements/${id}/approvals`, { token: member.token })).status).toBe(404);
  const { version } = (await world.call("GET", `/api/agreements/${id}`, { token: officer.token })).body;
  const sent = await world.call("POST", `/api/agreements/${id}/transitions`, {
    token: officer.token,
    body: { action: "send", on: today },
    headers: { "if-match": `"${String(version)}"` },
  });
  expect(sent.status).toBe(200);
  expect(await approvalsOf(id, member)).toEqual({ approvals: [], required: [] });
  expect((await world.call("GET", path, { token: member.token })).status).toBe(403);
  const papers = await world.call("GET", `/api/agreements/${id}/papers`, { token: member.token });
  expect(papers.body).toEqual([]);
  const { body } = await world.call("GET", `/api/agreements/${id}`, { token: member.token });
  expect(JSON.stringify(body)).not.toContain("审批");
});

test("what is late, ends or is to be delivered comes to its owner", async () => {
  await setFlow([], 3);
  const id = await draft({
    startsOn: dayFromToday(-20),
    endsOn: dayFromToday(7),
    milestones: [
      { title: "小试", dueOn: dayFromToday(-2) },
      { title: "中试", dueOn: dayFromToday(1) },
    ],
  });
  expect((await sign(id)).status).toBe(200);
  const bench = JSON.stringify(
    (await world.call("GET", `/api/scopes/${pair}/workbench`, { token: officer.token })).body,
  );
  expect(bench).toContain("“小试”逾期未交付");
  expect(bench).not.toContain("“中试”逾期未交付");
  expect(bench).toContain(`合同 ${dayFromToday(7)} 到期`);
  const deadlines = await withSystem(world.db, async (tx) => agreementDeadlines(tx, today, 7));
  const mine = deadlines.filter(({ path }) => path.endsWith(id));
  expect(mine.map(({ kind, due }) => [kind, due])).toEqual([
    ["agreement_milestone", dayFromToday(1)],
    ["agreement_milestone_enterprise", dayFromToday(1)],
    ["agreement_end", dayFromToday(7)],
  ]);
  expect(mine.map(({ userIds }) => userIds.includes(member.userId))).toEqual([false, true, false]);
  expect(mine[0]?.userIds).toContain(officer.userId);
  const [milestone] = (await world.call("GET", `/api/agreements/${id}/milestones`, { token: officer.token }))
    .body as unknown as { id: string }[];
  await world.call("POST", `/api/agreements/${id}/milestones/${milestone?.id}/deliveries`, {
    token: officer.token,
    body: { party: "样例大学", deliveredOn: today },
  });
  const theirs = await world.call("GET", `/api/scopes/${enterprise}/workbench`, { token: member.token });
  expect(JSON.stringify(theirs.body)).toContain("等您验收");
});
