import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { createInterface } from "node:readline";
import { buffer } from "node:stream/consumers";
import { crc32, createGunzip, createGzip, type Gzip } from "node:zlib";

// A backup is a gzip file of lines of JSON, so that it can be read in twenty years without this program (`zcat`). Its last
// member is written by hand and holds the digest of every byte before it. It is compared byte for byte, so that no bit of
// the file, not even in a header that unpacking ignores, can change unseen.

/** 2 since the contents of files are in it. */
export const BACKUP_FORMAT = 2;
const DIGEST_LINE = 8 + 64 + 1;
/** Header, a stored block of one line, checksum and length. */
const SEAL_LENGTH = 10 + 5 + DIGEST_LINE + 8;

/** Writes a file line by line; `end` seals it and puts it on the disk. */
export class BackupWriter {
  readonly #handle: FileHandle;
  readonly #gzip: Gzip = createGzip({ level: 6 });
  readonly #digest: Hash = createHash("sha256");
  readonly #pumped: Promise<void>;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
    this.#pumped = this.#pump();
    // Whoever writes or ends hears of it.
    this.#pumped.catch(() => {});
  }

  static async create(file: string): Promise<BackupWriter> {
    return new BackupWriter(await open(file, "w", 0o600));
  }

  async write(line: unknown): Promise<void> {
    if (this.#gzip.write(`${JSON.stringify(line)}\n`)) return;
    await Promise.race([new Promise((resolve) => this.#gzip.once("drain", resolve)), this.#pumped]);
  }

  /** Answers the digest of the file without its seal. */
  async end(): Promise<string> {
    this.#gzip.end();
    await this.#pumped;
    const sha256 = this.#digest.digest("hex");
    await this.#handle.writeFile(sealOf(sha256));
    await this.#handle.sync();
    await this.#handle.close();
    return sha256;
  }

  async abandon(): Promise<void> {
    this.#gzip.destroy();
    await this.#pumped.catch(() => {});
    await this.#handle.close();
  }

  async #pump(): Promise<void> {
    for await (const part of this.#gzip) {
      this.#digest.update(part as Buffer);
      await this.#handle.writeFile(part as Buffer);
    }
  }
}

/** What is wrong with the file, or null: reads every byte, before any of it is believed. */
export async function findBackupDamage(file: string): Promise<string | null> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    if (size < SEAL_LENGTH) return "too short";
    const digest = createHash("sha256");
    for await (const part of handle.createReadStream({ end: size - SEAL_LENGTH - 1, autoClose: false })) {
      digest.update(part as Buffer);
    }
    const seal = await buffer(handle.createReadStream({ start: size - SEAL_LENGTH, autoClose: false }));
    return seal.equals(sealOf(digest.digest("hex"))) ? null : "its digest does not match its content";
  } finally {
    await handle.close();
  }
}

/** The lines of a file that was found undamaged. */
export async function* readBackup(file: string): AsyncGenerator {
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
  for await (const line of lines) {
    if (!line.startsWith("sha256: ")) yield JSON.parse(line) as unknown;
  }
}

function sealOf(sha256: string): Buffer {
  const line = Buffer.from(`sha256: ${sha256}\n`);
  const seal = Buffer.alloc(SEAL_LENGTH);
  // RFC 1952: magic, deflate, no flags, no time, unknown system.
  seal.set([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255], 0);
  // RFC 1951: the last block, stored, with its length and the complement.
  seal[10] = 1;
  seal.writeUInt16LE(line.length, 11);
  seal.writeUInt16LE(0xffff - line.length, 13);
  line.copy(seal, 15);
  seal.writeUInt32LE(crc32(line), 15 + line.length);
  seal.writeUInt32LE(line.length, 19 + line.length);
  return seal;
}
