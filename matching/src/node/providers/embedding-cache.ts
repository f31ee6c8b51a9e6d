import { createHash } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { EmbeddingProvider, TextRole } from "./provider.ts";

/**
 * Keeps vectors in a folder, so that a text is sent once: one file per provider id and vector length, to which records are
 * appended. A record is the SHA-256 of role and text, the vector as little-endian floats, and a checksum; the text itself is
 * not kept. A record that was cut off or damaged is passed over, and its text asked for again.
 */
export function cachedEmbeddings(provider: EmbeddingProvider, folder: string): EmbeddingProvider {
  let known: Map<string, Float32Array> | undefined;
  let dimensions = provider.dimensions;
  const file = join(folder, `${digest(provider.id).toString("hex").slice(0, 32)}.vectors`);

  return {
    id: provider.id,
    get dimensions() {
      return provider.dimensions ?? dimensions;
    },
    async embed(texts, role, signal) {
      known ??= await load(file, provider.dimensions);
      dimensions ??= known.values().next().value?.length ?? null;
      const keys = texts.map((text) => keyOf(role, text));
      const missing = new Map<string, string>();
      texts.forEach((text, at) => {
        if (text.trim() !== "" && !known?.has(keys[at]!)) missing.set(keys[at]!, text);
      });
      const found = missing.size === 0 ? [] : await provider.embed([...missing.values()], role, signal);
      const fresh = [...missing.keys()].map((key, at) => [key, found[at]!] as const);
      for (const [key, vector] of fresh) known.set(key, vector);
      dimensions ??= fresh[0]?.[1].length ?? null;
      if (fresh.length > 0) await append(folder, file, fresh);
      return keys.map((key) => known?.get(key) ?? new Float32Array(dimensions ?? 0));
    },
  };
}

const KEY_BYTES = 32;
const SUM_BYTES = 4;
const LENGTH_BYTES = 4;

function digest(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function keyOf(role: TextRole, text: string): string {
  return digest(`${role}\n`, text).toString("hex");
}

function encode(key: string, vector: Float32Array): Buffer {
  const record = Buffer.alloc(KEY_BYTES + LENGTH_BYTES + vector.length * 4 + SUM_BYTES);
  record.write(key, 0, "hex");
  record.writeUInt32LE(vector.length, KEY_BYTES);
  vector.forEach((value, at) => record.writeFloatLE(value, KEY_BYTES + LENGTH_BYTES + at * 4));
  digest(record.subarray(0, -SUM_BYTES)).copy(record, record.length - SUM_BYTES, 0, SUM_BYTES);
  return record;
}

async function load(file: string, dimensions: number | null): Promise<Map<string, Float32Array>> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  const vectors = new Map<string, Float32Array>();
  let length = dimensions;
  for (let at = 0; at + KEY_BYTES + LENGTH_BYTES <= bytes.length; ) {
    const count = bytes.readUInt32LE(at + KEY_BYTES);
    const end = at + KEY_BYTES + LENGTH_BYTES + count * 4 + SUM_BYTES;
    const isWhole =
      count > 0 &&
      (length === null || count === length) &&
      end <= bytes.length &&
      digest(bytes.subarray(at, end - SUM_BYTES))
        .subarray(0, SUM_BYTES)
        .equals(bytes.subarray(end - SUM_BYTES, end));
    if (!isWhole) {
      // A record may begin at any byte behind a damaged one; the checksum tells where.
      at += 1;
      continue;
    }
    length ??= count;
    const start = at + KEY_BYTES + LENGTH_BYTES;
    const key = bytes.subarray(at, at + KEY_BYTES).toString("hex");
    vectors.set(
      key,
      Float32Array.from({ length: count }, (_, place) => bytes.readFloatLE(start + place * 4)),
    );
    at = end;
  }
  return vectors;
}

async function append(
  folder: string,
  file: string,
  fresh: readonly (readonly [key: string, vector: Float32Array])[],
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const handle = await open(file, "a", 0o600);
  try {
    // One write: records of several processes stand one behind the other.
    await handle.appendFile(Buffer.concat(fresh.map(([key, vector]) => encode(key, vector))));
  } finally {
    await handle.close();
  }
}
