import { formatInstant } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { Changes } from "../../ui/record/changes.tsx";
import { HistoryList } from "../../ui/record/layout.tsx";
import { valueText } from "../../ui/record/value-text.ts";
import type { HistoryEntry } from "./kinds.ts";
import { directoryTexts, isDirectoryKey } from "./texts.ts";

/** What people and lists did to a record, the newest first. */
export function RecordHistory({ history }: { readonly history: readonly HistoryEntry[] }) {
  const t = useTexts(directoryTexts);
  const language = useLanguage();
  const nameOf = (field: string) => {
    const key = `field.${field}`;
    return isDirectoryKey(key) ? t(key) : field;
  };
  const items = history.map((entry, index) => ({
    key: `${entry.version}-${index}`,
    line: (
      <>
        <time dateTime={entry.at}>{formatInstant(entry.at)}</time> {entry.actorName} {t(`did.${entry.action}`)}
        {entry.fileName !== null && t("fromFile", { file: entry.fileName })}
      </>
    ),
    more: (
      <Changes
        changes={Object.entries(entry.changed).map(([field, { before, after }]) => ({
          label: nameOf(field),
          before: valueText(field, before, language),
          after: valueText(field, after, language),
        }))}
      />
    ),
  }));
  if (items.length === 0) {
    return <HistoryList title={t("history")} items={[{ key: "none", line: t("historyNone"), more: null }]} />;
  }
  return <HistoryList title={t("history")} items={items} />;
}
