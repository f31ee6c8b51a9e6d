import { Button } from "antd";
import type { Draft } from "../data/drafts.ts";
import { formatSince } from "../text/format.ts";
import { useLanguage, useTexts } from "../text/texts.ts";
import styles from "./draft-note.module.css";
import { frameTexts } from "./texts.ts";

/** Says that a form shows what was typed earlier and never saved. */
export function DraftNote<T>({ draft }: { draft: Draft<T> }) {
  const t = useTexts(frameTexts);
  const language = useLanguage();
  if (draft.restoredFrom === null) return null;
  return (
    <p className={styles["note"]} role="status">
      {t("draftRestored", { since: formatSince(draft.restoredFrom, language) })}
      <Button type="link" size="small" onClick={draft.clear}>
        {t("draftDrop")}
      </Button>
    </p>
  );
}
