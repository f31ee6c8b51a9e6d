// The one way in which a consortium and its parts are changed.
import { type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { asSystem, type Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { putSearchDocuments } from "../../../platform/search/index.ts";
import { TYPES } from "../types.ts";
import { type ConsortiumRow, findConsortiumRow, insertStep, type Placed, touch } from "../queries/consortia.ts";
import { listMembers } from "../queries/parts.ts";
import { consortiumNews, type News } from "../events.ts";
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
  /** Set where somebody is told of it. */
  readonly news?: Told;
}

interface Told {
  readonly what: News;
  readonly about: string;
  readonly on: string | null;
  readonly enterpriseId?: string | null;
  readonly userIds?: readonly (string | null)[];
  readonly usersIn?: string | null;
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
      const { action, details, audited = {}, news } = done;
      await touch(tx, consortiumId);
      const now = (await findConsortiumRow(tx, consortiumId)) ?? row;
      await insertStep(tx, now, ctx.caller.userId, action, details);
      // Managers from outside have a record of their own.
      const scopeId = ctx.caller.readScopes.includes(row.scopeId) ? row.scopeId : (row.managerScopeId ?? row.scopeId);
      if (news !== undefined) await announce(ctx, tx, now, { ...news, actsIn: scopeId });
      await audit(tx, {
        ...auditOf(row),
        scopeId,
        action: `consortium.${action}`,
        details: { number: row.number, ...audited },
        personal: details,
      });
      await indexConsortium(tx, consortiumId);
    }
    return showConsortium(tx, ctx.caller, consortiumId);
  });
}

/** Tells those who look after it, and whom it concerns, once the change is made. */
export async function announce(
  ctx: Ctx,
  tx: Tx,
  { id, scopeId, managerScopeId, pairIds, name }: ConsortiumRow,
  { what, about, on, enterpriseId = null, userIds = [], usersIn = null, actsIn }: Told & { readonly actsIn: string },
): Promise<void> {
  const present = (await listMembers(tx, id)).filter(({ leftOn }) => leftOn === null);
  await ctx.outbox.emit(tx, consortiumNews, {
    aggregate: `consortium:${id}`,
    scopeId: actsIn,
    payload: {
      consortiumId: id,
      scopeId,
      managerScopeId,
      pairIds,
      enterpriseIds: present.flatMap((member) => (member.enterpriseId === null ? [] : [member.enterpriseId])),
      name,
      what,
      about,
      on,
      enterpriseId,
      userIds: userIds.filter((userId) => userId !== null),
      usersIn,
    },
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
