import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { KeptVisit, RoundPackage } from "./kept-visit.ts";
import { makeKey, open, openJson, type Sealed, seal, sealJson } from "./sealed-box.ts";

interface Shelves extends DBSchema {
  readonly keys: { readonly key: string; readonly value: CryptoKey };
  readonly rounds: { readonly key: string; readonly value: { readonly id: string; readonly sealed: Sealed } };
  readonly visits: {
    readonly key: string;
    readonly value: Pick<KeptVisit, "id" | "roundId" | "state" | "stamp"> & { readonly sealed: Sealed };
  };
  readonly photos: {
    readonly key: [string, string];
    readonly value: { readonly visitId: string; readonly sha256: string; readonly sealed: Sealed };
  };
}

/** The phone has no room left: nothing was written, and what was there is there. */
export class StorageFullError extends Error {
  override readonly name = "StorageFullError";
}

export interface KeptPhoto {
  readonly sha256: string;
  readonly bytes: ArrayBuffer;
}

/** What one person's phone keeps of their rounds and visits, sealed; the person's name is in the name of the store. */
export interface WalkStore {
  readonly userId: string;
  listRounds(): Promise<RoundPackage[]>;
  findRound(roundId: string): Promise<RoundPackage | null>;
  putRound(round: RoundPackage): Promise<void>;
  /** Oldest change first. */
  listVisits(): Promise<KeptVisit[]>;
  findVisit(visitId: string): Promise<KeptVisit | null>;
  /** Writes a visit, and photos that it names, together or not at all; gives it back with its new stamp. */
  putVisit(visit: KeptVisit, photos?: readonly KeptPhoto[]): Promise<KeptVisit>;
  /** Changes a visit as it stands; null where it is gone. What somebody else wrote meanwhile is read again first. */
  updateVisit(visitId: string, change: (visit: KeptVisit) => KeptVisit): Promise<KeptVisit | null>;
  dropVisit(visitId: string): Promise<void>;
  findPhoto(visitId: string, sha256: string): Promise<ArrayBuffer | null>;
  dropPhotos(visitId: string): Promise<void>;
  close(): void;
}

const PREFIX = "dual-high-walk:";

export function nameOfStore(userId: string): string {
  return `${PREFIX}${userId}`;
}

