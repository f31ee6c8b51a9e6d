import { ifMatch } from "@dual-high/client";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { api } from "../../../data/api.ts";
import { download } from "../../../data/download.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { useAct } from "../../../frame/act.tsx";
import { formatInstant } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { FileButton } from "../../../ui/file-button.tsx";
import { whole } from "../whole.ts";
import styles from "./bids.module.css";
import { type Bid, bidQuery, SCANS } from "./data.ts";
import { bidTexts } from "./texts.ts";

/** Of a bid that came on paper: who entered it, when the paper came, and the paper itself. */
export function PaperLine({ bid }: { readonly bid: Bid }) {
  const t = useTexts(bidTexts);
  const act = useAct();
  const queryClient = useQueryClient();
  const { id: bidId, paper } = bid;
  if (paper === null) return null;
  const put = async (file: File) => {
    const next = await act({
      work: async () =>
        api.put("/api/bids/{bidId}/scan", {
          params: { path: { bidId }, header: { ...ifMatch(bid), ...fileName(file) } },
          ...fileBody(file),
        }),
      done: t("paperPutDone"),
      changes: [["bids"]],
    });
    if (next !== null) queryClient.setQueryData(bidQuery(bidId).queryKey, whole(next));
  };
  const { scan } = paper;
  return (
    <p className={styles["stand"]}>
      <strong>{t("paperBy", { name: paper.enteredBy.name ?? "" })}</strong>
      {paper.receivedAt !== null && <span>{t("paperCame", { at: formatInstant(paper.receivedAt) })}</span>}
      {paper.note !== "" && <span>{paper.note}</span>}
      {scan !== null && <Button onClick={() => void download(`/api/bids/${bidId}/scan`)}>{scan.name}</Button>}
      {bid.mayAttachScan && (
        <FileButton
          label={t(scan === null ? "paperPut" : "paperPutAgain")}
          accept={SCANS}
          onFile={(file) => void put(file)}
        />
      )}
    </p>
  );
}
