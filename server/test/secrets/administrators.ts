import { SYSTEM_SCOPE_ID } from "../../src/platform/access/matrix.ts";
import type { TestApp } from "../test-app.ts";
import type { Outsider } from "./secret.ts";

/** The three administrators of an installation: they keep it running and read no secret in it. */
export async function administrators(world: TestApp): Promise<readonly Outsider[]> {
  const made: Outsider[] = [];
  for (const role of ["system_admin", "security_admin", "audit_admin"] as const) {
    made.push({ name: role, userId: (await world.someone(role, SYSTEM_SCOPE_ID)).userId, tries: "reading" });
  }
  return made;
}
