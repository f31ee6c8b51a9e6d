import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { findDisplayNames } from "../../identity/index.ts";
import { requireFound } from "../found.ts";
import { findRecord, listHistoryRows } from "../queries.ts";
import type { RecordKind } from "../record-kind.ts";
import { maskContact, maskEmail, maskPhone } from "../rules.ts";
import type { HistoryEntry } from "../types.ts";

/** What was done to a record, the latest first; what reaches somebody is masked here too. A public fact has no history. */
export async function listHistory<I, D, S extends string>(
  ctx: Ctx,
  kind: RecordKind<I, D, S>,
  id: string,
): Promise<{ readonly items: HistoryEntry[] }> {
  return transact(ctx, async (tx) => {
    const { scopeId } = requireFound(await findRecord(tx, kind, id));
    if (scopeId === null) return { items: [] };
    authorize(ctx.caller, "directory.read", scopeId);
    const rows = await listHistoryRows(tx, scopeId, id);
    const names = await findDisplayNames(
      tx,
      rows.flatMap(({ actorId }) => actorId ?? []),
    );
    const items = rows.map(({ changed, ...row }) => ({
      ...row,
      actorName: row.actorId === null ? null : (names.get(row.actorId) ?? null),
      changed: maskChanged(changed),
    }));
    return { items };
  });
}

export function maskChanged(changed: HistoryEntry["changed"]): HistoryEntry["changed"] {
  return Object.fromEntries(
    Object.entries(changed).map(([field, { before, after }]) => [
      field,
      { before: maskField(field, before), after: maskField(field, after) },
    ]),
  );
}

export function maskField(field: string, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (field === "contact") return maskContact(value);
  if (typeof value !== "string") return value;
  if (field === "phone") return maskPhone(value);
  return field === "email" ? maskEmail(value) : value;
}
