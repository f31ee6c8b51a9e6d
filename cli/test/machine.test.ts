// Backup, restore, the audit and the way back in, on a data folder that a server has filled.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { jsonOf, runCli } from "./run-cli.ts";

const SERVER = fileURLToPath(new URL("../../server/src/main.ts", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "dual-high-machine-"));
const data = join(root, "data");
afterAll(() => rmSync(root, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

/** Starts the server on the folder, lets its first administrator accept the invitation, and stops it. */
beforeAll(async () => {
  const env = { PATH: process.env["PATH"] ?? "", DATA_DIR: data, PORT: "0" };
  const server = spawn(process.execPath, [SERVER, "--empty"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let [out, errors] = ["", ""];
  server.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  server.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  await vi.waitUntil(() => errors.includes("server.started"), { timeout: 170_000 });
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0] ?? "";
  const token = /dhi_[\w-]{43}/.exec(out)?.[0] ?? "";
  const response = await fetch(`${url}/api/invitations/accept`, {
    method: "POST",
    headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
    body: JSON.stringify({ token, password: "a calm grey heron 7" }),
  });
  if (response.status !== 204) throw new Error(await response.text());
  server.kill("SIGTERM");
  await once(server, "exit");
  // Long enough for a busy machine: a database is made from nothing.
}, 180_000);

function on(folder: string): void {
  vi.stubEnv("DATA_DIR", folder);
}

test("a backup goes into a new folder, where the audit is as it was; nothing is written over", async () => {
  on(data);
  const [file, heads] = [join(root, "a.backup"), join(root, "heads.json")];
  const backup = await runCli("backup", file, "--heads", heads, "--json");
  expect(backup.code).toBe(0);
  expect(jsonOf(backup)).toMatchObject({ file, isCurrent: true, missingContents: 0 });
  const again = await runCli("backup", file);
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining("已经存在")]);

  const target = join(root, "restored");
  on(target);
  const restored = await runCli("restore", file, "--lang", "en");
  expect([restored.code, restored.stdout]).toEqual([0, expect.stringContaining(`Restored into ${target}`)]);
  const verified = await runCli("audit", "verify", "--against", heads);
  expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining("与封存时一致")]);
  const twice = await runCli("restore", file, "--json");
  expect([twice.code, jsonOf(twice)]).toMatchObject([2, { error: { code: "platform.restore_not_empty" } }]);
});

test("a backup with one changed byte is refused, and no folder is filled", async () => {
  on(data);
  const file = join(root, "b.backup");
  await runCli("backup", file, "--quiet");
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  on(join(root, "damaged"));
  const { code, stderr } = await runCli("restore", file, "--lang", "en");
  expect([code, stderr]).toEqual([2, expect.stringContaining("damaged or incomplete")]);
  const missing = await runCli("restore", join(root, "none.backup"));
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining("找不到")]);
});

test("an end that was kept elsewhere and does not fit is a failure that names the place", async () => {
  on(data);
  const heads = join(root, "kept.json");
  await runCli("audit", "verify", "--heads", heads, "--quiet");
  const kept = JSON.parse(readFileSync(heads, "utf8")) as { hash: string; scopeId: string }[];
  const [first] = kept;
  if (first === undefined) throw new Error("the server wrote no audit");
  first.hash = "0".repeat(64);
  writeFileSync(heads, JSON.stringify(kept));
  const { code, stderr } = await runCli("audit", "verify", "--against", heads, "--lang", "en");
  expect([code, stderr]).toEqual([1, expect.stringContaining(`scope ${first.scopeId}`)]);
  writeFileSync(heads, "{}");
  const wrong = await runCli("audit", "verify", "--against", heads);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("不是审计链末端")]);
});

test("an administrator comes back in by a one-time link, and nobody becomes one that way", async () => {
  on(data);
  vi.stubEnv("PUBLIC_URL", "https://pair.example");
  const { code, stdout } = await runCli("admin", "recover", "system.admin");
  expect([code, stdout]).toEqual([0, expect.stringMatching(/https:\/\/pair\.example\/reset#token=dhr_[\w-]{43}/)]);
  const nobody = await runCli("admin", "recover", "nobody", "--lang", "en");
  expect([nobody.code, nobody.stderr]).toEqual([2, expect.stringContaining("nobody")]);
});

test("where there is no data, every command says so and makes none", async () => {
  const nowhere = join(root, "nowhere");
  on(nowhere);
  for (const command of [
    ["backup", join(root, "c.backup")],
    ["audit", "verify"],
    ["admin", "recover", "x"],
  ]) {
    const { code, stderr } = await runCli(...command);
    expect([code, stderr]).toEqual([2, expect.stringContaining("没有双高协同的数据")]);
  }
  expect(existsSync(nowhere)).toBe(false);
});
