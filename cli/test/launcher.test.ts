import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const LAUNCHER = resolve(import.meta.dirname, "../bin/dualhigh.mjs");
const RUNTIME = resolve(import.meta.dirname, `../../node_modules/node-linux-${process.arch}`);

/** A program that does what its first argument says, so that a test can see what the launcher passes on. */
const PROGRAM = `
import { text } from "node:stream/consumers";
export async function run(argv: string[]): Promise<number> {
  const [deed, ...rest] = argv as [string, ...string[]];
  if (deed === "tell") {
    const environment = Object.keys(process.env).filter((name) => name.startsWith("DUALHIGH_"));
    console.log(JSON.stringify({ rest, input: await text(process.stdin), node: process.version, environment }));
    console.error("said on the side");
    return 7;
  }
  if (deed === "die") process.kill(process.pid, "SIGABRT");
  if (deed === "stop-at") process.once(rest[0]!, (signal) => process.exit(signal === rest[0] ? 42 : 43));
  setInterval(() => {}, 1000);
  console.log("waiting " + process.pid);
  return new Promise(() => {});
}
`;

interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Nodes to start the launcher with: arguments for a Node that is really old, or that says so at its first start. */
const OLD_NODES: [name: string, command: string[]][] = [
  ["a Node that calls itself old", [process.execPath, "--require", "./old.cjs"]],
  ...oldNodesOnPath().map((path): [string, string[]] => ["the machine's own old Node", [path]]),
];

let project: string;
let bare: string;

beforeAll(() => {
  project = buildProject();
  mkdirSync(join(project, "node_modules"));
  symlinkSync(RUNTIME, join(project, "node_modules", `node-linux-${process.arch}`));
  bare = buildProject();
});

afterAll(() => {
  for (const folder of [project, bare]) rmSync(folder, { recursive: true, force: true });
});

test("a new enough Node runs the program itself", async () => {
  const { code, stdout, stderr } = await finish(
    start([process.execPath], bare, ["tell", "--out", "对接清单.xlsx"]),
    "x",
  );
  expect(code).toBe(7);
  expect(JSON.parse(stdout)).toEqual({
    rest: ["--out", "对接清单.xlsx"],
    input: "x",
    node: process.version,
    environment: [],
  });
  expect(stderr).toBe("said on the side\n");
});

describe.each(OLD_NODES)("%s", (_, node) => {
  describe.skipIf(!existsSync(RUNTIME))("with the locked runtime", () => {
    test("passes arguments, input, output and the exit code", async () => {
      const { code, stdout, stderr } = await finish(start(node, project, ["tell", "", "a b", "需求"]), "一行\n");
      expect(code).toBe(7);
      expect(JSON.parse(stdout)).toMatchObject({ rest: ["", "a b", "需求"], input: "一行\n", environment: [] });
      expect(stderr).toBe("said on the side\n");
    });

    test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("passes on %s and waits for the end", async (signal) => {
      const launcher = start(node, project, ["stop-at", signal]);
      await firstOutput(launcher);
      launcher.kill(signal);
      expect(await finish(launcher)).toMatchObject({ code: 42, signal: null });
    });

    test("ends by the signal that ended the program", async () => {
      expect(await finish(start(node, project, ["die"]))).toMatchObject({ code: null, signal: "SIGABRT" });
    });

    test("leaves nothing running when it is killed outright", async () => {
      const launcher = start(node, project, ["wait"]);
      await firstOutput(launcher);
      launcher.kill("SIGKILL");
      // Standard output closes only when the program, which holds its other end, is gone too.
      expect(await finish(launcher)).toMatchObject({ signal: "SIGKILL" });
    });
  });

  test("says in both languages what to install where there is no runtime", async () => {
    const { code, stdout, stderr } = await finish(start(node, bare, ["tell"]));
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^dualhigh 需要 Node\.js 24\.3 或更高版本[^]*请安装 Node\.js 24[^]*Install Node\.js 24/);
    expect(stderr).not.toContain("    at ");
  });

  test("says so too where the runtime does not start", async () => {
    const broken = buildProject();
    const folder = join(broken, "node_modules", `node-linux-${process.arch}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), "{}");
    const { code, stderr } = await finish(start(node, broken, ["tell"]));
    rmSync(broken, { recursive: true });
    expect(code).toBe(1);
    expect(stderr).toContain("Install Node.js 24");
    expect(stderr).not.toContain("    at ");
  });
});

function buildProject(): string {
  const folder = mkdtempSync(join(tmpdir(), "dual-high-launcher-"));
  mkdirSync(join(folder, "cli/bin"), { recursive: true });
  mkdirSync(join(folder, "cli/src"), { recursive: true });
  writeFileSync(join(folder, "cli/package.json"), `{ "type": "module" }`);
  writeFileSync(join(folder, "cli/src/main.ts"), PROGRAM);
  cpSync(LAUNCHER, join(folder, "cli/bin/dualhigh.mjs"));
  cpSync(join(LAUNCHER, "../runtime.mjs"), join(folder, "cli/bin/runtime.mjs"));
  writeFileSync(
    join(folder, "old.cjs"),
    `if (!process.env.DUALHIGH_SECOND_START)
      Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });`,
  );
  return folder;
}

function oldNodesOnPath(): string[] {
  const paths = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "node"));
  const old = paths.filter((path) => {
    if (!existsSync(path)) return false;
    const [major = 0] = execFileSync(path, ["-p", "process.versions.node"], { encoding: "utf8" })
      .split(".")
      .map(Number);
    return major < 24;
  });
  return old.slice(0, 1);
}

function start([program, ...options]: string[], folder: string, args: string[]): ChildProcess {
  return spawn(program ?? "", [...options, "cli/bin/dualhigh.mjs", ...args], { cwd: folder, stdio: "pipe" });
}

function firstOutput(child: ChildProcess): Promise<unknown> {
  return new Promise((done) => child.stdout?.once("data", done));
}

function finish(child: ChildProcess, input = ""): Promise<Outcome> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdin?.end(input);
  return new Promise((done) => child.on("close", (code, signal) => done({ code, signal, stdout, stderr })));
}
