import { App, Button } from "antd";
import { useCallback } from "react";
import { useTexts } from "../../../text/texts.ts";
import styles from "./toast.module.css";
import { toastTexts } from "./toast-texts.ts";

interface Toast {
  readonly text: string;
  /** Something went wrong: it stays longer, and is told at once. */
  readonly isAlarm?: boolean;
  /** Takes back what the text says; `key` is the letter that does the same. */
  readonly undo?: { readonly run: () => void; readonly key?: string };
}

const KEY = "toast";

/** One line about what was just done, with the way back. The next takes the last one's place: work goes on under it. */
export function useToast(): (toast: Toast) => void {
  const { message } = App.useApp();
  const t = useTexts(toastTexts);
  return useCallback(
    ({ text, isAlarm = false, undo }) => {
      const takeBack = () => {
        message.destroy(KEY);
        undo?.run();
      };
      void message.open({
        key: KEY,
        type: isAlarm ? "error" : "success",
        duration: undo === undefined && !isAlarm ? 4 : 8,
        content: (
          <span className={styles["toast"]} role={isAlarm ? "alert" : "status"}>
            {text}
            {undo !== undefined && (
              <Button size="small" onClick={takeBack}>
                {t("undo")}
                {undo.key !== undefined && <kbd aria-hidden>{undo.key}</kbd>}
              </Button>
            )}
          </span>
        ),
      });
    },
    [message, t],
  );
}
