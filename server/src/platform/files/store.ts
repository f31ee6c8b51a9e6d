import { sql } from "kysely";
import { type Database, type Tx, withSystem } from "../db/index.ts";
import { newId } from "../ids.ts";
import { ContentFolder } from "./content.ts";
import { fileError } from "./errors.ts";
import { mediaTypeOf } from "./types.ts";

export const CLASSIFICATIONS = ["public", "internal", "confidential"] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];

export interface FileDraft {
  readonly scopeId: string;
  /** The row to which the file belongs; who may read the one may read the other. */
  readonly ownerKind: string;
  readonly ownerId: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly classification?: Classification;
  /** Scopes whose people may read it too, as the other side of an agreement. */
  readonly sharedWith?: readonly string[];
  /** Whose it is, where the transaction is the system's. Otherwise the actor's. */
  readonly createdBy?: string;
}

export interface FileRecord {
  readonly id: string;
  readonly scopeId: string;
  readonly ownerKind: string;
  readonly ownerId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly classification: Classification;
  readonly createdBy: string;
  readonly createdAt: string;
}

const RECORD = sql`id, scope_id AS "scopeId", owner_kind AS "ownerKind", owner_id AS "ownerId", name,
  media_type AS "mediaType", size_bytes::float8 AS "sizeBytes", sha256, classification, created_by AS "createdBy",
  created_at AS "createdAt"`;

/** Held shared while content is written and its row is not committed, and alone by the sweep. */
const SWEEP_LOCK = 740_218;
/** A copy of the database may be older than the row's end: a snapshot that is restored, a backup that is being written. */
const KEPT_DAYS = 7;
const BATCH = 1_000;

/** Uploaded files: rows in the database, under its wall, and their contents in a folder beside it. */
export class FileStore {
  readonly #content: ContentFolder;
  readonly #limitMb: number;

  constructor(folder: string, limitMb: number) {
    this.#content = new ContentFolder(folder);
    this.#limitMb = limitMb;
  }

  /** The content is on the disk before the row can be committed; content whose row is undone is swept. */
  async putFile(tx: Tx, draft: FileDraft): Promise<FileRecord> {
    const { name, bytes } = draft;
    const mediaType = mediaTypeOf(name, bytes);
    if (bytes.byteLength > this.#limitMb * 1024 * 1024) {
      throw fileError("files.too_large", { name, limit: this.#limitMb });
    }
    return this.#put(tx, draft, mediaType, [bytes]);
  }

  /** A file that the system makes itself, piece by piece: the limit is for what people bring. */
  async putMade(
    tx: Tx,
    draft: Omit<FileDraft, "bytes">,
    chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): Promise<FileRecord> {
    return this.#put(tx, draft, mediaTypeOf(draft.name, new Uint8Array()), chunks);
  }

  async #put(
    tx: Tx,
    draft: Omit<FileDraft, "bytes">,
    mediaType: string,
    chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): Promise<FileRecord> {
    const { scopeId, ownerKind, ownerId, name, classification = "internal", sharedWith = [] } = draft;
    const createdBy = tx.actor === "system" ? draft.createdBy : tx.actor.userId;
    await sql`SELECT pg_advisory_xact_lock_shared(${SWEEP_LOCK})`.execute(tx.kysely);
    const { sha256, sizeBytes } = await this.#content.writeChunks(chunks);
    const { rows } = await sql<FileRecord>`
      INSERT INTO files (id, scope_id, owner_kind, owner_id, sha256, size_bytes, media_type, name, classification, shared_with, created_by)
      VALUES (${newId()}, ${scopeId}, ${ownerKind}, ${ownerId}, ${sha256}, ${sizeBytes}, ${mediaType}, ${name},
        ${classification}, ${sharedWith}::uuid[], ${createdBy ?? null})
      RETURNING ${RECORD}`.execute(tx.kysely);
    return rows[0] as FileRecord;
  }

  async getFile(tx: Tx, id: string): Promise<FileRecord> {
    const { rows } = await sql<FileRecord>`SELECT ${RECORD} FROM files WHERE id = ${id}`.execute(tx.kysely);
    if (rows[0] === undefined) throw fileError("files.not_found", {});
    return rows[0];
  }

  /** The file with its content, whose digest is computed anew each time: what comes out is what went in. */
  async readFile(tx: Tx, id: string): Promise<FileRecord & { readonly bytes: Uint8Array<ArrayBuffer> }> {
    const record = await this.getFile(tx, id);
    const content = await this.#content.read(record.sha256);
    if ("lost" in content) throw fileError("files.content_lost", { name: record.name, reason: content.lost });
    return { ...record, bytes: content.bytes };
  }

  /** The files of a row, the oldest first. */
  async listFiles(tx: Tx, ownerKind: string, ownerId: string): Promise<FileRecord[]> {
    const { rows } = await sql<FileRecord>`SELECT ${RECORD} FROM files
      WHERE owner_kind = ${ownerKind} AND owner_id = ${ownerId} ORDER BY id`.execute(tx.kysely);
    return rows;
  }

  async removeFile(tx: Tx, id: string): Promise<void> {
    await sql`DELETE FROM files WHERE id = ${id}`.execute(tx.kysely);
  }

  async checkReady(): Promise<void> {
    await this.#content.refuseUnwritable();
  }

  /** Deletes content that no row has needed for a week. Answers how many; any number of processes may do it at once. */
  async sweepFiles(db: Database): Promise<number> {
    await this.#content.removeUnfinished();
    const all = await this.#content.list();
    let removed = 0;
    for (let start = 0; start < all.length; start += BATCH) {
      const batch = all.slice(start, start + BATCH);
      removed += await withSystem(db, async (tx) => this.#sweepBatch(tx, batch));
    }
    return removed;
  }

  async #sweepBatch(tx: Tx, batch: readonly string[]): Promise<number> {
    const { rows: locks } = await sql<{ free: boolean }>`
      SELECT pg_try_advisory_xact_lock(${SWEEP_LOCK}) AS free`.execute(tx.kysely);
    if (locks[0]?.free !== true) return 0;
    const { rows } = await sql<{ sha256: string }>`
      SELECT DISTINCT sha256 FROM files WHERE sha256 = ANY (${batch}::text[])`.execute(tx.kysely);
    const needed = new Set(rows.map(({ sha256 }) => sha256));
    const { rows: times } = await sql<{ now: string; until: string }>`
      SELECT now() AS now, now() - make_interval(days => ${KEPT_DAYS}) AS until`.execute(tx.kysely);
    const { now = "", until = "" } = times[0] ?? {};
    let removed = 0;
    for (const sha256 of batch) {
      const since = await this.#content.markOf(sha256);
      if (needed.has(sha256)) {
        if (since !== null) await this.#content.unmark(sha256);
      } else if (since === null) await this.#content.mark(sha256, now);
      else if (since < until) {
        await this.#content.remove(sha256);
        removed += 1;
      }
    }
    return removed;
  }
}
