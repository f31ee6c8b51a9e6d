import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { formatInstant } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/record/layout.tsx";
import { ActDialog } from "./act-dialog.tsx";
import { resultQuery } from "./data.ts";
import styles from "./evaluations.module.css";
import { Labelled } from "./labelled.tsx";
import { evaluationsTexts } from "./texts.ts";

const route = getRouteApi("/in/bids/$bidId/result");

/** What became of a bid, for those who prepared it: why, until when they may object, and what was answered. */
export function ResultPage() {
  const t = useTexts(evaluationsTexts);
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const { bidId } = route.useParams();
  const result = useSuspenseQuery(resultQuery(bidId)).data;
  const [isObjecting, setObjecting] = useState(false);
  const draft = useDraft(`objection:${bidId}`, { body: "" });
  const { challenge, bid, chosen, objections, noticeEndsAt } = result;
  return (
    <Page
      title={t("resultTitle", { code: challenge.code })}
      purpose={`${challenge.title} · ${bid.title}`}
      isColumn
      actions={result.mayObject && <Button onClick={() => setObjecting(true)}>{t("object")}</Button>}
    >
      {bid.isChosen === null ? (
        <p>{t("resultNone")}</p>
      ) : (
        <>
          <p>
            <strong>{t(bid.isChosen ? "resultChosen" : "resultNot")}</strong>
          </p>
          {noticeEndsAt !== null && <p>{t("noticeUntil", { at: formatInstant(noticeEndsAt) })}</p>}
          <Prose title={t("why")} text={result.reason} />
          <Prose title={t("decision")} text={result.decision} />
          <Prose title={t("whoChosen")} text={chosen.map(({ bidder, title }) => `${bidder} · ${title}`).join("\n")} />
        </>
      )}
      {objections.length > 0 && (
        <section className={styles["part"]}>
          <h2>{t("objections")}</h2>
          <ul className={styles["plain"]}>
            {objections.map(({ id, body, at, answer, isUpheld }) => (
              <li key={id}>
                <p className={styles["text"]}>{body}</p>
                <p className={styles["quiet"]}>{formatInstant(at)}</p>
                {answer !== null && (
                  <p>
                    {t(isUpheld === true ? "upheld" : "notUpheld")} · {answer}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {isObjecting && (
        <ActDialog
          title={t("object")}
          text={t("objectText")}
          okText={t("object")}
          onClose={() => setObjecting(false)}
          onSend={async () => {
            const next = await api.post("/api/bids/{bidId}/objections", {
              params: { path: { bidId } },
              body: { body: draft.value.body },
            });
            draft.clear();
            queryClient.setQueryData(resultQuery(bidId).queryKey, next);
            void message.success(t("objected"));
            setObjecting(false);
          }}
        >
          <Labelled
            label={t("objectionBody")}
            rows={4}
            value={draft.value.body}
            onChange={(body) => draft.change({ body })}
          />
        </ActDialog>
      )}
    </Page>
  );
}
