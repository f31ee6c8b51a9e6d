import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useAct } from "../../frame/act.tsx";
import { dayQuery, type MeetingDay } from "./data.ts";

interface Change {
  readonly work: () => Promise<MeetingDay>;
  readonly done?: string | ((day: MeetingDay) => string);
  readonly undo?: (day: MeetingDay) => Promise<MeetingDay>;
}

/** A change of a day, which the server answers with the day as it is then. */
export function useChangeDay(dayId: string): (change: Change) => Promise<MeetingDay | null> {
  const act = useAct();
  const queryClient = useQueryClient();
  return useCallback(
    async ({ work, done, undo }) => {
      const next = await act<MeetingDay>({
        work: async () => {
          const day = await work();
          queryClient.setQueryData(dayQuery(dayId).queryKey, day);
          return day;
        },
        ...(done === undefined ? {} : { done }),
        ...(undo === undefined
          ? {}
          : { undo: async (day) => queryClient.setQueryData(dayQuery(dayId).queryKey, await undo(day)) }),
        changes: [["meeting-days"]],
      });
      return next;
    },
    [act, queryClient, dayId],
  );
}
