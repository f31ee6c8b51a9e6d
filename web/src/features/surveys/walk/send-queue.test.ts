import "fake-indexeddb/auto";
import { ApiProblem } from "@dual-high/client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { beginVisit, changeVisit, contentOf, type KeptVisit, makeReady, type Receipt } from "./kept-visit.ts";
import { type Line, pauseAfter, sendReady, type VisitBody } from "./send-queue.ts";
import { openWalkStore, type WalkStore } from "./walk-store.ts";

const OFFICER = "officer";
const door = { building: "A 座", floor: "3F", unit: "301", enterprise: "某公司", creditCode: null };
const at = { roundId: "round", siteId: "site", door, isNewDoor: false, questionnaireNumber: 1 };
const photo = { sha256: "ab", name: "门牌.jpg", sizeBytes: 7 };

let store: WalkStore;
let round = 0;
beforeEach(async () => {
  store = await openWalkStore(`${OFFICER} ${(round += 1)}`);
});
afterEach(() => store.close());

async function keep(id: string, changedAt: number, part: Partial<KeptVisit> = {}): Promise<KeptVisit> {
  const visit = makeReady(beginVisit(at, { now: changedAt, newId: () => id }), `edition of ${id}`);
  const photos = (part.files ?? []).map(({ sha256 }) => ({ sha256, bytes: new ArrayBuffer(7) }));
  return store.putVisit({ ...visit, ...part }, photos);
}

const problem = (status: number, code = "x.y") =>
  new ApiProblem({ type: "", title: "", status, detail: `${status} ${code}`, instance: "", code, errors: [] }, null);

interface Circumstances {
  readonly user?: string | null;
  readonly fails?: (call: number) => Error | null;
}

/** A server that takes visits as ours does, and a line on which each call may fail. */
function makeServer({ user = store.userId, fails = () => null }: Circumstances = {}) {
  const visits = new Map<string, VisitBody[]>();
  const files = new Set<string>();
  const bodies: VisitBody[] = [];
  let calls = 0;
  const call = <T>(answer: () => T): T => {
    calls += 1;
    const failure = fails(calls);
    if (failure !== null) throw failure;
    return answer();
  };
  const line: Line = {
    whoAmI: async () => call(() => user),
    putVisit: async ({ id }, body) => {
      const take = (): Receipt => {
        bodies.push(body);
        const known = visits.get(id) ?? [];
        const says = (each: VisitBody) => JSON.stringify(each.content);
        const isKnown = known.some((each) => says(each) === says(body));
        const standing = known.at(-1);
        const isPlain = standing !== undefined && body.follows.includes(standing.edition ?? "");
        const result = isKnown ? "repeated" : known.length === 0 ? "accepted" : isPlain ? "corrected" : "conflict";
        if (!isKnown) visits.set(id, [...known, body]);
        const missingFiles = (body.content.files ?? []).map(({ sha256 }) => sha256).filter((sha) => !files.has(sha));
        const told = { result, state: "counted", digest: says(body), standing: "", receivedAt: "", missingFiles };
        return { ...told, clockAheadSeconds: 0 } as unknown as Receipt;
      };
      return call(take);
    },
    putPhoto: async (_visit, { sha256 }) => call(() => files.add(sha256)),
  };
  return { line, visits, files, bodies, calls: () => calls };
}

const send = async (line: Line, now = 10_000) => sendReady(store, line, { now: () => now, onChange: () => undefined });
const states = async () => (await store.listVisits()).map(({ id, state }) => `${id} ${state}`);

