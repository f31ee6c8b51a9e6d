import { writeWorkbook } from "@dual-high/lists";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AGREEMENT_BODY } from "../../../test/agreements.ts";
import { CONSORTIUM_BODY } from "../../../test/consortia.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withActor, withSystem } from "../../platform/db/index.ts";
import { deliverDue } from "../../platform/outbox/index.ts";
import { actorIn } from "../../platform/test-db.ts";
import { moveOwnTask } from "./queries/taking-part.ts";

type Person = { userId: string; token: string };
let world: TestApp;
let zone: string;
let pair: string;
let other: string;
let officer: Person;
let colleague: Person;
let zoneOfficer: Person;
beforeAll(async () => {
  world = await openTestApp();
  zone = await world.createScope("zone");
  pair = await world.createScope("pair", { parentId: zone });
  other = await world.createScope("pair", { parentId: zone });
  officer = await world.someone("pair_lead", pair);
  colleague = await world.someone("pair_officer", pair);
  zoneOfficer = await world.someone("zone_officer", zone);
});
afterAll(async () => world.db.close());

const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
const yesterday = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(Date.now() - 86_400_000);
let made = 0;

/** A consortium as its answers show it, changed step by step on the version that the last answer had. */
class Walk {
  body: Record<string, unknown> = {};
  async enter(more: object = {}, scopeId = pair, { token } = officer) {
    const body = { ...CONSORTIUM_BODY, name: `联合体 ${(made += 1)}`, ...more };
    const answer = await world.call("POST", `/api/scopes/${scopeId}/consortia`, { token, body });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    this.body = answer.body;
    return this;
  }
  get id() {
    return this.body["id"] as string;
  }
  list(part: "memberList" | "taskList" | "contributionList" | "resultList") {
    return this.body[part] as Record<string, unknown>[];
  }
  /** What the server says; a change that was made is what the next builds on. */
  async try(method: string, part: string, body: object | undefined, who = officer) {
    const answer = await world.call(method, `/api/consortia/${this.id}${part}`, {
      token: who.token,
      body,
      headers: { "if-match": `"${this.body["version"] as number}"` },
    });
    if (answer.status === 200) this.body = answer.body;
    return answer.status === 200 ? "done" : ((answer.body["code"] as string) ?? answer.status);
  }
  async do(method: string, part: string, body?: object, who = officer) {
    const said = await this.try(method, part, body, who);
    if (said !== "done") throw new Error(`${method} ${part}: ${said}`);
    return this;
  }
  async join(name: string, kind = "university") {
    return this.do("POST", "/members", { name, kind, enteredOn: today, agreedBy: "王某" });
  }
  memberId(name: string) {
    return this.list("memberList").find((member) => member["name"] === name)?.["id"] as string;
  }
}

