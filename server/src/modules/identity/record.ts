import type { Caller } from "../../platform/access/index.ts";
import { SYSTEM_SCOPE_ID } from "../../platform/access/matrix.ts";

/** The security of accounts is one record for the whole installation: the audit administrator reads it in one place. */
export const SECURITY_RECORD = SYSTEM_SCOPE_ID;

/** The scope's own record where the caller reads it, else the installation's: an administrator acts from outside. */
export function recordOf(caller: Caller, scopeId: string): string {
  return caller.readScopes.includes(scopeId) ? scopeId : SECURITY_RECORD;
}
