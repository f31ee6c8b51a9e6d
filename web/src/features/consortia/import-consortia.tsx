import { ApiProblem, type Schemas } from "@dual-high/client";
import { Button } from "antd";
import { useRef, useState } from "react";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { usePick, useTexts } from "../../text/texts.ts";
import styles from "./consortia.module.css";
import { consortiaKey } from "./data.ts";
import { consortiaTexts } from "./texts.ts";

/** The zone's own list, looked at first and then taken in; rows to mend are told and stop no other. */
export function ImportConsortia({ scopeId }: { readonly scopeId: string }) {
  const t = useTexts(consortiaTexts);
  const pick = usePick();
  const act = useAct();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [seen, setSeen] = useState<Schemas["ConsortiumImport"] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (chosen: File, apply: "true" | "false") => {
    const bytes = new Blob([await chosen.arrayBuffer()]);
    return api.post("/api/scopes/{scopeId}/consortia/import", {
      params: { path: { scopeId }, query: { apply }, header: { "x-file-name": encodeURIComponent(chosen.name) } },
      // The description knows bytes as text.
      body: bytes as unknown as string,
      bodySerializer: () => bytes,
      headers: { "content-type": "application/octet-stream" },
    });
  };
  const look = async (chosen: File) => {
    setFile(chosen);
    setSeen(null);
    setProblem(null);
    try {
      setSeen(await send(chosen, "false"));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.detail);
    }
  };
  const apply = async () => {
    if (file === null) return;
    const done = await act({
      work: async () => send(file, "true"),
      done: ({ added }) => t("importDone", { added }),
      changes: [consortiaKey(scopeId)],
    });
    if (done !== null) setSeen(null);
  };
  return (
    <section className={styles["import"]} aria-label={t("import")}>
      <div className={styles["ways"]}>
        <Button onClick={() => input.current?.click()}>{t("import")}</Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".xlsx,.xls,.csv"
          aria-label={t("import")}
          onChange={(event) => {
            const [chosen] = event.currentTarget.files ?? [];
            event.currentTarget.value = "";
            if (chosen !== undefined) void look(chosen);
          }}
        />
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
            <Button type="text" onClick={() => setSeen(null)}>
              {t("cancel")}
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}
