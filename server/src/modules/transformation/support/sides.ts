import { type Caller, mayIn } from "../../../platform/access/index.ts";
import type { ProjectRow } from "../queries.ts";
import { type Side, SIDES } from "./types.ts";

/** For which side the caller may speak: their own. */
export function sidesOf(caller: Caller, { scopeId }: Pick<ProjectRow, "scopeId">): Side[] {
  return SIDES.filter((side) => mayIn(caller, `project.support_${side}`, scopeId));
}
