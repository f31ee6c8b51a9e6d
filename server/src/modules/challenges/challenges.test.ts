// The whole way of a challenge, through the API: drafted, published, bid for, closed or opened, given up.
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BID_CONTENT } from "../../../test/challenges.ts";
import { achievement, putRecords } from "../../../test/matchmaking.ts";
import { makeNeed } from "../../../test/needs.ts";
import { makePair } from "../../../test/pairs.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import type { Role } from "../../platform/access/matrix.ts";
import { withActor, withSystem } from "../../platform/db/index.ts";
import { deliverDue } from "../../platform/outbox/index.ts";
import { newId } from "../../platform/ids.ts";
import { compareName } from "../directory/index.ts";
import { indexUnfoundChallenges } from "./notice/search.ts";

interface Answered {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly receipt: string;
  readonly [key: string]: unknown;
}

let world: TestApp;
let province: string;
let zone: string;
let university: string;
let pair: string;
let enterprise: string;
const people = new Map<string, { userId: string; token: string }>();

beforeAll(async () => {
  world = await openTestApp();
  province = await world.createScope("province");
  zone = await world.createScope("zone", { parentId: province, name: "某区" });
  university = await world.createScope("university", { parentId: province, name: "某校" });
  enterprise = await world.createScope("enterprise", { parentId: zone, name: "某钢铁有限公司" });
  pair = await world.createScope("pair", { parentId: zone, alsoBeneath: [university], name: "某区 × 某校" });
  await withSystem(world.db, async (tx) =>
    sql`INSERT INTO pairs (id, zone_id, zone_name, university_id, university_name)
      VALUES (${pair}, ${zone}, '某区', ${university}, '某校')`.execute(tx.kysely),
  );
  const roles: readonly (readonly [string, Role, string])[] = [
    ["lead", "pair_lead", pair],
    ["officer", "pair_officer", pair],
    ["zone", "zone_officer", zone],
    ["province", "province_officer", province],
    ["transfer", "transfer_officer", university],
    ["researcher", "researcher", university],
    ["colleague", "researcher", university],
    ["enterprise", "enterprise_lead", enterprise],
  ];
  for (const [name, role, scope] of roles) people.set(name, await world.someone(role, scope));
});
afterAll(async () => world.db.close());

const tokenOf = (who: string) => people.get(who)?.token ?? "";
const call = async (who: string, method: string, path: string, body?: unknown, version?: number) =>
  world.call(method, `/api${path}`, {
    token: tokenOf(who),
    body,
    headers: version === undefined ? {} : { "if-match": `"${version}"` },
  });
const as = (answer: { readonly body: unknown }) => answer.body as Answered;

async function draft(mode: string, change: object = {}, need: object = {}): Promise<Answered> {
  const needId = await makeNeed(world, pair, {
    state: "accepted",
    title: "提高轴承钢的纯净度",
    content: "氧含量偏高，影响轴承寿命。",
    indicators: "氧含量≤6 ppm；收得率不低于 92%",
    enterprise: "某钢铁有限公司",
    enterpriseId: enterprise,
    budget: { low: "50000000", high: "80000000" },
    ...need,
  });
  const made = as(await call("officer", "POST", `/scopes/${pair}/challenges`, { needIds: [needId], mode }));
  const closesAt = new Date(Date.now() + 3_600_000).toISOString();
  const changed = await call("officer", "PATCH", `/challenges/${made.id}`, { closesAt, ...change }, made.version);
  expect(changed.status).toBe(200);
  return { ...as(changed), needId };
}

async function publish(mode: string, change: object = {}, need: object = {}): Promise<Answered> {
  const { id, version, needId } = await draft(mode, change, need);
  const published = await call("zone", "POST", `/challenges/${id}/publication`, undefined, version);
  expect([published.status, published.body["detail"]]).toEqual([200, undefined]);
  return { ...as(published), needId };
}

/** The window is over, and what was in time is in. */
async function pass(challengeId: string, seconds = 61): Promise<void> {
  await withSystem(world.db, async (tx) =>
    sql`UPDATE challenges SET opens_at = now() - interval '1 day', closes_at = now() - make_interval(secs => ${seconds})
      WHERE id = ${challengeId}`.execute(tx.kysely),
  );
}

const content = (lead: string, more: object = {}) => ({
  ...BID_CONTENT,
  members: [{ name: lead, unit: "某校", title: "教授", role: "总负责", hours: 400, isLead: true }],
  indicators: [
    { key: "i1", promised: "≤5 ppm" },
    { key: "i2", promised: "93%" },
  ],
  ...more,
});

async function begin(who: string, challengeId: string, lead: string, more: object = {}): Promise<Answered> {
  const body = { bidderId: university, content: content(lead, more) };
  const begun = await call(who, "POST", `/challenges/${challengeId}/bids`, body);
  expect([begun.status, begun.body["detail"]]).toEqual([201, undefined]);
  return as(begun);
}

const submit = async (who: string, { id, version }: Answered) =>
  call(who, "POST", `/bids/${id}/submission`, undefined, version);

describe("a draft", () => {
  test("says first what the need says, with criteria that add up", async () => {
    const { code, title, terms, poster, needs, lacks, state } = await draft("sealed");
    expect({ code, title, poster, lacks, state }).toMatchObject({
      code: expect.stringMatching(/^CHALLENGE-2026-\d{6}$/),
      title: "提高轴承钢的纯净度",
      poster: "某钢铁有限公司",
      lacks: [],
      state: "draft",
    });
    expect(needs).toMatchObject([{ enterprise: "某钢铁有限公司" }]);
    expect(terms).toMatchObject({
      indicators: [
        { key: "i1", name: "氧含量", target: "≤6 ppm" },
        { key: "i2", name: "收得率", target: "不低于 92%" },
      ],
      money: { kind: "budget", low: "50000000", high: "80000000" },
    });
  });
  test("is not published while it lacks something, and says all of it", async () => {
    const { id, version, terms } = await draft("race", { purpose: "" });
    const criteria = [{ key: "c1", name: "方案", explanation: "", weight: 60 }];
    const changed = await call(
      "officer",
      "PATCH",
      `/challenges/${id}`,
      { terms: { ...(terms as object), criteria } },
      version,
    );
    const refused = await call("lead", "POST", `/challenges/${id}/publication`, undefined, as(changed).version);
    expect(refused.body).toMatchObject({ status: 422, code: "challenges.not_publishable" });
    expect(refused.body["detail"]).toContain(
      "没有写要解决什么问题；评审标准的权重合计 60，应为 100；赛马制没有写考核节点",
    );
  });
  test("is the office's and the poster's alone", async () => {
    const { id } = await draft("negotiated");
    const status = async (who: string) => (await call(who, "GET", `/challenges/${id}`)).status;
    expect([await status("officer"), await status("enterprise"), await status("researcher")]).toEqual([200, 200, 404]);
  });
});

test("a register comes in as drafts, once; what cannot be used is told by its row", async () => {
  const made = async (title: string, state: "accepted" | "submitted") => {
    const id = await makeNeed(world, pair, { state, title, enterprise: "某钢铁有限公司" });
    return String((await call("officer", "GET", `/needs/${id}`)).body["number"]);
  };
  const [one, two, raw] = [await made("甲", "accepted"), await made("乙", "accepted"), await made("丙", "submitted")];
  const lines = [
    "榜单清单,,,,,",
    "需求编号,榜单名称,揭榜方式,主要技术指标,榜金或预算,截止时间",
    `${one}、${two},合并的一条,密封式,能耗≤80%,100-200万元,2030-12-31 17:00`,
    `${raw},未受理的,洽谈式,,,`,
    "NEED-1999-000001,没有的,,,,",
    `${one},,竞价,,,`,
  ];
  const send = async (apply: boolean) =>
    world.call("POST", `/api/scopes/${pair}/challenges/import?apply=${String(apply)}`, {
      token: tokenOf("officer"),
      file: { name: "榜单.csv", bytes: new TextEncoder().encode(lines.join("\n")) },
    });
  const looked = await send(false);
  expect(looked.body).toMatchObject({
    isApplied: false,
    rows: [{ row: 3, code: null, title: "合并的一条" }],
    refused: [
      { row: 4, text: { zh: `需求“${raw}”现在是“已提交”，受理以后才能起草榜单` } },
      { row: 5, text: { zh: "没有编号为“NEED-1999-000001”的需求，请核对需求清单" } },
      { row: 6, text: { zh: "揭榜方式“竞价”认不出，请写“洽谈式”“密封式”或“赛马制”" } },
    ],
  });
  const done = await send(true);
  const [{ code } = { code: "" }] = done.body["rows"] as { code: string }[];
  const again = await send(true);
  expect(again.body).toMatchObject({ rows: [], same: 1 });
  const listed = await call("officer", "GET", `/scopes/${pair}/challenges?search=${code}`);
  const [item] = listed.body["items"] as { id: string }[];
  expect((await call("officer", "GET", `/challenges/${item?.id ?? ""}`)).body).toMatchObject({
    mode: "sealed",
    title: "合并的一条",
    closesAt: expect.stringMatching(/^2030-12-31T09:00:00/),
    needs: [{ number: one }, { number: two }],
    terms: { money: { low: "100000000", high: "200000000" }, indicators: [{ name: "能耗", target: "≤80%" }] },
  });
  const sheet = await call("officer", "GET", `/scopes/${pair}/challenges/export?format=csv&search=${code}`);
  expect(new TextDecoder().decode(sheet.bytes)).toContain(`${code},${one}、${two},合并的一条`);
});

