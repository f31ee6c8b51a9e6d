/** A pair office on a fresh server: the first administrator, a pair, its head, and lists that come in as office files. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { waitFor } from "./child.ts";
import type { Server } from "./server.ts";

const CLI = join(import.meta.dirname, "../../../cli/bin/dualhigh.mjs");
const PASSWORD = "a calm grey heron 7";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** One request of a browser of ours. */
export async function call(
  url: string,
  method: string,
  path: string,
  { cookie = "", body, headers = {} }: { cookie?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer & { readonly cookie: string }> {
  const isFile = body instanceof Uint8Array;
  const payload = isFile ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body);
  const response = await fetch(url + path, {
    method,
    headers: {
      "sec-fetch-site": "same-origin",
      cookie,
      ...(body === undefined || isFile ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: payload }),
  });
  const text = await response.text();
  const json = response.headers.get("content-type")?.includes("json") === true;
  return {
    status: response.status,
    body: json ? JSON.parse(text) : text,
    cookie: response.headers.get("set-cookie")?.split(";")[0] ?? "",
  };
}

export async function must(...request: Parameters<typeof call>): Promise<Record<string, unknown> & { cookie: string }> {
  const { status, body, cookie } = await call(...request);
  if (status >= 300) throw new Error(`${request[1]} ${request[2]}: ${status} ${JSON.stringify(body)}`);
  return { ...(body as Record<string, unknown>), cookie };
}

export interface Office {
  /** The session of the head of the pair's office. */
  readonly cookie: string;
  readonly scopeId: string;
}

async function takeUp(url: string, token: string, login: string): Promise<string> {
  await must(url, "POST", "/api/invitations/accept", { body: { token, password: PASSWORD } });
  return (await must(url, "POST", "/api/session", { body: { login, password: PASSWORD } })).cookie;
}

export async function openOffice(server: Server): Promise<Office> {
  const { url } = server;
  const token = await waitFor("The first administrator's token", server, () => {
    const found = /system\.admin\S*: \S*?(dhi_[\w-]{43})/.exec(server.output());
    return found?.[1] ?? null;
  });
  const admin = await takeUp(url, token, "system.admin");
  const scope = async (kind: string, name: string) =>
    String((await must(url, "POST", "/api/scopes", { cookie: admin, body: { kind, name } }))["id"]);
  const zoneId = await scope("zone", "测速高新区");
  const universityId = await scope("university", "测速大学");
  const pair = await must(url, "POST", "/api/pairs", { cookie: admin, body: { zoneId, universityId } });
  const scopeId = String(pair["id"]);
  const invitation = await must(url, "POST", `/api/scopes/${scopeId}/invitations`, {
    cookie: admin,
    body: { login: "head.of.office", displayName: "王某", role: "pair_lead" },
  });
  const { token: invited } = invitation["handout"] as { token: string };
  return { scopeId, cookie: await takeUp(url, invited, "head.of.office") };
}

/** The sample list of a kind, 5,151 achievements for one, as `dualhigh sample` writes it into the folder. */
export function writeSampleLists(folder: string): void {
  execFileSync(process.execPath, [CLI, "sample", "--out", folder, "--quiet"]);
}

/** Hands a list in, has it taken in and waits for the end. Answers rows and milliseconds. */
export async function importList(
  server: Server,
  { cookie, scopeId }: Office,
  kind: string,
  file: string,
): Promise<{ readonly rows: number; readonly previewMs: number; readonly acceptMs: number }> {
  const { url } = server;
  const started = performance.now();
  const preview = await must(url, "POST", `/api/scopes/${scopeId}/imports?kind=${kind}&classification=internal`, {
    cookie,
    body: new Uint8Array(readFileSync(file)),
    headers: { "x-file-name": encodeURIComponent(`${kind}.xlsx`), "content-type": "application/octet-stream" },
  });
  const previewed = performance.now();
  const { added } = preview["counts"] as { added: number };
  const { jobId } = await must(url, "POST", `/api/scopes/${scopeId}/imports/accept`, {
    cookie,
    body: { importIds: [preview["id"]] },
  });
  for (;;) {
    const job = await must(url, "GET", `/api/jobs/${String(jobId)}`, { cookie });
    if (job["state"] === "done") break;
    if (job["state"] === "failed" || job["state"] === "cancelled")
      throw new Error(`Import: ${JSON.stringify(job)}\n${server.output().slice(-3000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { rows: added, previewMs: previewed - started, acceptMs: performance.now() - previewed };
}
