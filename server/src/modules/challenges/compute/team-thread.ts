// The thread that looks for one team, and ends with it.
import { parentPort, workerData } from "node:worker_threads";
import { findTeam, type TeamProblem } from "@dual-high/matching";

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(findTeam(workerData as TeamProblem));