describe("a publication", () => {
  test("freezes the terms and takes the needs along; a change afterwards is an addendum that bidders are told of", async () => {
    const { id, version, state, needId, termsDigest, closesAt } = await publish("negotiated");
    expect([state, termsDigest]).toEqual(["published", expect.stringMatching(/^[0-9a-f]{64}$/)]);
    const need = await call("officer", "GET", `/needs/${String(needId)}`);
    expect(need.body["state"]).toBe("in_challenge");
    const frozen = await call("officer", "PATCH", `/challenges/${id}`, { title: "别的" }, version);
    expect([frozen.status, frozen.body["code"]]).toEqual([409, "challenges.terms_frozen"]);
    await begin("researcher", id, "王某");
    const earlier = { body: "提前截止", closesAt: new Date(Date.now() + 60_000).toISOString() };
    const refused = await call("zone", "POST", `/challenges/${id}/addenda`, earlier, version);
    expect(refused.body["code"]).toBe("challenges.close_not_later");
    const later = { body: "增加试验条件说明", closesAt: new Date(Date.now() + 7_200_000).toISOString() };
    const amended = await call("zone", "POST", `/challenges/${id}/addenda`, later, version);
    expect(amended.status).toBe(201);
    expect(amended.body["addenda"]).toMatchObject([{ number: 1, body: "增加试验条件说明", closedAtBefore: closesAt }]);
    await deliverDue(world.db, world.app.outbox);
    const { rows } = await withSystem(world.db, async (tx) =>
      sql`SELECT user_id AS "userId" FROM deliveries WHERE kind = 'challenges.addendum_published'`.execute(tx.kysely),
    );
    expect(rows).toEqual([{ userId: people.get("researcher")?.userId }]);
    const unread = async () =>
      (
        (await call("researcher", "GET", `/scopes/${university}/workbench`)).body["today"] as {
          kind: string;
          path: string;
        }[]
      )
        .filter(({ kind, path }) => kind === "addendum" && path.endsWith(id))
        .map(({ path }) => path);
    const path = `/p/${university}/challenges/${id}`;
    expect(await unread()).toEqual([path]);
    await call("researcher", "POST", "/me/inbox/marks", { path, isRead: true });
    expect(await unread()).toEqual([]);
  });
  test("reaches the pair's university and the zone's enterprises, or the whole province", async () => {
    const { id: near } = await publish("negotiated");
    const { id: wide } = await publish("negotiated", { audience: "province" });
    const elsewhere = await world.createScope("university", { parentId: province, name: "外校" });
    const abroad = await world.createScope("university", { name: "外省大学" });
    people.set("elsewhere", await world.someone("researcher", elsewhere));
    people.set("abroad", await world.someone("researcher", abroad));
    people.set(
      "neighbour",
      await world.someone("enterprise_member", await world.createScope("enterprise", { parentId: zone })),
    );
    const seen = async (who: string) => {
      const answers = await Promise.all([near, wide].map(async (id) => call(who, "GET", `/challenges/${id}`)));
      return answers.map(({ status }) => status);
    };
    expect(await seen("researcher")).toEqual([200, 200]);
    expect(await seen("neighbour")).toEqual([200, 200]);
    expect(await seen("elsewhere")).toEqual([404, 200]);
    expect(await seen("abroad")).toEqual([404, 404]);
    const listed = await call("elsewhere", "GET", `/scopes/${elsewhere}/challenges`);
    expect((listed.body["items"] as { id: string; bids: number | null }[]).map(({ id, bids }) => [id, bids])).toEqual([
      [wide, null],
    ]);
    const notice = await call("researcher", "GET", `/challenges/${near}`);
    expect(notice.body).toMatchObject({ needs: [], bids: null, bidders: [{ id: university, name: "某校" }] });
  });
});

test("is found in the search over everything by exactly those who may read it, and by nothing that is kept from them", async () => {
  const WORD = "真空脱气检索";
  const need = (more: object = {}) => ({ title: `${WORD}一条`, ...more });
  const near = await publish("negotiated", {}, need());
  const wide = await publish("negotiated", { audience: "province" }, need());
  const drafted = await draft("negotiated", {}, need());
  const anonymous = await publish("negotiated", { audience: "province", namesPoster: false }, need());
  await call("officer", "PUT", `/challenges/${drafted.id}/confidential-part`, { body: "配方：稀土镧" });
  const everyone = [...people.keys()];
  const search = async (who: string, words: string, scopeId?: string) => {
    const place = scopeId === undefined ? "" : `&scopeId=${scopeId}`;
    const { body } = await call(who, "GET", `/search?kind=challenge&limit=50&q=${encodeURIComponent(words)}${place}`);
    return (body["items"] as { id: string }[]).map(({ id }) => id).toSorted();
  };
  const all = [near.id, wide.id, drafted.id, anonymous.id];
  const found: Record<string, number> = {};
  for (const who of everyone) {
    const readable: string[] = [];
    for (const id of all) if ((await call(who, "GET", `/challenges/${id}`)).status === 200) readable.push(id);
    const hits = await search(who, WORD);
    expect(hits, who).toEqual(readable.toSorted());
    found[who] = hits.length;
  }
  expect(found).toMatchObject({ officer: 4, enterprise: 4, researcher: 3, neighbour: 3, elsewhere: 2, abroad: 0 });
  // In the scope where somebody works, as the palette asks; by pinyin and by number too.
  expect(await search("researcher", "zhenkongtuoqi", university)).toEqual([near.id, wide.id, anonymous.id].toSorted());
  expect(await search("officer", WORD, pair)).toEqual(all.toSorted());
  expect(await search("researcher", String(wide["code"]))).toEqual([wide.id]);
  for (const who of everyone) {
    expect(await search(who, "稀土镧"), who).toEqual([]);
    const byPoster = await search(who, `${WORD} 某钢铁`);
    expect(byPoster, who).not.toContain(anonymous.id);
    const { body } = await call(who, "GET", `/search?q=${encodeURIComponent(WORD)}&kind=challenge`);
    const hit = (body["items"] as { id: string; subtitle: string }[]).find(({ id }) => id === anonymous.id);
    expect(hit?.subtitle ?? "", who).not.toContain("某钢铁");
  }
  expect(await search("researcher", `${WORD} 某钢铁`)).toEqual([near.id, wide.id].toSorted());
  // One from before the search is made findable by the upkeep.
  await withSystem(world.db, async (tx) => sql`DELETE FROM search_documents WHERE id = ${wide.id}`.execute(tx.kysely));
  expect(await search("elsewhere", WORD)).toEqual([anonymous.id]);
  await indexUnfoundChallenges(world.db);
  expect(await search("elsewhere", WORD)).toEqual([wide.id, anonymous.id].toSorted());
});

