import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Modal } from "antd";
import { useState } from "react";
import { api, isProblem } from "../../../data/api.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { type ReceiptImport, readMoneyAgain } from "./data.ts";
import styles from "./receipts.module.css";
import { receiptsTexts } from "./texts.ts";

/** Receipts from a workbook: seen first, then taken in. */
export function ImportDialog({ scopeId, onClose }: { readonly scopeId: string; readonly onClose: () => void }) {
  const t = useTexts(receiptsTexts);
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [outcome, setOutcome] = useState<ReceiptImport | null>(null);
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const send = async (chosen: File, apply: "true" | "false") => {
    setBusy(true);
    setProblem("");
    try {
      const next = await api.post("/api/scopes/{scopeId}/receipts/import", {
        params: { path: { scopeId }, query: { apply }, header: fileName(chosen) },
        ...fileBody(chosen),
      });
      setOutcome(next);
      if (!next.isApplied) return;
      void message.success(t("imported", { taken: next.taken }));
      await readMoneyAgain(queryClient);
      if (next.refused === 0) onClose();
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : String(error));
    } finally {
      setBusy(false);
    }
  };
  const mayTake = file !== null && outcome !== null && !outcome.isApplied && outcome.taken > 0;
  return (
    <Modal
      open
      width={760}
      title={t("importTitle")}
      footer={
        <>
          <Button onClick={onClose}>{t("close")}</Button>
          {mayTake && (
            <Button type="primary" loading={isBusy} onClick={() => void send(file, "true")}>
              {t("take", { taken: outcome.taken })}
            </Button>
          )}
        </>
      }
      onCancel={onClose}
    >
      <p>{t("importText")}</p>
      <label>
        {t("choose")}{" "}
        <input
          type="file"
          accept=".xlsx,.csv"
          onChange={({ target }) => {
            const chosen = target.files?.[0] ?? null;
            setFile(chosen);
            setOutcome(null);
            if (chosen !== null) void send(chosen, "false");
          }}
        />
      </label>
      {problem !== "" && <Alert type="error" title={problem} />}
      {outcome !== null && <Outcome outcome={outcome} />}
    </Modal>
  );
}

function Outcome({ outcome }: { readonly outcome: ReceiptImport }) {
  const t = useTexts(receiptsTexts);
  const pick = usePick();
  const { rows, taken, refused } = outcome;
  return (
    <>
      <p role="status">
        <strong>{outcome.isApplied ? t("imported", { taken }) : t("importCounts", { taken, refused })}</strong>
      </p>
      <div className={styles["scroll"]} role="region" tabIndex={0} aria-label={t("outcome")}>
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">{t("row")}</th>
              <th scope="col">{t("agreement")}</th>
              <th scope="col" data-figure>
                {t("amount")}
              </th>
              <th scope="col">{t("outcome")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, agreement, amount, number, problem }) => (
              <tr key={row}>
                <td>{row}</td>
                <td>{agreement}</td>
                <td data-figure>{amount}</td>
                <td className={problem === null ? undefined : styles["wrong"]}>
                  {problem === null ? (number ?? t("fine")) : pick(problem)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
