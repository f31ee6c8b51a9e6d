import { ifMatch } from "@dual-high/client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { useAct } from "../../../frame/act.tsx";
import { formatDay, formatPerson } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { Facts } from "../../../ui/record/facts.tsx";
import { Prose } from "../../../ui/record/layout.tsx";
import styles from "./campaigns.module.css";
import { type Campaign, type CampaignAction, campaignQuery, campaignsKey, type CampaignStep } from "./queries.ts";
import { exactYuan } from "./quote-lines.ts";
import { isBackward, StepDialog } from "./step-dialog.tsx";
import { campaignsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/campaigns/$campaignId");
/** Steps that need no more than the word. */
const PLAIN: readonly CampaignAction[] = ["accept", "accept_amendment", "settle"];

export function CampaignPage() {
  const t = useTexts(campaignsTexts);
  const { campaignId } = route.useParams();
  const act = useAct();
  const campaign = useSuspenseQuery(campaignQuery(campaignId)).data;
  const [asking, setAsking] = useState<CampaignAction | null>(null);
  const { number, state, startsOn, endsBefore, settledFen, reviewOutcome, actions } = campaign;
  const isCalledOff = state === "refused" || state === "withdrawn";
  const take = async (body: CampaignStep) => {
    const done = await act({
      work: async () =>
        api.post("/api/campaigns/{campaignId}/steps", {
          params: { path: { campaignId }, header: ifMatch(campaign) },
          body,
        }),
      done: t("done", { number, what: t(`do.${body.action}`) }),
      changes: [campaignsKey],
    });
    if (done !== null) setAsking(null);
  };
  return (
    <Page title={campaign.title} purpose={`${number} · ${t(`state.${state}`)}`} isColumn>
      {actions.length > 0 && (
        <div className={styles["actions"]}>
          {actions.map((action, index) => (
            <Button
              key={action}
              type={index === 0 && !isBackward(action) ? "primary" : "default"}
              onClick={() => (PLAIN.includes(action) ? void take({ action } as CampaignStep) : setAsking(action))}
            >
              {t(`do.${action}`)}
            </Button>
          ))}
        </div>
      )}
      <Facts
        facts={[
          { label: t("line"), value: campaign.bookableName },
          { label: t("applicant"), value: formatPerson(campaign.applicantName, campaign.applicantUnit) },
          { label: t("charge"), value: campaign.chargeReference },
          { label: t("agreed"), value: t("yuan", { n: exactYuan(campaign.agreedFen) }) },
          { label: t("settled"), value: settledFen === null ? null : t("yuan", { n: exactYuan(settledFen) }) },
          {
            label: t(isCalledOff ? "daysBefore" : "days"),
            value:
              startsOn === null || endsBefore === null ? null : t("daysText", { from: startsOn, until: endsBefore }),
          },
          { label: t("review"), value: reviewOutcome === null ? null : t(`outcome.${reviewOutcome}`) },
          { label: t("reviewText"), value: campaign.reviewText, isLong: true },
          { label: t("endedOn"), value: isCalledOff ? formatDay(campaign.stateSince) : null },
          { label: t("reason"), value: campaign.reason, isLong: true },
        ]}
      />
      <Prose title={t("description")} text={campaign.description} />
      <Prose title={t("hazards")} text={campaign.hazards} />
      <Quotes campaign={campaign} />
      <Batches campaign={campaign} />
      {asking !== null && (
        <StepDialog action={asking} campaign={campaign} onSend={take} onClose={() => setAsking(null)} />
      )}
    </Page>
  );
}

function Quotes({ campaign: { quotes } }: { readonly campaign: Campaign }) {
  const t = useTexts(campaignsTexts);
  if (quotes.length === 0) return null;
  return (
    <section className={styles["part"]}>
      <h2>{t("quotes")}</h2>
      {quotes.map(({ id, number, lines, totalFen, reason, acceptedAt, closedAs, closedAt, closedReason }) => (
        <div key={id} className={styles["scroll"]} tabIndex={0} role="region" aria-label={t("quoteN", { n: number })}>
          <table className={styles["table"]}>
            <caption>
              {t("quoteN", { n: number })}
              {reason === "" ? "" : ` · ${reason}`} ·{" "}
              {acceptedAt === null ? closedAs === null && t("isOpen") : t("isAccepted", { day: formatDay(acceptedAt) })}
              {closedAs !== null && closedAt !== null && t(`is.${closedAs}`, { day: formatDay(closedAt) })}
              {(closedReason ?? "") === "" ? "" : t("because", { reason: closedReason ?? "" })}
            </caption>
            <thead>
              <tr>
                <th scope="col">{t("item")}</th>
                <th scope="col" data-figure>
                  {t("quantity")}
                </th>
                <th scope="col" data-figure>
                  {t("each")}
                </th>
                <th scope="col" data-figure>
                  {t("amount")}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ text, quantityThousandths, unit, fenEach, amountFen }, index) => (
                <tr key={index}>
                  <td>{text}</td>
                  <td data-figure>
                    {quantityThousandths / 1000} {unit}
                  </td>
                  <td data-figure>{exactYuan(fenEach)}</td>
                  <td data-figure>{exactYuan(amountFen)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={3}>
                  {t("total")}
                </th>
                <td data-figure>{exactYuan(totalFen)}</td>
              </tr>
            </tfoot>
          </table>
        </div>
      ))}
    </section>
  );
}

function Batches({ campaign: { batches } }: { readonly campaign: Campaign }) {
  const t = useTexts(campaignsTexts);
  if (batches.length === 0) return null;
  return (
    <section className={styles["part"]}>
      <h2>{t("batches")}</h2>
      {batches.map(({ id, number, ranOn, outcome, figures, note }) => (
        <div key={id} className={styles["batch"]}>
          <h3>
            {t("batchN", { n: number, day: ranOn })} · {t(`batch.${outcome}`)}
          </h3>
          <Facts facts={figures.map(({ name, value, unit }) => ({ label: name, value: `${value} ${unit}` }))} />
          {note !== "" && <p>{note}</p>}
        </div>
      ))}
    </section>
  );
}
