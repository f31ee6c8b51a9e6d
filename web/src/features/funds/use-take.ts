import { ifMatch } from "@dual-high/client";
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTexts } from "../../text/texts.ts";
import { type Application, type ApplicationAction, applicationQuery } from "./data.ts";
import { fundsTexts } from "./texts.ts";

export interface DialogProps {
  readonly application: Application;
  readonly onClose: () => void;
}

/** Takes an answer in, says what was done, and closes. */
export function useTake({ application, onClose }: DialogProps, action: ApplicationAction) {
  const t = useTexts(fundsTexts);
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  return (next: Application) => {
    queryClient.setQueryData(applicationQuery(next.id).queryKey, next);
    void queryClient.invalidateQueries({
      queryKey: ["funds"],
      predicate: ({ queryKey }) => queryKey[1] !== "application",
    });
    void message.success(t("applicationDone", { action: t(`act.${action}`), number: application.number }));
    onClose();
  };
}

export function paramsOf(application: Application) {
  return { path: { applicationId: application.id }, header: ifMatch(application) };
}
