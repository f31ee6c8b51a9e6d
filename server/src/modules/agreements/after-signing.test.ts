// What happens to an agreement after it was signed: deliveries and their acceptance, amendments.
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AGREEMENT_BODY } from "../../../test/agreements.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { deliverDue } from "../../platform/outbox/index.ts";

type Someone = { readonly userId: string; readonly token: string };
let world: TestApp;
let pair: string;
let enterprise: string;
let officer: Someone;
let colleague: Someone;
let member: Someone;
beforeAll(async () => {
  world = await openTestApp();
  pair = await world.createScope("pair", { parentId: await world.createScope("zone") });
  enterprise = await world.createScope("enterprise");
  officer = await world.someone("pair_officer", pair);
  colleague = await world.someone("pair_lead", pair);
  member = await world.someone("enterprise_member", enterprise);
});
afterAll(async () => world.db.close());

const dayFromToday = (days: number) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date(Date.now() + days * 86_400_000));
const today = dayFromToday(0);
const SELLER = "样例大学";
const BUYER = "样例钢铁有限公司";

interface Progress {
  readonly id: string;
  readonly state: string;
  readonly isOverdue: boolean;
  readonly mayDeliver: boolean;
  readonly deliveries: readonly {
    readonly id: string;
    readonly mayDecide: boolean;
    readonly papers: readonly object[];
  }[];
}

/** Signed ten days ago, with a milestone that was due yesterday. */
async function signAgreement(more: object = {}): Promise<string> {
  const body = {
    ...AGREEMENT_BODY,
    milestones: [{ title: "中期", deliverable: "样机一台", dueOn: dayFromToday(-1) }],
    ...more,
  };
  const made = await world.call("POST", `/api/scopes/${pair}/agreements`, { token: officer.token, body });
  const id = made.body["id"] as string;
  const signed = await world.call("POST", `/api/agreements/${id}/transitions`, {
    token: officer.token,
    body: { action: "sign", on: dayFromToday(-10) },
    headers: { "if-match": '"1"' },
  });
  expect(signed.status).toBe(200);
  return id;
}

const milestonesOf = async (id: string, { token }: Someone) =>
  (await world.call("GET", `/api/agreements/${id}/milestones`, { token })).body as unknown as Progress[];

async function deliver(id: string, by: Someone, party = SELLER) {
  const [milestone] = await milestonesOf(id, by);
  return world.call("POST", `/api/agreements/${id}/milestones/${milestone?.id}/deliveries`, {
    token: by.token,
    body: { party, deliveredOn: today, note: "样机一台，存放于二号楼" },
  });
}

async function decide(id: string, by: Someone, body: object) {
  const [milestone] = await milestonesOf(id, by);
  const path = `/api/agreements/${id}/milestones/${milestone?.id}/deliveries/${milestone?.deliveries[0]?.id}/decision`;
  return world.call("POST", path, { token: by.token, body });
}
const accepting = { decision: "accepted", party: BUYER };

