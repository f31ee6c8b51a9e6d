import { Worker } from "node:worker_threads";
import {
  findRemedy,
  planTimetable,
  type Timetable,
  type TimetableProblem,
  type TimetableRemedy,
} from "@dual-high/matching";

export interface PlannedDay {
  readonly timetable: Timetable;
  /** What would give the rest a place; null where all have one. */
  readonly remedy: TimetableRemedy | null;
}

/** The engine's answer. It takes tenths of a second, and more where a remedy is looked for: in a thread, so that others are served. */
export async function planAside(problem: TimetableProblem): Promise<PlannedDay> {
  const worker = new Worker(new URL("plan-thread.ts", import.meta.url), { workerData: problem });
  return new Promise<PlannedDay>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the thread that planned a meeting day ended without an answer")));
  });
}

export function planDay(problem: TimetableProblem): PlannedDay {
  const timetable = planTimetable(problem);
  return { timetable, remedy: timetable.unplaced.length === 0 ? null : findRemedy(problem) };
}
