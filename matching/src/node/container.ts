/**
 * A file of named parts that is read in one go and believed only when its digest is right.
 *
 *     0   "DHIDX1\0\0"          48  length of the table, the table: names, places and lengths as JSON
 *     8   bytes of the file     ..  the parts, each at a multiple of 8
 *     16  SHA-256 of all that follows byte 48
 */
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import process from "node:process";
import { MatchingError } from "../errors.ts";
import { type Allocate, alignedBytes, allocateForSearch, type ByteRange, type Room } from "../index/sections.ts";

const MAGIC = Buffer.from("DHIDX1\0\0", "latin1");
const DIGEST_AT = 16;
const BODY_AT = 48;
// One call of the operating system reads or writes no more than 2 GB.
const MOST_AT_ONCE = 2 ** 30;

interface Place {
  readonly name: string;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** Writes the parts to a file that appears whole or not at all, also when the machine stops meanwhile. */
export async function writeContainer(path: string, parts: readonly (readonly [string, ByteRange])[]): Promise<void> {
  const { head, pieces } = layOut(parts);
  const digest = createHash("sha256");
  for (const piece of [head.subarray(BODY_AT), ...pieces]) digest.update(piece);
  head.set(digest.digest(), DIGEST_AT);

  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
    try {
      for (const piece of [head, ...pieces]) await writeAll(file, piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  // The new name is safe when its folder is.
  const folder = await open(dirname(path), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * Reads a file into one buffer and returns its parts by name.
 *
 * @throws MatchingError `index_file_foreign` when it is no such file, `index_file_damaged` when bytes are missing or
 *   changed.
 */
export async function readContainer(
  path: string,
  allocate: Allocate = allocateForSearch,
): Promise<Map<string, ByteRange>> {
  const { room, bytes } = await readAll(path, allocate);
  if (bytes.length < MAGIC.length || !MAGIC.every((byte, at) => bytes[at] === byte)) {
    throw new MatchingError("index_file_foreign", { file: path });
  }
  const isWhole =
    bytes.length >= BODY_AT &&
    Number(new DataView(bytes.buffer).getBigUint64(8, true)) === bytes.length &&
    createHash("sha256").update(bytes.subarray(BODY_AT)).digest().equals(bytes.slice(DIGEST_AT, BODY_AT));
  if (!isWhole) throw new MatchingError("index_file_damaged", { file: path });
  // What the digest vouches for needs no further doubt.
  const tableBytes = new DataView(bytes.buffer).getUint32(BODY_AT, true);
  const table = Buffer.from(bytes.slice(BODY_AT + 4, BODY_AT + 4 + tableBytes)).toString("utf8");
  const places = JSON.parse(table) as Place[];
  return new Map(places.map(({ name, ...range }) => [name, { ...room, ...range }]));
}

function layOut(parts: readonly (readonly [string, ByteRange])[]): { head: Buffer; pieces: Uint8Array[] } {
  const describe = (start: number): Buffer => {
    let byteOffset = start;
    const places = parts.map(([name, { byteLength }]): Place => {
      const place = { name, byteOffset, byteLength };
      byteOffset += alignedBytes(byteLength);
      return place;
    });
    return Buffer.from(JSON.stringify(places));
  };
  // The table names places that come after it. Places get longer with it, so a generous guess of its length is kept.
  const bodyStart = alignedBytes(BODY_AT + 4 + describe(2 ** 48).length);
  const table = describe(bodyStart);
  const head = Buffer.alloc(bodyStart);
  const pieces = parts.flatMap(([, { buffer, byteOffset, byteLength }]) => [
    new Uint8Array(buffer, byteOffset, byteLength),
    new Uint8Array(alignedBytes(byteLength) - byteLength),
  ]);
  head.set(MAGIC);
  head.writeBigUInt64LE(BigInt(pieces.reduce((sum, { length }) => sum + length, bodyStart)), 8);
  head.writeUInt32LE(table.length, BODY_AT);
  head.set(table, BODY_AT + 4);
  return { head, pieces };
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, Math.min(bytes.length - at, MOST_AT_ONCE));
    at += bytesWritten;
  }
}

async function readAll(path: string, allocate: Allocate): Promise<{ room: Room; bytes: Uint8Array }> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const room = allocate(size);
    const bytes = new Uint8Array(room.buffer, 0, size);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(size - at, MOST_AT_ONCE), at);
      if (bytesRead === 0) throw new MatchingError("index_file_damaged", { file: path });
      at += bytesRead;
    }
    return { room, bytes };
  } finally {
    await file.close();
  }
}
