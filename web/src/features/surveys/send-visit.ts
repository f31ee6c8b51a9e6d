import type { Schemas } from "@dual-high/client";
import { api } from "../../data/api.ts";

type Receipt = Schemas["SurveyVisitReceipt"];
type Content = Schemas["SurveyVisitContent"];

/** A visit as it waits to be sent, under the id that it was given when it was begun. */
export interface OutgoingVisit {
  readonly roundId: string;
  readonly visitId: string;
  readonly content: Content;
  /** Photos and files by their digests; what the content names and is not here was sent before. */
  readonly files: ReadonlyMap<string, File>;
}

/** How a visit and its files reach the server: what a test, or a store that sends later, puts something else in place of. */
export interface Line {
  readonly putVisit: (visit: OutgoingVisit) => Promise<Receipt>;
  readonly putFile: (visit: OutgoingVisit, sha256: string, file: File) => Promise<unknown>;
}

/**
 * Sends a visit and then the files that the server lacks. Sending again after a failure is no harm: the server takes both
 * once, and says what is still missing.
 */
export async function sendVisit(visit: OutgoingVisit, line: Line = SERVER): Promise<Receipt> {
  const receipt = await line.putVisit(visit);
  for (const sha256 of receipt.missingFiles) {
    const file = visit.files.get(sha256);
    if (file !== undefined) await line.putFile(visit, sha256, file);
  }
  return receipt;
}

const SERVER: Line = {
  putVisit: async ({ roundId, visitId, content }) =>
    api.put("/api/survey-rounds/{roundId}/visits/{visitId}", {
      params: { path: { roundId, visitId } },
      body: { content, sentAt: new Date().toISOString(), basedOn: null },
    }),
  putFile: async ({ roundId, visitId }, sha256, file) => {
    const bytes = new Blob([await file.arrayBuffer()]);
    return api.put("/api/survey-rounds/{roundId}/visits/{visitId}/files/{sha256}", {
      params: { path: { roundId, visitId, sha256 }, header: { "x-file-name": encodeURIComponent(file.name) } },
      // The description knows bytes as text.
      body: bytes as unknown as string,
      bodySerializer: () => bytes,
      headers: { "content-type": "application/octet-stream" },
    });
  },
};

export async function digestOf(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A new id as RFC 9562 has it in version 7: the time first, then chance. */
export function newVisitId(now: number, random: Uint8Array): string {
  const bytes = Uint8Array.from(random.subarray(0, 16));
  for (let at = 0, rest = now; at < 6; at += 1) {
    bytes[5 - at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
