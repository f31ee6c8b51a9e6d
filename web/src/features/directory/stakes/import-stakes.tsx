import { Button } from "antd";
import { api } from "../../../data/api.ts";
import { download } from "../../../data/download.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { usePreview } from "../../../data/use-preview.ts";
import { useAct } from "../../../frame/act.tsx";
import { usePick, useTexts } from "../../../text/texts.ts";
import { FileButton } from "../../../ui/file-button.tsx";
import { STAKES_KEY } from "./data.ts";
import styles from "./stakes.module.css";
import { stakesTexts } from "./texts.ts";

/** Founders and investors of a whole directory in one list: looked at first, then entered. */
export function ImportStakes({ scopeId }: { readonly scopeId: string }) {
  const t = useTexts(stakesTexts);
  const pick = usePick();
  const act = useAct();
  const send = async (chosen: File, apply: "true" | "false") =>
    api.post("/api/scopes/{scopeId}/stakes/import", {
      params: { path: { scopeId }, query: { apply }, header: fileName(chosen) },
      ...fileBody(chosen),
    });
  const { file, seen, problem, look, forget } = usePreview(async (chosen) => send(chosen, "false"));
  const apply = async () => {
    if (file === null) return;
    const done = await act({
      work: async () => send(file, "true"),
      done: ({ added }) => t("importDone", { added }),
      changes: [STAKES_KEY],
    });
    if (done !== null) forget();
  };
  return (
    <section className={styles["part"]} aria-label={t("import")}>
      <div className={styles["buttons"]}>
        <FileButton label={t("import")} accept=".xlsx,.xls,.csv" onFile={(chosen) => void look(chosen)} />{" "}
        <Button onClick={() => void download(`/api/scopes/${scopeId}/stakes/export?format=xlsx`)}>{t("export")}</Button>
      </div>
      <p className={styles["quiet"]}>{t("importText")}</p>
      {problem !== null && <p role="alert">{problem}</p>}
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
          <ul>
            {seen.refused.map(({ row, text }) => (
              <li key={row}>{t("importRow", { row, text: pick(text) })}</li>
            ))}
          </ul>
          <Button type="primary" disabled={seen.added === 0} onClick={() => void apply()}>
            {t("importApply", { count: seen.added })}
          </Button>{" "}
          <Button type="text" onClick={forget}>
            {t("cancel")}
          </Button>
        </div>
      )}
    </section>
  );
}