describe("the queue", () => {
  test("sends the oldest first, photos after their visit, and keeps no photo that arrived", async () => {
    await keep("late", 2000);
    await keep("early", 1000, { files: [photo] });
    const server = makeServer();
    expect(await send(server.line)).toEqual({ halt: null, dueAt: null });
    expect([...server.visits.keys()]).toEqual(["early", "late"]);
    expect([...server.files]).toEqual(["ab"]);
    expect(await states()).toEqual(["early sent", "late sent"]);
    expect(await store.findPhoto("early", "ab")).toBeNull();
  });
  test("asks nobody while nothing waits", async () => {
    await keep("a", 1000, { state: "draft" });
    const server = makeServer();
    expect(await send(server.line)).toEqual({ halt: null, dueAt: null });
    expect(server.calls()).toBe(0);
  });
  test.each([1, 2, 3, 4, 5])(
    "that is cut at call %i goes on where it stopped, and nothing arrives twice",
    async (cut) => {
      await keep("a", 1000, { files: [photo] });
      await keep("b", 2000);
      const server = makeServer({ fails: (call) => (call === cut ? new TypeError("cut") : null) });
      expect((await send(server.line)).halt).toBe(cut === 5 ? null : "offline");
      await send(server.line);
      expect([...server.visits.values()].map((versions) => versions.length)).toEqual([1, 1]);
      expect(await states()).toEqual(["a sent", "b sent"]);
    },
  );
  test.each<[string, string | null, Error | null, string]>([
    ["somebody else is signed in", "somebody else", null, "someone_else"],
    ["nobody is signed in", null, null, "signed_out"],
    ["the session ends meanwhile", "", problem(401), "signed_out"],
    ["the server sees another person", "", problem(403, "survey.other_officer"), "someone_else"],
    ["the server is away", "", problem(503), "unavailable"],
    ["too much is asked", "", problem(429), "unavailable"],
    ["no answer comes", "", new DOMException("late", "TimeoutError"), "offline"],
  ])("stops where %s, and the visit waits", async (_, user, failure, halt) => {
    await keep("a", 1000);
    const server = makeServer({
      user: user === "" ? store.userId : user,
      fails: (call) => (call > 1 ? failure : null),
    });
    expect((await send(server.line)).halt).toBe(halt);
    expect([server.visits.size, await states()]).toEqual([0, ["a ready"]]);
  });
  test("does not hold up the others for one that is refused, which keeps all it says and the reason", async () => {
    await keep("a", 1000, { files: [photo] });
    await keep("b", 2000);
    const server = makeServer({ fails: (call) => (call === 2 ? problem(422, "survey.no_such_site") : null) });
    expect((await send(server.line)).halt).toBeNull();
    expect(await states()).toEqual(["a refused", "b sent"]);
    expect((await store.findVisit("a"))?.problem).toBe("422 survey.no_such_site");
    expect(await store.findPhoto("a", "ab")).not.toBeNull();
  });
  test.each([problem(500), problem(409, "survey.round_not_open")])(
    "puts off what the server cannot take yet",
    async (failure) => {
      await keep("a", 1000);
      const server = makeServer({ fails: (call) => (call === 2 ? failure : null) });
      const { dueAt } = await send(server.line);
      expect(dueAt).toBe(10_000 + pauseAfter(1));
      await send(server.line);
      expect(await states()).toEqual(["a ready"]);
      await send(server.line, dueAt ?? 0);
      expect(await states()).toEqual(["a sent"]);
    },
  );
  test("edited while it was under way still has to go, and follows what was sent", async () => {
    const first = await keep("a", 1000);
    const server = makeServer();
    const slow: Line = {
      ...server.line,
      putVisit: async (visit, body) => {
        const receipt = await server.line.putVisit(visit, body);
        await store.putVisit(changeVisit(first, { draft: { ...first.draft, note: "改" } }, 3000));
        return receipt;
      },
    };
    await send(slow);
    expect(await states()).toEqual(["a draft"]);
    const held = await store.findVisit("a");
    await store.putVisit(makeReady(held ?? first, "second"));
    await send(server.line);
    expect(server.bodies.at(-1)).toMatchObject({ edition: "second", follows: ["edition of a"], madeBy: store.userId });
    expect(await states()).toEqual(["a sent"]);
    expect(server.visits.get("a")).toHaveLength(2);
  });
  test("an answer that got lost and an edit afterwards are a correction, not a conflict", async () => {
    const first = await keep("a", 1000);
    const server = makeServer();
    const deaf: Line = {
      ...server.line,
      putVisit: async (visit, body) => {
        await server.line.putVisit(visit, body);
        throw new TypeError("the answer is lost");
      },
    };
    expect((await send(deaf)).halt).toBe("offline");
    const edited = changeVisit(first, { draft: { ...first.draft, note: "改" } }, 3000);
    await store.putVisit(makeReady(edited, "second"));
    await send(server.line);
    expect((await store.findVisit("a"))?.receipt?.result).toBe("corrected");
    expect(await states()).toEqual(["a sent"]);
  });
  test("a version that meets another one on the server is kept here as well", async () => {
    const server = makeServer();
    const other = await keep("a", 1000, { draft: { ...(await keep("a", 1000)).draft, note: "另一台手机" } });
    await send(server.line);
    await store.putVisit({
      ...other,
      editions: ["not related"],
      draft: { ...other.draft, note: "这台" },
      state: "ready",
    });
    await send(server.line);
    expect(await store.findVisit("a")).toMatchObject({ state: "conflict", draft: { note: "这台" } });
    expect(server.visits.get("a")).toHaveLength(2);
  });
});

test("pauses grow to five minutes and no further", () => {
  expect([0, 1, 2, 5, 6, 99].map(pauseAfter)).toEqual([5000, 10_000, 20_000, 160_000, 300_000, 300_000]);
});

test("what goes out leaves empty needs and answers to unasked questions behind, and takes a new door along", () => {
  const visit = beginVisit({ ...at, isNewDoor: true }, { now: 0, newId: () => "key" });
  const draft = { ...visit.draft, outcome: "refused" as const, answers: { a: 1 }, metName: " " };
  expect(contentOf({ ...visit, draft })).toMatchObject({ newSite: door, answers: {}, needs: [], met: [] });
  const needs = [{ key: "k", title: "", content: "只写了内容" }];
  expect(contentOf({ ...visit, isNewDoor: false, draft: { ...draft, needs } })).toMatchObject({
    newSite: null,
    needs: [{ key: "k", need: { title: "只写了内容", content: "只写了内容" } }],
  });
});
