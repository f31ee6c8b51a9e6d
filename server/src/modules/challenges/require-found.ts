import { accessError } from "../../platform/access/index.ts";

/** What row-level security hides and what does not exist are the same answer. */
export function requireFound<T>(row: T | null | undefined): T {
  if (row === null || row === undefined) throw accessError("access.not_found", {});
  return row;
}
