import { AskDialog, type AskDialogProps } from "../../ui/ask-dialog.tsx";
import styles from "./evaluations.module.css";

/** One step of an evaluation: what it means, what it takes, and what was objected to it. */
export function ActDialog({ children, width = 560, ...step }: AskDialogProps & { readonly text: string }) {
  return (
    <AskDialog {...step} width={width}>
      <div className={styles["form"]}>{children}</div>
    </AskDialog>
  );
}
