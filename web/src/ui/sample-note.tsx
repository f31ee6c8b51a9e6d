import type { Bilingual } from "@dual-high/kernel";
import { defineTexts, usePick, useTexts } from "../text/texts.ts";
import styles from "./sample-note.module.css";

const sampleTexts = defineTexts("sampleNote", {
  sample: { zh: "样例", en: "Sample" },
  partly: { zh: "含样例", en: "Sample data" },
});

/** What of a record is made up, said where the record is read. */
export function SampleNote({ note }: { readonly note: Bilingual | null }) {
  const t = useTexts(sampleTexts);
  const pick = usePick();
  if (note === null) return null;
  return (
    <p className={styles["note"]}>
      <b>{t("sample")}</b>
      {pick(note)}
    </p>
  );
}

/** For lists: the column says which rows are made up, and stands only where any may be. */
export function useSampleColumn(): { readonly title: string; readonly text: (note: Bilingual | null) => string } {
  const t = useTexts(sampleTexts);
  return { title: t("sample"), text: (note) => (note === null ? "" : t("partly")) };
}
