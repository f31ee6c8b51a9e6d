import { Alert, Modal } from "antd";
import { useState } from "react";
import { isProblem } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { DraftNote } from "../../frame/draft-note.tsx";
import { useTexts } from "../../text/texts.ts";
import type { Agreement } from "./data.ts";
import { blankOf, changeOfPart, columnsOf, type Part, problemOf, rowsOf, sumOfShares } from "./parts.ts";
import { type Row, RowsEditor } from "./rows-editor.tsx";
import { agreementsTexts } from "./texts.ts";

interface PartDialogProps {
  readonly agreement: Agreement;
  readonly part: Part;
  /** Throws what the server has against it. */
  readonly onSave: (change: ReturnType<typeof changeOfPart>) => Promise<void>;
  readonly onClose: () => void;
}

/** Parties, milestones or payments, given whole. */
export function PartDialog({ agreement, part, onSave, onClose }: PartDialogProps) {
  const t = useTexts(agreementsTexts);
  const held = rowsOf(part, agreement);
  const draft = useDraft<{ rows: readonly Row[] }>(`agreement:${agreement.id}:${part}`, {
    rows: held.length === 0 ? [blankOf(part)] : held,
  });
  const { rows } = draft.value;
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    const wrong = problemOf(part, rows, t);
    setProblem(wrong ?? "");
    if (wrong !== null) return;
    setBusy(true);
    try {
      await onSave(changeOfPart(part, rows));
      draft.clear();
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      width={980}
      title={`${agreement.number} · ${t(part)}`}
      okText={t("save")}
      cancelText={t("cancel")}
      confirmLoading={isBusy}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <DraftNote draft={draft} />
      {problem !== "" && <Alert type="error" title={problem} />}
      <RowsEditor
        columns={columnsOf(part, t)}
        rows={rows}
        blank={blankOf(part)}
        onChange={(next) => draft.change({ rows: next })}
      />
      {part === "parties" && <p>{t("shareSum", { sum: sumOfShares(rows) })}</p>}
    </Modal>
  );
}