describe("a bid is refused with the rule that refuses it", () => {
  const refusalOf = async (challengeId: string, lead: string, more: object = {}, who = "researcher") => {
    const answer = await submit(who, await begin(who, challengeId, lead, more));
    return [answer.status, answer.body["code"], answer.body["detail"]] as const;
  };
  test("over the quota of its institution, a lead who leads another, a member who is in another, the poster's own people", async () => {
    const { id } = await publish("sealed", { quota: 3 });
    expect((await submit("researcher", await begin("researcher", id, "王某"))).body["state"]).toBe("submitted");
    expect(await refusalOf(id, "王某", {}, "colleague")).toEqual([
      409,
      "challenges.bid_duplicate",
      expect.stringContaining("“一人牵头一份”：王某"),
    ]);
    const shared = {
      members: [
        ...content("李某").members,
        { name: "王某", unit: "某校", title: "", role: "测试", hours: null, isLead: false },
      ],
    };
    expect((await refusalOf(id, "李某", shared, "colleague"))[1]).toBe("challenges.bid_member_twice");
    const insider = { members: [{ ...content("李某").members[0], unit: "某钢铁有限公司" }] };
    expect((await refusalOf(id, "李某", insider))[1]).toBe("challenges.bid_conflict");
    await submit("colleague", await begin("colleague", id, "李某"));
    await submit("transfer", await begin("transfer", id, "赵某"));
    expect(await refusalOf(id, "孙某")).toEqual([
      409,
      "challenges.bid_over_quota",
      expect.stringContaining("每个单位最多 3 份，某校 已满"),
    ]);
  });
  test("incomplete, from an institution that is not named, without a senior lead", async () => {
    const strict = await draft("negotiated");
    const terms = {
      ...(strict["terms"] as object),
      eligibility: { text: "", institutions: [], needsSenior: true, mostMembers: 1 },
    };
    const { id } = await publish("negotiated", { terms });
    expect((await refusalOf(id, "王某", { plan: "", indicators: [] }))[2]).toContain(
      "没有写方案；必达指标没有承诺：氧含量、收得率",
    );
    const junior = { members: [{ ...content("王某").members[0], title: "讲师" }] };
    expect((await refusalOf(id, "王某", junior))[1]).toBe("challenges.bid_lead_not_senior");
    const named = { ...terms, eligibility: { ...terms.eligibility, institutions: [newId()] } };
    const other = await publish("negotiated", { terms: named });
    expect((await refusalOf(other.id, "王某"))[1]).toBe("challenges.bid_institution");
  });
  test("early, late, and at the very instant of the close; the draft is kept", async () => {
    const { id } = await publish("sealed");
    const bid = await begin("researcher", id, "王某");
    await withSystem(world.db, async (tx) =>
      sql`UPDATE challenges SET opens_at = now() + interval '1 minute' WHERE id = ${id}`.execute(tx.kysely),
    );
    expect((await submit("researcher", bid)).body["code"]).toBe("challenges.bid_early");
    await pass(id, 0);
    const late = await submit("researcher", bid);
    expect([late.status, late.body["code"]]).toEqual([409, "challenges.bid_late"]);
    expect((await call("researcher", "GET", `/bids/${bid.id}`)).body).toMatchObject({
      state: "draft",
      content: { plan: BID_CONTENT.plan },
    });
  });
});

test("fifty clients submit around the very second of the close: each is in by its arrival or told that it is late", async () => {
  const { id } = await publish("sealed");
  const bids = await Promise.all(Array.from({ length: 50 }, async (_, at) => begin("researcher", id, `候选${at}`)));
  await withSystem(world.db, async (tx) =>
    sql`UPDATE challenges SET closes_at = clock_timestamp() + interval '120 milliseconds' WHERE id = ${id}`.execute(
      tx.kysely,
    ),
  );
  const answers = await Promise.all(
    bids.map(async (bid, at) => {
      await new Promise((resolve) => setTimeout(resolve, at * 5));
      return submit("researcher", bid);
    }),
  );
  const { rows } = await withSystem(world.db, async (tx) =>
    sql<{ id: string; inTime: boolean }>`
      SELECT b.id, b.submitted_at < c.closes_at AS "inTime" FROM bids b JOIN challenges c ON c.id = b.challenge_id
      WHERE c.id = ${id} AND b.state = 'submitted'`.execute(tx.kysely),
  );
  const taken = new Map(rows.map((row) => [row.id, row.inTime]));
  const outcomes = answers.map(({ status, body }, at) => [
    status === 200 ? "in" : body["code"],
    taken.get(bids[at]?.id ?? "") ?? "not in",
  ]);
  const allowed = new Set(['["in",true]', '["challenges.bid_late","not in"]']);
  expect(outcomes.filter((outcome) => !allowed.has(JSON.stringify(outcome)))).toEqual([]);
  expect(outcomes.at(-1)).toEqual(["challenges.bid_late", "not in"]);
  expect(outcomes[0]).toEqual(["in", true]);
});

describe("a workbook of bids", () => {
  const send = async (who: string, challengeId: string, file: { name: string; bytes: Uint8Array }, apply: boolean) =>
    world.call("POST", `/api/challenges/${challengeId}/bids/import?bidderId=${university}&apply=${String(apply)}`, {
      token: tokenOf(who),
      file: file,
    });
  const csv = (lines: readonly string[]) => ({
    name: "揭榜书.csv",
    bytes: new TextEncoder().encode(
      ["揭榜单位,揭榜项目名称,负责人,团队成员及分工,攻关方案,承诺指标,报价（元）", ...lines].join("\n"),
    ),
  });
  const line = (
    title: string,
    lead: string,
    more: Partial<Record<"bidder" | "members" | "promised" | "price", string>> = {},
  ) =>
    [
      more.bidder ?? "某校",
      title,
      lead,
      more.members ?? `${lead}｜某校｜教授｜总负责｜400`,
      "先做小试",
      more.promised ?? "氧含量：≤5 ppm；收得率：93%",
      more.price ?? "650000",
    ].join(",");

  test("is looked at first and taken in row by row by the rules of a single bid", async () => {
    const { id } = await publish("negotiated", { quota: 2 });
    const file = csv([
      line("甲法", "卫某"),
      line("乙法", "卫某"),
      line("丙法", "蒋某", { bidder: "另一大学" }),
      line("丁法", "沈某", { price: "见附件" }),
      line("戊法", "韩某", { promised: "寿命：翻倍" }),
      line("己法", "杨某", { members: "杨某｜某校｜教授｜总负责｜很多" }),
      line("庚法", "朱某", { members: "朱某｜某钢铁有限公司｜教授｜总负责｜400" }),
      line("辛法", "秦某", { promised: "氧含量：≤5 ppm" }),
      line("壬法", "尤某"),
      line("癸法", "许某"),
    ]);
    const looked = await send("transfer", id, file, false);
    const told = [
      [3, "一人牵头一份"],
      [4, "您在为 某校 导入"],
      [5, "“报价（元）”里的“见附件”读不出"],
      [6, "“承诺指标”里的“寿命：翻倍”对不上"],
      [7, "“团队成员及分工”里的“杨某｜某校｜教授｜总负责｜很多”读不出"],
      [8, "回避"],
      [9, "必达指标没有承诺：收得率"],
      [11, "每单位名额"],
    ] as const;
    const refusals = (answer: { readonly body: unknown }) =>
      (answer.body as { refused: { row: number; text: { zh: string } }[] }).refused;
    for (const [row, text] of told) {
      expect(refusals(looked).find((each) => each.row === row)?.text.zh, String(row)).toContain(text);
    }
    expect(looked.body).toMatchObject({
      isApplied: false,
      rows: [
        { row: 2, title: "甲法", receipt: null },
        { row: 10, title: "壬法" },
      ],
    });
    expect(refusals(looked)).toHaveLength(told.length);
    expect((await call("lead", "GET", `/challenges/${id}/bids`)).body).toEqual({ items: [] });
    const taken = await send("transfer", id, file, true);
    expect(taken.body["rows"]).toMatchObject([
      { row: 2, receipt: expect.stringMatching(/^\w{4}-\w{4}$/) },
      { row: 10 },
    ]);
    const { items } = (await call("lead", "GET", `/challenges/${id}/bids`)).body as { items: object[] };
    expect(items).toMatchObject([{ bidderName: "某校", state: "submitted" }, { state: "submitted" }]);
    const { rows } = await withSystem(world.db, async (tx) =>
      sql`SELECT details ->> 'added' AS added FROM audit_events WHERE action = 'bid.imported'
        AND details ->> 'challengeId' = ${id}`.execute(tx.kysely),
    );
    expect(rows).toEqual([{ added: "2" }]);
  });

  test.each(["xlsx", "csv"])("goes out as %s and comes back with everything that a bid says", async (format) => {
    const { id } = await publish("negotiated");
    const whole = {
      members: [
        { name: "何某", unit: "某校", title: "教授", role: "总负责、连铸；协调", hours: 400, isLead: false },
        { name: "吕某", unit: "某校（南校区）", title: "", role: "试验", hours: null, isLead: true },
      ],
      plan: "一、小试；\n二、中试，含税。",
      indicators: [
        { key: "i1", promised: "≤5 ppm；连续三炉" },
        { key: "i2", promised: "93%" },
      ],
      price: "65000050",
      priceNote: "含税；分两期",
      evidence: "专利 11 件",
      contact: "电话 1",
    };
    const { id: bidId, version } = await begin("researcher", id, "何某", whole);
    expect((await call("researcher", "POST", `/bids/${bidId}/submission`, undefined, version)).status).toBe(200);
    const sheet = await call("lead", "GET", `/challenges/${id}/bids/export?format=${format}`);
    const file = { name: `揭榜书.${format}`, bytes: sheet.bytes };
    const own = await send("researcher", id, file, true);
    expect(own.body).toMatchObject({ rows: [], same: 1, refused: [] });
    const other = await publish("negotiated");
    expect((await send("transfer", other.id, file, true)).body).toMatchObject({ rows: [{ row: expect.any(Number) }] });
    const { items } = (await call("lead", "GET", `/challenges/${other.id}/bids`)).body as {
      items: { content: object }[];
    };
    const was = (await call("lead", "GET", `/challenges/${id}/bids`)).body as { items: { content: object }[] };
    expect(items[0]?.content).toEqual(was.items[0]?.content);
  });

  test("of a sealed challenge, or after the close, or by the office, is refused", async () => {
    const sealed = await publish("sealed");
    const file = csv([line("甲法", "卫某")]);
    expect((await send("transfer", sealed.id, file, true)).body).toMatchObject({
      code: "challenges.bid_import_sealed",
    });
    const { id } = await publish("race", {
      terms: { ...(sealed["terms"] as object), gates: [{ key: "g1", name: "中期", due: null, keeps: 1, asks: "" }] },
    });
    await pass(id);
    const late = await send("transfer", id, file, true);
    expect(late.body).toMatchObject({
      rows: [],
      refused: [{ row: 2, text: { zh: expect.stringContaining("截止时间") } }],
    });
    expect((await send("officer", id, file, true)).status).toBe(403);
  });
});