/** Opens the person's store, and makes it with a key of its own the first time. */
export async function openWalkStore(userId: string): Promise<WalkStore> {
  const db = await openDB<Shelves>(nameOfStore(userId), 1, {
    upgrade(upgraded) {
      upgraded.createObjectStore("keys");
      upgraded.createObjectStore("rounds", { keyPath: "id" });
      upgraded.createObjectStore("visits", { keyPath: "id" });
      upgraded.createObjectStore("photos", { keyPath: ["visitId", "sha256"] });
    },
  });
  const key = await keyOf(db);
  const readVisit = async ({ id, stamp, sealed }: Shelves["visits"]["value"]): Promise<KeptVisit> => ({
    ...(await openJson<KeptVisit>(key, `visit ${id}`, sealed)),
    stamp,
  });
  const sealVisit = async (visit: KeptVisit): Promise<Shelves["visits"]["value"]> => {
    const { id, roundId, state, stamp } = visit;
    return { id, roundId, state, stamp, sealed: await sealJson(key, `visit ${id}`, visit) };
  };

  /** Makes room by what the server has: visits that arrived, and lists of rounds that nothing waits in. */
  const makeRoom = async (): Promise<boolean> => {
    const visits = await db.getAll("visits");
    const waiting = new Set(visits.filter(({ state }) => state !== "sent").map(({ roundId }) => roundId));
    const sent = visits.filter(({ state }) => state === "sent").map(({ id }) => id);
    const idle = (await db.getAllKeys("rounds")).filter((id) => !waiting.has(id));
    if (sent.length + idle.length === 0) return false;
    const tx = db.transaction(["visits", "rounds"], "readwrite");
    await settle(tx.done, [
      ...sent.map((id) => async () => tx.objectStore("visits").delete(id)),
      ...idle.map((id) => async () => tx.objectStore("rounds").delete(id)),
    ]);
    return true;
  };
  const write = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!isFull(error)) throw error;
      if (!(await makeRoom())) throw new StorageFullError();
      await work().catch((again: unknown) => {
        throw isFull(again) ? new StorageFullError() : again;
      });
    }
  };

  // Digests are hexadecimal, so that all of them stand before "g".
  const dropPhotos = async (visitId: string) => db.delete("photos", IDBKeyRange.bound([visitId, ""], [visitId, "g"]));

  return {
    userId,
    async listRounds() {
      const rows = await db.getAll("rounds");
      return Promise.all(rows.map(async ({ id, sealed }) => openJson<RoundPackage>(key, `round ${id}`, sealed)));
    },
    async findRound(roundId) {
      const row = await db.get("rounds", roundId);
      return row === undefined ? null : openJson<RoundPackage>(key, `round ${roundId}`, row.sealed);
    },
    async putRound(round) {
      const { id } = round.round;
      const sealed = await sealJson(key, `round ${id}`, round);
      await write(async () => db.put("rounds", { id, sealed }));
    },
    async listVisits() {
      const visits = await Promise.all((await db.getAll("visits")).map(readVisit));
      return visits.toSorted((a, b) => a.changedAt - b.changedAt);
    },
    async findVisit(visitId) {
      const row = await db.get("visits", visitId);
      return row === undefined ? null : readVisit(row);
    },
    async putVisit(visit, photos = []) {
      const next = { ...visit, stamp: visit.stamp + 1 };
      // Sealed beforehand: a transaction that waits for anything but the store is over.
      const row = await sealVisit(next);
      const sealedPhotos = await Promise.all(
        photos.map(async ({ sha256, bytes }) => ({
          visitId: visit.id,
          sha256,
          sealed: await seal(key, `photo ${visit.id} ${sha256}`, bytes),
        })),
      );
      await write(async () => {
        const tx = db.transaction(["visits", "photos"], "readwrite");
        await settle(tx.done, [
          ...sealedPhotos.map((photo) => async () => tx.objectStore("photos").put(photo)),
          async () => tx.objectStore("visits").put(row),
        ]);
      });
      return next;
    },
    async updateVisit(visitId, change) {
      for (;;) {
        const before = await db.get("visits", visitId);
        if (before === undefined) return null;
        const next = { ...change(await readVisit(before)), stamp: before.stamp + 1 };
        const row = await sealVisit(next);
        let isTaken = false;
        await write(async () => {
          const tx = db.transaction("visits", "readwrite");
          const replace = async () => {
            isTaken = (await tx.store.get(visitId))?.stamp === before.stamp;
            if (isTaken) await tx.store.put(row);
          };
          await settle(tx.done, [replace]);
        });
        if (isTaken) return next;
      }
    },
    async dropVisit(visitId) {
      await dropPhotos(visitId);
      await db.delete("visits", visitId);
    },
    async findPhoto(visitId, sha256) {
      const row = await db.get("photos", [visitId, sha256]);
      return row === undefined ? null : open(key, `photo ${visitId} ${sha256}`, row.sealed);
    },
    dropPhotos,
    close: () => db.close(),
  };
}

async function keyOf(db: IDBPDatabase<Shelves>): Promise<CryptoKey> {
  const held = await db.get("keys", "key");
  if (held !== undefined) return held;
  const made = await makeKey();
  // Another tab may have been first.
  const tx = db.transaction("keys", "readwrite");
  const key = (await tx.store.get("key")) ?? made;
  await Promise.all([tx.store.put(key, "key"), tx.done]);
  return key;
}

/**
 * Waits for a transaction and all that is asked in it. Which of them says that there was no room differs between browsers;
 * the others only say that they were called off.
 */
async function settle(done: Promise<void>, work: readonly (() => Promise<unknown>)[]): Promise<void> {
  const ends = await Promise.allSettled([done, ...work.map(async (ask) => ask())]);
  const reasons = ends.flatMap((end) => (end.status === "rejected" ? [end.reason as unknown] : []));
  if (reasons.length > 0) throw reasons.find(isFull) ?? reasons[0];
}

function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === "QuotaExceededError";
}
