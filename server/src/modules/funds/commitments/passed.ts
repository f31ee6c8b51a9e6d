import { asSystem, type Tx } from "../../../platform/db/index.ts";
import { findPassedGates, findProject } from "../../transformation/index.ts";

/** Gates of the project that were passed, as the system: the fund's managers do not read the project. Null: it has ended. */
export async function findPassed(tx: Tx, projectId: string | null): Promise<ReadonlySet<string> | null> {
  if (projectId === null) return new Set();
  return asSystem(tx, async (system) => {
    const project = await findProject(system, projectId);
    const isAlive = project !== null && ["active", "licensed_out"].includes(project.state);
    return isAlive ? new Set(await findPassedGates(system, projectId)) : null;
  });
}