describe("a bid that came on paper", () => {
  const enter = async (who: string, challengeId: string, bidder: string, lead: string, more: object = {}) =>
    call(who, "POST", `/challenges/${challengeId}/paper-bids`, {
      bidderName: bidder,
      content: content(lead, { members: [{ ...content(lead).members[0], unit: bidder }], ...more }),
      receivedAt: "2026-11-20T01:30:00Z",
      note: "EMS 1234",
    });
  const scan = { name: "揭榜书扫描件.pdf", bytes: new TextEncoder().encode("%PDF-1.7 纸质") };
  test("is entered by the office under its name, by arrival here, with the paper beside it; nobody else may", async () => {
    const { id } = await publish("negotiated");
    const entered = as(await enter("zone", id, "外地研究所", "陶某"));
    expect(entered).toMatchObject({
      state: "submitted",
      bidderName: "外地研究所",
      isOpen: true,
      isOwn: false,
      mayWithdraw: true,
      mayAttachScan: true,
      paper: { enteredBy: { name: "张某" }, receivedAt: "2026-11-20T01:30:00.000000Z", note: "EMS 1234", scan: null },
    });
    expect(Date.parse(String(entered["submittedAt"]))).toBeGreaterThan(Date.parse("2026-11-20T01:30:00Z"));
    for (const who of ["researcher", "transfer", "enterprise", "province"]) {
      expect((await enter(who, id, "外地研究所", "姜某")).status, who).toBe(403);
    }
    const put = async (who: string, version: number) =>
      world.call("PUT", `/api/bids/${entered.id}/scan`, {
        token: tokenOf(who),
        file: scan,
        headers: { "if-match": `"${version}"` },
      });
    expect((await put("enterprise", entered.version)).status).toBe(403);
    const filed = await put("lead", entered.version);
    expect(filed.body).toMatchObject({ paper: { scan: { name: scan.name } } });
    for (const who of ["lead", "enterprise"]) {
      const read = await call(who, "GET", `/bids/${entered.id}/scan`);
      expect([read.status, new TextDecoder().decode(read.bytes)], who).toEqual([200, "%PDF-1.7 纸质"]);
    }
    for (const who of ["researcher", "transfer"]) {
      expect((await call(who, "GET", `/bids/${entered.id}/scan`)).status, who).toBe(404);
    }
    const { rows } = await withSystem(world.db, async (tx) =>
      sql`SELECT scope_id AS scope, actor_id AS actor, details ->> 'receivedAt' AS "receivedAt" FROM audit_events
        WHERE action = 'bid.entered_from_paper' AND subject_id = ${entered.id}`.execute(tx.kysely),
    );
    expect(rows).toEqual([{ scope: pair, actor: people.get("zone")?.userId, receivedAt: "2026-11-20T01:30:00Z" }]);
    const shown = await call("lead", "GET", `/challenges/${id}/bids`);
    expect(shown.body["items"]).toMatchObject([{ bidderName: "外地研究所", isFromPaper: true }]);
    const sheet = await call("lead", "GET", `/challenges/${id}/bids/export?format=csv`);
    expect(new TextDecoder().decode(sheet.bytes)).toContain("纸质代录");
  });
  test("is refused by the rule that would refuse any other, and in a sealed challenge with the reason", async () => {
    const drafted = await draft("negotiated");
    const eligibility = { text: "", institutions: [], institutionNames: ["外地 研究所", "某校"], needsSenior: false };
    const terms = { ...(drafted["terms"] as object), eligibility: { ...eligibility, mostMembers: null } };
    const { id } = await publish("negotiated", { quota: 1, terms });
    const refusal = async (...args: Parameters<typeof enter>) => (await enter(...args)).body["code"];
    expect(await refusal("zone", id, "别的研究所", "陶某")).toBe("challenges.bid_institution");
    expect(await refusal("zone", id, "外地研究所", "陶某", { plan: "" })).toBe("challenges.bid_incomplete");
    const insider = { members: [{ ...content("陶某").members[0], unit: "某钢铁有限公司" }] };
    expect(await refusal("zone", id, "外地研究所", "陶某", insider)).toBe("challenges.bid_conflict");
    expect(await refusal("zone", id, "某校", "陶某")).toBe("challenges.bid_paper_has_account");
    expect((await submit("researcher", await begin("researcher", id, "王某"))).status).toBe(200);
    expect(await refusal("zone", id, "外地研究所", "王某", { members: content("王某").members })).toBe(
      "challenges.bid_duplicate",
    );
    const entered = as(await enter("zone", id, "外地研究所", "陶某"));
    expect(entered.state).toBe("submitted");
    expect(await refusal("officer", id, "外地研究所", "姜某")).toBe("challenges.bid_over_quota");
    // By somebody else of the office than who entered it: at the institution's word.
    const path = `/bids/${entered.id}/paper-withdrawal`;
    expect((await call("transfer", "POST", path, undefined, entered.version)).status).toBe(403);
    const back = await call("lead", "POST", path, undefined, entered.version);
    expect([back.status, back.body["state"]]).toEqual([200, "withdrawn"]);
    expect((await enter("officer", id, "外地研究所", "姜某")).status).toBe(201);
    await pass(id, 0);
    expect(await refusal("zone", id, "外地研究所", "姜某")).toBe("challenges.bid_late");
    const sealed = await publish("sealed");
    const refused = await enter("zone", sealed.id, "外地研究所", "陶某");
    expect([refused.status, refused.body["code"]]).toEqual([409, "challenges.bid_paper_sealed"]);
    expect(refused.body["detail"]).toContain("代录的人会看到揭榜书内容");
  });
});

test("the database compares names of institutions as the server does", async () => {
  const ranges = [
    [0x20, 0x7e],
    [0xa0, 0xff],
    [0x2010, 0x2027],
    [0x2030, 0x205e],
    [0x3000, 0x30ff],
    [0x4e00, 0x5200],
    [0xfe30, 0xfe4f],
    [0xff01, 0xffee],
  ] as const;
  const names = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => `某${String.fromCharCode(from + at)}校A`),
  );
  const { rows } = await withSystem(world.db, async (tx) =>
    sql<{
      key: string;
    }>`SELECT compared_name(name) AS key FROM unnest(${names}::text[]) WITH ORDINALITY AS t (name, place)
      ORDER BY place`.execute(tx.kysely),
  );
  expect(rows.map(({ key }) => key)).toEqual(names.map(compareName));
});

