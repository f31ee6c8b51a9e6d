import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { ifMatch } from "@dual-high/client";
import { api, isProblem } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import { needQuery } from "./queries.ts";
import type { Need, NeedAction } from "./rules.ts";
import { needsTexts } from "./texts.ts";

/** Moves a need on and says where it is now, or what stood against it. */
export function useMoveNeed(need: Need): {
  readonly isMoving: boolean;
  readonly move: (action: NeedAction, reason?: string) => Promise<boolean>;
} {
  const t = useTexts(needsTexts);
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [isMoving, setMoving] = useState(false);
  const move = async (action: NeedAction, reason = ""): Promise<boolean> => {
    setMoving(true);
    try {
      const moved = await api.post("/api/needs/{needId}/transitions", {
        params: { path: { needId: need.id }, header: ifMatch(need) },
        body: { action, reason },
      });
      queryClient.setQueryData(needQuery(need.id).queryKey, moved);
      await queryClient.invalidateQueries({ queryKey: ["needs"] });
      void message.success(t("moved", { number: moved.number, state: t(`state.${moved.state}`) }));
      return true;
    } catch (error) {
      if (!isProblem(error)) throw error;
      const words = error.status === 412 ? t("changedMeanwhile", { number: need.number }) : error.detail;
      void message.error(words, 8);
      await queryClient.invalidateQueries({ queryKey: ["needs"] });
      return false;
    } finally {
      setMoving(false);
    }
  };
  return { isMoving, move };
}