describe("a milestone", () => {
  test("is overdue until it is delivered, and accepted by the other side with its files", async () => {
    const id = await signAgreement({ enterpriseId: enterprise });
    expect(await milestonesOf(id, member)).toMatchObject([{ state: "open", isOverdue: true, mayDeliver: true }]);
    const delivered = await deliver(id, officer);
    expect(delivered.status).toBe(201);
    const [milestone] = delivered.body as unknown as Progress[];
    expect(milestone).toMatchObject({ state: "delivered", isOverdue: false, mayDeliver: false });
    const bytes = new TextEncoder().encode("%PDF-1.7\n%%EOF\n");
    const papers = `/api/agreements/${id}/deliveries/${milestone?.deliveries[0]?.id}/papers`;
    const paper = await world.call("POST", papers, { token: officer.token, file: { name: "测试报告.pdf", bytes } });
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    expect(paper).toMatchObject({ status: 201, body: { kind: "delivery", sha256, name: "测试报告.pdf" } });
    const read = await world.call("GET", `/api/agreements/${id}/papers/${paper.body["id"] as string}`, {
      token: member.token,
    });
    expect(Buffer.compare(read.bytes, bytes)).toBe(0);
    await deliverDue(world.db, world.app.outbox);
    const inbox = await world.call("GET", "/api/me/inbox", { token: member.token });
    expect(JSON.stringify(inbox.body)).toContain("已交付，请验收");

    const refused = await decide(id, member, { decision: "refused", party: BUYER });
    expect(refused.body["code"]).toBe("agreements.refusal_without_reasons");
    const accepted = await decide(id, member, accepting);
    expect(accepted.body).toMatchObject([{ state: "accepted", deliveries: [{ papers: [{ sha256 }] }] }]);
    const late = await world.call("POST", papers, { token: officer.token, file: { name: "补充.pdf", bytes } });
    expect(late.body["code"]).toBe("agreements.delivery_paper_unfit");
    expect((await deliver(id, officer)).body["code"]).toBe("agreements.milestone_unfit");
  });

  test("is not accepted by whoever delivered it, nor by their side where the enterprise has an account", async () => {
    const id = await signAgreement({ enterpriseId: enterprise });
    await deliver(id, officer);
    const own = await decide(id, officer, accepting);
    expect(own).toMatchObject({ status: 409, body: { code: "agreements.accepted_by_author" } });
    expect(own.body["detail"]).toContain("不能由您自己验收");
    const side = await decide(id, colleague, accepting);
    expect(side).toMatchObject({ status: 409, body: { code: "agreements.accepted_by_same_side" } });
    expect((await milestonesOf(id, colleague))[0]?.deliveries[0]?.mayDecide).toBe(false);
    expect((await milestonesOf(id, member))[0]?.deliveries[0]?.mayDecide).toBe(true);
  });

  test("of parties without an account is accepted by another person, for another party", async () => {
    const id = await signAgreement();
    await deliver(id, officer);
    expect((await decide(id, officer, accepting)).body["code"]).toBe("agreements.accepted_by_author");
    const same = await decide(id, colleague, { decision: "accepted", party: SELLER });
    expect(same.body["code"]).toBe("agreements.accepted_by_same_party");
    const unknown = await decide(id, colleague, { decision: "accepted", party: "别家公司" });
    expect(unknown.body["code"]).toBe("agreements.delivery_party_unknown");
    expect((await decide(id, colleague, accepting)).body).toMatchObject([{ state: "accepted" }]);
  });

  test("that was refused is delivered again, by the enterprise as well, and decided on once", async () => {
    const id = await signAgreement({ enterpriseId: enterprise });
    await deliver(id, officer);
    const refused = await decide(id, member, { decision: "refused", party: BUYER, reasons: "缺少测试报告" });
    expect(refused.body).toMatchObject([
      { state: "refused", isOverdue: true, deliveries: [{ reasons: "缺少测试报告" }] },
    ]);
    await deliver(id, member, BUYER);
    expect((await decide(id, member, { decision: "accepted", party: SELLER })).body["code"]).toBe(
      "agreements.accepted_by_author",
    );
    const both = await Promise.all(
      [1, 2].map(async () => decide(id, colleague, { decision: "accepted", party: SELLER })),
    );
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const { body } = await world.call("GET", `/api/agreements/${id}`, { token: member.token });
    expect(JSON.stringify(body["steps"])).toContain(`代表${SELLER}验收通过“中期”`);
  });

  test("of a draft takes no delivery, nor one from before the signing", async () => {
    const made = await world.call("POST", `/api/scopes/${pair}/agreements`, {
      token: officer.token,
      body: AGREEMENT_BODY,
    });
    expect((await deliver(made.body["id"] as string, officer)).body["code"]).toBe("agreements.delivery_not_signed");
    const id = await signAgreement();
    const [milestone] = await milestonesOf(id, officer);
    const early = await world.call("POST", `/api/agreements/${id}/milestones/${milestone?.id}/deliveries`, {
      token: officer.token,
      body: { party: SELLER, deliveredOn: dayFromToday(-11) },
    });
    expect(early.body["code"]).toBe("agreements.delivery_day_unfit");
  });
});

