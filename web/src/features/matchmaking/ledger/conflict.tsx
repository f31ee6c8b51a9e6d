import { App, Button, Modal } from "antd";
import { useState } from "react";
import { useTexts } from "../../../text/texts.ts";
import { type LedgerLine, useSaveLine } from "./data.ts";
import { useFieldTexts } from "./field-texts.ts";
import styles from "./ledger.module.css";
import type { Conflict, LineField } from "./merge.ts";
import { ledgerTexts } from "./texts.ts";

interface ConflictDialogProps {
  /** As it is now. */
  readonly line: LedgerLine;
  readonly conflicts: readonly Conflict[];
  readonly onDone: () => void;
}

/** Two people wrote into the same fields: both values side by side, and one of each is kept. */
export function ConflictDialog({ line, conflicts, onDone }: ConflictDialogProps) {
  const t = useTexts(ledgerTexts);
  const { labelOf, valueOf } = useFieldTexts(line.scopeId);
  const { message } = App.useApp();
  const saveLine = useSaveLine();
  const [known, setKnown] = useState({ line, conflicts });
  const [mine, setMine] = useState<ReadonlySet<LineField>>(new Set());
  const [isBusy, setBusy] = useState(false);
  const choose = (field: LineField, isMine: boolean) => {
    const next = new Set(mine);
    if (isMine) next.add(field);
    else next.delete(field);
    setMine(next);
  };
  const save = async () => {
    const chosen = known.conflicts.filter(({ field }) => mine.has(field));
    if (chosen.length === 0) {
      onDone();
      return;
    }
    setBusy(true);
    const result = await saveLine(
      known.line,
      Object.fromEntries(chosen.map(({ field, mine: value }) => [field, value])),
    );
    setBusy(false);
    if (result.kind === "conflict") setKnown(result);
    else if (result.kind === "failed") void message.error(t("notSaved", { detail: result.detail }));
    else onDone();
  };
  return (
    <Modal
      open
      title={t("conflict")}
      onCancel={onDone}
      footer={
        <Button type="primary" loading={isBusy} onClick={() => void save()}>
          {t("saveChosen")}
        </Button>
      }
    >
      <p>{t("conflictText")}</p>
      {known.conflicts.map(({ field, theirs, mine: value }) => (
        <fieldset key={field} className={styles["conflict"]}>
          <legend>{labelOf(field)}</legend>
          {[
            { isMine: false, label: t("theirs"), text: valueOf(field, theirs) },
            { isMine: true, label: t("mine"), text: valueOf(field, value) },
          ].map(({ isMine, label, text }) => (
            <label key={label} data-chosen={mine.has(field) === isMine || undefined}>
              <input
                type="radio"
                name={`conflict-${field}`}
                checked={mine.has(field) === isMine}
                onChange={() => choose(field, isMine)}
              />
              <small>{label}</small>
              <span>{text === "" ? t("empty") : text}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </Modal>
  );
}
