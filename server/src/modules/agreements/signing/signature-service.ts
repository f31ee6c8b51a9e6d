import type { Bilingual } from "@dual-high/kernel";

/** A text as it was signed. */
export interface SignedText {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/**
 * What stands behind a signature. A licensed service (a certification authority under the Electronic Signature Law) is one more
 * implementation of this: it checks the signatures that the file carries, and keeps what it needs to say so again later.
 */
export interface SignatureService {
  /** Kept with each record: another service never verifies it. */
  readonly key: string;
  readonly name: Bilingual;
  /** Whether it is a licensed one, whose signatures have legal effect. */
  readonly isLicensed: boolean;
  /** What its record proves, and what it does not, in plain words. */
  readonly statement: Bilingual;
  /** Throws where the file does not carry what the service asks for; answers what it has to keep. */
  record(text: SignedText): Promise<Readonly<Record<string, unknown>>>;
  /** Whether the file is still the one that was recorded. */
  verify(text: SignedText, evidence: Readonly<Record<string, unknown>>): Promise<boolean>;
}
