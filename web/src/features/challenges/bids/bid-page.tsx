import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { api } from "../../../data/api.ts";
import { useAct } from "../../../frame/act.tsx";
import { formatInstant } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Page } from "../../../ui/page.tsx";
import { whole } from "../whole.ts";
import { challengeQuery } from "../notice/data.ts";
import { Application } from "./application.tsx";
import { BidEditor } from "./bid-editor.tsx";
import { BidMark } from "./bid-mark.tsx";
import { BidView } from "./bid-view.tsx";
import styles from "./bids.module.css";
import { type Bid, bidQuery } from "./data.ts";
import { PaperLine } from "./paper-line.tsx";
import { Talks } from "./talks.tsx";
import { bidTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/bids/$bidId");

/** Written while it may be, read afterwards; with the talks of a negotiated challenge beneath. */
export function BidPage() {
  const t = useTexts(bidTexts);
  const act = useAct();
  const queryClient = useQueryClient();
  const { scopeId, bidId } = route.useParams();
  const bid = useSuspenseQuery(bidQuery(bidId)).data;
  const { terms } = useSuspenseQuery(challengeQuery(bid.challengeId)).data;
  const move = async (from: Bid, to: "submission" | "withdrawal", done: string) => {
    const params = { path: { bidId }, header: ifMatch(from) };
    const next = await act({
      work: async () =>
        to === "submission"
          ? api.post("/api/bids/{bidId}/submission", { params })
          : api.post("/api/bids/{bidId}/withdrawal", { params }),
      done,
      changes: [["bids"], ["challenges"]],
    });
    if (next !== null) queryClient.setQueryData(bidQuery(bidId).queryKey, whole(next));
  };
  const withdrawPaper = async () => {
    const params = { path: { bidId }, header: ifMatch(bid) };
    const next = await act({
      work: async () => api.post("/api/bids/{bidId}/paper-withdrawal", { params }),
      done: t("paperWithdrawn"),
      changes: [["bids"], ["challenges"]],
    });
    if (next !== null) queryClient.setQueryData(bidQuery(bidId).queryKey, whole(next));
  };
  const isNegotiated = bid.mode === "negotiated" && ["submitted", "chosen", "not_chosen"].includes(bid.state);
  const title = bid.content.title === "" ? t("bidOf", { unit: bid.bidderName }) : bid.content.title;
  return (
    <Page
      title={title}
      purpose={`${bid.challengeCode} · ${bid.challengeTitle}`}
      actions={
        <>
          {bid.mayWithdraw && bid.paper === null && (
            <Button onClick={() => void move(bid, "withdrawal", t("withdrawn"))}>{t("withdraw")}</Button>
          )}
          {bid.mayWithdraw && bid.paper !== null && (
            <Button onClick={() => void withdrawPaper()}>{t("paperWithdraw")}</Button>
          )}
          {(bid.state === "chosen" || bid.state === "not_chosen") && (
            <LinkButton to={`/bids/${bid.id}/result`}>{t("toResult")}</LinkButton>
          )}
          <LinkButton to={`/p/${scopeId}/challenges/${bid.challengeId}`}>{t("toChallenge")}</LinkButton>
        </>
      }
    >
      <p className={styles["stand"]}>
        <BidMark state={bid.state} />
        <span>{bid.bidderName}</span>
        <span>{t("receipt", { receipt: bid.receipt })}</span>
        {bid.closesAt !== null && <span>{t("closes", { at: formatInstant(bid.closesAt) })}</span>}
        {bid.stateReason !== null && <span>{bid.stateReason}</span>}
      </p>
      <PaperLine bid={bid} />
      {bid.mayChange ? (
        <BidEditor
          key={`${bid.id} ${bid.state}`}
          bid={bid}
          terms={terms}
          onSubmit={async (saved) => move(saved, "submission", t("submitted", { receipt: bid.receipt }))}
        />
      ) : (
        <BidView bid={bid} terms={terms} />
      )}
      {isNegotiated && <Talks bid={bid} />}
      {isNegotiated && <Application bid={bid} />}
    </Page>
  );
}
