// What a project came from. Read anew each time, by whoever looks: what is closed to them stays so.
import { accessError } from "../../../platform/access/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { findAwardedChallenge } from "../../challenges/index.ts";
import { findAchievement } from "../../directory/index.ts";
import { findNeed } from "../../needs/index.ts";
import type { OriginKind } from "../types.ts";

interface Found {
  readonly scopeId: string;
  readonly number: string;
  readonly title: string;
}

export async function findOrigin(tx: Tx, { kind, id }: { readonly kind: OriginKind; readonly id: string }) {
  const find: Readonly<Record<OriginKind, () => Promise<Found | null>>> = {
    need: async () => {
      const need = await findNeed(tx, id);
      return need === null ? null : { scopeId: need.scopeId, number: need.number, title: need.record.title };
    },
    achievement: async () => findAchievement(tx, id),
    challenge: async () => findAwardedChallenge(tx, id),
  };
  return find[kind]();
}

/** One of the scope's own; an award is a challenge that was awarded. */
export async function requireOrigin(
  tx: Tx,
  scopeId: string,
  origin: { readonly kind: OriginKind; readonly id: string } | null,
): Promise<{
  readonly originKind: OriginKind | null;
  readonly originId: string | null;
  readonly originNumber: string | null;
}> {
  if (origin === null) return { originKind: null, originId: null, originNumber: null };
  const found = await findOrigin(tx, origin);
  if (found?.scopeId !== scopeId) throw accessError("access.not_found", {});
  return { originKind: origin.kind, originId: origin.id, originNumber: found.number };
}
