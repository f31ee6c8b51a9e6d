/** Our server as the process that people run. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { type Child, startChild, waitFor } from "./child.ts";

/** As `npm run server` and `npm start` run it. */
const NODE_FLAGS = flagsOf(readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8"));
const MAIN = join(import.meta.dirname, "../../../server/src/main.ts");

export interface Server extends Child {
  readonly url: string;
}

export async function startServer(
  env: Readonly<Record<string, string>>,
  {
    args = ["--empty"],
    nodeArgs = [],
  }: { readonly args?: readonly string[]; readonly nodeArgs?: readonly string[] } = {},
): Promise<Server> {
  const child = startChild(process.execPath, [...NODE_FLAGS, ...nodeArgs, MAIN, ...args], {
    env: { HOST: "127.0.0.1", PORT: "0", ...env },
  });
  const url = await waitFor("The server", child, () => /(http:\/\/127\.0\.0\.1:\d+)/.exec(child.output())?.[1] ?? null);
  return { ...child, url };
}

/** The most memory that a process has had resident, in MB. */
export function memoryMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}

/** Starts it and waits until /readyz says yes; how long that took, from the start of the process. */
export async function startUntilReady(
  env: Readonly<Record<string, string>>,
): Promise<{ readonly server: Server; readonly ms: number }> {
  const started = performance.now();
  const server = await startServer(env);
  await waitFor("/readyz", server, async () =>
    fetch(`${server.url}/readyz`).then(
      ({ ok }) => (ok ? true : null),
      () => null,
    ),
  );
  return { server, ms: performance.now() - started };
}

function flagsOf(manifest: string): string[] {
  const { scripts } = JSON.parse(manifest) as { readonly scripts: { readonly server: string } };
  return scripts.server.split(" ").filter((word) => word.startsWith("--"));
}
