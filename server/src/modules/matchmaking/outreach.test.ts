import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertDoneRun, insertSampleLine } from "../../../test/matchmaking.ts";
import { makeNeed } from "../../../test/needs.ts";
import { openTestApp, type TestApp } from "../../../test/test-app.ts";
import { withSystem } from "../../platform/db/index.ts";
import { deliverDue } from "../../platform/outbox/index.ts";
import { openPairs } from "../pairs/index.ts";

let world: TestApp;
let pair: string;
let token: string;
beforeAll(async () => {
  world = await openTestApp({ ATTEMPTS_PER_ADDRESS: "40" });
});
beforeEach(async () => {
  await world.db.reset();
  pair = await world.createScope("pair", { name: "某区 × 某校" });
  ({ token } = await world.someone("pair_officer", pair));
});
afterAll(async () => world.db.close());

const send = async (path: string, body: object = {}) =>
  (await world.call("POST", path, { token, body })).body as Record<string, never> & {
    token: string;
    text: { zh: string };
    expiresAt: string;
  };
const visit = async (what: "view" | "answer" | "forward", body: object, peer = "127.0.0.1") =>
  world.call("POST", `/api/outreach/${what}`, { body, peer });
const ledger = async () =>
  (await world.call("GET", `/api/scopes/${pair}/ledger`, { token })).body["items"] as Record<string, unknown>[];
const sent = async () =>
  (await world.call("GET", `/api/scopes/${pair}/outreach`, { token })).body["items"] as Record<string, unknown>[];
const rowsOf = async (query: ReturnType<typeof sql>) =>
  withSystem(world.db, async (tx) => (await query.execute(tx.kysely)).rows as Record<string, unknown>[]);

describe("what was shown to an enterprise", () => {
  test("is read on its need by its people and told to them, and nothing else of the ledger", async () => {
    const { needId, runId, candidateId } = await insertDoneRun(world, pair);
    const enterprise = await world.createScope("enterprise");
    const owner = await world.someone("enterprise_member", enterprise);
    const stranger = await world.someone("enterprise_lead", await world.createScope("enterprise"));
    const madeId = await makeNeed(world, pair, { enterpriseId: enterprise });
    await rowsOf(sql`UPDATE needs SET id = ${needId} WHERE id = ${madeId} RETURNING id`);
    const matches = async (as = owner.token) => world.call("GET", `/api/needs/${needId}/shared-matches`, { token: as });
    const links = `/api/match-runs/${runId}/candidates/${candidateId}/links`;
    await send(links, { audience: "partner" });
    expect((await matches()).body).toEqual([]);
    const shared = await send(links, { audience: "enterprise" });
    expect((await matches()).body).toMatchObject([
      { partnerName: expect.stringMatching(/./), answer: null, state: null },
    ]);
    expect((await matches(stranger.token)).status).toBe(404);
    await deliverDue(world.db, world.app.outbox);
    const inbox = await world.call("GET", "/api/me/inbox", { token: owner.token });
    expect(JSON.stringify(inbox.body)).toContain("专班推荐了伙伴");
    await visit("answer", { token: shared.token, answer: "interested", name: "王某", contact: "13800001234" });
    expect((await matches()).body).toMatchObject([{ answer: "interested", state: expect.stringMatching(/./) }]);
    const [{ id } = { id: "" }] = (await sent()).filter(({ audience }) => audience === "enterprise");
    await world.call("POST", `/api/outreach/${id as string}/revoke`, { token });
    expect((await matches()).body).toEqual([]);
  });
});

async function linkCandidate(body: object = {}) {
  const run = await insertDoneRun(world, pair);
  return { ...run, made: await send(`/api/match-runs/${run.runId}/candidates/${run.candidateId}/links`, body) };
}

