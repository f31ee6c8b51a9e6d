import { ApiProblem, createApiClient } from "@dual-high/client";
import { isProblem, queryClient } from "../../data/api.ts";
import { waitForSignIn } from "../../data/session.ts";
import { createStore } from "../../data/store.ts";
import { fileBody, fileName } from "../../data/upload.ts";
import { currentLanguage } from "../../text/texts.ts";
import { putImport } from "./queries.ts";
import type { Import, ListKind } from "./rules.ts";
import { makeSentFetch } from "./sent-fetch.ts";

/** A file on its way, or one that the server could not take. */
export interface Upload {
  readonly key: string;
  readonly scopeId: string;
  readonly kind: ListKind;
  readonly file: File;
  /** From 0 to 1; at 1 the server reads. */
  readonly sent: number;
  /** Why it was not taken; `unsent` when no answer came, `unreadable` when the file was gone. */
  readonly problem: ApiProblem | "unsent" | "unreadable" | "empty" | null;
}

/** Outside of any page, so that leaving the page ends no upload. */
export const uploads = createStore<readonly Upload[]>([]);

const running = new Map<string, AbortController>();
/** The files behind previews, while this page lives: a file in the wrong list can be moved without choosing it again. */
const sources = new Map<string, File>();

export function fileBehind(importId: string): File | null {
  return sources.get(importId) ?? null;
}

function change(key: string, part: Partial<Upload>): void {
  uploads.set(uploads.get().map((each) => (each.key === key ? { ...each, ...part } : each)));
}

export function removeUpload(key: string): void {
  running.get(key)?.abort();
  uploads.set(uploads.get().filter((each) => each.key !== key));
}

/** Hands a file in and resolves with what it was understood as, or with null when it was not taken or taken back. */
export async function upload(
  scopeId: string,
  kind: ListKind,
  file: File,
  classification: Import["classification"],
): Promise<Import | null> {
  const key = crypto.randomUUID();
  const entry: Upload = { key, scopeId, kind, file, sent: 0, problem: file.size === 0 ? "empty" : null };
  uploads.set([...uploads.get(), entry]);
  return file.size === 0 ? null : send(entry, classification);
}

export async function uploadAgain(key: string, classification: Import["classification"]): Promise<Import | null> {
  const entry = uploads.get().find((each) => each.key === key);
  if (entry === undefined) return null;
  change(key, { sent: 0, problem: null });
  return send(entry, classification);
}

async function send(entry: Upload, classification: Import["classification"]): Promise<Import | null> {
  const { key, file } = entry;
  const stop = new AbortController();
  running.set(key, stop);
  try {
    // Read first: a file that was moved or is locked fails here, and not as a broken request.
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) {
      change(key, { problem: "unreadable" });
      return null;
    }
    const taken = await sendBytes(entry, new Blob([bytes]), classification, stop.signal);
    sources.set(taken.id, file);
    putImport(queryClient, taken);
    uploads.set(uploads.get().filter((each) => each.key !== key));
    return taken;
  } catch (error) {
    if (!stop.signal.aborted) change(key, { problem: error instanceof ApiProblem ? error : "unsent" });
    return null;
  } finally {
    running.delete(key);
  }
}

async function sendBytes(
  { key, scopeId, kind, file }: Upload,
  bytes: Blob,
  classification: Import["classification"],
  signal: AbortSignal,
): Promise<Import> {
  const sender = createApiClient({
    baseUrl: location.origin,
    fetch: makeSentFetch((sent) => change(key, { sent })),
    language: currentLanguage,
  });
  for (;;) {
    try {
      return await sender.post("/api/scopes/{scopeId}/imports", {
        params: {
          path: { scopeId },
          query: { kind, ...(classification === null ? {} : { classification }) },
          header: fileName(file),
        },
        ...fileBody(bytes),
        signal,
      });
    } catch (error) {
      if (!isProblem(error, 401)) throw error;
      await waitForSignIn();
    }
  }
}
