#!/usr/bin/env node
// @ts-check
// Plain JavaScript, so that an older Node can read it: it finds a Node that runs the TypeScript sources and hands over.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** Node 24.3 is the first of its line that runs TypeScript without printing a warning. */
const NEEDED = { major: 24, minor: 3 };

/** Set for the second start only, and taken out of the environment before the program sees it. */
const SECOND_START = "DUALHIGH_SECOND_START";

const isSecondStart = SECOND_START in process.env;
delete process.env[SECOND_START];

if (runsTypeScript(process.versions.node)) {
  if (isSecondStart) endWithParent();
  const { run } = await import("../src/main.ts");
  process.exitCode = await run(process.argv.slice(2));
} else {
  const runtime = isSecondStart ? undefined : findRuntime();
  if (runtime === undefined) sayWhatToInstall();
  else startAgain(runtime);
}

/** @param {string} version */
function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor);
}

/** The Node that this project's lockfile pins, where it was installed for this machine. */
function findRuntime() {
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-linux-${process.arch}/package.json`);
    return join(dirname(manifest), "bin", "node");
  } catch {
    return undefined;
  }
}

/** @param {string} runtime */
function startAgain(runtime) {
  const child = spawn(runtime, [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, [SECOND_START]: "1" },
  });
  // A terminal sends Ctrl-C to both processes; passing it on would make it two.
  const fromTerminal = process.stdin.isTTY;
  /** @type {NodeJS.Signals[]} */
  const passedOn = fromTerminal ? ["SIGTERM", "SIGHUP"] : ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"];
  for (const signal of passedOn) process.on(signal, () => child.kill(signal));
  if (fromTerminal) for (const signal of ["SIGINT", "SIGQUIT"]) process.on(signal, () => {});

  child.on("error", sayWhatToInstall);
  child.on("exit", (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? 1;
      return;
    }
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** The channel to the parent closes however the parent ends, by kill -9 too. */
function endWithParent() {
  const end = () => process.exit(1);
  if (!process.connected) end();
  process.on("disconnect", end);
  process.channel?.unref();
}

function sayWhatToInstall() {
  const needed = `${NEEDED.major}.${NEEDED.minor}`;
  console.error(
    [
      `dualhigh 需要 Node.js ${needed} 或更高版本；本机为 ${process.versions.node}，也没有找到可用的随附运行时。`,
      "请安装 Node.js 24（长期支持版）；在 64 位 Linux 上，也可在项目目录运行 npm ci，会一并装好运行时。然后重试。",
      `dualhigh needs Node.js ${needed} or later; this is ${process.versions.node}, and no usable bundled runtime was found.`,
      "Install Node.js 24 (LTS); on 64-bit Linux, npm ci in the project folder also brings a runtime. Then try again.",
    ].join("\n"),
  );
  process.exitCode = 1;
}
