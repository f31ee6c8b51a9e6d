// The thread that writes lists back with remarks, one after the other, while the needs are matched.
import { parentPort, workerData } from "node:worker_threads";
import { type CorrectionPlan, writePlannedCorrections } from "@dual-high/lists";

for (const plan of workerData as readonly CorrectionPlan[]) {
  const bytes = await writePlannedCorrections(plan);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(bytes);
}