describe("a poster whom the notice does not name", () => {
  const POSTER = "某钢铁有限公司";
  test.each(["negotiated", "sealed"])("is named to nobody who may bid, in no answer: %s", async (mode) => {
    const { id, code } = await publish(mode, { namesPoster: false, audience: "province" }, { title: "不具名的一条" });
    const heard: string[] = [];
    const hear = async (method: string, path: string, body?: unknown, version?: number) => {
      const answer = await call("researcher", method, path, body, version);
      heard.push(new TextDecoder().decode(answer.bytes), JSON.stringify(answer.body));
      return answer;
    };
    // Whoever tries the poster's name typed it; so the bid says it and the answer must not.
    const insider = { members: [{ ...content("李某").members[0], unit: POSTER }] };
    const own = await begin("researcher", id, "李某", insider);
    const refused = await submit("researcher", own);
    expect([refused.status, refused.body["code"]]).toEqual([409, "challenges.bid_conflict_unnamed"]);
    expect(refused.body["detail"]).toContain("“回避”");
    heard.push(JSON.stringify(refused.body));
    const bid = await begin("researcher", id, "王某");
    expect((await submit("researcher", bid)).status).toBe(200);
    const zoned = await call("zone", "GET", `/challenges/${id}`);
    expect(zoned.body["poster"]).toBe(POSTER);
    const add = async (body: string) =>
      call("zone", "POST", `/challenges/${id}/addenda`, { body }, Number(zoned.body["version"]));
    expect((await add(`到${POSTER}看设备`)).body["code"]).toBe("challenges.addendum_names_poster");
    expect((await add("补充试验条件")).status).toBe(201);
    if (mode === "negotiated") {
      await call("enterprise", "POST", `/bids/${bid.id}/talks`, { body: "下周来看设备？" });
      await hear("GET", `/bids/${bid.id}/talks`);
      await hear("GET", `/bids/${bid.id}/application`);
    }
    await deliverDue(world.db, world.app.outbox);
    for (const path of [
      `/bids/${bid.id}`,
      "/me/inbox",
      `/challenges/${id}`,
      `/challenges/${id}/steps`,
      `/scopes/${university}/challenges?search=${encodeURIComponent(String(code))}`,
      `/scopes/${university}/challenges/export?format=csv&search=${encodeURIComponent(String(code))}`,
      `/scopes/${university}/workbench`,
      `/search?q=${encodeURIComponent("不具名")}`,
    ]) {
      await hear("GET", path);
    }
    expect(heard.join("\n")).toContain(String(code));
    expect(heard.filter((text) => text.includes(POSTER))).toEqual([]);
    const named = await call(
      "researcher",
      "GET",
      `/scopes/${university}/challenges?search=${encodeURIComponent(POSTER)}`,
    );
    expect((named.body["items"] as { id: string }[]).map((item) => item.id)).not.toContain(id);
  });
});

test("a trial of a workbook does not tell which enterprise poses a challenge, and taking it in refuses its own people", async () => {
  const { id } = await publish("negotiated", { namesPoster: false, audience: "province" }, { title: "逐家试探的一条" });
  const head = "揭榜单位,揭榜项目名称,负责人,团队成员及分工,攻关方案,承诺指标,报价（元）";
  const rows = ["某钢铁有限公司", "另一家公司"].map(
    (unit, at) =>
      `某校,第${at}法,探某${at},探某${at}｜${unit}｜教授｜总负责｜400,先做小试,氧含量：≤5 ppm；收得率：93%,650000`,
  );
  const file = { name: "揭榜书.csv", bytes: new TextEncoder().encode([head, ...rows].join("\n")) };
  const send = async (apply: boolean) =>
    world.call("POST", `/api/challenges/${id}/bids/import?bidderId=${university}&apply=${String(apply)}`, {
      token: tokenOf("researcher"),
      file,
    });
  const tried = await send(false);
  expect(tried.body["refused"]).toEqual([]);
  expect(tried.body["rows"]).toHaveLength(2);
  const taken = await send(true);
  expect(taken.body["refused"]).toMatchObject([{ row: 2 }]);
  expect(taken.body["rows"]).toMatchObject([{ row: 3 }]);
});

describe("a sealed bid", () => {
  const SECRET = "真空感应熔炼加钙处理";
  test("is read by nobody else before two people opened it: no route, export, notification, audit or log says what it holds", async () => {
    const challenge = await publish("sealed", {}, { title: "密封的一条" });
    const { id } = challenge;
    const bid = await begin("researcher", id, "郑某", { plan: SECRET, title: `${SECRET}方案` });
    const submitted = as(await submit("researcher", bid));
    expect(submitted).toMatchObject({ state: "submitted", number: null, isOpen: false });
    await deliverDue(world.db, world.app.outbox);
    const office = ["lead", "officer", "zone", "province", "transfer", "colleague", "enterprise"];
    const heard: string[] = [];
    const refused: number[] = [];
    for (const who of office) {
      for (const path of [
        `/bids/${bid.id}`,
        `/bids/${bid.id}/talks`,
        `/bids/${bid.id}/application`,
        `/challenges/${id}`,
        `/challenges/${id}/bids`,
        `/challenges/${id}/bids/export?format=csv`,
        `/challenges/${id}/steps`,
        `/scopes/${pair}/challenges`,
        `/scopes/${pair}/challenges/export?format=csv`,
        `/scopes/${pair}/audit-events`,
        `/scopes/${pair}/workbench`,
        `/me/bids`,
        `/me/inbox`,
        `/search?q=${encodeURIComponent(SECRET)}`,
      ]) {
        const answer = await call(who, "GET", path);
        heard.push(new TextDecoder().decode(answer.bytes));
        if (path.startsWith(`/bids/${bid.id}`)) refused.push(answer.status);
      }
    }
    // The province has no right to read bids at all; for the others there is none.
    expect(refused.toSorted((a, b) => a - b)).toEqual([...Array<number>(3).fill(403), ...Array<number>(18).fill(404)]);
    const { rows } = await withSystem(world.db, async (tx) =>
      sql<{ text: string }>`
        SELECT jsonb_agg(to_jsonb(e))::text AS text FROM events e
        UNION ALL SELECT jsonb_agg(to_jsonb(a))::text FROM audit_events a
        UNION ALL SELECT jsonb_agg(to_jsonb(b))::text FROM bids b
        UNION ALL SELECT jsonb_agg(to_jsonb(d))::text FROM deliveries d`.execute(tx.kysely),
    );
    const everything = [...heard, ...rows.map(({ text }) => text), ...world.logLines].join("\n");
    for (const secret of [SECRET, "郑某"]) expect(everything).not.toContain(secret);
    for (const who of ["lead", "enterprise"]) {
      const actor = {
        userId: people.get(who)?.userId ?? "",
        readScopes: [pair, zone, enterprise],
        writeScopes: [pair, enterprise],
      };
      const held = await withActor(world.db, actor, async (tx) =>
        sql`SELECT 1 FROM bids WHERE challenge_id = ${id}`.execute(tx.kysely),
      );
      expect(held.rows).toEqual([]);
    }
    expect((await call("lead", "GET", `/challenges/${id}`)).body["bids"]).toBe(1);
    expect((await call("transfer", "GET", `/challenges/${id}`)).body["bids"]).toBe(null);

    const early = await call("lead", "POST", `/challenges/${id}/opening`, undefined, challenge.version);
    expect([early.status, early.body["code"]]).toEqual([409, "challenges.window_open"]);
    await pass(id);
    const closing = await call("lead", "POST", `/challenges/${id}/end`, { action: "close" }, challenge.version);
    expect(closing.body["code"]).toBe("challenges.wrong_mode");
    const first = await call("lead", "POST", `/challenges/${id}/opening`, undefined, challenge.version);
    expect(first.body).toMatchObject({ state: "published", openings: [{ name: "张某" }] });
    const again = await call("lead", "POST", `/challenges/${id}/opening`, undefined, challenge.version);
    expect(again.body).toMatchObject({ state: "published" });
    const alone = { userId: people.get("lead")?.userId ?? "", readScopes: [pair], writeScopes: [pair] };
    await expect(
      withActor(world.db, alone, async (tx) => sql`SELECT open_bids(${id})`.execute(tx.kysely)),
    ).rejects.toThrow("two people");
    const opened = await call("zone", "POST", `/challenges/${id}/opening`, undefined, challenge.version);
    expect(opened.body).toMatchObject({ state: "opened" });
    const shown = await call("lead", "GET", `/challenges/${id}/bids`);
    expect(shown.body["items"]).toMatchObject([{ number: 1, content: { plan: SECRET }, bidderName: "某校" }]);
    expect((await call("transfer", "GET", `/challenges/${id}/bids`)).status).toBe(403);
    expect((await call("colleague", "GET", `/bids/${bid.id}`)).status).toBe(404);
    const { rows: told } = await withSystem(world.db, async (tx) =>
      sql`SELECT details FROM audit_events WHERE subject_id = ${id} AND details ->> 'action' = 'open'`.execute(
        tx.kysely,
      ),
    );
    const by = [people.get("lead")?.userId, people.get("zone")?.userId];
    expect(told).toMatchObject([{ details: { bids: 1, by } }]);
    const sheet = await call("lead", "GET", `/challenges/${id}/bids/export?format=csv`);
    expect(new TextDecoder().decode(sheet.bytes)).toContain(SECRET);
  });
  test("that was moved or changed in the database is not opened, and nothing else is", async () => {
    const { id, version } = await publish("sealed");
    const one = await begin("researcher", id, "王某");
    await submit("researcher", one);
    await submit("colleague", await begin("colleague", id, "李某"));
    await withSystem(world.db, async (tx) =>
      sql`UPDATE bids SET sealed = (SELECT o.sealed FROM bids o WHERE o.challenge_id = ${id} AND o.id <> ${one.id})
        WHERE id = ${one.id}`.execute(tx.kysely),
    );
    await pass(id);
    await call("lead", "POST", `/challenges/${id}/opening`, undefined, version);
    const refused = await call("zone", "POST", `/challenges/${id}/opening`, undefined, version);
    expect([refused.status, refused.body["code"]]).toEqual([409, "challenges.seal_broken"]);
    expect(refused.body["detail"]).toContain(one.receipt);
    expect((await call("lead", "GET", `/challenges/${id}/bids`)).body["items"]).toEqual([]);
  });
  test("cannot be opened without the key of its time", async () => {
    const { id, version } = await publish("sealed");
    await submit("researcher", await begin("researcher", id, "王某"));
    await pass(id);
    const other = world.startSecond({ SEALING_KEY_FILE: `/tmp/dual-high-other-${newId()}.key` });
    await call("lead", "POST", `/challenges/${id}/opening`, undefined, version);
    const headers = { "if-match": `"${version}"` };
    const refused = await other.call("POST", `/api/challenges/${id}/opening`, { token: tokenOf("zone"), headers });
    expect([refused.status, refused.body["code"]]).toEqual([409, "challenges.sealing_key_missing"]);
    const own = await other.call("GET", "/api/me/bids", { token: tokenOf("researcher") });
    const shown = (own.body["items"] as { challengeId: string; title: string }[]).find((bid) => bid.challengeId === id);
    expect([own.status, shown?.title]).toEqual([200, ""]);
  });
});

