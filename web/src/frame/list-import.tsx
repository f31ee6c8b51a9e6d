import type { Bilingual } from "@dual-high/kernel";
import { Button, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { usePreview } from "../data/use-preview.ts";
import { usePick, useTexts } from "../text/texts.ts";
import { FileButton } from "../ui/file-button.tsx";
import { useAct } from "./act.tsx";
import styles from "./list-import.module.css";
import { listImportTexts } from "./list-import-texts.ts";

interface Refused {
  readonly row: number;
  readonly text: Bilingual;
}

export interface ListImportProps<Seen> {
  /** What the button that asks for the file says. */
  readonly chooseText: string;
  /** Which columns there are, and what is done with a row. */
  readonly text: string;
  readonly send: (file: File, apply: "true" | "false") => Promise<Seen>;
  readonly countOf: (seen: Seen) => number;
  readonly refusedOf: (seen: Seen) => readonly Refused[];
  readonly seenText: (seen: Seen, fileName: string) => string;
  readonly applyText: (count: number) => string;
  readonly doneText: (seen: Seen) => string;
  /** Keys of what an import changes. */
  readonly changes: readonly (readonly unknown[])[];
  /** More about what would be taken in, beneath the sentence that counts it. */
  readonly renderSeen?: (seen: Seen) => ReactNode;
  /** All of the list is in: nothing is left to mend. */
  readonly onDone?: () => void;
  /** What else stands beside the button. */
  readonly more?: ReactNode;
}

/** A list in a file: what would come of it, row by row, before anything does; rows to mend stop no other. */
export function ListImport<Seen>(props: ListImportProps<Seen>) {
  const { chooseText, text, send, countOf, refusedOf, seenText, applyText, doneText, changes, renderSeen } = props;
  const { onDone, more } = props;
  const t = useTexts(listImportTexts);
  const act = useAct();
  const [left, setLeft] = useState<readonly Refused[]>([]);
  const [isBusy, setBusy] = useState(false);
  const { file, seen, problem, look, forget } = usePreview(async (chosen) => send(chosen, "false"));
  const apply = async () => {
    if (file === null) return;
    setBusy(true);
    const done = await act({ work: async () => send(file, "true"), done: doneText, changes });
    setBusy(false);
    if (done === null) return;
    const refused = refusedOf(done);
    setLeft(refused);
    forget();
    if (refused.length === 0) onDone?.();
  };
  const choose = (chosen: File) => {
    setLeft([]);
    void look(chosen);
  };
  return (
    <section className={styles["import"]} aria-label={chooseText}>
      <p className={styles["text"]}>{text}</p>
      <div className={styles["ways"]}>
        <FileButton label={chooseText} accept=".xlsx,.xls,.csv" onFile={choose} />
        {file !== null && <span>{file.name}</span>}
        {more}
      </div>
      {problem !== null && (
        <p className={styles["said"]} role="alert">
          {problem}
        </p>
      )}
      {seen !== null && (
        <>
          <div role="status">
            <p>{seenText(seen, file?.name ?? "")}</p>
            <RefusedRows rows={refusedOf(seen)} />
          </div>
          {renderSeen?.(seen)}
          <div className={styles["ways"]}>
            <Button type="primary" loading={isBusy} disabled={countOf(seen) === 0} onClick={() => void apply()}>
              {applyText(countOf(seen))}
            </Button>
            <Button type="text" onClick={forget}>
              {t("cancel")}
            </Button>
          </div>
        </>
      )}
      {left.length > 0 && (
        <div role="status">
          <p className={styles["said"]}>{t("left", { count: left.length })}</p>
          <RefusedRows rows={left} />
        </div>
      )}
    </section>
  );
}

function RefusedRows({ rows }: { readonly rows: readonly Refused[] }) {
  const t = useTexts(listImportTexts);
  const pick = usePick();
  if (rows.length === 0) return null;
  return (
    <ul className={styles["refused"]} tabIndex={0} aria-label={t("refused")}>
      {rows.map(({ row, text }) => (
        <li key={row}>{t("row", { row, text: pick(text) })}</li>
      ))}
    </ul>
  );
}

interface ListImportDialogProps<Seen> extends Omit<ListImportProps<Seen>, "onDone"> {
  readonly title: string;
  readonly onClose: () => void;
}

/** The same in a dialog, which closes by itself when nothing is left to mend. */
export function ListImportDialog<Seen>({ title, onClose, ...list }: ListImportDialogProps<Seen>) {
  const t = useTexts(listImportTexts);
  return (
    <Modal open width={760} title={title} footer={<Button onClick={onClose}>{t("close")}</Button>} onCancel={onClose}>
      <ListImport {...list} onDone={onClose} />
    </Modal>
  );
}
