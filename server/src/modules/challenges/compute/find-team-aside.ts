import { Worker } from "node:worker_threads";
import { findTeam, type Team, type TeamProblem } from "@dual-high/matching";

/** A problem of this many person-capability pairs is solved before a thread would have started. */
const SMALL = 2000;

/** The engine's answer, from a thread where it could take longer than others should wait. */
export async function findTeamAside(problem: TeamProblem): Promise<Team> {
  const size = problem.candidates.reduce((sum, { capabilities }) => sum + capabilities.length, 0);
  if (size < SMALL) return findTeam(problem);
  const worker = new Worker(new URL("team-thread.ts", import.meta.url), { workerData: problem });
  return new Promise<Team>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the thread that looked for a team ended without an answer")));
  });
}