test("an overdue window waits for the office until it confirmed, an unsubmitted bid for whoever writes it", async () => {
  const { id, version, code } = await publish("sealed", {}, { title: "等人开标的一条" });
  const bid = await begin("researcher", id, "吴某");
  const waits = async (who: string, scope: string) =>
    ((await call(who, "GET", `/scopes/${scope}/workbench`)).body["today"] as { id: string; title: { zh: string } }[])
      .filter((item) => item.id === id || item.id === bid.id)
      .map(({ title }) => title.zh);
  expect(await waits("researcher", university)).toEqual([`${String(code)} 等人开标的一条 的揭榜书还没有提交`]);
  expect(await waits("lead", pair)).toEqual([]);
  await pass(id);
  expect(await waits("lead", pair)).toEqual([`${String(code)} 等人开标的一条 已截止，等待开标`]);
  await call("lead", "POST", `/challenges/${id}/opening`, undefined, version);
  expect(await waits("lead", pair)).toEqual([]);
  expect(await waits("officer", pair)).toEqual([`${String(code)} 等人开标的一条 已截止，还差一人确认开标`]);
  expect(await waits("researcher", university)).toEqual([]);
});

describe.each(["sealed", "negotiated"])("what arrives twice in a %s challenge", (mode) => {
  test("is one bid: begun, submitted and talked about, with the same key or with the same words", async () => {
    const { id } = await publish(mode);
    const sent = async (path: string, body: unknown, key: string, version?: number) =>
      world.call("POST", `/api${path}`, {
        token: tokenOf("researcher"),
        body,
        headers: { "idempotency-key": key, ...(version === undefined ? {} : { "if-match": `"${version}"` }) },
      });
    const body = { bidderId: university, content: content("郑某") };
    const key = newId();
    const [first, other] = await Promise.all([
      sent(`/challenges/${id}/bids`, body, key),
      sent(`/challenges/${id}/bids`, body, newId()),
    ]);
    const again = await sent(`/challenges/${id}/bids`, body, key);
    const bid = as(first ?? { body: null });
    expect([as(other ?? { body: null }).id, as(again).id]).toEqual([bid.id, bid.id]);
    const second = as(await sent(`/challenges/${id}/bids`, { ...body, content: content("冯某") }, newId()));
    expect(second.id).not.toBe(bid.id);
    const submission = newId();
    const taken = await sent(`/bids/${bid.id}/submission`, undefined, submission, bid.version);
    const repeated = await sent(`/bids/${bid.id}/submission`, undefined, submission, bid.version);
    expect([taken.status, repeated.status, repeated.body]).toEqual([200, 200, taken.body]);
    if (mode === "sealed") return;
    const talk = { body: "样品何时寄出？" };
    await sent(`/bids/${bid.id}/talks`, talk, newId());
    expect((await sent(`/bids/${bid.id}/talks`, talk, newId())).body["items"]).toHaveLength(1);
    await sent(`/bids/${bid.id}/talks`, { body: "已收到" }, newId());
    expect((await sent(`/bids/${bid.id}/talks`, talk, newId())).body["items"]).toHaveLength(3);
  });
});

describe("withdrawing", () => {
  test("before the close, changing and submitting again; not after it", async () => {
    const { id } = await publish("sealed");
    const bid = await begin("researcher", id, "王某");
    const inside = as(await submit("researcher", bid));
    const change = await call(
      "researcher",
      "PUT",
      `/bids/${bid.id}/content`,
      { content: content("王某") },
      inside.version,
    );
    expect(change.body["code"]).toBe("challenges.bid_state");
    const out = as(await call("researcher", "POST", `/bids/${bid.id}/withdrawal`, undefined, inside.version));
    expect(out.state).toBe("withdrawn");
    const better = as(
      await call(
        "researcher",
        "PUT",
        `/bids/${bid.id}/content`,
        { content: content("王某", { plan: "改进" }) },
        out.version,
      ),
    );
    const back = as(await submit("researcher", better));
    expect(back).toMatchObject({ state: "submitted", content: { plan: "改进" } });
    await pass(id, 1);
    const late = await call("researcher", "POST", `/bids/${bid.id}/withdrawal`, undefined, back.version);
    expect([late.status, late.body["code"]]).toEqual([409, "challenges.bid_late"]);
  });
});

