import { type Caller, mayIn } from "../../../platform/access/index.ts";
import type { ProjectRow } from "../queries.ts";
import type { DeliveryRow, SupportRow } from "./queries.ts";
import { type ProjectSupport, type Side, SUPPORT_KIND_FACTS } from "./types.ts";

type Named = (id: string) => { id: string; name: string };

export function showSupport(
  caller: Caller,
  { scopeId, state }: ProjectRow,
  {
    support,
    deliveries,
    sides,
  }: {
    readonly support: readonly SupportRow[];
    readonly deliveries: readonly DeliveryRow[];
    readonly sides: readonly Side[];
  },
  named: Named,
): ProjectSupport[] {
  const mayWrite = state === "active" && mayIn(caller, "project.write", scopeId);
  return support.map(({ recordedBy, ...row }) => {
    const isOpen = mayWrite && row.state === "promised";
    return {
      ...row,
      kindName: SUPPORT_KIND_FACTS[row.kind].name,
      unit: SUPPORT_KIND_FACTS[row.kind].unit,
      recordedBy: named(recordedBy),
      deliveries: deliveries
        .filter(({ supportId }) => supportId === row.id)
        .map(({ confirmedBy, ...delivery }) => ({ ...delivery, confirmedBy: named(confirmedBy) })),
      mayDeliver: isOpen && recordedBy !== caller.userId && !sides.includes(row.side),
      mayWithdraw: isOpen && sides.includes(row.side),
    };
  });
}
