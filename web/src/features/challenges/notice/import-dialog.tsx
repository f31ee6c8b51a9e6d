import { Modal } from "antd";
import { usePreview } from "../../../data/use-preview.ts";
import { useAct } from "../../../frame/act.tsx";
import { usePick, useTexts } from "../../../text/texts.ts";
import { FileButton } from "../../../ui/file-button.tsx";
import styles from "./notice.module.css";
import { noticeTexts } from "./texts.ts";

interface Seen {
  readonly rows: readonly object[];
  readonly same: number;
  readonly refused: readonly { readonly row: number; readonly text: { readonly zh: string; readonly en: string } }[];
}

interface ImportDialogProps {
  readonly title: string;
  /** Which columns there are, and what is done with a row. */
  readonly text: string;
  readonly okText: string;
  readonly seenText: (seen: Seen) => string;
  readonly doneText: (seen: Seen) => string;
  readonly changes: readonly (readonly string[])[];
  readonly send: (file: File, apply: "true" | "false") => Promise<Seen>;
  readonly onClose: () => void;
}

/** A register in a file: what would come of it, row by row, before anything does. */
export function ImportDialog({ title, text, okText, seenText, doneText, changes, send, onClose }: ImportDialogProps) {
  const t = useTexts(noticeTexts);
  const pick = usePick();
  const act = useAct();
  const { file, seen, problem, look } = usePreview(async (chosen) => send(chosen, "false"));
  const apply = async () => {
    if (file === null) return;
    const done = await act({
      work: async () => send(file, "true"),
      done: doneText,
      changes,
    });
    if (done !== null) onClose();
  };
  return (
    <Modal
      open
      title={title}
      okText={okText}
      okButtonProps={{ disabled: seen === null || seen.rows.length === 0 }}
      cancelText={t("cancel")}
      onOk={() => void apply()}
      onCancel={onClose}
    >
      <div className={styles["form"]}>
        <p>{text}</p>
        <div>
          <FileButton label={t("importChoose")} accept=".xlsx,.xls,.csv" onFile={(chosen) => void look(chosen)} />{" "}
          {file?.name}
        </div>
        {problem !== null && <p role="alert">{problem}</p>}
        {seen !== null && (
          <div role="status">
            <p>{seenText(seen)}</p>
            <ul>
              {seen.refused.map(({ row, text: problemOfRow }) => (
                <li key={row}>{t("importRow", { row, text: pick(problemOfRow) })}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Modal>
  );
}
