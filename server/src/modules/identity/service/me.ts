import { type Ctx, transact } from "../../../platform/access/index.ts";
import { PERMISSIONS, reachOf } from "../../../platform/access/matrix.ts";
import { audit } from "../../../platform/audit/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { findUser, listGrantedScopes, updateProfile } from "../queries.ts";
import type { Me, MeChange } from "../types.ts";
import { requireFound } from "./found.ts";

export async function getMe(ctx: Ctx): Promise<Me> {
  const { caller } = ctx;
  return transact(ctx, async (tx) => {
    const user = requireFound(await findUser(tx, caller.userId));
    const permissions = caller.grants.flatMap(({ role, scopeId }) =>
      PERMISSIONS.flatMap((permission) => {
        const reach = reachOf(role, permission);
        return reach === null ? [] : [{ permission, reach, scopeId: reach === "all" ? null : scopeId }];
      }),
    );
    return { ...user, userId: user.id, grants: await listGrantedScopes(tx, caller.userId), permissions };
  });
}

export async function changeMe(ctx: Ctx, change: MeChange, version: number): Promise<Me> {
  return transact(ctx, async (tx) => {
    const user = requireFound(await findUser(tx, ctx.caller.userId, "for_update"));
    expectVersion(user, version);
    await updateProfile(tx, user.id, {
      displayName: change.displayName ?? user.displayName,
      email: change.email === undefined ? user.email : change.email,
      language: change.language ?? user.language,
    });
    // Which fields, not what they hold: the record outlives the person's data.
    await audit(tx, {
      scopeId: user.id,
      action: "user.changed",
      subjectKind: "user",
      subjectId: user.id,
      details: { fields: Object.keys(change) },
    });
    return getMe({ ...ctx, tx });
  });
}
