import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { api } from "../../../data/api.ts";
import { download } from "../../../data/download.ts";
import { useMay } from "../../../data/me.ts";
import { useAct } from "../../../frame/act.tsx";
import { formatFen, formatInstant } from "../../../text/format.ts";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Page } from "../../../ui/page.tsx";
import { PathLink } from "../../../ui/path-link.tsx";
import { type Challenge, challengeQuery } from "../notice/data.ts";
import { whole } from "../whole.ts";
import { BidMark } from "./bid-mark.tsx";
import { promisedText, teamText } from "./bid-view.tsx";
import styles from "./bids.module.css";
import { type OpenBid, openBidsQuery } from "./data.ts";
import { RaceDialog } from "./race-dialog.tsx";
import { bidTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/challenges/$challengeId/bids");

/** The bids side by side, once they lie open. */
export function ComparePage() {
  const t = useTexts(bidTexts);
  const language = useLanguage();
  const { scopeId, challengeId } = route.useParams();
  const challenge = useSuspenseQuery(challengeQuery(challengeId)).data;
  const bids = useSuspenseQuery(openBidsQuery(challengeId)).data;
  const { terms } = challenge;
  const lines: readonly (readonly [string, (bid: OpenBid) => ReactNode])[] = [
    [t("stateHead"), ({ state, stateReason }) => <StateLine state={state} reason={stateReason} />],
    [t("name"), ({ content }) => content.title],
    [t("team"), ({ content }) => teamText(content, t("lead"))],
    [t("promised"), ({ content }) => promisedText(content, terms)],
    [
      t("priceHead"),
      ({ content }) =>
        [formatFen(content.price, language), content.priceNote].filter((part) => part !== "").join(" · "),
    ],
    [t("plan"), ({ content }) => content.plan],
    [t("evidence"), ({ content }) => content.evidence],
    [t("submittedAt"), ({ submittedAt }) => (submittedAt === null ? "" : formatInstant(submittedAt))],
  ];
  return (
    <Page
      title={t("compareTitle")}
      name={`${challenge.code} ${t("compareTitle")}`}
      purpose={`${t("comparePurpose", { code: challenge.code })} ${t("criterion")}: ${terms.criteria
        .map(({ name, weight }) => `${name} ${weight}%`)
        .join(language === "zh" ? "、" : ", ")}`}
      actions={
        <>
          <Race challenge={challenge} bids={bids} scopeId={scopeId} />
          {bids.length > 0 && (
            <Button onClick={() => void download(`/api/challenges/${challengeId}/bids/export?format=xlsx`)}>
              {t("export")}
            </Button>
          )}
          <LinkButton to={`/p/${scopeId}/challenges/${challengeId}`}>{t("toChallenge")}</LinkButton>
        </>
      }
    >
      {bids.length === 0 ? (
        <p>
          <strong>{t("noBids")}</strong>
          <br />
          {t("noBidsText")}
        </p>
      ) : (
        <div className={styles["box"]} role="region" aria-label={t("compareTitle")} tabIndex={0}>
          <table className={styles["compare"]}>
            <thead>
              <tr>
                <th scope="row">{t("item")}</th>
                {bids.map((bid) => (
                  <th key={bid.id} scope="col">
                    <PathLink to={`/p/${scopeId}/bids/${bid.id}`}>{bid.bidderName}</PathLink>
                    <br />
                    <span className={styles["quiet"]}>
                      {bid.number === null
                        ? t("receipt", { receipt: bid.receipt })
                        : t("number", { number: bid.number })}
                      {bid.isFromPaper && ` · ${t("paperMark")}`}
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(([name, show]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {bids.map((bid) => (
                    <td key={bid.id}>{show(bid)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}

function StateLine({ state, reason }: { readonly state: OpenBid["state"]; readonly reason: string | null }) {
  return (
    <>
      <BidMark state={state} />
      {reason !== null && ` ${reason}`}
    </>
  );
}

interface RaceProps {
  readonly challenge: Challenge;
  readonly bids: readonly OpenBid[];
  readonly scopeId: string;
}

/** The next round of a race: its start after the close, then gate by gate. */
function Race({ challenge, bids, scopeId }: RaceProps) {
  const t = useTexts(bidTexts);
  const act = useAct();
  const may = useMay(scopeId);
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { mode, state, terms } = challenge;
  const judged = new Set(bids.flatMap(({ gates }) => gates.map(({ gate }) => gate)));
  const next = terms.gates.find(({ key }) => !judged.has(key));
  const round =
    state === "closed"
      ? { gate: "start", name: t("start") }
      : state === "racing" && next !== undefined
        ? { gate: next.key, name: next.name }
        : null;
  const running = bids.filter((bid) => bid.state === "submitted");
  if (mode !== "race" || round === null || running.length === 0 || !may("challenge.decide")) return null;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("race")}
      </Button>
      {isOpen && (
        <RaceDialog
          gate={round.name}
          bids={running}
          onSend={async (results) => {
            const moved = await act({
              work: async () =>
                api.post("/api/challenges/{challengeId}/race-rounds", {
                  params: { path: { challengeId: challenge.id }, header: ifMatch(challenge) },
                  body: { gate: round.gate, results },
                }),
              done: t("raceDone"),
              changes: [["challenges"], ["bids"]],
            });
            if (moved === null) return;
            queryClient.setQueryData(challengeQuery(challenge.id).queryKey, whole(moved));
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
