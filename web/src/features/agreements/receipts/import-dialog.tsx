import { api } from "../../../data/api.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { ListImportDialog } from "../../../frame/list-import.tsx";
import { useTexts } from "../../../text/texts.ts";
import type { ReceiptImport } from "./data.ts";
import styles from "./receipts.module.css";
import { receiptsTexts } from "./texts.ts";

/** Receipts from a workbook. */
export function ImportDialog({ scopeId, onClose }: { readonly scopeId: string; readonly onClose: () => void }) {
  const t = useTexts(receiptsTexts);
  return (
    <ListImportDialog
      title={t("importTitle")}
      text={t("importText")}
      chooseText={t("choose")}
      send={async (file, apply) =>
        api.post("/api/scopes/{scopeId}/receipts/import", {
          params: { path: { scopeId }, query: { apply }, header: fileName(file) },
          ...fileBody(file),
        })
      }
      countOf={({ taken }) => taken}
      refusedOf={({ rows }) => rows.flatMap(({ row, problem }) => (problem === null ? [] : [{ row, text: problem }]))}
      seenText={({ taken, refused }) => t("importCounts", { taken, refused })}
      applyText={(taken) => t("take", { taken })}
      doneText={({ taken }) => t("imported", { taken })}
      changes={[["agreements"], ["receipts"]]}
      renderSeen={({ rows }) => <FineRows rows={rows.filter(({ problem }) => problem === null)} />}
      onClose={onClose}
    />
  );
}

function FineRows({ rows }: Pick<ReceiptImport, "rows">) {
  const t = useTexts(receiptsTexts);
  if (rows.length === 0) return null;
  return (
    <div className={styles["scroll"]} role="region" tabIndex={0} aria-label={t("fine")}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{t("row")}</th>
            <th scope="col">{t("agreement")}</th>
            <th scope="col" data-figure>
              {t("amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, agreement, amount }) => (
            <tr key={row}>
              <td>{row}</td>
              <td>{agreement}</td>
              <td data-figure>{amount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
