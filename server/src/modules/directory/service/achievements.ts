import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { type Listing, listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { type AchievementFilter, listAchievementRows } from "../queries.ts";
import type { AchievementItem, AchievementSort } from "../types.ts";

export async function listAchievements(
  ctx: Ctx,
  scopeId: string,
  listing: Listing<AchievementSort>,
  filter: AchievementFilter,
): Promise<TotalledPage<AchievementItem>> {
  authorize(ctx.caller, "directory.read", scopeId);
  return transact(ctx, async (tx) => {
    const { rows, total } = await listAchievementRows(tx, scopeId, listing, filter);
    return listPageOf(listing, rows, total);
  });
}
