import { Button } from "antd";
import { api } from "../../data/api.ts";
import { fileBody, fileName } from "../../data/upload.ts";
import { usePreview } from "../../data/use-preview.ts";
import { useAct } from "../../frame/act.tsx";
import { usePick, useTexts } from "../../text/texts.ts";
import { FileButton } from "../../ui/file-button.tsx";
import styles from "./consortia.module.css";
import { consortiaKey } from "./data.ts";
import { consortiaTexts } from "./texts.ts";

/** The zone's own list, looked at first and then taken in; rows to mend are told and stop no other. */
export function ImportConsortia({ scopeId }: { readonly scopeId: string }) {
  const t = useTexts(consortiaTexts);
  const pick = usePick();
  const act = useAct();
  const send = async (chosen: File, apply: "true" | "false") => {
    const bytes = new Blob([await chosen.arrayBuffer()]);
    return api.post("/api/scopes/{scopeId}/consortia/import", {
      params: { path: { scopeId }, query: { apply }, header: fileName(chosen) },
      ...fileBody(bytes),
    });
  };
  const { file, seen, problem, look, forget } = usePreview(async (chosen) => send(chosen, "false"));
  const apply = async () => {
    if (file === null) return;
    const done = await act({
      work: async () => send(file, "true"),
      done: ({ added }) => t("importDone", { added }),
      changes: [consortiaKey(scopeId)],
    });
    if (done !== null) forget();
  };
  return (
    <section className={styles["import"]} aria-label={t("import")}>
      <div className={styles["ways"]}>
        <FileButton label={t("import")} accept=".xlsx,.xls,.csv" onFile={(chosen) => void look(chosen)} />
        <span>{t("importText")}</span>
      </div>
      {problem !== null && (
        <p className={styles["said"]} role="alert">
          {problem}
        </p>
      )}
      {seen !== null && (
        <div role="status">
          <p>
            {t("importSeen", {
              file: file?.name ?? "",
              added: seen.added,
              same: seen.same,
              refused: seen.refused.length,
            })}
          </p>
          {seen.refused.length > 0 && (
            <ul tabIndex={0} aria-label={t("import")}>
              {seen.refused.map(({ row, text }) => (
                <li key={row}>{t("importRefused", { row, text: pick(text) })}</li>
              ))}
            </ul>
          )}
          <div className={styles["ways"]}>
            <Button type="primary" disabled={seen.added === 0} onClick={() => void apply()}>
              {t("importApply", { count: seen.added })}
            </Button>
            <Button type="text" onClick={forget}>
              {t("cancel")}
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}
