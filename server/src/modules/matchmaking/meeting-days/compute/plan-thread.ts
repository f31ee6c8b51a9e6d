// The thread that plans one meeting day, and ends with it.
import { parentPort, workerData } from "node:worker_threads";
import type { TimetableProblem } from "@dual-high/matching";
import { planDay } from "./plan-aside.ts";

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(planDay(workerData as TimetableProblem));
