// What people say of somebody's capabilities, beside what the lists show.
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { findDisplayNames } from "../../identity/index.ts";
import { findSaid, putSaid, type SaidRow } from "../queries.ts";
import type { PersonCapabilities, PersonCapabilitiesChange } from "../types.ts";

export async function getPersonCapabilities(ctx: Ctx, scopeId: string, key: string): Promise<PersonCapabilities> {
  authorize(ctx.caller, "team.read", scopeId);
  return transact(ctx, async (tx) => showSaid(tx, key, await findSaid(tx, scopeId, key)));
}

export async function changePersonCapabilities(
  ctx: Ctx,
  scopeId: string,
  change: PersonCapabilitiesChange,
  version: number,
): Promise<PersonCapabilities> {
  authorize(ctx.caller, "team.form", scopeId);
  return transact(ctx, async (tx) => {
    const before = await findSaid(tx, scopeId, change.key, "for_update");
    expectVersion({ version: before?.version ?? 0 }, version);
    await putSaid(tx, scopeId, { ...change, updatedBy: ctx.caller.userId });
    await audit(tx, {
      scopeId,
      action: "person.capabilities_changed",
      subjectKind: "person_capabilities",
      subjectId: scopeId,
      details: { adds: change.adds.length, removes: change.removes.length },
      personal: { ...change },
    });
    return showSaid(tx, change.key, await findSaid(tx, scopeId, change.key));
  });
}

async function showSaid(tx: Tx, key: string, row: SaidRow | null): Promise<PersonCapabilities> {
  if (row === null) {
    const [name = "", unit = ""] = key.split("|");
    return {
      id: null,
      key,
      name,
      unit,
      adds: [],
      removes: [],
      isSenior: null,
      otherProjects: 0,
      updatedBy: null,
      updatedAt: null,
      version: 0,
    };
  }
  const { updatedBy, ...said } = row;
  const names = await findDisplayNames(tx, [updatedBy]);
  return {
    ...said,
    adds: [...said.adds],
    removes: [...said.removes],
    updatedBy: { id: updatedBy, name: names.get(updatedBy) ?? "" },
  };
}
