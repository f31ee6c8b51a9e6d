import "fake-indexeddb/auto";
import { openDB } from "idb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { beginVisit, type KeptVisit, type RoundPackage } from "./kept-visit.ts";
import { nameOfStore, openWalkStore, StorageFullError, type WalkStore } from "./walk-store.ts";

let store: WalkStore;
let count = 0;
beforeEach(async () => {
  store = await openWalkStore(`officer ${(count += 1)}`);
});
afterEach(() => {
  vi.restoreAllMocks();
  store.close();
});

const door = { building: "A 座", floor: "3F", unit: "301", enterprise: "某公司", creditCode: null };
const at = { roundId: "round", siteId: "site", door, isNewDoor: false, questionnaireNumber: 1 };
const make = (id: string, part: Partial<KeptVisit> = {}): KeptVisit => ({
  ...beginVisit(at, { now: 1000, newId: () => id }),
  ...part,
});
const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;
const textOf = (bytes: ArrayBuffer | null) => (bytes === null ? null : new TextDecoder().decode(bytes));
const roundOf = (id: string) =>
  ({ round: { id, name: `摸排 ${id}` }, sites: [], floors: [] }) as unknown as RoundPackage;

/** Everything that lies in the store, as somebody reads it who copies the browser's files. */
async function dump(userId: string): Promise<string> {
  const db = await openDB(nameOfStore(userId));
  const rows = await Promise.all(["rounds", "visits", "photos"].map(async (name) => db.getAll(name)));
  db.close();
  const texts = (value: unknown): string =>
    value instanceof ArrayBuffer || ArrayBuffer.isView(value)
      ? new TextDecoder().decode(value)
      : typeof value === "object" && value !== null
        ? Object.values(value).map(texts).join(" ")
        : String(value);
  return texts(rows);
}

/** A phone that has no room for the next writes of a kind. */
function fill(kind: string, times: number): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with its own store below
  const real = IDBObjectStore.prototype.put;
  let left = times;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function put(this: IDBObjectStore, value, key) {
    if (this.name !== kind || left === 0) return real.call(this, value, key);
    left -= 1;
    this.transaction.abort();
    throw new DOMException("full", "QuotaExceededError");
  });
}

describe("what a phone keeps", () => {
  test("is there again when the store is opened anew, photos and list too", async () => {
    await store.putRound(roundOf("round"));
    await store.putVisit(make("a", { draft: { ...make("a").draft, note: "总经理在场" } }), [
      { sha256: "ab", bytes: bytesOf("a photo") },
    ]);
    const again = await openWalkStore(store.userId);
    expect((await again.listVisits()).map(({ draft }) => draft.note)).toEqual(["总经理在场"]);
    expect(textOf(await again.findPhoto("a", "ab"))).toBe("a photo");
    expect((await again.findRound("round"))?.round.name).toBe("摸排 round");
    again.close();
  });
  test("cannot be read from its files, and the key does not come out", async () => {
    await store.putRound(roundOf("round"));
    await store.putVisit(make("a", { draft: { ...make("a").draft, note: "only for us" } }), [
      { sha256: "ab", bytes: bytesOf("a photo") },
    ]);
    const seen = await dump(store.userId);
    expect(seen).toContain("draft");
    for (const secret of ["only for us", "a photo", "某公司", "摸排 round"]) expect(seen).not.toContain(secret);
    const db = await openDB(nameOfStore(store.userId));
    const key = (await db.get("keys", "key")) as CryptoKey;
    db.close();
    await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow(/not extractable/);
  });
  test("of one person is nothing of another's", async () => {
    await store.putVisit(make("a"));
    const other = await openWalkStore("somebody else");
    expect(await other.listVisits()).toEqual([]);
    other.close();
  });
  test("is opened by one key, however many tabs made it at once", async () => {
    const tabs = await Promise.all([1, 2, 3].map(async () => openWalkStore("many tabs")));
    await tabs[0]?.putVisit(make("a"));
    const seen = await Promise.all(tabs.map(async (tab) => tab.listVisits()));
    expect(seen.map((visits) => visits.length)).toEqual([1, 1, 1]);
    for (const tab of tabs) tab.close();
  });
});

describe("a photo", () => {
  test("is kept with the visit that names it, or neither is", async () => {
    await store.putVisit(make("a"));
    const named = make("a", { stamp: 1, files: [{ sha256: "ab", name: "门牌.jpg", sizeBytes: 7 }] });
    // The app is closed between the two.
    // oxlint-disable-next-line typescript/unbound-method -- called with its own store below
    const real = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function put(this: IDBObjectStore, value, key) {
      if (this.name === "visits") this.transaction.abort();
      return real.call(this, value, key);
    });
    await expect(store.putVisit(named, [{ sha256: "ab", bytes: bytesOf("a photo") }])).rejects.toMatchObject({
      name: "AbortError",
    });
    vi.restoreAllMocks();
    expect(await store.findPhoto("a", "ab")).toBeNull();
    expect((await store.findVisit("a"))?.files).toEqual([]);
  });
  test("goes when it has arrived, those of other visits stay", async () => {
    for (const id of ["a", "b"]) await store.putVisit(make(id), [{ sha256: "ff", bytes: bytesOf(id) }]);
    await store.dropPhotos("a");
    expect([await store.findPhoto("a", "ff"), textOf(await store.findPhoto("b", "ff"))]).toEqual([null, "b"]);
  });
});

describe("a full phone", () => {
  test("drops what arrived and lists in which nothing waits, and keeps the new visit", async () => {
    await store.putRound(roundOf("round"));
    await store.putRound(roundOf("idle"));
    await store.putVisit(make("sent", { state: "sent", roundId: "idle" }));
    await store.putVisit(make("waits", { state: "ready" }));
    fill("visits", 1);
    await store.putVisit(make("new"));
    expect((await store.listVisits()).map(({ id }) => id).toSorted()).toEqual(["new", "waits"]);
    expect((await store.listRounds()).map(({ round }) => round.id)).toEqual(["round"]);
  });
  test("says so where there is nothing to drop, and loses nothing that it had", async () => {
    await store.putVisit(make("a", { state: "ready" }), [{ sha256: "ab", bytes: bytesOf("a photo") }]);
    fill("photos", 9);
    const more = store.putVisit(make("a", { stamp: 1 }), [{ sha256: "cd", bytes: bytesOf("another") }]);
    await expect(more).rejects.toThrow(StorageFullError);
    expect(await store.findVisit("a")).toMatchObject({ state: "ready", stamp: 1 });
    expect(textOf(await store.findPhoto("a", "ab"))).toBe("a photo");
  });
});

test("a change that was made on an old reading is made again on what stands", async () => {
  await store.putVisit(make("a"));
  const changes = ["x", "y", "z"].map(async (edition) =>
    store.updateVisit("a", (visit) => ({ ...visit, editions: [...visit.editions, edition] })),
  );
  await Promise.all(changes);
  expect((await store.findVisit("a"))?.editions.toSorted()).toEqual(["x", "y", "z"]);
  expect(await store.updateVisit("gone", (visit) => visit)).toBeNull();
});
