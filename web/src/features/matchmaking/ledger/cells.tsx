import { Input, Select } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { readDraft, useDraft } from "../../../data/drafts.ts";
import { useTexts } from "../../../text/texts.ts";
import { DayInput } from "../../../ui/day-input.tsx";
import { useToast } from "../shared/use-toast.tsx";
import { ConflictDialog } from "./conflict.tsx";
import { type LedgerLine, useOwners, useSaveLine } from "./data.ts";
import styles from "./ledger.module.css";
import type { Conflict, LineFields } from "./merge.ts";
import { ledgerTexts } from "./texts.ts";

/** Fields that are changed in the table itself. */
export type CellField = "ownerId" | "nextStep" | "nextOn" | "outcome";
const LABELS = { ownerId: "owner", nextStep: "nextStep", nextOn: "nextOn", outcome: "outcome" } as const;

const draftOf = (line: LedgerLine, field: CellField) => `ledger:${line.id}:${field}`;

interface CellProps {
  readonly line: LedgerLine;
  readonly field: CellField;
  readonly mayChange: boolean;
  readonly text: string;
  readonly children?: ReactNode;
}

/** A cell that turns into a field when it is pressed. What was typed and not saved stays, through a reload too. */
export function EditableCell({ line, field, mayChange, text, children }: CellProps) {
  const t = useTexts(ledgerTexts);
  const [isOpen, setOpen] = useState(false);
  const shown =
    children ??
    (text === "" ? (
      <span className={styles["blank"]} aria-hidden>
        —
      </span>
    ) : (
      text
    ));
  if (!mayChange || line.state === "withdrawn") return shown;
  if (isOpen) return <CellEditor line={line} field={field} onClose={() => setOpen(false)} />;
  return (
    <button
      type="button"
      className={styles["cell"]}
      onClick={(event) => {
        event.stopPropagation();
        setOpen(true);
      }}
    >
      <span className="visually-hidden">
        {t("edit", { field: t(LABELS[field]) })} {text === "" && t("empty")}
      </span>
      {shown}
      {readDraft(draftOf(line, field)) !== null && <small className={styles["unsaved"]}>{t("kept")}</small>}
    </button>
  );
}

interface CellEditorProps {
  readonly line: LedgerLine;
  readonly field: CellField;
  readonly onClose: () => void;
}

function CellEditor({ line, field, onClose }: CellEditorProps) {
  const t = useTexts(ledgerTexts);
  const toast = useToast();
  const saveLine = useSaveLine();
  const owners = useOwners(line.scopeId);
  const before = field === "ownerId" ? (line.owner?.id ?? "") : (line[field] ?? "");
  const draft = useDraft(draftOf(line, field), { text: before });
  const [conflict, setConflict] = useState<{ line: LedgerLine; conflicts: readonly Conflict[] } | null>(null);
  const isClosing = useRef(false);
  const label = t(LABELS[field]);

  const valueOf = (text: string): Partial<LineFields> =>
    field === "ownerId" || field === "nextOn" ? { [field]: text === "" ? null : text } : { [field]: text.trim() };

  const save = async (text: string) => {
    if (isClosing.current) return;
    isClosing.current = true;
    if (text.trim() === before) {
      draft.clear();
      onClose();
      return;
    }
    const result = await saveLine(line, valueOf(text));
    if (result.kind === "conflict") {
      setConflict(result);
      return;
    }
    if (result.kind === "failed") {
      toast({ text: t("notSaved", { detail: result.detail }), isAlarm: true });
      isClosing.current = false;
      return;
    }
    draft.clear();
    onClose();
    const takeBack = async () => {
      const undone = await saveLine(result.line, valueOf(before));
      if (undone.kind === "saved") toast({ text: t("restored", { number: line.number, field: label }) });
      else toast({ text: undone.kind === "failed" ? undone.detail : t("conflict"), isAlarm: true });
    };
    toast({ text: t("saved", { number: line.number, field: label }), undo: { run: () => void takeBack() } });
  };
  const cancel = () => {
    isClosing.current = true;
    draft.clear();
    onClose();
  };
  if (conflict !== null) {
    return (
      <ConflictDialog
        line={conflict.line}
        conflicts={conflict.conflicts}
        onDone={() => {
          draft.clear();
          onClose();
        }}
      />
    );
  }
  if (field === "ownerId") {
    return (
      <Select
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the cell was pressed to change it
        autoFocus
        defaultOpen
        size="small"
        className={styles["editor"] ?? ""}
        popupMatchSelectWidth={false}
        aria-label={label}
        value={before}
        options={[{ value: "", label: t("noOwner") }, ...owners.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(next) => void save(next)}
        onBlur={() => {
          if (!isClosing.current) onClose();
        }}
      />
    );
  }
  if (field === "nextOn") {
    return (
      <DayInput
        isOpened
        size="small"
        className={styles["editor"] ?? ""}
        label={label}
        value={draft.value.text}
        onChange={(day) => draft.change({ text: day })}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Escape") cancel();
        }}
        onLeave={(day) => {
          if (!isClosing.current) void save(day);
        }}
      />
    );
  }
  return (
    <Input.TextArea
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the cell was pressed to change it
      autoFocus
      size="small"
      className={styles["editor"] ?? ""}
      aria-label={label}
      value={draft.value.text}
      onBlur={() => void save(draft.value.text)}
      autoSize={{ minRows: 1, maxRows: 5 }}
      maxLength={field === "nextStep" ? 500 : 2000}
      onChange={(event) => draft.change({ text: event.target.value })}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
          event.preventDefault();
          void save(draft.value.text);
        } else if (event.key === "Escape") cancel();
      }}
    />
  );
}
