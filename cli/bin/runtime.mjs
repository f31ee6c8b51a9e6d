// @ts-check
// Plain JavaScript, so that an older Node can read it: which Node runs the TypeScript sources.
import module, { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** Node 24.3 is the first of its line that runs TypeScript without printing a warning. */
const NEEDED = { major: 24, minor: 3 };

/** Where compiled sources are kept from one start to the next; it may be deleted at any time. */
export const COMPILED = fileURLToPath(new URL("../../node_modules/.cache/dual-high", import.meta.url));

/**
 * Keeps what is compiled in this process and, told by its environment, in its threads. Where the folder cannot be written, every
 * start takes a third of a second longer.
 */
export function keepCompiled() {
  module.enableCompileCache?.(COMPILED);
  process.env.NODE_COMPILE_CACHE ??= COMPILED;
}

/** @param {string} version */
export function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor);
}

/** The Node that this project's lockfile pins, where it was installed for this machine. */
export function findRuntime() {
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-linux-${process.arch}/package.json`);
    return join(dirname(manifest), "bin", "node");
  } catch {
    return undefined;
  }
}

/**
 * Hands the signals that end this process to a child. A terminal sends Ctrl-C to both; passing it on would make it two.
 * @param {import("node:child_process").ChildProcess} child
 */
export function passSignalsTo(child) {
  const fromTerminal = process.stdin.isTTY;
  /** @type {NodeJS.Signals[]} */
  const passedOn = fromTerminal ? ["SIGTERM", "SIGHUP"] : ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"];
  for (const signal of passedOn) process.on(signal, () => child.kill(signal));
  if (fromTerminal) for (const signal of ["SIGINT", "SIGQUIT"]) process.on(signal, () => {});
}

/**
 * Ends as the child ended.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function endAs(code, signal) {
  if (signal === null) {
    process.exitCode = code ?? 1;
    return;
  }
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

export function sayWhatToInstall() {
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
