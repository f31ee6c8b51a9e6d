import { getRouteApi, Link } from "@tanstack/react-router";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import type { Schemas } from "@dual-high/client";
import { api, isProblem } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { formatCount, formatInstant } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { ImportPanel } from "./import-panel.tsx";
import styles from "./imports.module.css";
import { importsQuery, putImport } from "./queries.ts";
import { countUsable, type Import } from "./rules.ts";
import { importTexts } from "./texts.ts";

type ImportUndone = Schemas["ImportUndone"];

const route = getRouteApi("/in/p/$scopeId/imports/history");

/** What was imported, by whom, what came of it; and the way back. */
export function ImportHistoryPage() {
  const t = useTexts(importTexts);
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const { open, show } = route.useSearch();
  const navigate = route.useNavigate();
  const imports = useSuspenseQuery(importsQuery(scopeId)).data.filter(({ state }) => state !== "discarded");
  const looked = imports.find(({ id }) => id === open) ?? null;
  const look = (id: string, part?: string) =>
    void navigate({ search: { open: id, ...(part === undefined ? {} : { show: part }) }, resetScroll: false });

  return (
    <Page
      title={t("history")}
      purpose={t("historyPurpose")}
      actions={
        may("import.manage") && (
          <Link to="/p/$scopeId/imports" params={{ scopeId }}>
            {t("toImport")}
          </Link>
        )
      }
    >
      {imports.length === 0 ? (
        <p className={styles["note"]}>{t("historyEmpty")}</p>
      ) : (
        <>
          <ul className={styles["history"]}>
            {imports.map((held) => (
              <HistoryEntry
                key={held.id}
                held={held}
                isLookedAt={held.id === looked?.id}
                mayUndo={may("import.manage")}
                onLook={() => look(held.id)}
              />
            ))}
          </ul>
          <p className={styles["hint"]}>{t("undoHow")}</p>
        </>
      )}
      {looked !== null && (
        <ImportPanel key={looked.id} held={looked} show={show} onShow={(part) => look(looked.id, part)} />
      )}
    </Page>
  );
}

interface HistoryEntryProps {
  readonly held: Import;
  readonly isLookedAt: boolean;
  readonly mayUndo: boolean;
  readonly onLook: () => void;
}

function HistoryEntry({ held, isLookedAt, mayUndo, onLook }: HistoryEntryProps) {
  const t = useTexts(importTexts);
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [left, setLeft] = useState<ImportUndone["left"]>([]);
  const { counts, fileName: file, state } = held;
  const undo = useMutation({
    mutationFn: async () => api.post("/api/imports/{importId}/undo", { params: { path: { importId: held.id } } }),
    onSuccess: (answer) => {
      putImport(queryClient, answer.import);
      setLeft(answer.left);
      const n = answer.import.reverted;
      void message.success(t("undone", { file, n: formatCount(n), count: n }));
      void queryClient.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== "imports" && queryKey[0] !== "me",
      });
    },
    onError: (error) => {
      void message.error(isProblem(error) ? error.detail : error.message, 8);
      void queryClient.invalidateQueries({ queryKey: importsQuery(held.scopeId).queryKey });
    },
  });
  const usable = countUsable(counts);
  return (
    <li className={styles["card"]} data-looked={isLookedAt || undefined} data-state={state}>
      <div className={styles["historyHead"]}>
        <p className={styles["file"]}>
          <button type="button" className="quiet" aria-label={t("showFile", { file })} onClick={onLook}>
            {file}
          </button>{" "}
          <small>{t(`kind.${held.kind}`)}</small>
        </p>
        <p className={styles["state"]} data-state={state}>
          {t(`state.${state}`)}
        </p>
        <p className={styles["when"]}>
          {[formatInstant(held.undoneAt ?? held.acceptedAt ?? held.createdAt), held.lastByName]
            .filter((part) => part !== null)
            .join(" · ")}
        </p>
        {state === "accepted" && mayUndo && (
          <Button size="small" loading={undo.isPending} onClick={() => undo.mutate()}>
            {t("undo")}
          </Button>
        )}
      </div>
      <p className={styles["counts"]}>
        <span>{t("usable", { n: formatCount(usable), count: usable })}</span>
        <span>{t("added", { n: formatCount(counts.added) })}</span>
        <span>{t("updated", { n: formatCount(counts.updated) })}</span>
        <span>{t("unchanged", { n: formatCount(counts.unchanged) })}</span>
        {counts.refused > 0 && <span>{t("refused", { n: formatCount(counts.refused) })}</span>}
        {held.leftChanged > 0 && <span>{t("leftShort", { n: held.leftChanged, count: held.leftChanged })}</span>}
      </p>
      {counts.moved > 0 && <p className={styles["note"]}>{t("moved", { n: counts.moved, count: counts.moved })}</p>}
      {left.length > 0 && (
        <div role="status">
          <p>{t("leftTitle", { n: left.length, count: left.length })}</p>
          <ul>
            {left.map(({ targetId, number, label }) => (
              <li key={targetId}>
                {number} {label}
              </li>
            ))}
          </ul>
        </div>
      )}
    </li>
  );
}