describe("a link about a match", () => {
  test("comes with a text to paste that says why them, and nothing that is not needed", async () => {
    const { made } = await linkCandidate();
    expect(made.text.zh).toMatch(/^老师您好，我们是某区 × 某校结对工作专班。有一条企业需求“冷挤压模具寿命提升”/);
    expect(made.text.zh).toContain(`/l#token=${made.token}`);
    expect(JSON.stringify(made)).not.toMatch(/李某|13\d{9}|预算/);
    const days = (Date.parse(made.expiresAt) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(14);
    const forEnterprise = await linkCandidate({ audience: "enterprise", days: 3 });
    expect(forEnterprise.made.text.zh).toContain("您的需求");
  });

  test("shows what it is about and nothing else", async () => {
    const { made } = await linkCandidate();
    const { status, body } = await visit("view", { token: made.token });
    expect(status).toBe(200);
    expect(body).toMatchObject({ wasForwarded: false, needsName: false, shown: { needTitle: "冷挤压模具寿命提升" } });
    expect(Object.keys(body["shown"] as object).toSorted()).toEqual(
      [
        "audience",
        "enterprise",
        "isSample",
        "needNumber",
        "needText",
        "needTitle",
        "pairName",
        "partnerName",
        "partnerUnit",
        "reason",
        "terms",
      ].toSorted(),
    );
    expect(await sent()).toMatchObject([{ state: "open", opened: true, answers: [] }]);
  });

  test("says so when its pair was made up", async () => {
    const sides = { zone: await world.createScope("zone"), university: await world.createScope("university") };
    const [sample = ""] = await withSystem(world.db, async (tx) =>
      openPairs(tx, [
        {
          zone: { id: sides.zone, name: "样例区", nameEn: null },
          university: { id: sides.university, name: "样例校", nameEn: null },
          cityCode: null,
          cityName: null,
          phase: "pilot",
          confidence: "confirmed",
          source: "",
          isSample: true,
        },
      ]),
    );
    ({ token } = await world.someone("pair_officer", sample));
    const run = await insertDoneRun(world, sample);
    const made = await send(`/api/match-runs/${run.runId}/candidates/${run.candidateId}/links`);
    expect((await visit("view", { token: made.token })).body).toMatchObject({ shown: { isSample: true } });
  });

  test("answered with interest opens a line as answered by link; nothing is decided by it", async () => {
    const { made, needId } = await linkCandidate();
    expect((await visit("answer", { token: made.token, answer: "interested", comment: "下周可以谈" })).status).toBe(
      204,
    );
    const [line] = await ledger();
    expect(line).toMatchObject({
      needId,
      origin: "link",
      state: "to_contact",
      lastAnswer: "interested",
      answerWaiting: true,
    });
    const { body } = await world.call("GET", `/api/ledger-lines/${String(line?.["id"])}/entries`, { token });
    expect(body["items"]).toMatchObject([{ kind: "answer", text: "下周可以谈", author: null }]);
    expect(await rowsOf(sql`SELECT FROM match_decisions`)).toEqual([]);
    expect(await rowsOf(sql`SELECT signal, features FROM match_feedback`)).toMatchObject([
      { signal: "interested", features: { rank: 1 } },
    ]);
    expect(await sent()).toMatchObject([
      { state: "answered", answers: [{ answer: "interested", lineId: line?.["id"] }] },
    ]);
    expect(await rowsOf(sql`SELECT type FROM events WHERE type = 'match.answered'`)).toHaveLength(1);
  });

  test("answered with not mine is kept as feedback and waits on its line", async () => {
    const { made } = await linkCandidate();
    await visit("answer", { token: made.token, answer: "not_mine", comment: "已转其他方向" });
    expect(await ledger()).toMatchObject([{ lastAnswer: "not_mine", answerWaiting: true, state: "to_contact" }]);
    expect(await rowsOf(sql`SELECT signal, comment FROM match_feedback`)).toMatchObject([
      { signal: "not_mine", comment: "已转其他方向" },
    ]);
  });

  test("lands on the line that there is", async () => {
    const id = await insertSampleLine(world, pair);
    const made = await send(`/api/ledger-lines/${id}/links`);
    await visit("answer", { token: made.token, answer: "interested" });
    expect(await ledger()).toMatchObject([{ id, origin: "decision", answerWaiting: true, version: 2 }]);
    const headers = { "if-match": '"2"' };
    await world.call("PATCH", `/api/ledger-lines/${id}`, { token, body: { answerWaiting: false }, headers });
    expect(await ledger()).toMatchObject([{ answerWaiting: false, lastAnswer: "interested" }]);
  });
});

describe("a link that is no good is answered in one way", () => {
  const outcome = async (body: object) => {
    const { status, body: problem } = await visit("answer", { answer: "interested", ...body });
    return [status, problem["code"]];
  };

  test("used twice, even at the same moment: the first answer counts", async () => {
    const { made } = await linkCandidate();
    const both = await Promise.all([
      outcome({ token: made.token }),
      outcome({ token: made.token, answer: "not_mine" }),
    ]);
    expect(both.map(([status]) => String(status)).toSorted()).toEqual(["204", "409"]);
    expect(await outcome({ token: made.token })).toEqual([409, "identity.link_used"]);
    expect((await visit("view", { token: made.token })).body["code"]).toBe("identity.link_used");
    expect(await rowsOf(sql`SELECT FROM outreach_answers`)).toHaveLength(1);
  });

  test("expired", async () => {
    const { made } = await linkCandidate();
    await rowsOf(sql`UPDATE access_links SET expires_at = now() - interval '1 second'`);
    expect(await outcome({ token: made.token })).toEqual([409, "identity.link_expired"]);
    expect(await ledger()).toEqual([]);
  });

  test("revoked, with all that it was passed on as", async () => {
    const { made } = await linkCandidate();
    const { body: passed } = await visit("forward", { token: made.token });
    const id = (await sent())[0]?.["id"];
    expect((await world.call("POST", `/api/outreach/${String(id)}/revoke`, { token })).status).toBe(204);
    expect(await outcome({ token: made.token })).toEqual([404, "identity.link_unknown"]);
    expect(await outcome({ token: passed["token"], name: "钱某" })).toEqual([404, "identity.link_unknown"]);
    expect(await sent()).toMatchObject([{ state: "revoked" }]);
    const again = await world.call("POST", `/api/outreach/${String(id)}/revoke`, { token });
    expect([again.status, again.body["code"]]).toEqual([409, "matchmaking.outreach_revoked"]);
  });

  test("of another kind, or made up", async () => {
    expect(await outcome({ token: "dhl_none" })).toEqual([404, "identity.link_unknown"]);
  });
});

describe("a link that was passed on", () => {
  test("is answered by somebody new, who says who they are; the first one stays good", async () => {
    const { made, needId } = await linkCandidate();
    const { body: passed } = await visit("forward", { token: made.token });
    expect(passed["text"]).toMatchObject({ zh: expect.stringContaining("也许您更合适") as string });
    const view = await visit("view", { token: passed["token"] });
    expect(view.body).toMatchObject({ wasForwarded: true, needsName: true });
    const nameless = await visit("answer", { token: passed["token"], answer: "interested" });
    expect([nameless.status, nameless.body["code"]]).toEqual([422, "matchmaking.name_missing"]);
    const answer = {
      token: passed["token"],
      answer: "interested",
      name: "钱某 某大学材料学院",
      contact: "qian@example.com",
    };
    expect((await visit("answer", answer)).status).toBe(204);
    expect(await ledger()).toMatchObject([{ needId, partnerKind: "stated", partnerName: "钱某 某大学材料学院" }]);
    // Whoever was asked first is still asked.
    await visit("answer", { token: made.token, answer: "not_mine" });
    expect((await ledger()).map(({ partnerKind }) => String(partnerKind)).toSorted()).toEqual([
      "achievement",
      "stated",
    ]);
    expect(await sent()).toMatchObject([{ state: "answered", forwards: 1, answers: [{ wasForwarded: true }, {}] }]);
  });

  test("and refused opens no line for somebody whom nobody knows", async () => {
    const { made } = await linkCandidate();
    const { body: passed } = await visit("forward", { token: made.token });
    await visit("answer", { token: passed["token"], answer: "not_mine" });
    expect(await ledger()).toEqual([]);
    expect(await sent()).toMatchObject([{ answers: [{ answer: "not_mine", lineId: null }] }]);
  });

  test("ends when the first one would have, and not more than twenty times", async () => {
    const { made } = await linkCandidate();
    const { body: passed } = await visit("forward", { token: made.token });
    expect(passed["expiresAt"]).toBe(made.expiresAt);
    await rowsOf(sql`UPDATE outreaches SET forwards = 20`);
    const { status, body } = await visit("forward", { token: made.token });
    expect([status, body["code"]]).toEqual([429, "matchmaking.too_many_forwards"]);
  });
});

test("a need alone can be asked around with", async () => {
  const { needId } = await insertDoneRun(world, pair);
  const made = await send(`/api/scopes/${pair}/needs/${needId}/links`);
  expect(made.text.zh).toContain("正在找团队");
  expect((await visit("view", { token: made.token })).body).toMatchObject({
    needsName: true,
    shown: { partnerName: null },
  });
  await visit("answer", { token: made.token, answer: "interested", name: "孙某" });
  expect(await ledger()).toMatchObject([{ needId, partnerKind: "stated", partnerName: "孙某" }]);
});

test("guessing at links ends after so many attempts, from one network", async () => {
  const guess = async () => visit("view", { token: "dhl_guess" }, "203.0.113.9");
  let last = await guess();
  for (let at = 0; at < 40; at += 1) last = await guess();
  expect([last.status, last.body["code"]]).toEqual([429, "identity.too_many_attempts"]);
  expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
  const { made } = await linkCandidate();
  expect((await visit("view", { token: made.token }, "198.51.100.7")).status).toBe(200);
  // Whoever works at that address can still sign in.
  const signIn = { body: { login: "nobody", password: "wrong" }, peer: "203.0.113.9" };
  expect((await world.call("POST", "/api/session", signIn)).status).toBe(401);
});

test("another pair's links are neither seen nor revoked", async () => {
  await linkCandidate();
  const id = String((await sent())[0]?.["id"]);
  const stranger = (await world.someone("pair_officer", await world.createScope("pair"))).token;
  expect((await world.call("GET", `/api/scopes/${pair}/outreach`, { token: stranger })).status).toBe(404);
  expect((await world.call("POST", `/api/outreach/${id}/revoke`, { token: stranger })).status).toBe(404);
});
