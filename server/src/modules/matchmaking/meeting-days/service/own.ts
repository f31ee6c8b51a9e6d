import { type Ctx, transact } from "../../../../platform/access/index.ts";
import { listOwnMeetings } from "../queries.ts";
import { slotTimes } from "../rules.ts";
import type { MyMeeting } from "../types.ts";

/** Meetings of the caller's enterprise, and of the caller as a researcher: when, where, with whom, and nothing that was noted of them. */
export async function listMyMeetings(ctx: Ctx): Promise<MyMeeting[]> {
  const { userId, readScopes } = ctx.caller;
  return transact(ctx, async (tx) => {
    const rows = await listOwnMeetings(tx, [userId, ...readScopes]);
    return rows.map(
      ({ startsAt, slotMinutes, breakMinutes, slots, pauseAfter, pauseMinutes, slot, table, ...rest }) => {
        const times = slotTimes({ startsAt, slotMinutes, breakMinutes, slots, pauseAfter, pauseMinutes });
        const time = slot === null ? undefined : times[slot];
        return { ...rest, from: time?.from ?? null, to: time?.to ?? null, table: table === null ? null : table + 1 };
      },
    );
  });
}
