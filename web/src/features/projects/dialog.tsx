import { AskDialog, type AskDialogProps } from "../../ui/ask-dialog.tsx";
import styles from "./projects.module.css";

/** A small form over the page, set as the forms of projects are. */
export function Dialog({ children, ...asked }: AskDialogProps) {
  return (
    <AskDialog {...asked}>
      <div className={styles["form"]}>{children}</div>
    </AskDialog>
  );
}
