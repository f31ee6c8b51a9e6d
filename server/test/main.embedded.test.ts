// The server as a process: it starts, says where, answers, stops, and refuses to start with a reason.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, expect, test } from "vitest";
import { ROLE_NAMES } from "../src/platform/access/matrix.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "dual-high-main-"));
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});
// The folder is made by the first test and kept for the others: making it is what takes the time.
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Making a database takes seconds, and minutes where every core is busy with other tests. */
const MAKING_MS = 240_000;

interface Started {
  readonly child: ChildProcess;
  out: string;
  errors: string;
  readonly ended: Promise<number | null>;
}

function launch(env: Record<string, string>, ...args: string[]): Started {
  const base = { PATH: process.env["PATH"] ?? "", DATA_DIR: join(folder, "data"), PORT: "0" };
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...base, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  running.push(child);
  const started: Started = {
    child,
    out: "",
    errors: "",
    ended: once(child, "exit").then(([code]) => code as number | null),
  };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (started.out += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (started.errors += text));
  return started;
}

async function untilServing(started: Started): Promise<string> {
  const address = () => /running: (http\S+)/.exec(started.out)?.[1];
  await expect.poll(address, { message: started.errors }).toBeDefined();
  await expect.poll(() => started.errors).toContain("server.started");
  return address() ?? "";
}

test(
  "starts in an empty folder, prints its address and a token for each administrator, and stops when asked",
  async () => {
    const server = launch({});
    const url = await untilServing(server);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const links = server.out.match(/http:\/\/127\.0\.0\.1:\d+\/invitation#token=dhi_[\w-]{43}/g);
    expect(links).toHaveLength(3);
    expect(server.errors).not.toContain("dhi_");
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: "ready", failed: [] });
    expect((await fetch(`${url}/api/me`)).status).toBe(401);
    server.child.kill("SIGTERM");
    expect(await server.ended).toBe(0);
    for (const line of server.errors.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("event");

    const again = launch({});
    await untilServing(again);
    expect(again.out).not.toContain("dhi_");
    // The launcher that held the other end is gone.
    again.child.disconnect();
    expect(await again.ended).toBe(0);
  },
  MAKING_MS,
);

test(
  "a first start with a sample prints an account for every role, once, and lets them in",
  async () => {
    const env = { DATA_DIR: join(folder, "sample") };
    const server = launch(env, "--sample");
    const url = await untilServing(server);
    const accounts = [...server.out.matchAll(/^ {2}(\w+) +((?:[a-z2-9]{4}-){3}[a-z2-9]{4}) /gm)];
    expect(accounts.map(([, login]) => login)).toEqual(ROLE_NAMES);
    expect(server.out).not.toContain("dhi_");
    const [, login = "", password = ""] = accounts.find(([, name]) => name === "pair_lead") ?? [];
    expect(server.errors).not.toContain(password);
    const signedIn = await fetch(`${url}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
      body: JSON.stringify({ login, password }),
    });
    const cookie = /session=[^;]+/.exec(signedIn.headers.get("set-cookie") ?? "")?.[0] ?? "";
    const pairs = (await (await fetch(`${url}/api/pairs`, { headers: { cookie } })).json()) as { items: object[] };
    expect(pairs.items).toMatchObject([{ name: "样例高新区 × 样例大学", isSample: true }]);
    server.child.kill("SIGTERM");
    expect(await server.ended).toBe(0);

    const again = launch(env, "--sample");
    await untilServing(again);
    expect(again.out).not.toContain(login);
  },
  MAKING_MS,
);

test("a request of 100 MB is refused early, with a clear answer, and the server goes on", async () => {
  const server = launch({});
  const url = await untilServing(server);
  let sent = 0;
  const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const big = request(`${url}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": 104_857_600 },
    });
    let answered = false;
    big.on("response", (response) => {
      answered = true;
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, text });
        big.destroy();
      });
    });
    big.on("error", (error) => (answered ? undefined : reject(error)));
    const chunk = Buffer.alloc(65_536, 32);
    const push = () => {
      if (answered || sent >= 104_857_600) return;
      sent += chunk.length;
      big.write(chunk, push);
    };
    push();
  });
  expect(answer.status).toBe(413);
  expect(JSON.parse(answer.text)).toMatchObject({
    code: "http.body_too_large",
    detail: expect.stringContaining("50 MB"),
  });
  expect(sent).toBeLessThan(20_000_000);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test.each([
  [{ PORT: "http", TRUSTED_PROXY: "proxy" }, [], 2, ["PORT", "TRUSTED_PROXY", "Not started", "服务没有启动"]],
  [{ DATABASE_URL: "mysql://root:hunter2@db/x" }, [], 2, ["DATABASE_URL"]],
  [{ TLS_CERT: "/nowhere/cert.pem", TLS_KEY: "/nowhere/key.pem" }, [], 2, ["TLS_CERT", "/nowhere/cert.pem"]],
  [{}, ["--role", "webb"], 2, ["--role", "webb"]],
  [{ DATABASE_URL: "postgresql://u:hunter2@127.0.0.1:1/x" }, [], 1, ["数据库", "database"]],
])("a bad start (%j %j) ends with its reason", async (env, args, code, texts) => {
  const server = launch(env, ...args);
  expect(await server.ended).toBe(code);
  for (const text of texts) expect(server.errors).toContain(text);
  expect(server.errors).not.toContain("hunter2");
  expect(server.errors).not.toMatch(/\n\s+at /);
});

test("a port that is taken is named", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const server = launch({ PORT: String(port) });
  expect(await server.ended).toBe(2);
  expect(server.errors).toContain(`PORT: ${port} is taken`);
  other.close();
});

test("the worker runs without an address", async () => {
  const worker = launch({ PUBLIC_URL: "https://pair.example" }, "--role", "worker");
  await expect.poll(() => worker.errors).toContain("server.started");
  expect(worker.out).not.toContain("http");
  worker.child.kill("SIGINT");
  expect(await worker.ended).toBe(0);
});
