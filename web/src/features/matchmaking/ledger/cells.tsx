import { App, Input, Select } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useDraft } from "../../../data/drafts.ts";
import { useAct } from "../../../frame/act.tsx";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import { ConflictDialog } from "./conflict.tsx";
import { type LedgerLine, useOwners, useSaveLine } from "./data.ts";
import styles from "./ledger.module.css";
import type { Conflict, LineFields } from "./merge.ts";
import { ledgerTexts } from "./texts.ts";

/** Fields that are changed in the table itself. */
export type CellField = "ownerId" | "nextStep" | "nextOn" | "outcome";
const LABELS = { ownerId: "owner", nextStep: "nextStep", nextOn: "nextOn", outcome: "outcome" } as const;

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
  const shown = children ?? (text === "" ? <span className={styles["blank"]}>—</span> : text);
  if (!mayChange || line.state === "withdrawn") return shown;
  if (isOpen) return <CellEditor line={line} field={field} onClose={() => setOpen(false)} />;
  return (
    <button
      type="button"
      className={styles["cell"]}
      aria-label={t("edit", { field: t(LABELS[field]), value: text === "" ? t("empty") : text })}
      onClick={(event) => {
        event.stopPropagation();
        setOpen(true);
      }}
    >
      {shown}
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
  const act = useAct();
  const { message } = App.useApp();
  const saveLine = useSaveLine();
  const language = useLanguage();
  const owners = useOwners(line.scopeId);
  const before = field === "ownerId" ? (line.owner?.id ?? "") : (line[field] ?? "");
  const draft = useDraft(`ledger:${line.id}:${field}`, { text: before });
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
      void message.error(t("notSaved", { detail: result.detail }));
      isClosing.current = false;
      return;
    }
    draft.clear();
    onClose();
    await act({
      work: async () => result.line,
      done: t("saved", { number: line.number, field: label }),
      undo: async (saved) => saveLine(saved, valueOf(before)),
      changes: [["ledger"]],
    });
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
  const shared = {
    autoFocus: true,
    size: "small",
    className: styles["editor"] ?? "",
    "aria-label": label,
    value: draft.value.text,
    onBlur: () => void save(draft.value.text),
  } as const;
  if (field === "nextOn") {
    return (
      <Input
        {...shared}
        type="date"
        lang={language}
        onChange={(event) => draft.change({ text: event.target.value })}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Enter") void save(draft.value.text);
          else if (event.key === "Escape") cancel();
        }}
      />
    );
  }
  return (
    <Input.TextArea
      {...shared}
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