describe("a consortium", () => {
  test("goes from preparing to its end, with names on each step", async () => {
    const walk = await new Walk().enter({ basis: "" });
    expect(walk.body["number"]).toMatch(/^CON-\d{4}-\d{6}$/);
    expect(walk.body).toMatchObject({ state: "preparing", lead: "样例钢铁有限公司", actions: ["found", "end"] });
    expect(walk.body["lacks"]).toHaveLength(2);
    const move = async (action: string, more: object = {}, who = officer) =>
      walk.try("POST", "/transitions", { action, on: today, people: "李某、赵某", ...more }, who);
    expect(await move("found")).toBe("consortia.incomplete");
    await walk.join("样例大学");
    const drawn = await world.call("POST", `/api/scopes/${pair}/agreements`, {
      token: officer.token,
      body: { ...AGREEMENT_BODY, kind: "consortium", subKind: null },
    });
    const agreementId = drawn.body["id"] as string;
    await walk.do("PATCH", "", { agreementId });
    expect(await move("found")).toBe("consortia.incomplete");
    await world.call("POST", `/api/agreements/${agreementId}/transitions`, {
      token: officer.token,
      body: { action: "sign", on: today },
      headers: { "if-match": '"1"' },
    });
    expect(await move("found", { people: "" })).toBe("consortia.people_missing");
    expect(await move("found")).toBe("done");
    expect(walk.body).toMatchObject({ state: "founded", foundedOn: today, agreement: { id: agreementId } });
    expect(await move("run")).toBe("done");
    expect(await move("assess", { grade: "good" })).toBe("consortia.assessed_by_starter");
    const assessed = { grade: "good", nextOn: "2099-01-01", reason: "达到目标" };
    expect(await move("assess", assessed, colleague)).toBe("done");
    expect(walk.body).toMatchObject({ state: "assessed", grade: "good", assessOn: "2099-01-01" });
    expect(await move("end")).toBe("consortia.reason_missing");
    expect(await move("end", { reason: "期满" })).toBe("done");
    expect(await walk.try("PATCH", "", { goal: "改" })).toBe("consortia.ended");
    const texts = (walk.body["steps"] as { text: { zh: string }; actor: { id: string } }[]).map(({ text }) => text.zh);
    expect(texts.slice(0, 2)).toEqual([
      `终止，${today}，决定人 李某、赵某：期满`,
      `评估为“合格”，${today}，评估人 李某、赵某：达到目标`,
    ]);
    expect(texts).toContain(`样例大学 加入，${today}，牵头单位同意人：王某`);
  });

  test("is changed on the version that was read, under a name of its own, with an agreement of its kind", async () => {
    const walk = await new Walk().enter();
    const first = { ...walk.body };
    await walk.do("PATCH", "", { chainNode: "连铸" });
    const stale = Object.assign(new Walk(), { body: first });
    expect(await stale.try("PATCH", "", { chainNode: "轧制" })).toBe("http.stale_version");
    const twin = await world.call("POST", `/api/scopes/${pair}/consortia`, {
      token: officer.token,
      body: { ...CONSORTIUM_BODY, name: walk.body["name"] },
    });
    expect(twin).toMatchObject({ status: 409, body: { code: "consortia.name_taken" } });
    expect(twin.body["detail"]).toContain(walk.body["number"]);
    const drawn = await world.call("POST", `/api/scopes/${pair}/agreements`, {
      token: officer.token,
      body: AGREEMENT_BODY,
    });
    expect(await walk.try("PATCH", "", { agreementId: drawn.body["id"] })).toBe("consortia.agreement_unfit");
  });

  test("keeps who left, what they keep and their shares, and hands over lead and tasks first", async () => {
    const walk = await (await new Walk().enter()).join("样例大学");
    await walk.join("样例研究院", "institute");
    const [university, institute] = [walk.memberId("样例大学"), walk.memberId("样例研究院")];
    expect(await walk.try("POST", "/members", { name: "样例大学", kind: "university", enteredOn: today })).toBe(
      "consortia.member_known",
    );
    await walk.do("POST", "/tasks", { title: "样机", memberId: university, dueOn: "2020-01-01" });
    expect(walk.body).toMatchObject({ tasks: { overdue: 1 }, concerns: ["tasks_overdue"] });
    const exit = { on: today, agreedBy: "王某", keeps: "已有专利份额" };
    const leave = async () => walk.try("POST", `/members/${university}/exit`, exit);
    expect(await leave()).toBe("consortia.exit_leaves_tasks");
    const taskId = walk.list("taskList")[0]?.["id"] as string;
    await walk.do("PUT", `/tasks/${taskId}`, { title: "样机", memberId: institute, dueOn: "2099-01-01" });
    await walk.do("PUT", "/lead", { memberId: university });
    expect(await leave()).toBe("consortia.lead_leaves");
    await walk.do("PUT", "/lead", { memberId: institute });
    expect(await walk.try("POST", `/members/${university}/exit`, { ...exit, agreedBy: "" })).toBe(
      "consortia.exit_not_agreed",
    );
    expect(await leave()).toBe("done");
    expect(walk.body).toMatchObject({ lead: "样例研究院", members: { university: 0, institute: 1, enterprise: 1 } });
    const gone = { title: "再派", memberId: university, dueOn: "2099-01-01" };
    expect(await walk.try("POST", "/tasks", gone)).toBe("consortia.member_gone");
    const result = { title: "一种钢", kind: "patent", achievedOn: today };
    const shares = (...bps: number[]) =>
      [university, institute].map((memberId, at) => ({ memberId, shareBp: bps[at] }));
    expect(await walk.try("POST", "/results", { ...result, shares: shares(5_000, 4_999) })).toBe(
      "consortia.shares_do_not_sum",
    );
    await walk.do("POST", "/results", { ...result, shares: shares(3_000, 7_000) });
    expect(walk.list("resultList")).toMatchObject([{ shares: [{ memberName: "样例大学", shareBp: 3_000 }, {}] }]);
    expect(walk.list("memberList").at(-1)).toMatchObject({ name: "样例大学", leftOn: today, keeps: "已有专利份额" });
    // Back again, as a member of its own.
    await walk.join("样例大学");
    expect(walk.list("memberList").filter(({ name }) => name === "样例大学")).toHaveLength(2);
  });

  test("counts a task and a delivery once somebody else has looked at them", async () => {
    const walk = await (await new Walk().enter()).join("样例大学");
    const memberId = walk.memberId("样例大学");
    await walk.do("POST", "/tasks", { title: "样机", memberId, dueOn: "2099-01-01" });
    const taskId = walk.list("taskList")[0]?.["id"] as string;
    const step = { on: today, result: "样机一台" };
    await walk.do("POST", `/tasks/${taskId}/transitions`, { action: "report", ...step });
    expect(walk.list("taskList")[0]).toMatchObject({ state: "reported", actions: ["return", "drop"] });
    const renamed = { title: "改名", memberId, dueOn: "2099-01-01" };
    expect(await walk.try("PUT", `/tasks/${taskId}`, renamed)).toBe("consortia.task_settled");
    const accept = async (who: Person) =>
      walk.try("POST", `/tasks/${taskId}/transitions`, { action: "accept", on: today }, who);
    expect(await accept(officer)).toBe("consortia.accepted_by_reporter");
    expect(await accept(colleague)).toBe("done");
    expect(await walk.try("PUT", `/tasks/${taskId}`, renamed)).toBe("consortia.task_settled");

    const promise = { memberId, kind: "money", title: "首期出资", promised: "10000000", dueOn: "2020-01-01" };
    await walk.do("POST", "/contributions", promise);
    await walk.do("POST", "/contributions", { memberId, kind: "people", title: "派驻", promised: "12" });
    const money = walk.list("contributionList").find(({ kind }) => kind === "money")?.["id"] as string;
    const deliver = async (quantity: string) =>
      walk.try("POST", `/contributions/${money}/deliveries`, { quantity, on: today });
    const before = { quantity: "4000000", on: "2001-01-01" };
    expect(await walk.try("POST", `/contributions/${money}/deliveries`, before)).toBe("consortia.day_before");
    expect(await deliver("4000000")).toBe("done");
    expect(await deliver("6000001")).toBe("consortia.beyond_promise");
    expect(await deliver("1.5")).toBe("http.invalid_request");
    expect(walk.body).toMatchObject({ deliveredBp: 0, concerns: ["contributions_overdue", "waits_for_another"] });
    const [noted] = walk.list("contributionList");
    const delivery = ((noted?.["deliveries"] ?? []) as { id: string }[])[0]?.id ?? "";
    const confirm = async (who: Person) => walk.try("PUT", `/deliveries/${delivery}/confirmation`, undefined, who);
    expect(await confirm(officer)).toBe("consortia.confirmed_by_noter");
    expect(await confirm(colleague)).toBe("done");
    expect(await confirm(colleague)).toBe("consortia.confirmed_already");
    // 40 % of the money, none of the people.
    expect(walk.body).toMatchObject({
      deliveredBp: 2_000,
      contributions: [
        { kind: "money", promised: "10000000", delivered: "4000000" },
        { kind: "people", promised: "12", delivered: "0" },
      ],
    });
    const waiting = await world.call("GET", `/api/scopes/${pair}/workbench`, { token: officer.token });
    expect(JSON.stringify(waiting.body)).toContain("联合体投入未到位");
    // What its member promised and did not deliver goes with it.
    expect(await walk.try("POST", `/members/${memberId}/exit`, { on: today, agreedBy: "王某" })).toBe("done");
    expect(walk.body).toMatchObject({ contributions: [{ promised: "4000000" }, { promised: "0" }] });
  });

  test("is read by a member with an account of its own, as long as it is in it, and changed by none of its people", async () => {
    const enterprise = await world.createScope("enterprise", { name: "样例轴承有限公司", parentId: zone });
    const elsewhere = await world.createScope("enterprise", {
      name: "外地企业",
      parentId: await world.createScope("zone"),
    });
    const engineer = await world.someone("enterprise_member", enterprise);
    const offered = await world.call("GET", `/api/scopes/${pair}/enterprise-accounts`, { token: officer.token });
    expect(offered.body).toEqual([{ id: enterprise, name: "样例轴承有限公司" }]);
    const walk = await (await new Walk().enter()).join("样例轴承有限公司", "enterprise");
    await walk.join("样例大学");
    const seen = async () => {
      const listed = await world.call("GET", `/api/scopes/${enterprise}/consortia`, { token: engineer.token });
      const one = await world.call("GET", `/api/consortia/${walk.id}`, { token: engineer.token });
      const { body } = one;
      const parts = ["memberList", "taskList", "steps"].map(
        (part) => (body[part] as unknown[] | undefined)?.length ?? 0,
      );
      return {
        listed: (listed.body["items"] as unknown[]).length,
        status: one.status,
        parts,
        mayManage: body["mayManage"],
      };
    };
    const hidden = { listed: 0, status: 404, parts: [0, 0, 0], mayManage: undefined };
    expect(await seen()).toEqual(hidden);
    const account = (name: string) => `/members/${walk.memberId(name)}/account`;
    await walk.do("POST", "/tasks", { title: "样机", memberId: walk.memberId("样例大学"), dueOn: "2099-01-01" });
    expect(await walk.try("PUT", account("样例大学"), { enterpriseId: enterprise })).toBe("consortia.account_unfit");
    for (const unfit of [pair, elsewhere]) {
      expect(await walk.try("PUT", account("样例轴承有限公司"), { enterpriseId: unfit })).toBe(
        "consortia.account_unfit",
      );
    }
    const technologist = await world.someone("technology_manager", pair);
    const opening = await walk.try("PUT", account("样例轴承有限公司"), { enterpriseId: enterprise }, technologist);
    expect(opening).toBe("access.forbidden");
    await walk.do("PUT", account("样例轴承有限公司"), { enterpriseId: enterprise });
    const twin = { name: "样例轴承二厂", kind: "enterprise", enteredOn: today, enterpriseId: enterprise };
    expect(await walk.try("POST", "/members", twin)).toBe("consortia.account_taken");
    const steps = (walk.body["steps"] as unknown[]).length;
    const open = { listed: 1, status: 200, parts: [3, 1, steps], mayManage: false };
    expect(await seen()).toEqual(open);
    expect(await walk.try("PATCH", "", { goal: "改" }, engineer)).toBe("access.forbidden");
    // What comes later is read as well, and so is a change of who takes part.
    await walk.do("PATCH", "", { pairIds: [other] });
    expect(walk.body).toMatchObject({ pairIds: [other] });
    expect(await seen()).toMatchObject({ status: 200, parts: [3, 1, steps + 1] });
    await walk.do("PATCH", "", { pairIds: [] });
    await walk.do("POST", `/members/${walk.memberId("样例轴承有限公司")}/exit`, { on: today, agreedBy: "王某" });
    expect(await seen()).toEqual(hidden);
    // Closed after the end, too.
    await walk.do("POST", "/members", { ...twin, name: "样例轴承有限公司" });
    await walk.do("POST", "/transitions", { action: "end", on: today, people: "李某", reason: "不再需要" });
    expect(await seen()).toMatchObject({ status: 200 });
    const again = walk.list("memberList").find(({ enterpriseId }) => enterpriseId === enterprise);
    await walk.do("PUT", `/members/${String(again?.["id"])}/account`, { enterpriseId: null });
    expect(await seen()).toEqual(hidden);
    const stranger = await world.someone("enterprise_lead", elsewhere);
    expect((await world.call("GET", `/api/consortia/${walk.id}`, { token: stranger.token })).status).toBe(404);
  });

  test("tells a member what it is given, the office what comes in, and everybody what is shared", async () => {
    const enterprise = await world.createScope("enterprise", { name: "样例线缆有限公司", parentId: zone });
    const engineer = await world.someone("enterprise_lead", enterprise);
    const quiet = await world.someone("enterprise_member", enterprise);
    await world.call("PUT", "/api/me/preferences/mute:consortia", { token: quiet.token, body: { value: true } });
    const beside = await world.createScope("pair", { parentId: zone });
    const partner = await world.someone("pair_lead", beside);
    const walk = await (await new Walk().enter({ name: "线缆联合体" })).join("样例线缆有限公司", "enterprise");
    const memberId = walk.memberId("样例线缆有限公司");
    await walk.do("PUT", `/members/${memberId}/account`, { enterpriseId: enterprise });
    await walk.do("PATCH", "", { pairIds: [beside] });
    await walk.do("POST", "/tasks", { title: "护套样品", memberId, dueOn: yesterday });
    const taskId = walk.list("taskList")[0]?.["id"] as string;
    const told = async ({ token }: Person) => {
      await deliverDue(world.db, world.app.outbox);
      const { body } = await world.call("GET", "/api/me/inbox?unread=true", { token });
      await world.call("POST", "/api/me/inbox/marks", { token, body: { isRead: true } });
      return (body["items"] as { title: { zh: string }; path: string }[])
        .filter(({ title }) => title.zh.includes("线缆联合体"))
        .map(({ title, path }) => [title.zh, path] as const);
    };
    const at = (scopeId: string) => `/p/${scopeId}/consortia/${walk.id}`;
    expect(await told(engineer)).toEqual([[`线缆联合体：任务“护套样品”已分派，${yesterday} 前完成`, at(enterprise)]]);
    expect(await told(quiet)).toEqual([]);
    expect(await told(officer)).toEqual([]);
    expect((await told(colleague)).map(([text]) => text)).toContain(`线缆联合体：样例线缆有限公司 已于 ${today} 加入`);
    const line = await world.call("GET", `/api/scopes/${enterprise}/workbench`, { token: engineer.token });
    expect(line.body["today"]).toMatchObject([
      { title: { zh: "贵单位承担的联合体任务：线缆联合体 · 护套样品" }, path: at(enterprise), isLate: true },
    ]);
    await walk.do("POST", `/tasks/${taskId}/transitions`, { action: "report", on: today, result: "样品十米" });
    expect(await told(colleague)).toContainEqual(["线缆联合体：任务“护套样品”已报完成，待验收", at(pair)]);
    const shares = [{ memberId, shareBp: 10_000 }];
    await walk.do("POST", "/results", { title: "护套配方", kind: "know_how", achievedOn: today, shares });
    const shared = "线缆联合体：共有成果“护套配方”已登记，请看权属";
    expect(await told(partner)).toEqual([[shared, at(beside)]]);
    expect((await told(engineer)).map(([text]) => text)).toContain(shared);
  });

  test("is entered and left on request, decided by somebody else, and takes files of its members' own tasks", async () => {
    const enterprise = await world.createScope("enterprise", { name: "样例涂料有限公司", parentId: zone });
    const engineer = await world.someone("enterprise_member", enterprise);
    const beside = await world.createScope("pair", { parentId: zone });
    const partner = await world.someone("pair_officer", beside);
    const walk = await (await new Walk().enter({ name: "涂料联合体", pairIds: [beside] })).join(
      "样例涂料有限公司",
      "enterprise",
    );
    const memberId = walk.memberId("样例涂料有限公司");
    await walk.do("PUT", `/members/${memberId}/account`, { enterpriseId: enterprise });
    const ask = async (body: object, { token }: Person) =>
      world.call("POST", `/api/consortia/${walk.id}/requests`, { token, body });
    const entry = { kind: "entry", name: "样例检测院", memberKind: "institute", reason: "承担检测" };
    expect(await ask(entry, partner)).toMatchObject({
      status: 201,
      body: { mayManage: false, mayAsk: true, requestList: [{ name: "样例检测院", state: "asked", mayDecide: false }] },
    });
    expect((await ask(entry, officer)).body["code"]).toBe("consortia.asked_already");
    const lead = walk.memberId("样例钢铁有限公司");
    expect((await ask({ kind: "exit", memberId: lead, reason: "转产" }, engineer)).status).toBe(403);
    const asked = await ask({ kind: "exit", memberId, reason: "转产" }, engineer);
    const requests = asked.body["requestList"] as { id: string; kind: string }[];
    const decide = async (kind: string, more: object, who = officer) =>
      walk.try(
        "POST",
        `/requests/${requests.find((each) => each.kind === kind)?.id}/decision`,
        { on: today, ...more },
        who,
      );
    expect(await decide("entry", { isGranted: true, agreedBy: "王某" }, partner)).toBe("access.forbidden");
    expect(await decide("exit", { isGranted: false })).toBe("consortia.decline_unreasoned");
    expect(await decide("exit", { isGranted: false, answer: "任务未完" })).toBe("done");
    expect(await decide("entry", { isGranted: true, agreedBy: "王某" })).toBe("done");
    expect(await decide("entry", { isGranted: true, agreedBy: "王某" })).toBe("consortia.request_decided");
    expect(walk.memberId("样例检测院")).toBeDefined();
    await deliverDue(world.db, world.app.outbox);
    const inbox = await world.call("GET", "/api/me/inbox", { token: partner.token });
    expect(JSON.stringify(inbox.body)).toContain(`同意 样例检测院 于 ${today} 加入`);
    const own = await ask({ kind: "exit", memberId: walk.memberId("样例检测院"), reason: "撤并" }, officer);
    requests.unshift(...(own.body["requestList"] as { id: string; kind: string }[]));
    expect(await decide("exit", { isGranted: false, answer: "再议" })).toBe("consortia.decided_by_asker");

    await walk.do("POST", "/tasks", { title: "配方", memberId, dueOn: "2099-01-01" });
    await walk.do("POST", "/tasks", { title: "钢板", memberId: lead, dueOn: "2099-01-02" });
    const [recipe, plate] = walk.list("taskList").map(({ id }) => id as string);
    const file = { name: "检测.csv", bytes: new TextEncoder().encode("项目,结果\n附着力,5B\n") };
    const bring = async (taskId: string | undefined, { token }: Person) =>
      world.call("POST", `/api/consortia/${walk.id}/tasks/${taskId}/files`, { token, file });
    const brought = await bring(recipe, engineer);
    expect(brought.status).toBe(201);
    expect((await bring(plate, engineer)).status).toBe(403);
    expect((await bring(plate, partner)).status).toBe(403);
    const [task] = brought.body["taskList"] as { files: { id: string; name: string }[] }[];
    const read = async ({ token }: Person) =>
      world.call("GET", `/api/consortia/${walk.id}/files/${task?.files[0]?.id}`, { token });
    for (const reader of [officer, partner, engineer]) {
      expect(Buffer.from((await read(reader)).bytes).toString()).toContain("附着力");
    }
    const stranger = await world.someone("pair_lead", await world.createScope("pair"));
    expect((await read(stranger)).status).toBe(404);
  });

  test("has a member report its own tasks and take that back; the other side accepts", async () => {
    const enterprise = await world.createScope("enterprise", { name: "样例仪表有限公司", parentId: zone });
    const engineer = await world.someone("enterprise_lead", enterprise);
    const helper = await world.someone("enterprise_member", enterprise);
    const beside = await world.createScope("pair", { parentId: zone });
    const partner = await world.someone("pair_lead", beside);
    const walk = await (await new Walk().enter({ name: "仪表联合体", pairIds: [beside] })).join(
      "样例仪表有限公司",
      "enterprise",
    );
    const memberId = walk.memberId("样例仪表有限公司");
    await walk.do("PUT", `/members/${memberId}/account`, { enterpriseId: enterprise });
    await walk.do("POST", "/tasks", { title: "探头", memberId, dueOn: yesterday });
    const lead = walk.memberId("样例钢铁有限公司");
    await walk.do("POST", "/tasks", { title: "钢管", memberId: lead, dueOn: "2099-01-02" });
    const [probe, pipe] = walk.list("taskList").map(({ id }) => id as string);
    const see = async ({ token }: Person) => {
      walk.body = (await world.call("GET", `/api/consortia/${walk.id}`, { token })).body;
      return walk.list("taskList").map(({ isOwn, actions }) => ({ isOwn, actions }));
    };
    const idle = { isOwn: false, actions: [] };
    expect(await see(engineer)).toEqual([{ isOwn: true, actions: ["report"] }, idle]);
    // Officers above the enterprise see it, and are not its people.
    expect((await see(zoneOfficer))[0]?.isOwn).toBe(false);
    expect(await see(partner)).toEqual([idle, idle]);
    const move = async (taskId: string | undefined, action: string, who: Person, more: object = {}) =>
      walk.try("POST", `/tasks/${taskId}/transitions`, { action, on: today, result: "探头五只", ...more }, who);
    expect(await move(pipe, "report", engineer)).toBe("consortia.task_of_another");
    expect(await move(probe, "report", partner)).toBe("consortia.task_of_another");
    expect(await move(probe, "drop", engineer)).toBe("consortia.task_not_yours_to_decide");
    expect(await move(probe, "report", engineer, { result: " " })).toBe("consortia.task_text_missing");
    expect(await move(probe, "report", engineer, { on: "2099-01-01" })).toBe("consortia.day_to_come");
    const renamed = { title: "改名", memberId, dueOn: "2099-01-01" };
    expect(await walk.try("PUT", `/tasks/${probe}`, renamed, engineer)).toBe("access.forbidden");

    const before = walk.body["version"] as number;
    expect(await move(probe, "report", engineer)).toBe("done");
    expect(walk.body["version"]).toBe(before + 1);
    expect((walk.body["steps"] as object[])[0]).toMatchObject({
      actor: { id: engineer.userId },
      text: { zh: "任务“探头”报完成：探头五只" },
    });
    expect(walk.list("taskList")[0]).toMatchObject({
      state: "reported",
      result: "探头五只",
      reportedBy: { id: engineer.userId },
      reportedOn: today,
      actions: ["take_back"],
    });
    const stale = Object.assign(new Walk(), { body: { ...walk.body, version: before } });
    const back = { action: "take_back", on: today };
    expect(await stale.try("POST", `/tasks/${probe}/transitions`, back, helper)).toBe("http.stale_version");
    expect(await move(probe, "accept", engineer)).toBe("consortia.task_not_yours_to_decide");
    expect(await move(probe, "accept", helper)).toBe("consortia.task_not_yours_to_decide");
    expect(await move(probe, "take_back", officer)).toBe("consortia.report_of_another");
    const lines = async ({ token }: Person, scopeId: string) =>
      (
        (await world.call("GET", `/api/scopes/${scopeId}/workbench`, { token })).body["today"] as {
          title: { zh: string };
        }[]
      )
        .map(({ title }) => title.zh)
        .filter((title) => title.includes("仪表联合体"));
    expect(await lines(engineer, enterprise)).toEqual([]);
    expect(await lines(officer, pair)).toEqual(["联合体任务待验收：仪表联合体 · 探头"]);
    // A colleague takes it back as well, and it is owed again.
    expect(await move(probe, "take_back", helper, { result: "" })).toBe("done");
    expect(walk.list("taskList")[0]).toMatchObject({ state: "open", reportedBy: null, reportedOn: null });
    expect(await lines(engineer, enterprise)).toEqual(["贵单位承担的联合体任务：仪表联合体 · 探头"]);
    await deliverDue(world.db, world.app.outbox);
    const inbox = JSON.stringify((await world.call("GET", "/api/me/inbox", { token: colleague.token })).body);
    for (const text of ["任务“探头”已报完成，待验收", "任务“探头”的完成报告已撤回，暂不验收"]) {
      expect(inbox).toContain(`仪表联合体：${text}`);
    }
    // Who is of both sides accepts nothing that their own unit reported.
    expect(await move(probe, "report", engineer)).toBe("done");
    const userId = await world.createUser([
      ["pair_officer", pair],
      ["enterprise_member", enterprise],
    ]);
    const both = { userId, token: await world.signInAs(userId) };
    expect(await move(probe, "accept", both)).toBe("consortia.accepted_by_member");
    expect(await move(probe, "accept", officer)).toBe("done");
    expect(await move(probe, "take_back", engineer)).toBe("consortia.task_wrong_state");
    // What the office reports is not the member's to take back.
    await walk.do("POST", "/tasks", { title: "标定", memberId, dueOn: "2099-01-01" });
    const next = walk.list("taskList").find(({ title }) => title === "标定")?.["id"] as string;
    expect(await move(next, "report", officer)).toBe("done");
    expect(await move(next, "take_back", engineer)).toBe("consortia.report_of_another");
    expect(await move(next, "return", officer)).toBe("done");
    await walk.do("POST", "/transitions", { action: "end", on: today, people: "李某", reason: "期满" });
    expect(await see(engineer)).toMatchObject([{ actions: [] }, { actions: [] }, { actions: [] }]);
    expect(await move(next, "report", engineer)).toBe("consortia.ended");
  });

  test("lets a member past the service write no other task, and no other step of its own", async () => {
    const enterprise = await world.createScope("enterprise", { parentId: zone });
    const elsewhere = await world.createScope("enterprise", { parentId: zone });
    const walk = await (await new Walk().enter()).join("样例阀门有限公司", "enterprise");
    const memberId = walk.memberId("样例阀门有限公司");
    await walk.do("PUT", `/members/${memberId}/account`, { enterpriseId: enterprise });
    await walk.do("POST", "/tasks", { title: "阀门", memberId, dueOn: "2099-01-01" });
    await walk.do("POST", "/tasks", {
      title: "钢管",
      memberId: walk.memberId("样例钢铁有限公司"),
      dueOn: "2099-01-02",
    });
    const [own, others] = walk.list("taskList").map(({ id }) => id as string);
    const version = walk.body["version"] as number;
    const moved = async (scopeId: string, taskId = own, action = "report", seen = version) =>
      withActor(world.db, actorIn([scopeId]), async (tx) =>
        moveOwnTask(
          tx,
          { consortiumId: walk.id, version: seen },
          taskId ?? "",
          { action: action as never, on: today, result: "x" },
          {},
        ),
      );
    expect(await moved(elsewhere)).toBe(false);
    expect(await moved(enterprise, others)).toBe(false);
    expect(await moved(enterprise, own, "accept")).toBe(false);
    expect(await moved(enterprise, own, "take_back")).toBe(false);
    expect(await moved(enterprise, own, "report", version - 1)).toBe(false);
    const straight = await withActor(world.db, actorIn([enterprise]), async (tx) =>
      sql`UPDATE consortium_tasks SET state = 'reported' WHERE id = ${own} RETURNING id`.execute(tx.kysely),
    );
    expect(straight.rows).toEqual([]);
    expect(await moved(enterprise)).toBe(true);
  });

  test("has a request withdrawn by those who asked, until it is decided", async () => {
    const enterprise = await world.createScope("enterprise", { name: "样例电机有限公司", parentId: zone });
    const engineer = await world.someone("enterprise_lead", enterprise);
    const helper = await world.someone("enterprise_member", enterprise);
    const beside = await world.createScope("pair", { parentId: zone });
    const partner = await world.someone("pair_lead", beside);
    const walk = await (await new Walk().enter({ name: "电机联合体", pairIds: [beside] })).join(
      "样例电机有限公司",
      "enterprise",
    );
    const memberId = walk.memberId("样例电机有限公司");
    await walk.do("PUT", `/members/${memberId}/account`, { enterpriseId: enterprise });
    type Asked = { id: string; state: string; mayWithdraw: boolean; withdrawnBy: { id: string } | null };
    const listOf = (body: Record<string, unknown>) => body["requestList"] as Asked[];
    const ask = async () =>
      (
        await world.call("POST", `/api/consortia/${walk.id}/requests`, {
          token: engineer.token,
          body: { kind: "exit", memberId, reason: "转产" },
        })
      ).body;
    const withdraw = async (requestId: string | undefined, { token }: Person) =>
      world.call("POST", `/api/consortia/${walk.id}/requests/${requestId}/withdrawal`, { token });
    const [asked] = listOf(await ask());
    expect(asked).toMatchObject({ state: "asked", mayWithdraw: true });
    for (const stranger of [partner, officer, zoneOfficer]) {
      expect((await withdraw(asked?.id, stranger)).body["code"]).toBe("consortia.request_of_another");
    }
    // Past the service as well: who did not ask changes nothing, and who asked does nothing but withdraw.
    const write = async (scopeId: string, set: ReturnType<typeof sql>) =>
      withActor(world.db, actorIn([scopeId]), async (tx) =>
        sql`UPDATE consortium_requests SET ${set} WHERE id = ${asked?.id ?? ""} RETURNING id`.execute(tx.kysely),
      );
    expect(
      (await write(beside, sql`state = 'withdrawn', withdrawn_by = app_user_id(), withdrawn_at = now()`)).rows,
    ).toEqual([]);
    await expect(write(enterprise, sql`reason = '改'`)).rejects.toThrow(/row-level security/);
    const gone = await withdraw(asked?.id, helper);
    expect(gone).toMatchObject({ status: 200 });
    expect(listOf(gone.body)[0]).toMatchObject({
      state: "withdrawn",
      withdrawnBy: { id: helper.userId },
      mayWithdraw: false,
      mayDecide: false,
    });
    expect((await withdraw(asked?.id, engineer)).body["code"]).toBe("consortia.request_decided");
    const decide = async (requestId: string | undefined) =>
      walk.try("POST", `/requests/${requestId}/decision`, { isGranted: false, on: today, answer: "再议" });
    expect(await decide(asked?.id)).toBe("consortia.request_decided");
    await deliverDue(world.db, world.app.outbox);
    const inbox = await world.call("GET", "/api/me/inbox", { token: officer.token });
    expect(JSON.stringify(inbox.body)).toContain("电机联合体：样例电机有限公司 的退出申请已撤回");
    // Asked again, and decided: too late.
    const [again] = listOf(await ask());
    expect(again?.state).toBe("asked");
    expect(await decide(again?.id)).toBe("done");
    expect((await withdraw(again?.id, engineer)).body["code"]).toBe("consortia.request_decided");
  });

  test("is assessed a year after its founding, and every year, unless another day was agreed", async () => {
    const walk = await (await new Walk().enter({ assessOn: null })).join("样例大学");
    await walk.do("POST", "/transitions", { action: "found", on: "2024-02-29", people: "李某" });
    expect(walk.body["assessOn"]).toBe("2025-02-28");
    await walk.do("POST", "/transitions", { action: "run", on: "2024-03-01" });
    const assessed = { action: "assess", on: "2025-03-01", people: "李某", grade: "good" };
    await walk.do("POST", "/transitions", assessed, colleague);
    expect(walk.body["assessOn"]).toBe("2026-03-01");
  });

  test("is read by the zone, by pairs that take part, and by its managers; by no other", async () => {
    const secretariat = await world.createScope("consortium");
    const manager = await world.someone("consortium_manager", secretariat);
    const neighbour = await world.someone("pair_officer", other);
    const stranger = await world.someone("pair_lead", await world.createScope("pair"));
    const walk = await new Walk().enter({}, zone, zoneOfficer);
    const read = async ({ token }: Person) => (await world.call("GET", `/api/consortia/${walk.id}`, { token })).status;
    expect(await Promise.all([zoneOfficer, officer, neighbour, manager].map(read))).toEqual([200, 404, 404, 404]);
    await walk.do("PATCH", "", { pairIds: [other], managerScopeId: secretariat }, zoneOfficer);
    expect(await Promise.all([zoneOfficer, officer, neighbour, manager].map(read))).toEqual([200, 404, 200, 200]);
    expect(await read(stranger)).toBe(404);
    expect(await walk.try("PATCH", "", { goal: "改" }, neighbour)).toBe("access.forbidden");
    const joined = { name: "样例大学", kind: "university", enteredOn: today };
    expect(await walk.try("POST", "/members", joined, manager)).toBe("done");
    // Renamed from outside, it is found by its new name, by whoever reads it.
    expect(await walk.try("PATCH", "", { name: "银杏蛋白联合体" }, manager)).toBe("done");
    const found = async ({ token }: Person) => {
      const path = `/api/search?q=${encodeURIComponent("银杏蛋白")}`;
      const { items } = (await world.call("GET", path, { token })).body as { items: Record<string, unknown>[] };
      return items.filter(({ id }) => id === walk.id).length;
    };
    expect(await Promise.all([zoneOfficer, neighbour, manager, stranger].map(found))).toEqual([1, 1, 1, 0]);
    const listed = async (scopeId: string, { token }: Person) =>
      (await world.call("GET", `/api/scopes/${scopeId}/consortia?withTotal=true`, { token })).body["total"];
    expect(await listed(other, neighbour)).toBe(1);
    expect(await listed(secretariat, manager)).toBe(1);
    // The zone's own, and those of the pairs beneath it.
    expect(await listed(zone, zoneOfficer)).toBeGreaterThan(1);
  });
});

