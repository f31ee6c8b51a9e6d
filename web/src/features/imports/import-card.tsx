import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { formatCount } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import styles from "./imports.module.css";
import { dropImport } from "./queries.ts";
import { countUsable, findBetterKind, type Import, type ListKind, listHeaders, saysNothingNew } from "./rules.ts";
import { importTexts } from "./texts.ts";
import { fileBehind, upload } from "./uploads.ts";

interface ImportCardProps {
  readonly held: Import;
  readonly isLookedAt: boolean;
  readonly classification: Import["classification"];
  readonly onLook: (importId: string, part: string | undefined) => void;
}

export function formatSize(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What a file was understood as, in four lines. */
export function ImportCard({ held, isLookedAt, classification, onLook }: ImportCardProps) {
  const t = useTexts(importTexts);
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [isKept, setKept] = useState(false);
  const [isGoing, setGoing] = useState(false);
  const { counts, fileName: file } = held;
  const usable = countUsable(counts);
  const headers = listHeaders(held.columns);
  const used = headers.filter(({ field }) => field !== null).length;
  const better = isKept ? null : findBetterKind(held);

  const discard = async () => {
    setGoing(true);
    try {
      await api.delete("/api/imports/{importId}", { params: { path: { importId: held.id } } });
      dropImport(queryClient, held);
    } finally {
      setGoing(false);
    }
  };
  const onDiscard = async () => {
    await discard();
    void message.info(t("discarded", { file }));
  };
  const onMove = async (to: ListKind) => {
    const source = fileBehind(held.id);
    if (source === null) {
      void message.warning(t("moveNeedsFile", { file, kind: t(`kind.${to}`) }), 8);
      return;
    }
    setGoing(true);
    const moved = await upload(held.scopeId, to, source, classification);
    if (moved === null) {
      setGoing(false);
      return;
    }
    await discard();
    onLook(moved.id, undefined);
  };
  return (
    <div className={styles["card"]} data-looked={isLookedAt || undefined} aria-busy={isGoing}>
      <p className={styles["file"]}>
        <button
          type="button"
          className="quiet"
          aria-pressed={isLookedAt}
          aria-label={t("showFile", { file })}
          onClick={() => onLook(held.id, undefined)}
        >
          {file}
        </button>{" "}
        <small>{formatSize(held.sizeBytes)}</small>
      </p>
      <p className={styles["counts"]} role="status">
        <b>{t("usable", { n: formatCount(usable), count: usable })}</b>
        {counts.updated > 0 && <span>{t("updated", { n: formatCount(counts.updated) })}</span>}
        {counts.unchanged > 0 && !saysNothingNew(counts) && (
          <span>{t("unchanged", { n: formatCount(counts.unchanged) })}</span>
        )}
        {counts.refused > 0 && (
          <button type="button" className={styles["mend"]} onClick={() => onLook(held.id, "refused")}>
            {t("refused", { n: formatCount(counts.refused) })}
          </button>
        )}
      </p>
      {headers.length > 0 && (
        <p className={styles["columnsLine"]}>
          <button type="button" className="quiet" onClick={() => onLook(held.id, "columns")}>
            {t("columns")} ({used}/{headers.length})
          </button>
          {counts.warned > 0 && (
            <button type="button" className="quiet" onClick={() => onLook(held.id, "doubtful")}>
              {t("warned", { n: formatCount(counts.warned), count: counts.warned })}
            </button>
          )}
        </p>
      )}
      {saysNothingNew(counts) && <p className={styles["note"]}>{t("nothingNew")}</p>}
      {usable === 0 && <p className={styles["wrong"]}>{t("nothingUsable")}</p>}
      {better !== null && (
        <div className={styles["better"]} role="alert">
          {t("looksLike", { kind: t(`kind.${better}`) })}
          <Button size="small" type="primary" loading={isGoing} onClick={() => void onMove(better)}>
            {t("moveTo", { kind: t(`kind.${better}`) })}
          </Button>
          <Button size="small" onClick={() => setKept(true)}>
            {t("moveKept", { kind: t(`kind.${held.kind}`) })}
          </Button>
        </div>
      )}
      <div className={styles["actions"]}>
        <ReplaceButton held={held} classification={classification} onReplaced={onLook} />
        <Button size="small" type="text" disabled={isGoing} onClick={() => void onDiscard()}>
          {t("discard")}
        </Button>
      </div>
    </div>
  );
}

interface ReplaceButtonProps {
  readonly held: Import;
  readonly classification: Import["classification"];
  readonly onReplaced: ImportCardProps["onLook"];
}

/** Another file in the place of this one, which is given up only once the other was understood. */
function ReplaceButton({ held, classification, onReplaced }: ReplaceButtonProps) {
  const t = useTexts(importTexts);
  const queryClient = useQueryClient();
  const replace = async (file: File) => {
    const taken = await upload(held.scopeId, held.kind, file, classification);
    if (taken === null) return;
    await api.delete("/api/imports/{importId}", { params: { path: { importId: held.id } } });
    dropImport(queryClient, held);
    onReplaced(taken.id, undefined);
  };
  return (
    <label className={styles["replace"]}>
      <input
        type="file"
        className="visually-hidden"
        aria-label={`${t("replace")}: ${held.fileName}`}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file !== undefined) void replace(file);
        }}
      />
      <span aria-hidden>{t("replace")}</span>
    </label>
  );
}
