import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useId, useState } from "react";
import { api } from "../../../data/api.ts";
import { useAct } from "../../../frame/act.tsx";
import { formatInstant } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import styles from "./bids.module.css";
import { type Bid, type BidTalk, talksQuery } from "./data.ts";
import { bidTexts } from "./texts.ts";

const KINDS = ["message", "meeting", "visit", "telephone"] as const;

/** What both sides said, in its order; a new line is added and none is changed. */
export function Talks({ bid }: { readonly bid: Bid }) {
  const t = useTexts(bidTexts);
  const act = useAct();
  const queryClient = useQueryClient();
  const id = useId();
  const talks = useQuery(talksQuery(bid.id)).data ?? [];
  const [kind, setKind] = useState<BidTalk["kind"]>("message");
  const [heldOn, setHeldOn] = useState("");
  const [body, setBody] = useState("");
  const add = async () => {
    const next = await act({
      work: async () =>
        api.post("/api/bids/{bidId}/talks", {
          params: { path: { bidId: bid.id } },
          body: { kind, heldOn: heldOn === "" ? null : heldOn, body: body.trim() },
        }),
      done: t("talked"),
    });
    if (next === null) return;
    queryClient.setQueryData(talksQuery(bid.id).queryKey, next.items);
    setBody("");
    setHeldOn("");
  };
  return (
    <section className={styles["part"]}>
      <h2>{t("talks")}</h2>
      <p className={styles["quiet"]}>{t("talksHint")}</p>
      {talks.length === 0 && <p>{t("noTalks")}</p>}
      <ol className={styles["talks"]}>
        {talks.map((talk) => (
          <li key={talk.id}>
            <small className={styles["quiet"]}>
              {[
                t(`side.${talk.side}`),
                talk.actor.name ?? "",
                t(`kind.${talk.kind}`),
                talk.heldOn ?? "",
                formatInstant(talk.at),
              ]
                .filter((part) => part !== "")
                .join(" · ")}
            </small>
            <p>{talk.body}</p>
          </li>
        ))}
      </ol>
      {bid.mayTalk && (
        <div className={styles["form"]}>
          <div className={styles["row"]}>
            <div className={styles["field"]}>
              <label htmlFor={`${id}-kind`}>{t("talkKind")}</label>
              <Select
                id={`${id}-kind`}
                value={kind}
                options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
                onChange={setKind}
              />
            </div>
            <div className={styles["field"]}>
              <label htmlFor={`${id}-day`}>{t("heldOn")}</label>
              <Input id={`${id}-day`} type="date" value={heldOn} onChange={({ target }) => setHeldOn(target.value)} />
            </div>
          </div>
          <label htmlFor={`${id}-body`}>{t("say")}</label>
          <Input.TextArea
            id={`${id}-body`}
            maxLength={10_000}
            autoSize={{ minRows: 2, maxRows: 10 }}
            value={body}
            onChange={({ target }) => setBody(target.value)}
          />
          <div>
            <Button disabled={body.trim() === ""} onClick={() => void add()}>
              {t("addTalk")}
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}
