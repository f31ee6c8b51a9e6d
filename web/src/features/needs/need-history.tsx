import { formatMoneyRange, type Language } from "@dual-high/kernel";
import { formatInstant } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { Changes } from "../../ui/record/changes.tsx";
import styles from "./needs.module.css";
import type { NeedRevision } from "./rules.ts";
import { type NeedsKey, needsTexts } from "./texts.ts";

/** Every change: who, when, from where to where, and what stood there before. */
export function NeedHistory({ history }: { readonly history: readonly NeedRevision[] }) {
  const t = useTexts(needsTexts);
  const language = useLanguage();
  const nameOf = (key: string) => (isKey(key) ? t(key) : key);
  const did = ({ action }: NeedRevision) => {
    const key = `did.${action}`;
    return isKey(key) ? t(key) : nameOf(`action.${action}`);
  };
  return (
    <section className={styles["history"]}>
      <h2>{t("history")}</h2>
      <ol>
        {history.map((revision) => (
          <li key={revision.version}>
            <p>
              <time dateTime={revision.at}>{formatInstant(revision.at)}</time> {revision.actorName} {did(revision)}
              {revision.fromState !== null && revision.fromState !== revision.toState && (
                <>
                  {" "}
                  <b>{t("fromTo", { from: t(`state.${revision.fromState}`), to: t(`state.${revision.toState}`) })}</b>
                </>
              )}
            </p>
            {revision.reason !== null && revision.reason !== "" && <blockquote>{revision.reason}</blockquote>}
            <Changes
              changes={revision.changes.map(({ field, before, after }) => ({
                label: nameOf(field),
                before: valueText(before, language),
                after: valueText(after, language),
              }))}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function isKey(key: string): key is NeedsKey {
  return key in needsTexts.lines;
}

function valueText(value: unknown, language: Language): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return { zh: value ? "是" : "否", en: value ? "yes" : "no" }[language];
  if (typeof value !== "object") return JSON.stringify(value);
  if ("low" in value && "high" in value && typeof value.low === "string" && typeof value.high === "string") {
    return formatMoneyRange({ low: BigInt(value.low), high: BigInt(value.high) }, language);
  }
  return Object.values(value)
    .filter((part) => typeof part === "string" && part !== "")
    .join(" ");
}
