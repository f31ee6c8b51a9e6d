import { ApiProblem } from "@dual-high/client";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useCallback } from "react";
import { useTexts } from "../text/texts.ts";
import { frameTexts } from "./texts.ts";

export interface Act<T> {
  readonly work: () => Promise<T>;
  /** Says what was done, to which record. */
  readonly done?: string | ((result: T) => string);
  /** Takes it back; offered for ten seconds instead of asking beforehand. */
  readonly undo?: (result: T) => Promise<unknown>;
  /** Keys of what the work changed; read again afterwards, also after a refusal, for what is shown may be old. */
  readonly changes?: readonly (readonly unknown[])[];
}

const UNDO_SECONDS = 10;

/** Does something that a person asked for: says what was done with a way back, or what the server had against it. */
export function useAct(): <T>(act: Act<T>) => Promise<T | null> {
  const { notification } = App.useApp();
  const queryClient = useQueryClient();
  const t = useTexts(frameTexts);
  return useCallback(
    async <T,>({ work, done, undo, changes = [] }: Act<T>): Promise<T | null> => {
      const readAgain = async () => {
        await Promise.all(changes.map(async (queryKey) => queryClient.invalidateQueries({ queryKey })));
      };
      const refuse = (error: unknown) => {
        const isKnown = error instanceof ApiProblem;
        notification.error({
          title: isKnown ? error.title : t("failed"),
          description: isKnown ? error.detail : t("failedText"),
          role: "alert",
          duration: 10,
        });
      };
      try {
        const result = await work();
        await readAgain();
        if (done !== undefined) {
          const key = crypto.randomUUID();
          const takeBack = async () => {
            notification.destroy(key);
            try {
              await undo?.(result);
            } catch (error) {
              refuse(error);
            }
            await readAgain();
          };
          notification.open({
            key,
            title: typeof done === "string" ? done : done(result),
            placement: "bottom",
            role: "status",
            duration: undo === undefined ? 4 : UNDO_SECONDS,
            showProgress: undo !== undefined,
            pauseOnHover: true,
            ...(undo === undefined
              ? {}
              : {
                  actions: (
                    <Button size="small" onClick={() => void takeBack()}>
                      {t("undo")}
                    </Button>
                  ),
                }),
          });
        }
        return result;
      } catch (error) {
        refuse(error);
        await readAgain();
        return null;
      }
    },
    [notification, queryClient, t],
  );
}
