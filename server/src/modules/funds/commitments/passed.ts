import { asSystem, type Tx } from "../../../platform/db/index.ts";
import { findPassedGates, findProject } from "../../transformation/index.ts";

/** Gates of the project that were passed, each with its day, as the system: the fund's managers do not read the project. Null: it has ended. */
export async function findPassed(tx: Tx, projectId: string | null): Promise<ReadonlyMap<string, string> | null> {
  if (projectId === null) return new Map();
  return asSystem(tx, async (system) => {
    const project = await findProject(system, projectId);
    const isAlive = project !== null && ["active", "licensed_out"].includes(project.state);
    return isAlive ? findPassedGates(system, projectId) : null;
  });
}