test("a negotiated challenge: talks are logged, both confirm one application with its agreement, and the office takes it in", async () => {
  const challenge = await publish("negotiated");
  const { id } = challenge;
  const bid = as(await submit("researcher", await begin("researcher", id, "王某")));
  expect((await call("enterprise", "GET", `/challenges/${id}/bids`)).body["items"]).toMatchObject([{ id: bid.id }]);
  await call("enterprise", "POST", `/bids/${bid.id}/talks`, { body: "下周来看设备？" });
  const talks = await call("researcher", "POST", `/bids/${bid.id}/talks`, {
    kind: "visit",
    heldOn: "2026-11-20",
    body: "看了真空炉",
  });
  expect(talks.body["items"]).toMatchObject([
    { side: "poster", body: "下周来看设备？" },
    { side: "bidder", kind: "visit", heldOn: "2026-11-20" },
  ]);
  expect((await call("colleague", "GET", `/bids/${bid.id}/talks`)).status).toBe(404);
  await pass(id);
  const closed = as(await call("lead", "POST", `/challenges/${id}/end`, { action: "close" }, challenge.version));
  expect(closed.state).toBe("closed");
  const path = `/bids/${bid.id}/application`;
  const written = as(await call("researcher", "PUT", path, { summary: "合作开发，分三期", amount: "60000000" }, 0));
  const premature = await call("researcher", "POST", `${path}/confirmation`, { side: "bidder" }, written.version);
  expect(premature.body["code"]).toBe("challenges.application_missing");
  const filed = await world.call("PUT", `/api${path}/agreement`, {
    token: tokenOf("enterprise"),
    file: { name: "意向协议.pdf", bytes: new TextEncoder().encode("%PDF-1.7 意向") },
    headers: { "if-match": `"${written.version}"` },
  });
  expect(filed.status).toBe(200);
  const foreign = await call("enterprise", "POST", `${path}/confirmation`, { side: "bidder" }, as(filed).version);
  expect(foreign.status).toBe(403);
  const one = as(await call("researcher", "POST", `${path}/confirmation`, { side: "bidder" }, as(filed).version));
  expect((await call("lead", "POST", `${path}/acceptance`, undefined, one.version)).body["code"]).toBe(
    "challenges.application_missing",
  );
  const two = as(await call("enterprise", "POST", `${path}/confirmation`, { side: "poster" }, one.version));
  const file = await call("researcher", "GET", `${path}/agreement`);
  expect(new TextDecoder().decode(file.bytes)).toBe("%PDF-1.7 意向");
  const accepted = await call("lead", "POST", `${path}/acceptance`, undefined, two.version);
  expect(accepted.body).toMatchObject({
    bidder: { name: "张某" },
    poster: { name: "张某" },
    accepted: { name: "张某" },
  });
  expect((await call("researcher", "GET", `/challenges/${id}`)).body).toMatchObject({ state: "applied" });
});

test("a race: who starts, who stays after each gate, and why; no gate keeps more than it may", async () => {
  const base = await draft("race");
  const gates = [{ key: "g1", name: "小试", due: null, keeps: 1, asks: "" }];
  const challenge = await publish("race", { terms: { ...(base["terms"] as object), gates } });
  const { id } = challenge;
  const first = await begin("researcher", id, "王某");
  const second = await begin("colleague", id, "李某");
  await submit("researcher", first);
  await submit("colleague", second);
  expect((await call("lead", "GET", `/challenges/${id}/bids`)).body["items"]).toEqual([]);
  await pass(id);
  const closed = as(await call("lead", "POST", `/challenges/${id}/end`, { action: "close" }, challenge.version));
  const round = async (gate: string, stays: readonly boolean[], version: number) =>
    call(
      "lead",
      "POST",
      `/challenges/${id}/race-rounds`,
      {
        gate,
        results: [first, second].map((bid, at) => ({ bidId: bid.id, stays: stays[at], reason: "按考核结果" })),
      },
      version,
    );
  expect((await round("g1", [true, false], closed.version)).body["code"]).toBe("challenges.race_unfit");
  const started = as(await round("start", [true, true], closed.version));
  expect(started.state).toBe("racing");
  expect((await round("g1", [true, true], started.version)).body["detail"]).toContain("“小试”最多留 1 份");
  expect((await round("g1", [true, false], started.version)).status).toBe(200);
  expect((await call("colleague", "GET", `/bids/${second.id}`)).body).toMatchObject({
    state: "eliminated",
    stateReason: "按考核结果",
  });
  expect((await round("g1", [true, false], started.version)).body["detail"]).toContain("各考核节点都已登记");
});

describe("a challenge that comes to nothing", () => {
  test("lets its bids lapse unread and gives its needs back", async () => {
    const { id, version, needId } = await publish("sealed");
    const bid = await begin("researcher", id, "王某");
    await submit("researcher", bid);
    expect((await call("lead", "POST", `/challenges/${id}/end`, { action: "fail" }, version)).body["code"]).toBe(
      "challenges.reason_missing",
    );
    const failed = await call(
      "lead",
      "POST",
      `/challenges/${id}/end`,
      { action: "fail", reason: "指标需重定" },
      version,
    );
    expect(failed.body).toMatchObject({ state: "failed", stateReason: "指标需重定" });
    expect((await call("researcher", "GET", `/bids/${bid.id}`)).body).toMatchObject({ state: "lapsed", isOpen: false });
    expect((await call("officer", "GET", `/needs/${String(needId)}`)).body["state"]).toBe("accepted");
    const next = await call("researcher", "POST", `/challenges/${id}/bids`, { bidderId: university });
    expect(next.body["code"]).toBe("challenges.bid_not_taken");
  });
  test("because its enterprise was put away in the directory: it is cancelled, bidders are told why, the need is back", async () => {
    const enterpriseName = `短命企业${newId().slice(-6)}`;
    const { id, needId } = await publish("negotiated", {}, { enterprise: enterpriseName, enterpriseId: null });
    const bid = await begin("researcher", id, "王某");
    const made = await call("officer", "POST", `/scopes/${pair}/enterprises`, { name: enterpriseName });
    expect([made.status, made.body["detail"]]).toEqual([201, undefined]);
    const organisation = as(made);
    const gone = await call(
      "officer",
      "POST",
      `/organisations/${organisation.id}/archive`,
      undefined,
      organisation.version,
    );
    expect(gone.status).toBe(200);
    await deliverDue(world.db, world.app.outbox);
    await deliverDue(world.db, world.app.outbox);
    expect((await call("officer", "GET", `/challenges/${id}`)).body).toMatchObject({
      state: "cancelled",
      stateReason: expect.stringContaining(`发榜企业“${enterpriseName}”已从名录移除`),
    });
    expect((await call("researcher", "GET", `/bids/${bid.id}`)).body).toMatchObject({ state: "lapsed" });
    expect((await call("officer", "GET", `/needs/${String(needId)}`)).body["state"]).toBe("accepted");
    const { rows } = await withSystem(world.db, async (tx) =>
      sql`SELECT title FROM deliveries WHERE kind = 'challenges.moved' AND user_id = ${people.get("researcher")?.userId}
        AND title ->> 'zh' LIKE ${`%${enterpriseName}%`}`.execute(tx.kysely),
    );
    expect(rows).toHaveLength(1);
  });
});

test("what is confidential is read after the statement is accepted, and every reading is logged", async () => {
  const { id, version } = await draft("negotiated");
  const put = await call("officer", "PUT", `/challenges/${id}/confidential-part`, { body: "配方：钙 0.3%" });
  expect(put.body).toMatchObject({ body: "配方：钙 0.3%" });
  await call("lead", "POST", `/challenges/${id}/publication`, undefined, version);
  const path = `/challenges/${id}/confidential-readings`;
  const before = await call("researcher", "POST", path);
  expect(before.body).toMatchObject({ isAccepted: false, body: null });
  expect((await call("transfer", "POST", path)).body).toMatchObject({ isAccepted: false, body: null });
  const { digest } = before.body["statement"] as { digest: string };
  const accepted = await call("researcher", "POST", `/challenges/${id}/confidential-acceptances`, { digest });
  expect(accepted.body).toMatchObject({ isAccepted: true, body: "配方：钙 0.3%" });
  expect((await call("colleague", "POST", path)).body).toMatchObject({ body: null });
  const { rows } = await withSystem(world.db, async (tx) =>
    sql`SELECT count(*)::integer AS n FROM confidential_readings WHERE subject_id = ${id}
      AND user_id = ${people.get("researcher")?.userId}`.execute(tx.kysely),
  );
  expect(rows).toEqual([{ n: 1 }]);
  for (const text of [JSON.stringify((await call("researcher", "GET", `/scopes/${university}/challenges`)).body)]) {
    expect(text).not.toContain("配方");
  }
});

