import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "./api.ts";

/** What somebody was told of this page counts as read once they have opened it. */
export function useMarkSeen(path: string, isTold: boolean): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!isTold) return;
    const mark = async () => {
      await api.post("/api/me/inbox/marks", { body: { path, isRead: true } });
      await queryClient.invalidateQueries({ queryKey: ["inbox"] });
    };
    // Whether it is marked now or the next time: the page is read all the same.
    mark().catch(() => {});
  }, [path, isTold, queryClient]);
}
