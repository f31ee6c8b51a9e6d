// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fakeNetwork } from "../../test/render.tsx";
import { outage, persistentFetch, retryNow } from "./persistent-fetch.ts";
import { rememberPerson, resumeSession, sessionIsOver } from "./session.ts";

const URL_OF = (path: string) => `http://127.0.0.1:8080${path}`;
const change = (key: string | null = "k1") =>
  new Request(URL_OF("/api/needs/1"), {
    method: "PATCH",
    body: JSON.stringify({ title: "发酵" }),
    headers: key === null ? {} : { "idempotency-key": key },
  });

beforeEach(() => rememberPerson({ userId: "a", login: "a", displayName: "张某" }));
afterEach(() => {
  rememberPerson(null);
  outage.set(null);
});

describe("a session that ends", () => {
  test("keeps requests waiting, and each goes out once more, as it was, after the person has come back", async () => {
    let isOver = true;
    const sent = fakeNetwork(() => ({ status: isOver ? 401 : 200 }));
    const answers = Promise.all([persistentFetch(change()), persistentFetch(new Request(URL_OF("/api/needs")))]);
    await expect.poll(() => sent).toHaveLength(2);
    await expect.poll(() => sessionIsOver.get()).toBe(true);
    isOver = false;
    resumeSession();
    expect((await answers).map(({ status }) => status)).toEqual([200, 200]);
    expect(sessionIsOver.get()).toBe(false);
    const changes = sent.filter(({ method }) => method === "PATCH");
    expect(changes).toHaveLength(2);
    expect(changes[1]).toEqual(changes[0]);
  });
  test("is no reason to wait where nobody was signed in, or for a wrong password", async () => {
    fakeNetwork(() => ({ status: 401 }));
    const signIn = new Request(URL_OF("/api/session"), { method: "POST", body: "{}" });
    expect((await persistentFetch(signIn)).status).toBe(401);
    rememberPerson(null);
    expect((await persistentFetch(new Request(URL_OF("/api/me")))).status).toBe(401);
    expect(sessionIsOver.get()).toBe(false);
  });
});

describe("a server that is away", () => {
  test.each([
    ["does not answer", new TypeError("fetch failed"), "offline"],
    ["answers 503", { status: 503 }, "unavailable"],
  ] as const)("and %s is asked again until it is back, and the page says so meanwhile", async (_, answer, kind) => {
    let isAway = true;
    const sent = fakeNetwork(() => (isAway ? answer : { status: 200 }));
    const waiting = persistentFetch(change());
    await expect.poll(() => outage.get()?.kind).toBe(kind);
    isAway = false;
    retryNow();
    expect((await waiting).status).toBe(200);
    expect(outage.get()).toBeNull();
    expect(new Set(sent.map(({ key }) => key))).toEqual(new Set(["k1"]));
  });
  test("is not asked twice for a change that carries no key: it might be done twice", async () => {
    const sent = fakeNetwork(() => ({ status: 503 }));
    expect((await persistentFetch(change(null))).status).toBe(503);
    expect(sent).toHaveLength(1);
  });
});
