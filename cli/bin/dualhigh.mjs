#!/usr/bin/env node
// @ts-check
// Plain JavaScript, so that an older Node can read it: it finds a Node that runs the TypeScript sources and hands over.
import { spawn } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { endAs, findRuntime, keepCompiled, passSignalsTo, runsTypeScript, sayWhatToInstall } from "./runtime.mjs";

/** Set for the second start only, and taken out of the environment before the program sees it. */
const SECOND_START = "DUALHIGH_SECOND_START";

const isSecondStart = SECOND_START in process.env;
delete process.env[SECOND_START];

if (runsTypeScript(process.versions.node)) {
  if (isSecondStart) endWithParent();
  keepCompiled();
  const { run } = await import("../src/main.ts");
  process.exitCode = await run(process.argv.slice(2));
} else {
  const runtime = isSecondStart ? undefined : findRuntime();
  if (runtime === undefined) sayWhatToInstall();
  else startAgain(runtime);
}

/** @param {string} runtime */
function startAgain(runtime) {
  const child = spawn(runtime, [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, [SECOND_START]: "1" },
  });
  passSignalsTo(child);
  child.on("error", sayWhatToInstall);
  child.on("exit", endAs);
}

/** The channel to the parent closes however the parent ends, by kill -9 too. */
function endWithParent() {
  const end = () => process.exit(1);
  if (!process.connected) end();
  process.on("disconnect", end);
  process.channel?.unref();
}
