// @ts-check
// `npm start`: the server and its pages, out of a checkout. Plain JavaScript, so that an older Node can read it. The server
// opens its database while the pages are built, where they are not built of these sources yet.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { COMPILED, endAs, findRuntime, passSignalsTo, runsTypeScript, sayWhatToInstall } from "./runtime.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const WEB = join(ROOT, "web");
/** Of what the pages in `dist` were built. */
const BUILT_OF = join(WEB, "dist", ".built-of");
/** There while they are being built: the server says so to whoever opens a page. */
const BUILDING = join(WEB, ".building");
/** What goes into the pages: when any of it changes, they are built anew. */
const SOURCES = ["web", "client/src", "kernel/src", "package-lock.json"];
/**
 * As `npm run server` gives them: few MB for objects that soon go, half of what Node would take: a quarter less memory, and no
 * slower (docs/benchmarks.md, api).
 */
const NODE_FLAGS = flagsOf(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).scripts.server);
const NO_SOURCES = new Set(["dist", "node_modules", ".building"]);

const runtime = runsTypeScript(process.versions.node) ? process.execPath : findRuntime();
if (runtime === undefined) sayWhatToInstall();
else start(runtime, process.argv.slice(2));

/**
 * @param {string} node
 * @param {string[]} args
 */
function start(node, args) {
  const isGiven = args.some((arg) => ["--empty", "--sample", "--story"].includes(arg));
  const wanted = isGiven ? args : ["--sample", ...args];
  const digest = digestOfSources();
  const isBuilt = existsSync(BUILT_OF) && readFileSync(BUILT_OF, "utf8") === digest;
  const build = isBuilt ? null : startBuild(node, digest);
  const server = spawn(node, [...NODE_FLAGS, join(ROOT, "server", "src", "main.ts"), ...wanted], {
    // The server ends when the channel closes, however this process ends.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { NODE_COMPILE_CACHE: COMPILED, ...process.env },
  });
  passSignalsTo(server);
  server.on("error", sayWhatToInstall);
  server.on("exit", (code, signal) => {
    build?.kill();
    endAs(code, signal);
  });
}

/**
 * @param {string} node
 * @param {string} digest
 */
function startBuild(node, digest) {
  const vite = createRequire(join(WEB, "package.json")).resolve("vite/package.json");
  writeFileSync(BUILDING, String(process.pid));
  console.log(
    "正在构建页面；先打开的页面会在构建好之后自己刷新。/ Building the pages: one that is opened before reloads itself.",
  );
  let said = "";
  const build = spawn(node, [join(dirname(vite), "bin", "vite.js"), "build", "--logLevel", "warn"], {
    cwd: WEB,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [build.stdout, build.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
  }
  const end = () => rmSync(BUILDING, { force: true });
  process.on("exit", end);
  build.on("error", end);
  build.on("exit", (code, signal) => {
    if (code === 0) {
      writeFileSync(BUILT_OF, digest);
      console.log("页面已构建。/ The pages are built.");
    }
    end();
    if (code === 0 || signal !== null) return;
    console.error(`页面没有构建成功 / The pages could not be built:\n${said}`);
  });
  return build;
}

/**
 * @param {string} command
 * @returns {string[]}
 */
function flagsOf(command) {
  return command.split(" ").filter((word) => word.startsWith("--"));
}

function digestOfSources() {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    for (const file of listFiles(join(ROOT, source)).sort()) {
      hash.update(file.slice(ROOT.length)).update("\0").update(readFileSync(file)).update("\0");
    }
  }
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function listFiles(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !NO_SOURCES.has(name))
    .flatMap((name) => listFiles(join(path, name)));
}
