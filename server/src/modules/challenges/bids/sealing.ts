// The keys of sealed challenges: one for each challenge, in the database only wrapped by a key of the server, which is not.
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { defineErrors } from "@dual-high/kernel";

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

const sealingError = defineErrors({
  "challenges.sealing_key_missing": {
    kind: "conflict",
    message: {
      zh: ({ keyId }: { readonly keyId: string }) =>
        `服务器上没有封存这条榜单所用的密钥（${keyId}）。请系统管理员把当时的密钥文件放回 SEALING_KEY_FILE，再办理。`,
      en: ({ keyId }: { readonly keyId: string }) =>
        `The server does not hold the key with which this challenge was sealed (${keyId}). Ask the system administrator to put the key file of that time back at SEALING_KEY_FILE.`,
    },
  },
  "challenges.seal_broken": {
    kind: "conflict",
    message: {
      zh: ({ receipt }: { readonly receipt: string }) =>
        `揭榜书 ${receipt} 的密文与封存时不一致，可能被改动过。没有开启任何揭榜书，请先核查备份和审计记录。`,
      en: ({ receipt }: { readonly receipt: string }) =>
        `What bid ${receipt} sealed is not as it was sealed; it may have been tampered with. No bid was opened. Look at backups and the audit first.`,
    },
  },
});

function encrypt(key: Buffer, plain: Buffer, about: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv);
  cipher.setAAD(Buffer.from(about));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws where the text, what it is about or the key is another than when it was encrypted. */
function decrypt(key: Buffer, sealed: Buffer, about: string): Buffer {
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, IV_BYTES));
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}

export interface WrappedKey {
  readonly wrapped: Buffer;
  /** Which of the server's keys wrapped it: the beginning of that key's digest. */
  readonly by: string;
}

/**
 * The server's keys: a file with one key a line in base64, 32 bytes each. The first wraps what is new, all of them unwrap, so
 * that a key can be replaced while challenges of the old one are still sealed. The file is made when it is first needed.
 */
export class SealingKeys {
  readonly #file: string;
  #keys: readonly Buffer[] | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /** A new key for a challenge, as it may stand in the database. */
  wrapNewKey(challengeId: string): WrappedKey {
    const [first] = this.#read();
    if (first === undefined) throw new Error(`${this.#file} holds no key.`);
    return { wrapped: encrypt(first, randomBytes(KEY_BYTES), challengeId), by: idOf(first) };
  }

  unwrapKey(challengeId: string, { wrapped, by }: WrappedKey): ChallengeKey {
    const key = this.#read().find((each) => idOf(each) === by);
    if (key === undefined) throw sealingError("challenges.sealing_key_missing", { keyId: by });
    return new ChallengeKey(challengeId, decrypt(key, wrapped, challengeId));
  }

  #read(): readonly Buffer[] {
    this.#keys ??= readKeys(this.#file);
    return this.#keys;
  }
}

/** What is sealed with a challenge's key belongs to one bid: moved to another row it no longer opens. */
export class ChallengeKey {
  readonly #challengeId: string;
  readonly #key: Buffer;

  constructor(challengeId: string, key: Buffer) {
    this.#challengeId = challengeId;
    this.#key = key;
  }

  seal(bidId: string, content: unknown): Buffer {
    return encrypt(this.#key, Buffer.from(JSON.stringify(content)), `${this.#challengeId}:${bidId}`);
  }

  unseal({ id, receipt }: { readonly id: string; readonly receipt: string }, sealed: Buffer): unknown {
    let plain: Buffer;
    try {
      plain = decrypt(this.#key, sealed, `${this.#challengeId}:${id}`);
    } catch {
      throw sealingError("challenges.seal_broken", { receipt });
    }
    return JSON.parse(plain.toString());
  }

  /** For comparing people without naming them. */
  digest(person: string): Buffer {
    return createHmac("sha256", this.#key).update(`person ${person}`).digest();
  }
}

/** In a challenge that is not sealed there is nothing to hide: the digest only has to be the same for the same person. */
export function digestOpenly(challengeId: string, person: string): Buffer {
  return createHmac("sha256", challengeId).update(`person ${person}`).digest();
}

function idOf(key: Buffer): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 16);
}

function readKeys(file: string): Buffer[] {
  makeKeyFile(file);
  const keys = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => Buffer.from(line.trim(), "base64"));
  if (keys.length === 0 || keys.some((key) => key.length !== KEY_BYTES)) {
    throw new Error(`${file} must hold one key of ${KEY_BYTES} bytes in base64 on each line.`);
  }
  return keys;
}

/** Two processes may begin at once: the file is made by one, and read by both. */
function makeKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  let made: number;
  try {
    made = openSync(file, "wx", 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return;
    throw error;
  }
  writeSync(made, `${randomBytes(KEY_BYTES).toString("base64")}\n`);
  fsyncSync(made);
  closeSync(made);
}
