import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";

export interface Child {
  readonly pid: number;
  /** What it has printed so far, both streams together, the last 200,000 characters. */
  readonly output: () => string;
  readonly hasEnded: () => boolean;
  /** Resolves when it is gone, however that came. */
  readonly ended: Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export function startChild(
  command: string,
  args: readonly string[],
  { env = {}, cwd }: { readonly env?: Readonly<Record<string, string>>; readonly cwd?: string } = {},
): Child {
  const child: ChildProcess = spawn(command, args, {
    env: { PATH: process.env["PATH"] ?? "", LANG: "C.UTF-8", ...env },
    ...(cwd === undefined ? {} : { cwd }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => (output = (output + text).slice(-200_000)));
  }
  const endWithUs = () => child.kill("SIGKILL");
  process.on("exit", endWithUs);
  const ended = (async () => {
    await once(child, "exit");
    process.off("exit", endWithUs);
  })();
  if (child.pid === undefined) throw new Error(`${command} cannot be started.`);
  return {
    pid: child.pid,
    output: () => output,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    ended,
    async kill(signal) {
      child.kill(signal);
      await ended;
    },
  };
}

/** Asks again and again until the answer is not null, the process has ended, or the time is up. */
export async function waitFor<T>(
  what: string,
  child: Child,
  ask: () => T | null | Promise<T | null>,
  { seconds = 60, everyMs = 20 } = {},
): Promise<T> {
  const last = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (child.hasEnded() || performance.now() > last) {
      throw new Error(`${what}: not within ${seconds} s.\n${child.output().slice(-3000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
