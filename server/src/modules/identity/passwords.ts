import { type Algorithm, hash, verify } from "@node-rs/argon2";
import { normalizePassword } from "./rules.ts";

/** Argon2id (2) with OWASP's first choice of memory, and twice its time. */
const OPTIONS = {
  algorithm: 2 as Algorithm,
  memoryCost: 47_104,
  timeCost: 2,
  parallelism: 1,
};
const PARAMETERS = `$argon2id$v=19$m=${OPTIONS.memoryCost},t=${OPTIONS.timeCost},p=${OPTIONS.parallelism}$`;

export function hashPassword(password: string): Promise<string> {
  return hash(normalizePassword(password), OPTIONS);
}

/** Made when the server starts, so that the first attempt on an unknown account takes no longer than the others. */
const decoy = hashPassword("not a password of anyone");

/** Takes as long for an account that does not exist: something is verified in any case. */
export async function verifyPassword(secret: string | null, password: string): Promise<boolean> {
  const isRight = await verify(secret ?? (await decoy), normalizePassword(password)).catch(() => false);
  return isRight && secret !== null;
}

/** Made under earlier parameters: replaced at the next sign-in, when the password is at hand. */
export function isOutdated(secret: string): boolean {
  return !secret.startsWith(PARAMETERS);
}
