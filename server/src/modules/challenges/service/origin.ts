// What a team is formed for. A challenge will be a second kind of origin.
import { accessError, authorize, type Caller } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { findNeed, NEED_STATE_NAMES } from "../../needs/index.ts";
import { challengesError } from "../rules.ts";

export interface TeamOrigin {
  readonly kind: "need";
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly number: string;
  readonly title: string;
  readonly text: string;
  readonly enterprise: string;
  /** Whether a team may be formed for it now. */
  readonly isOpen: boolean;
  readonly state: { readonly zh: string; readonly en: string };
}

export type OriginRef = Pick<TeamOrigin, "kind" | "id">;

/** What row-level security hides and what does not exist are the same answer. */
export function requireFound<T>(row: T | null | undefined): T {
  if (row === null || row === undefined) throw accessError("access.not_found", {});
  return row;
}

export async function getOrigin(
  tx: Tx,
  caller: Caller,
  permission: Permission,
  { id }: OriginRef,
): Promise<TeamOrigin> {
  const { scopeId, zoneId, number, state, record } = requireFound(await findNeed(tx, id));
  authorize(caller, permission, scopeId);
  const { title, content, indicators, basis, field, enterprise } = record;
  return {
    kind: "need",
    id,
    scopeId,
    zoneId,
    number,
    title,
    text: [...new Set([content, field, indicators, basis])]
      .filter((part) => part !== undefined && part !== "")
      .join("\n"),
    enterprise: enterprise ?? "",
    isOpen: !["draft", "returned", "delivered", "closed"].includes(state),
    state: NEED_STATE_NAMES[state],
  };
}

export function refuseClosed({ number, state, isOpen }: TeamOrigin): void {
  if (!isOpen) throw challengesError("challenges.need_unfit", { number, state });
}
