import { useMe } from "../../data/me.ts";
import { useCurrentScopeId } from "../../frame/scopes.ts";
import { useToday } from "./today.ts";

/** How much waits for the reader, beside the word in the top bar. */
export function TodayBadge() {
  const scopeId = useCurrentScopeId(useMe());
  return scopeId === null ? null : <Count scopeId={scopeId} />;
}

function Count({ scopeId }: { scopeId: string }) {
  const { items } = useToday(scopeId);
  return items.length === 0 ? null : <b>{items.length}</b>;
}
