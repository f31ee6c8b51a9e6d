import { useDraft } from "../../data/drafts.ts";
import { DraftNote } from "../../frame/draft-note.tsx";
import { useTexts } from "../../text/texts.ts";
import { AskDialog } from "../../ui/ask-dialog.tsx";
import type { Agreement } from "./data.ts";
import { blankOf, changeOfPart, columnsOf, type Part, rowsOf, sumOfShares } from "./parts.ts";
import { countUnfit, type Row, RowsEditor } from "./rows-editor.tsx";
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
  const columns = columnsOf(part, t);
  const unfit = countUnfit(columns, rows);
  return (
    <AskDialog
      width={980}
      title={`${agreement.number} · ${t(part)}`}
      okText={t("save")}
      check={() => (unfit === 0 ? null : t("unfit", { count: unfit }))}
      onSend={async () => {
        await onSave(changeOfPart(part, rows));
        draft.clear();
      }}
      onClose={onClose}
    >
      <DraftNote draft={draft} />
      <RowsEditor
        columns={columns}
        rows={rows}
        blank={blankOf(part)}
        onChange={(next) => draft.change({ rows: next })}
      />
      {part === "parties" && <p>{t("shareSum", { sum: sumOfShares(rows) })}</p>}
    </AskDialog>
  );
}
