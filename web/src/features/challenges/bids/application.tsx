import { ifMatch } from "@dual-high/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useId, useRef, useState } from "react";
import { api } from "../../../data/api.ts";
import { download } from "../../../data/download.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { useAct } from "../../../frame/act.tsx";
import { wanText } from "../../../text/amounts.ts";
import { formatInstant } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { isNoAmount, readWan } from "../read-wan.ts";
import { WanField } from "../wan-field.tsx";
import styles from "./bids.module.css";
import { applicationQuery, type Bid, type JointApplication } from "./data.ts";
import { bidTexts } from "./texts.ts";

/** What both sides apply for together; each confirms for itself, and the office takes it in. */
export function Application({ bid }: { readonly bid: Bid }) {
  const application = useQuery(applicationQuery(bid.id)).data;
  if (application === undefined || (application.version === 0 && !application.mayChange)) return null;
  return <ApplicationForm key={application.version} bid={bid} application={application} />;
}

function ApplicationForm({ bid, application }: { readonly bid: Bid; readonly application: JointApplication }) {
  const t = useTexts(bidTexts);
  const act = useAct();
  const queryClient = useQueryClient();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [summary, setSummary] = useState(application.summary);
  const [amount, setAmount] = useState(wanText(application.amount));
  const path = { bidId: bid.id };
  const header = ifMatch(application);
  const during = async (work: () => Promise<JointApplication>, done: string) => {
    const next = await act({ work, done, changes: [["challenges"], ["bids"]] });
    if (next !== null) queryClient.setQueryData(applicationQuery(bid.id).queryKey, next);
  };
  const attach = async (chosen: File) =>
    during(
      async () =>
        api.put("/api/bids/{bidId}/application/agreement", {
          params: { path, header: { ...header, ...fileName(chosen) } },
          ...fileBody(chosen),
        }),
      t("attached"),
    );
  const { agreement, mayChange } = application;
  return (
    <section className={styles["part"]}>
      <h2>{t("application")}</h2>
      <p className={styles["quiet"]}>{t("applicationHint")}</p>
      {mayChange ? (
        <div className={styles["form"]}>
          <label htmlFor={`${id}-summary`}>{t("summary")}</label>
          <Input.TextArea
            id={`${id}-summary`}
            maxLength={10_000}
            autoSize={{ minRows: 3, maxRows: 12 }}
            value={summary}
            onChange={({ target }) => setSummary(target.value)}
          />
          <div className={styles["row"]}>
            <div className={styles["field"]}>
              <label htmlFor={`${id}-amount`}>{t("amount")}</label>
              <WanField id={`${id}-amount`} text={amount} onChange={setAmount} />
            </div>
            <Button
              disabled={summary.trim() === "" || isNoAmount(amount)}
              onClick={() =>
                void during(
                  async () =>
                    api.put("/api/bids/{bidId}/application", {
                      params: { path, header },
                      body: { summary: summary.trim(), amount: readWan(amount) },
                    }),
                  t("kept"),
                )
              }
            >
              {t("keep")}
            </Button>
            <input
              ref={file}
              type="file"
              hidden
              aria-label={t("attach")}
              onChange={({ target }) => {
                const [chosen] = target.files ?? [];
                if (chosen !== undefined) void attach(chosen);
                target.value = "";
              }}
            />
            <Button disabled={application.version === 0} onClick={() => file.current?.click()}>
              {t("attach")}
            </Button>
          </div>
        </div>
      ) : (
        <p className={styles["prose"]}>{application.summary}</p>
      )}
      {agreement !== null && (
        <p>
          {t("agreement")}:{" "}
          <Button type="link" onClick={() => void download(`/api/bids/${bid.id}/application/agreement`)}>
            {agreement.name}
          </Button>
        </p>
      )}
      {application.version > 0 &&
        (["bidder", "poster"] as const).map((side) => {
          const said = application[side];
          const name = t(`side.${side}`);
          return (
            <p key={side}>
              {said === null
                ? t("notConfirmed", { side: name })
                : t("confirmedBy", { side: name, name: said.name ?? "", at: formatInstant(said.at) })}
            </p>
          );
        })}
      {application.accepted !== null && <p>{t("accepted")}</p>}
      <div className={styles["row"]}>
        {application.mayConfirm
          .filter((side) => application[side] === null)
          .map((side) => (
            <Button
              key={side}
              type="primary"
              onClick={() =>
                void during(
                  async () =>
                    api.post("/api/bids/{bidId}/application/confirmation", {
                      params: { path, header },
                      body: { side },
                    }),
                  t("confirmed"),
                )
              }
            >
              {t(side === "bidder" ? "confirmBidder" : "confirmPoster")}
            </Button>
          ))}
        {application.mayAccept && (
          <Button
            type="primary"
            onClick={() =>
              void during(
                async () => api.post("/api/bids/{bidId}/application/acceptance", { params: { path, header } }),
                t("accepted"),
              )
            }
          >
            {t("accept")}
          </Button>
        )}
      </div>
    </section>
  );
}
