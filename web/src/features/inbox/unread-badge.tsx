import { useQuery } from "@tanstack/react-query";
import { unreadQuery } from "./queries.ts";

/** How many messages are unread, beside the word in the top bar. */
export function UnreadBadge() {
  const { data: count = 0 } = useQuery(unreadQuery);
  return count === 0 ? null : <b>{count}</b>;
}
