// The one way in which a consortium and its parts are changed.
import { type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { asSystem, type Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { putSearchDocuments } from "../../../platform/search/index.ts";
import { TYPES } from "../types.ts";
import { type ConsortiumRow, findConsortiumRow, insertStep, type Placed, touch } from "../queries/consortia.ts";
import { listMembers } from "../queries/parts.ts";
import { refuseEnded } from "../rules.ts";
import type { Consortium } from "../shapes.ts";
import { getConsortiumRow, showConsortium } from "./found.ts";

export interface Done {
  /** A step of the history; `consortium.<action>` in the audit. */
  readonly action: string;
  /** What the history says about it. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Of that, what the audit keeps for ever: ids, days, figures. */
  readonly audited?: Readonly<Record<string, unknown>>;
}

/** Loads it for writing, does the work, and puts it on record; null when there was nothing to do. */
export async function changeConsortium(
  ctx: Ctx,
  { consortiumId, version }: { readonly consortiumId: string; readonly version: number },
  work: (tx: Tx, row: ConsortiumRow) => Promise<Done | null>,
  { mayBeEnded = false }: { readonly mayBeEnded?: boolean } = {},
): Promise<Consortium> {
  return transact(ctx, async (tx) => {
    const row = await getConsortiumRow(tx, ctx.caller, "consortium.manage", consortiumId, "for_update");
    expectVersion(row, version);
    if (!mayBeEnded) refuseEnded(row);
    const done = await work(tx, row);
    if (done !== null) {
      const { action, details, audited = {} } = done;
      await touch(tx, consortiumId);
      await insertStep(tx, (await findConsortiumRow(tx, consortiumId)) ?? row, ctx.caller.userId, action, details);
      await audit(tx, {
        ...auditOf(row),
        // Managers from outside have a record of their own.
        scopeId: ctx.caller.readScopes.includes(row.scopeId) ? row.scopeId : (row.managerScopeId ?? row.scopeId),
        action: `consortium.${action}`,
        details: { number: row.number, ...audited },
        personal: details,
      });
      await indexConsortium(tx, consortiumId);
    }
    return showConsortium(tx, ctx.caller, consortiumId);
  });
}

export function auditOf({ id, scopeId, zoneId }: Pick<ConsortiumRow, "id" | "scopeId" | "zoneId">) {
  return { scopeId, zoneId, subjectKind: "consortium", subjectId: id };
}

/** As the system, for managers from outside change it too; found by whoever reads it. */
export async function indexConsortium(tx: Tx, consortiumId: Placed["id"]): Promise<void> {
  const row = await findConsortiumRow(tx, consortiumId);
  if (row === null) return;
  const { id, scopeId, readers, number, name, type, chainNode, goal } = row;
  const members = (await listMembers(tx, id)).map((member) => member.name);
  const lead = members.slice(0, 1);
  const document = {
    kind: "consortium",
    id,
    scopeId,
    audience: { scopes: readers.filter((reader) => reader !== scopeId) },
    title: name,
    subtitle: [number, TYPES[type].name.zh, chainNode ?? "", ...lead].filter((part) => part !== "").join(" · "),
    keywords: [number, chainNode, ...members],
    text: goal,
  };
  await asSystem(tx, async (system) => putSearchDocuments(system, [document]));
}
