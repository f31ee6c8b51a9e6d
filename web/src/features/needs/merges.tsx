import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useAct } from "../../frame/act.tsx";
import { formatInstant } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import styles from "./needs.module.css";
import { forgetNeeds, needMergesQuery } from "./queries.ts";
import type { Need } from "./rules.ts";
import { isNeedsKey, needsTexts } from "./texts.ts";

/** What was merged into a need, and the way back while there is one. */
export function Merges({ need }: { readonly need: Need }) {
  const t = useTexts(needsTexts);
  const pick = usePick();
  const act = useAct();
  const queryClient = useQueryClient();
  const mayUndo = useMay(need.scopeId)("need.triage");
  const { data: merges = [] } = useQuery({ ...needMergesQuery(need.id), enabled: mayUndo });
  if (merges.length === 0) return null;
  const undo = (mergeId: string) =>
    void act({
      work: async () => {
        const undone = await api.post("/api/need-merges/{mergeId}/undo", { params: { path: { mergeId } } });
        forgetNeeds(queryClient);
        return undone;
      },
      done: ({ need: { number }, left }) => {
        const fields = left.map((field) => (isNeedsKey(field) ? t(field) : field)).join(t("comma"));
        return left.length === 0 ? t("mergeUndone", { number }) : t("mergeUndoneLeft", { number, fields });
      },
      changes: [["needs"]],
    });
  return (
    <section className={styles["merges"]}>
      <h2>{t("mergesTitle")}</h2>
      <ul>
        {merges.map(({ id, merged, mergedBy, mergedAt, undoneAt, obstacle }) => (
          <li key={id}>
            {undoneAt === null ? (
              `${merged.number} ${merged.title}`
            ) : (
              <Link to="/p/$scopeId/needs/$needId" params={{ scopeId: need.scopeId, needId: merged.id }}>
                {`${merged.number} ${merged.title}`}
              </Link>
            )}
            <small>
              {formatInstant(mergedAt)} {mergedBy.name}
              {undoneAt !== null && ` · ${t("mergeUndoneAt", { at: formatInstant(undoneAt) })}`}
            </small>
            {obstacle !== null && <small>{t("mergeStays", { why: pick(obstacle) })}</small>}
            {undoneAt === null && obstacle === null && (
              <Button size="small" aria-label={t("undoMergeOf", { number: merged.number })} onClick={() => undo(id)}>
                {t("undoMerge")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