describe("an agreement that was fulfilled", () => {
  const move = async (id: string, body: object, version: number) =>
    world.call("POST", `/api/agreements/${id}/transitions`, {
      token: officer.token,
      body: { on: today, ...body },
      headers: { "if-match": `"${version}"` },
    });

  test("says what is still open, ends apart from one that was terminated, and owes nothing more", async () => {
    const id = await signAgreement();
    const early = await move(id, { action: "complete" }, 2);
    expect(early).toMatchObject({ status: 409, body: { code: "agreements.unfulfilled" } });
    expect(early.body["detail"]).toContain("进度“中期”没有验收；约定的款项还有 1,200,000.00 元没有到账");
    await deliver(id, officer);
    await decide(id, colleague, accepting);
    const { body } = await world.call("GET", `/api/agreements/${id}`, { token: officer.token });
    expect(body["rests"]).toMatchObject([{ zh: "约定的款项还有 1,200,000.00 元没有到账" }]);
    const done = await move(id, { action: "complete", reason: "余款双方同意免除" }, 2);
    expect(done).toMatchObject({ status: 200, body: { state: "completed", endedOn: today, actions: [], rests: [] } });
    expect(JSON.stringify(done.body["steps"])).toContain(`登记履约完成，日期 ${today}：余款双方同意免除`);
    const money = await world.call("GET", `/api/agreements/${id}/money`, { token: officer.token });
    expect(money.body).toMatchObject({ openFen: "0", lapsedFen: "120000000", overdueFen: "0" });
    const listed = async (state: string) =>
      JSON.stringify(
        (await world.call("GET", `/api/scopes/${pair}/agreements?state=${state}`, { token: officer.token })).body,
      );
    expect(await listed("completed")).toContain(id);
    expect(await listed("ended")).not.toContain(id);
    expect((await deliver(id, officer)).body["code"]).toBe("agreements.delivery_not_signed");
  });
});

describe("the signed text", () => {
  const bytes = new TextEncoder().encode("%PDF-1.7\n%%EOF\n");
  const file = { name: "签署件.pdf", bytes };
  const add = async (id: string, by: Someone) =>
    world.call("POST", `/api/agreements/${id}/signatures`, { token: by.token, file });

  test("is kept with its digest, who and when, says what that proves, and is read by the other party", async () => {
    const id = await signAgreement({ enterpriseId: enterprise });
    expect((await add(id, member)).status).toBe(403);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const added = await add(id, officer);
    expect(added).toMatchObject({ status: 201, body: { signatures: [{ sha256, isIntact: true, isLicensed: false }] } });
    expect(JSON.stringify(added.body)).toContain("不是《电子签名法》第十三条所说的可靠电子签名");
    expect((await add(id, officer)).body["code"]).toBe("agreements.signed_text_known");
    const seen = await world.call("GET", `/api/agreements/${id}/signatures`, { token: member.token });
    expect(seen.body).toMatchObject({
      mayAdd: false,
      signatures: [{ sha256, recordedBy: { id: officer.userId }, paper: { name: "签署件.pdf" } }],
    });
    const { body } = await world.call("GET", `/api/agreements/${id}`, { token: officer.token });
    expect(JSON.stringify(body["steps"])).toContain(sha256.slice(0, 12));
  });

  test("is asked for on the workbench as long as nobody has brought it", async () => {
    const scope = await world.createScope("pair", { parentId: await world.createScope("zone") });
    const { token } = await world.someone("pair_officer", scope);
    const made = await world.call("POST", `/api/scopes/${scope}/agreements`, { token, body: AGREEMENT_BODY });
    const id = made.body["id"] as string;
    const waiting = async () =>
      JSON.stringify((await world.call("GET", `/api/scopes/${scope}/workbench`, { token })).body);
    expect(await waiting()).not.toContain("缺签署件");
    await world.call("POST", `/api/agreements/${id}/transitions`, {
      token,
      body: { action: "sign", on: today },
      headers: { "if-match": '"1"' },
    });
    expect(await waiting()).toContain(`已签署，缺签署件：${made.body["number"] as string}`);
    await world.call("POST", `/api/agreements/${id}/signatures`, { token, file });
    expect(await waiting()).not.toContain("缺签署件");
  });

  test("is not added to a draft, which goes out as PDF as well as Word", async () => {
    const made = await world.call("POST", `/api/scopes/${pair}/agreements`, {
      token: officer.token,
      body: AGREEMENT_BODY,
    });
    const id = made.body["id"] as string;
    expect((await add(id, officer)).body["code"]).toBe("agreements.signed_text_early");
    const pdf = await world.call("GET", `/api/agreements/${id}/document?format=pdf`, { token: officer.token });
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    expect(Buffer.from(pdf.bytes.subarray(0, 5)).toString()).toBe("%PDF-");
  });
});

