import { type ClipboardEvent, type DragEvent, useId, useState } from "react";
import { currentLanguage, useTexts } from "../../text/texts.ts";
import { ImportCard } from "./import-card.tsx";
import styles from "./imports.module.css";
import type { Import, ListKind } from "./rules.ts";
import { importTexts } from "./texts.ts";
import { UploadCard } from "./upload-card.tsx";
import type { Upload } from "./uploads.ts";

interface DropZoneProps {
  readonly kind: ListKind;
  readonly held: readonly Import[];
  readonly sending: readonly Upload[];
  readonly classification: Import["classification"];
  readonly lookedAt: string | null;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onLook: (importId: string, part: string | undefined) => void;
}

const TABLES = ".xlsx,.xls,.csv,.jsonl";
const ACCEPT: Readonly<Record<ListKind, string>> = {
  needs: `${TABLES},.docx,.zip`,
  achievements: TABLES,
  instruments: TABLES,
  teams: TABLES,
};

/** One list: where its files are dropped, chosen or pasted, and what each was understood as. */
export function DropZone({ kind, held, sending, classification, lookedAt, onFiles, onLook }: DropZoneProps) {
  const t = useTexts(importTexts);
  const titleId = useId();
  const hintId = useId();
  const [isOver, setOver] = useState(false);
  const name = t(`kind.${kind}`);
  const isEmpty = held.length === 0 && sending.length === 0;

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  return (
    <section
      className={styles["zone"]}
      data-kind={kind}
      data-over={isOver || undefined}
      aria-labelledby={titleId}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={onDrop}
      onPaste={onPaste}
    >
      <header>
        <h2 id={titleId}>{name}</h2>
        {(kind === "instruments" || kind === "teams") && <small>{t("optional")}</small>}
        <a href={`/api/import-templates/${kind}?language=${currentLanguage()}`} download aria-describedby={titleId}>
          {t("template")}
        </a>
      </header>
      <label className={styles["drop"]} data-empty={isEmpty || undefined}>
        <input
          type="file"
          className="visually-hidden"
          multiple
          accept={ACCEPT[kind]}
          aria-label={`${name}: ${t(isEmpty ? "drop" : "dropMore")}`}
          aria-describedby={hintId}
          onChange={(event) => {
            onFiles([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = "";
          }}
        />
        <b aria-hidden>{t(isOver ? "dropHere" : isEmpty ? "drop" : "dropMore")}</b>
        {isEmpty && (
          <span id={hintId}>
            {t(kind === "needs" ? "formatsNeeds" : "formats")}
            <br />
            {t("pasteHint")}
          </span>
        )}
      </label>
      {sending.map((upload) => (
        <UploadCard key={upload.key} upload={upload} classification={classification} />
      ))}
      {held.map((each) => (
        <ImportCard
          key={each.id}
          held={each}
          isLookedAt={each.id === lookedAt}
          classification={classification}
          onLook={onLook}
        />
      ))}
    </section>
  );
}
