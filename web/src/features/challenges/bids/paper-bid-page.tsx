import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { useDraft } from "../../../data/drafts.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { useAct } from "../../../frame/act.tsx";
import { fromLocal, toLocal } from "../../../text/local-time.ts";
import { useTexts } from "../../../text/texts.ts";
import { FileButton } from "../../../ui/file-button.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Page } from "../../../ui/page.tsx";
import { challengeQuery } from "../notice/data.ts";
import { isNoAmount, readWan } from "../read-wan.ts";
import { whole } from "../whole.ts";
import { BidFields, Field } from "./bid-fields.tsx";
import styles from "./bids.module.css";
import { type BidContent, bidQuery, SCANS } from "./data.ts";
import { bidTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/challenges/$challengeId/paper-bid");

interface Entry {
  readonly bidderName: string;
  readonly receivedAt: string | null;
  readonly note: string;
  readonly price: string;
  readonly content: BidContent;
}

const EMPTY: Entry = {
  bidderName: "",
  receivedAt: null,
  note: "",
  price: "",
  content: {
    title: "",
    members: [],
    plan: "",
    indicators: [],
    price: null,
    priceNote: "",
    evidence: "",
    contact: "",
  },
};

/** A bid that came on paper, entered by the office; what was typed stays on this machine until it is submitted. */
export function PaperBidPage() {
  const t = useTexts(bidTexts);
  const act = useAct();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { scopeId, challengeId } = route.useParams();
  const challenge = useSuspenseQuery(challengeQuery(challengeId)).data;
  const draft = useDraft<Entry>(`paper-bid:${challengeId}`, EMPTY);
  const [scan, setScan] = useState<File | null>(null);
  const { value, change } = draft;
  const { content, bidderName, receivedAt, note, price } = value;
  const submit = async () => {
    const entered = await act({
      work: async () =>
        api.post("/api/challenges/{challengeId}/paper-bids", {
          params: { path: { challengeId } },
          body: { bidderName: bidderName.trim(), content, receivedAt, note },
        }),
      done: ({ receipt }) => t("submitted", { receipt }),
      changes: [["bids"], ["challenges"]],
    });
    if (entered === null) return;
    draft.clear();
    const bidId = entered.id;
    queryClient.setQueryData(bidQuery(bidId).queryKey, whole(entered));
    if (scan !== null) {
      const filed = await act({
        work: async () =>
          api.put("/api/bids/{bidId}/scan", {
            params: { path: { bidId }, header: { ...ifMatch(entered), ...fileName(scan) } },
            ...fileBody(scan),
          }),
        changes: [["bids"]],
      });
      if (filed !== null) queryClient.setQueryData(bidQuery(bidId).queryKey, whole(filed));
    }
    void navigate({ to: "/p/$scopeId/bids/$bidId", params: { scopeId, bidId } });
  };
  const back = <LinkButton to={`/p/${scopeId}/challenges/${challengeId}`}>{t("toChallenge")}</LinkButton>;
  const frame = { title: t("paperTitle"), purpose: `${challenge.code} · ${challenge.title}`, actions: back };
  if (challenge.mode === "sealed" || !challenge.mayEnterPaper) {
    return (
      <Page {...frame}>
        <p>{t(challenge.mode === "sealed" ? "paperSealed" : "paperClosed")}</p>
      </Page>
    );
  }
  return (
    <Page {...frame}>
      <div className={styles["sheet"]}>
        <p className={styles["quiet"]}>{t("paperHint")}</p>
        <Field label={t("paperBidder")}>
          {(id) => (
            <Input
              id={id}
              maxLength={200}
              value={bidderName}
              onChange={({ target }) => change({ bidderName: target.value })}
            />
          )}
        </Field>
        <div className={styles["row"]}>
          <Field label={t("paperAt")}>
            {(id) => (
              <Input
                id={id}
                type="datetime-local"
                value={toLocal(receivedAt)}
                onChange={({ target }) => change({ receivedAt: fromLocal(target.value) })}
              />
            )}
          </Field>
          <Field label={t("paperNote")}>
            {(id) => (
              <Input id={id} maxLength={1000} value={note} onChange={({ target }) => change({ note: target.value })} />
            )}
          </Field>
        </div>
        <BidFields
          content={content}
          terms={challenge.terms}
          home={bidderName}
          price={price}
          onPrice={(text) => change({ price: text, content: { ...content, price: readWan(text) } })}
          onChange={(part) => change({ content: { ...content, ...part } })}
        />
        <p>
          <FileButton label={t("paperScan")} accept={SCANS} onFile={setScan} />{" "}
          {scan === null ? <span className={styles["quiet"]}>{t("paperScanHint")}</span> : scan.name}
        </p>
        <div>
          <Button type="primary" disabled={bidderName.trim() === "" || isNoAmount(price)} onClick={() => void submit()}>
            {t("paperSubmit")}
          </Button>
        </div>
      </div>
    </Page>
  );
}
