import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";

const ROOT = resolve(import.meta.dirname, "../..");

export interface Account {
  readonly login: string;
  readonly password: string;
}

export interface RunningServer {
  readonly url: string;
  /** The sample accounts by their role, as the first start prints them. */
  readonly accounts: Readonly<Record<string, Account>>;
  readonly stop: () => Promise<void>;
}

/** Builds the interface, unless WEB_IS_BUILT says that it just was; what the browser tests look at is what people get. */
export async function buildWeb(): Promise<void> {
  const isBuilt = () => existsSync(join(ROOT, "web/dist/index.html"));
  if (process.env["WEB_IS_BUILT"] !== undefined && isBuilt()) return;
  const child = spawn(process.execPath, [join(ROOT, "node_modules/vite/bin/vite.js"), "build"], {
    cwd: join(ROOT, "web"),
    stdio: ["ignore", "ignore", "inherit"],
    // The test runner's own NODE_ENV would have React built for development.
    env: { ...process.env, NODE_ENV: "production" },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0 || !isBuilt()) throw new Error("The interface was not built.");
}

export interface Start {
  readonly env?: Readonly<Record<string, string>>;
  /** Where its data lie; by itself a folder that is gone when it stops. */
  readonly folder?: string;
  /** Told instead of the sample pair. */
  readonly story?: string;
  /** How far ahead its clock goes. */
  readonly daysAhead?: number;
}

/** The real server, with a sample pair, on a free port. The accounts are told by the first start of a folder alone. */
export async function startServer({
  env = {},
  folder: given,
  story,
  daysAhead = 0,
}: Start = {}): Promise<RunningServer> {
  const folder = given ?? mkdtempSync(join(tmpdir(), "dual-high-e2e-"));
  const isFirst = readdirSync(folder).length === 0;
  const clock = daysAhead === 0 ? [] : ["--import", join(import.meta.dirname, "moved-clock.mjs")];
  const told = story === undefined ? ["--sample"] : ["--story", story];
  const child = spawn(process.execPath, [...clock, join(ROOT, "server/src/main.ts"), ...told], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      DATA_DIR: folder,
      SEALING_KEY_FILE: join(folder, "sealing.key"),
      PORT: "0",
      LOG_LEVEL: "warn",
      ATTEMPTS_PER_ADDRESS: "10000",
      DAYS_AHEAD: String(daysAhead),
      ...env,
    },
  });
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    if (given === undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await readGreeting(child, isFirst)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address that a server tells when it is ready, and with its first start the accounts. */
async function readGreeting(child: ChildProcess, isFirst: boolean): Promise<Omit<RunningServer, "stop">> {
  let said = "";
  let complained = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (complained += text));
  await new Promise<void>((done, fail) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (/running: \S+/.test(said) && (!isFirst || /^ {2}pair_lead\s+\S+/m.test(said))) done();
    });
    child.once("exit", (code) => fail(new Error(`The server ended with ${code}:\n${said}\n${complained}`)));
  });
  const url = /running: (\S+)/.exec(said)?.[1] ?? "";
  const accounts = [...said.matchAll(/^ {2}([a-z_]+) +(\S+(?: \S+)*?) {2,}/gm)].map(
    ([, login = "", password = ""]) => [login, { login, password }] as const,
  );
  return { url, accounts: Object.fromEntries(accounts) };
}
