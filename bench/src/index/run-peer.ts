/** Runs a peer within limits: 8 GB, 10 minutes for its index. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import type { RankingQuality } from "../metrics.ts";
import { memoryMb } from "./memory.ts";

export interface PeerFigures {
  readonly name: string;
  readonly quality: Pick<RankingQuality, "rerankNdcg10" | "fullNdcg10" | "recall100"> | null;
  /** Null when it did not stay within the limits; `remark` says which. */
  readonly found: {
    readonly needsPerSecond: number;
    readonly needs: number;
    readonly indexSeconds: number;
    readonly peakMb: number;
  } | null;
  readonly remark: string;
}

const MOST_MB = 8000;
const MOST_SECONDS = 600;
// So many seconds of indexing tell how long all of it would take at least.
const TELLING_SECONDS = 60;

interface Line {
  readonly quality?: NonNullable<PeerFigures["quality"]>;
  readonly indexed?: number;
  readonly seconds?: number;
  readonly found?: NonNullable<PeerFigures["found"]>;
}

export async function runPeer(name: string, documents: number): Promise<PeerFigures> {
  const script = join(import.meta.dirname, "peer.ts");
  const child = spawn(process.execPath, [`--max-old-space-size=${MOST_MB}`, script, name, String(documents)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} cannot be started`);
  const endWithUs = (): boolean => child.kill("SIGKILL");
  process.on("exit", endWithUs);
  let quality: PeerFigures["quality"] = null;
  let found: PeerFigures["found"] = null;
  let remark = "ended early";
  const stop = (why: string): void => {
    remark = why;
    child.kill("SIGKILL");
  };
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as Line;
    if (line.quality !== undefined) quality = line.quality;
    if (line.found !== undefined) found = line.found;
    if (line.seconds !== undefined) {
      const whole = (line.seconds * documents) / Math.max(1, line.indexed ?? 0);
      if (line.seconds > TELLING_SECONDS && whole > MOST_SECONDS) stop("over 10 min");
      else if (memoryMb(pid) > MOST_MB) stop("over 8 GB");
    }
  }
  process.off("exit", endWithUs);
  console.error(`${name}: ${JSON.stringify({ quality, found, ...(found === null ? { remark } : {}) })}`);
  return { name, quality, found, remark };
}