describe("a team for a challenge", () => {
  const capabilities = [{ term: "精炼" }, { term: "连铸" }];
  const where = (challengeId: string, from = pair) => `/scopes/${from}/challenges/${challengeId}`;
  const wish = { capabilities, limits: { seniors: 0 } };
  const form = async (who: string, challengeId: string, from?: string) =>
    call(who, "POST", `${where(challengeId, from)}/formed-teams`, { ...wish, members: ["周某|某校", "吴某|某校"] });
  interface Team extends Answered {
    readonly members: readonly { readonly id: string; readonly name: string }[];
  }
  beforeAll(async () => {
    const work = (title: string, inventors: string, keywords: string) =>
      achievement({ title, content: "", inventors, unit: "某校", keywords });
    const achievements = [work("一种轴承钢精炼方法", "周某", "精炼"), work("一种连铸保护浇注装置", "吴某", "连铸")];
    await putRecords(world, pair, { achievements });
  });

  test("is suggested from the notice, kept, asked without an account, and taken into a bid", async () => {
    const purpose = "用精炼和连铸保护降低氧含量。";
    const { id, version } = await draft("negotiated", { purpose });
    await call("officer", "PUT", `/challenges/${id}/confidential-part`, { body: "配方：电渣重熔" });
    await call("lead", "POST", `/challenges/${id}/publication`, undefined, version);
    const suggestion = await call("transfer", "GET", `${where(id)}/team-suggestion`);
    expect(suggestion.body).toMatchObject({ origin: { kind: "challenge", title: "提高轴承钢的纯净度" } });
    const terms = (suggestion.body["capabilities"] as { term: string }[]).map(({ term }) => term);
    expect(terms).toContain("连铸");
    expect(JSON.stringify(suggestion.body)).not.toContain("电渣重熔");
    const proposal = await call("transfer", "POST", `${where(id)}/team-proposals`, wish);
    expect(proposal.body).toMatchObject({ status: "optimal", members: [{ name: "吴某" }, { name: "周某" }] });

    const made = (await form("transfer", id)).body as unknown as Team;
    const { code } = as(await call("transfer", "GET", `/challenges/${id}`)) as Answered & { code: string };
    expect(made).toMatchObject({ state: "draft", isHeld: false, origin: { kind: "challenge", id, number: code } });
    // The office reads bids as they come in, and so it sees who is going to bid.
    const listed = await call("officer", "GET", `/scopes/${pair}/formed-teams?originId=${id}`);
    expect(listed.body).toMatchObject({ items: [{ id: made.id }] });

    const asked = made.members.find(({ name }) => name === "周某")?.id;
    const path = `/formed-teams/${made.id}/members/${asked}/invitation`;
    const invited = (await call("transfer", "POST", path, {}, made.version)).body as {
      token: string;
      text: { zh: string };
    };
    expect(invited.text.zh).toMatch(
      /^周某老师您好，我们是某区 × 某校结对工作专班，正在为揭榜“提高轴承钢的纯净度”组建 2 人的团队/,
    );
    const view = await world.call("POST", "/api/team-invitations/view", { body: { token: invited.token } });
    expect(view.body).toMatchObject({
      from: { zh: "某区 × 某校结对工作专班" },
      origin: { kind: "challenge", number: code, text: purpose, enterprise: "某钢铁有限公司" },
    });
    expect((view.body["origin"] as { closesAt: string }).closesAt).toMatch(/^20/);
    expect(JSON.stringify(view.body)).not.toContain("电渣重熔");

    const bid = await call("transfer", "POST", `/challenges/${id}/bids`, {
      bidderId: university,
      formedTeamId: made.id,
    });
    expect(bid.body["content"]).toMatchObject({
      members: [
        { name: "周某", unit: "某校", role: "精炼", isLead: true },
        { name: "吴某", role: "连铸", isLead: false },
      ],
    });
    const refused = await call("researcher", "POST", `/challenges/${id}/bids`, {
      bidderId: university,
      formedTeamId: made.id,
    });
    expect(refused.status).toBe(404);
  });

  test.each(["sealed", "race"])(
    "of a %s one is the university's alone: the office that judges does not see it",
    async (mode) => {
      const drafted = await draft(mode);
      const gates = mode === "race" ? [{ key: "g1", name: "中期", due: null, keeps: 1, asks: "" }] : [];
      const terms = { ...(drafted["terms"] as object), gates };
      const { id, version } = as(
        await call("officer", "PATCH", `/challenges/${drafted.id}`, { terms }, drafted.version),
      );
      expect((await call("zone", "POST", `/challenges/${id}/publication`, undefined, version)).status).toBe(200);
      const refused = await form("officer", id);
      expect([refused.status, refused.body["code"]]).toEqual([409, "challenges.team_of_competitors"]);
      const made = (await form("transfer", id)).body as unknown as Team;
      expect(made.isHeld).toBe(true);
      // The province stands above both and judges nothing.
      for (const who of ["officer", "lead", "zone"]) {
        expect((await call(who, "GET", `/formed-teams/${made.id}`)).status, who).toBe(404);
        const listed = await call(who, "GET", `/scopes/${pair}/formed-teams?originId=${id}`);
        expect(listed.body, who).toMatchObject({ items: [] });
        const notice = await call(who, "GET", `/challenges/${id}`);
        expect(notice.body, who).toMatchObject({ teamPairs: [] });
      }
      expect((await call("transfer", "GET", `/challenges/${id}`)).body).toMatchObject({ teamPairs: [{ id: pair }] });
      const { rows } = await withSystem(world.db, async (tx) =>
        sql`SELECT DISTINCT scope_id AS scope FROM audit_events WHERE subject_id = ${made.id}`.execute(tx.kysely),
      );
      expect(rows).toEqual([{ scope: university }]);
      for (const table of ["formed_team_members", "formed_team_steps"]) {
        const seen = async (scopes: readonly string[]) =>
          withActor(
            world.db,
            { userId: newId(), readScopes: [...scopes], writeScopes: [...scopes] },
            async (tx) =>
              (await sql`SELECT id FROM ${sql.table(table)} WHERE team_id = ${made.id}`.execute(tx.kysely)).rows.length,
          );
        expect([await seen([pair]), await seen([pair, university])], table).toEqual([
          0,
          table.endsWith("members") ? 2 : 1,
        ]);
      }
      const asked = made.members[0]?.id;
      const path = `/formed-teams/${made.id}/members/${asked}/invitation`;
      const invited = (await call("transfer", "POST", path, {}, made.version)).body as { token: string };
      const { token } = invited;
      const view = await world.call("POST", "/api/team-invitations/view", { body: { token } });
      expect(view.body).toMatchObject({ from: { zh: "某校成果转化部门" } });
      const answered = await world.call("POST", "/api/team-invitations/answer", { body: { token, answer: "decline" } });
      expect(answered.status).toBe(204);
      const bench = async (who: string) => JSON.stringify((await call(who, "GET", `/scopes/${pair}/workbench`)).body);
      expect(await bench("transfer")).toContain("谢绝加入");
      expect(await bench("officer")).not.toContain("谢绝加入");
    },
  );

  test("for one of another pair is formed in one's own, without what its notice keeps back", async () => {
    const elsewhere = await makePair(world, await world.createScope("zone", { parentId: province }));
    const { rows } = await withSystem(world.db, async (tx) =>
      sql<{ id: string }>`SELECT university_id AS id FROM pairs WHERE id = ${elsewhere}`.execute(tx.kysely),
    );
    const other = rows[0]?.id ?? "";
    people.set("distant", await world.someone("transfer_officer", other));
    const achievements = [
      achievement({ title: "一种轴承钢精炼方法", content: "", inventors: "周某", unit: "某钢铁有限公司" }),
    ];
    await putRecords(world, elsewhere, { achievements });
    const hidden = await publish("sealed", { audience: "pair", namesPoster: false });
    const open = await publish("sealed", { audience: "province", namesPoster: false });
    const look = async (id: string) => call("distant", "POST", `${where(id, elsewhere)}/team-candidates`, wish);
    expect((await look(hidden.id)).status).toBe(404);
    // That the enterprise cannot bid for its own challenge is the bid's to refuse; here it would tell whose it is.
    expect((await look(open.id)).body).toMatchObject({ items: [{ name: "周某", conflicts: [] }] });
    expect((await call("transfer", "POST", `${where(open.id, elsewhere)}/team-candidates`, wish)).status).toBe(404);
  });

  test("is formed while bids are taken: not before the publication, nor after the close", async () => {
    const early = await draft("negotiated");
    const refused = await form("officer", early.id);
    expect([refused.status, refused.body["code"]]).toEqual([409, "challenges.challenge_unfit"]);
    const { id } = await publish("negotiated");
    await pass(id);
    const late = await form("officer", id);
    expect(String(late.body["detail"])).toContain("已截止");
    const outside = await call("zone", "POST", `${where(id, zone)}/team-candidates`, wish);
    expect(outside.body).toMatchObject({ code: "challenges.team_outside_pair" });
  });
});
