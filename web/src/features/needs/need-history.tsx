import { formatInstant } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { Changes } from "../../ui/record/changes.tsx";
import { HistoryList } from "../../ui/record/layout.tsx";
import { valueText } from "../../ui/record/value-text.ts";
import type { NeedRevision } from "./rules.ts";
import { isNeedsKey, needsTexts } from "./texts.ts";
import { visibilityTexts } from "./visibility-texts.ts";

/** Every change: who, when, from where to where, and what stood there before. */
export function NeedHistory({ history }: { readonly history: readonly NeedRevision[] }) {
  const t = useTexts(needsTexts);
  const v = useTexts(visibilityTexts);
  const language = useLanguage();
  const nameOf = (key: string) => (isNeedsKey(key) ? t(key) : key);
  const worded = (field: string, value: unknown) =>
    field === "visibility" && isVisibility(value) ? v(value) : valueText(field, value, language);
  const did = ({ action }: NeedRevision) => {
    const key = `did.${action}`;
    return isNeedsKey(key) ? t(key) : nameOf(`action.${action}`);
  };
  const items = history.map((revision) => ({
    key: String(revision.version),
    line: (
      <>
        <time dateTime={revision.at}>{formatInstant(revision.at)}</time> {revision.actorName} {did(revision)}
        {revision.fromState !== null && revision.fromState !== revision.toState && (
          <>
            {" "}
            <b>{t("fromTo", { from: t(`state.${revision.fromState}`), to: t(`state.${revision.toState}`) })}</b>
          </>
        )}
      </>
    ),
    more: (
      <>
        {revision.reason !== null && revision.reason !== "" && <blockquote>{revision.reason}</blockquote>}
        <Changes
          changes={revision.changes.map(({ field, before, after }) => ({
            label: nameOf(field === "title" ? "needTitle" : field),
            before: worded(field, before),
            after: worded(field, after),
          }))}
        />
      </>
    ),
  }));
  return <HistoryList title={t("history")} items={items} />;
}

function isVisibility(value: unknown): value is "pair" | "province" | "restricted" {
  return value === "pair" || value === "province" || value === "restricted";
}