describe("an amendment", () => {
  const amend = async (id: string, reason = "增加中试任务") =>
    world.call("POST", `/api/agreements/${id}/amendments`, { token: officer.token, body: { reason } });
  const first = (body: unknown) => (body as { id: string; version: number }[]).at(-1);
  const change = async (id: string, amendmentId: string | undefined, body: object, version: number) =>
    world.call("PATCH", `/api/agreements/${id}/amendments/${amendmentId}`, {
      token: officer.token,
      body,
      headers: { "if-match": `"${version}"` },
    });
  const move = async (id: string, amendmentId: string | undefined, body: object, version: number) =>
    world.call("POST", `/api/agreements/${id}/amendments/${amendmentId}/transitions`, {
      token: officer.token,
      body,
      headers: { "if-match": `"${version}"` },
    });

  test("brings its text into force on signing and keeps the one before, with the differences", async () => {
    const id = await signAgreement({ enterpriseId: enterprise });
    const drawn = first((await amend(id)).body);
    expect((await amend(id)).body["code"]).toBe("agreements.amendment_open");
    expect((await move(id, drawn?.id, { action: "sign", on: today }, 1)).body["code"]).toBe(
      "agreements.amendment_empty",
    );
    const upsideDown = await change(id, drawn?.id, { endsOn: "2026-01-01" }, 1);
    expect(upsideDown.body["code"]).toBe("agreements.term_upside_down");
    const [milestone] = await milestonesOf(id, officer);
    const changed = await change(
      id,
      drawn?.id,
      {
        amountFen: "150000000",
        milestones: [
          { title: "中期", deliverable: "样机一台", dueOn: dayFromToday(-1), id: milestone?.id },
          { title: "中试", deliverable: "批次报告", dueOn: "2027-09-30" },
        ],
      },
      1,
    );
    expect(changed.body).toMatchObject([
      {
        number: 1,
        state: "draft",
        changes: [
          { field: "amountFen", before: { zh: "1,200,000.00 元" }, after: { zh: "1,500,000.00 元" } },
          { field: "milestones", after: { zh: expect.stringContaining("中试 · 批次报告") as string } },
        ],
      },
    ]);
    const before = await world.call("GET", `/api/agreements/${id}`, { token: member.token });
    expect(before.body).toMatchObject({ amountFen: "120000000" });
    expect(JSON.stringify(before.body["steps"])).not.toContain("补充协议");
    const theirs = async () =>
      (await world.call("GET", `/api/agreements/${id}/amendments`, { token: member.token })).body;
    expect(await theirs()).toEqual([]);
    expect((await move(id, drawn?.id, { action: "send" }, 2)).status).toBe(200);
    expect(await theirs()).toMatchObject([{ state: "draft", content: { amountFen: "150000000" } }]);
    await change(id, drawn?.id, { reason: "甲方要求提前" }, 3);
    expect(await theirs()).toEqual([]);
    expect((await move(id, drawn?.id, { action: "sign", on: dayFromToday(-11) }, 4)).body["code"]).toBe(
      "agreements.amendment_day_unfit",
    );
    const signed = await move(id, drawn?.id, { action: "sign", on: today }, 4);
    expect(signed.body).toMatchObject([{ state: "signed", signedOn: today, changes: [{ field: "amountFen" }, {}] }]);
    const after = await world.call("GET", `/api/agreements/${id}`, { token: member.token });
    expect(after.body).toMatchObject({ state: "signed", amountFen: "150000000", milestones: [{}, { title: "中试" }] });
    expect(await milestonesOf(id, officer)).toMatchObject([{ id: milestone?.id }, { state: "open" }]);
    const earlier = await world.call("GET", `/api/agreements/${id}/document?before=1`, { token: member.token });
    expect(decodeURIComponent(earlier.headers.get("content-disposition") ?? "")).toContain("补充协议 1 之前");
    const text = await world.call("GET", `/api/agreements/${id}/amendments/${drawn?.id}/document`, {
      token: member.token,
    });
    expect(text.status).toBe(200);
    expect((await change(id, drawn?.id, { amountFen: "1" }, 5)).body["code"]).toBe("agreements.amendment_closed");
    const second = first((await amend(id, "再次变更")).body);
    expect((await move(id, second?.id, { action: "drop" }, 1)).body).toMatchObject([
      {},
      { number: 2, state: "dropped" },
    ]);
  });

  test("keeps a term that the day of the signing fits", async () => {
    const id = await signAgreement();
    const drawn = first((await amend(id)).body);
    const past = await change(id, drawn?.id, { startsOn: "2020-01-01", endsOn: "2020-12-31" }, 1);
    expect(past).toMatchObject({ status: 422, body: { code: "agreements.amended_term_unfit" } });
    expect(past.body["detail"]).toContain("期限 2020-01-01 至 2020-12-31");
    const far = await change(id, drawn?.id, { startsOn: dayFromToday(6 * 366), endsOn: dayFromToday(7 * 366) }, 1);
    expect(far.body["code"]).toBe("agreements.amended_term_unfit");
    expect((await change(id, drawn?.id, { endsOn: dayFromToday(-10) }, 1)).body["code"]).toBe(
      "agreements.term_upside_down",
    );
  });

  test("leaves what was delivered as it was agreed on", async () => {
    const id = await signAgreement();
    await deliver(id, officer);
    const drawn = first((await amend(id)).body);
    const refused = await change(id, drawn?.id, { milestones: [] }, 1);
    expect(refused).toMatchObject({ status: 409, body: { code: "agreements.amends_delivered" } });
  });

  test("does not bring the amount below what was received", async () => {
    const id = await signAgreement();
    const receipt = { receivedOn: today, amountFen: "60000000", payer: BUYER, voucher: "银收-1", paymentPosition: 1 };
    const entered = await world.call("POST", `/api/agreements/${id}/receipts`, { token: officer.token, body: receipt });
    expect(entered.status).toBeLessThan(300);
    const drawn = first((await amend(id)).body);
    await change(id, drawn?.id, { amountFen: "50000000", payments: [] }, 1);
    const refused = await move(id, drawn?.id, { action: "sign", on: today }, 2);
    expect(refused).toMatchObject({ status: 409, body: { code: "agreements.less_than_received" } });
  });

  test("that nobody has signed is dropped when its agreement ends", async () => {
    const id = await signAgreement();
    await amend(id);
    const body = { action: "end", on: today, reason: "委托方停止立项" };
    const ended = await world.call("POST", `/api/agreements/${id}/transitions`, {
      token: officer.token,
      body,
      headers: { "if-match": '"2"' },
    });
    expect(ended).toMatchObject({ status: 200, body: { state: "ended" } });
    expect(JSON.stringify(ended.body["steps"])).toContain("放弃还没有签署的补充协议 1");
    const { body: rows } = await world.call("GET", `/api/agreements/${id}/amendments`, { token: officer.token });
    expect(rows).toMatchObject([{ state: "dropped", mayChange: false }]);
  });

  test("is not drawn up for a draft", async () => {
    const made = await world.call("POST", `/api/scopes/${pair}/agreements`, {
      token: officer.token,
      body: AGREEMENT_BODY,
    });
    expect((await amend(made.body["id"] as string)).body["code"]).toBe("agreements.amends_unsigned");
  });
});
