import { useQuery } from "@tanstack/react-query";
import { useMe } from "../../data/me.ts";
import { useCurrentScopeId } from "../../frame/scopes.ts";
import { workbenchQuery } from "./query.ts";

/** How much waits for the reader, beside the word in the top bar. */
export function TodayBadge() {
  const scopeId = useCurrentScopeId(useMe());
  return scopeId === null ? null : <Count scopeId={scopeId} />;
}

function Count({ scopeId }: { scopeId: string }) {
  const count = useQuery(workbenchQuery(scopeId)).data?.today.length ?? 0;
  return count === 0 ? null : <b>{count}</b>;
}
