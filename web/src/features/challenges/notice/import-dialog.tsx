import { ApiProblem, type Schemas } from "@dual-high/client";
import { Button, Modal } from "antd";
import { useRef, useState } from "react";
import { api } from "../../../data/api.ts";
import { useAct } from "../../../frame/act.tsx";
import { usePick, useTexts } from "../../../text/texts.ts";
import styles from "./notice.module.css";
import { noticeTexts } from "./texts.ts";

type Seen = Schemas["ChallengeImport"];

/** A register of challenges: what it would draft, row by row, before anything is drafted. */
export function ImportDialog({ scopeId, onClose }: { readonly scopeId: string; readonly onClose: () => void }) {
  const t = useTexts(noticeTexts);
  const pick = usePick();
  const act = useAct();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (chosen: File, apply: "true" | "false") =>
    api.post("/api/scopes/{scopeId}/challenges/import", {
      params: { path: { scopeId }, query: { apply }, header: { "x-file-name": encodeURIComponent(chosen.name) } },
      body: chosen as never,
      bodySerializer: (body: unknown) => body as BodyInit,
      headers: { "content-type": "application/octet-stream" },
    });
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
      done: ({ rows }) => t("imported", { count: rows.length }),
      changes: [["challenges", scopeId]],
    });
    if (done !== null) onClose();
  };
  return (
    <Modal
      open
      title={t("import")}
      okText={t("importApply")}
      okButtonProps={{ disabled: seen === null || seen.rows.length === 0 }}
      cancelText={t("cancel")}
      onOk={() => void apply()}
      onCancel={onClose}
    >
      <div className={styles["form"]}>
        <p>{t("importText")}</p>
        <div>
          <input
            ref={input}
            type="file"
            accept=".xlsx,.xls,.csv"
            hidden
            aria-label={t("importChoose")}
            onChange={({ target }) => {
              const [chosen] = target.files ?? [];
              if (chosen !== undefined) void look(chosen);
              target.value = "";
            }}
          />
          <Button onClick={() => input.current?.click()}>{t("importChoose")}</Button> {file?.name}
        </div>
        {problem !== null && <p role="alert">{problem}</p>}
        {seen !== null && (
          <div role="status">
            <p>{t("importSeen", { count: seen.rows.length, same: seen.same, refused: seen.refused.length })}</p>
            <ul>
              {seen.refused.map(({ row, text }) => (
                <li key={row}>{t("importRow", { row, text: pick(text) })}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Modal>
  );
}
