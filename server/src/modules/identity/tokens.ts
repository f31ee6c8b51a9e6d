import { hash, randomBytes } from "node:crypto";

/** What a token is for shows in its first letters, so that a log or a reader recognises it: `dhs_…`. */
const PREFIXES = { session: "dhs_", invitation: "dhi_", reset: "dhr_", link: "dhl_" } as const;

/** 256 random bits, and the digest that is kept of them. */
export function makeToken(kind: keyof typeof PREFIXES): { readonly token: string; readonly hash: Buffer } {
  const token = `${PREFIXES[kind]}${randomBytes(32).toString("base64url")}`;
  return { token, hash: hashToken(token) };
}

/** A plain digest is enough: there is nothing to guess in 256 bits. */
export function hashToken(token: string): Buffer {
  return hash("sha256", token, "buffer");
}