describe("a list of consortia", () => {
  const HEADER = ["联合体名称", "类型", "产业链节点", "牵头单位", "成员单位", "目标与方向", "成立日期", "成立文件"];
  const workbook = async (rows: string[][]) =>
    writeWorkbook({
      title: "联合体",
      language: "zh",
      madeAt: new Date(0),
      sheets: [{ name: "清单", heading: "清单", columns: HEADER.map((header) => ({ header, width: 20 })), rows }],
    });
  const rows = Array.from({ length: 36 }, (_, at) => [
    `园区联合体 ${String(at + 1).padStart(2, "0")}`,
    ["生态主导型", "任务型", "平台型"][at % 3] ?? "",
    ["生物医药", "集成电路", "新材料"][at % 3] ?? "",
    `样例${at + 1}有限公司`,
    "样例大学、样例研究院",
    "联合攻关",
    "2026-03-01",
    `样例文〔2026〕${at + 1}号`,
  ]);

  test("comes in with bad rows named and the others kept, once, and is filtered, sorted and exported", async () => {
    const bad = [
      ["", "任务型", "", "", "", "", "", ""],
      ["缺成员联合体", "任务型", "", "样例钢铁有限公司", "", "攻关", "2026-03-01", "文号"],
    ];
    const file = { name: "36家.xlsx", bytes: await workbook([...rows, ...bad]) };
    const send = async (apply: boolean) =>
      world.call("POST", `/api/scopes/${zone}/consortia/import?apply=${apply}`, { token: zoneOfficer.token, file });
    const seen = await send(false);
    expect(seen.body).toMatchObject({ isApplied: false, added: 36, same: 0 });
    expect(
      (seen.body["refused"] as { row: number; text: { zh: string } }[]).map(({ row, text }) => [row, text.zh]),
    ).toEqual([
      [38, "没有写联合体名称，请补上后重新导入"],
      [39, "“缺成员联合体”写了成立日期，还缺至少两个成员。请补上，或留空成立日期先登记为筹建"],
    ]);
    expect((await send(true)).body).toMatchObject({ isApplied: true, added: 36 });
    expect((await send(true)).body).toMatchObject({ added: 0, same: 36 });
    const list = async (query: string) =>
      (await world.call("GET", `/api/scopes/${zone}/consortia?${query}`, { token: zoneOfficer.token })).body;
    const all = await list("search=yuanqu&sort=-members&withTotal=true");
    expect(all).toMatchObject({ total: 36 });
    expect((all["items"] as object[])[0]).toMatchObject({
      state: "founded",
      members: { enterprise: 1, university: 1, institute: 1 },
      memberNames: ["样例大学", "样例研究院"],
    });
    expect(await list(`type=platform&chainNode=${encodeURIComponent("新材料")}&withTotal=true`)).toMatchObject({
      total: 12,
    });
    expect(await list("look=needed&search=yuanqu&withTotal=true")).toMatchObject({ total: 0 });
    const asked = `/api/scopes/${zone}/consortia/export?format=csv&search=yuanqu`;
    const exported = await world.call("GET", asked, { token: zoneOfficer.token });
    const lines = Buffer.from(exported.bytes).toString("utf8").trim().split("\r\n");
    expect(lines).toHaveLength(37);
    // What was exported is what can be taken in.
    const back = { name: "导出.csv", bytes: exported.bytes };
    const again = await world.call("POST", `/api/scopes/${zone}/consortia/import`, {
      token: zoneOfficer.token,
      file: back,
    });
    expect(again.body).toMatchObject({ added: 0, same: 36, refused: [] });
  });
});

test("whoever did something finds that in their own data, and the audit has it", async () => {
  const { body } = await world.call("GET", "/api/me/export", { token: officer.token });
  const sections = body["sections"] as Record<string, { entered: unknown[]; steps: unknown[] }>;
  expect(sections["consortia"]?.entered.length).toBeGreaterThan(0);
  const { rows } = await withSystem(world.db, async (tx) =>
    sql<{ action: string }>`SELECT DISTINCT action FROM audit_events WHERE action LIKE 'consortium.%'
      ORDER BY action`.execute(tx.kysely),
  );
  expect(rows.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["consortium.entered", "consortium.assess", "consortium.list_imported"]),
  );
});
