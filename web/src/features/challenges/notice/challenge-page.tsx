import { ifMatch, type Schemas } from "@dual-high/client";
import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { api } from "../../../data/api.ts";
import { useMay } from "../../../data/me.ts";
import { useMarkSeen } from "../../../data/use-mark-seen.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { useAct } from "../../../frame/act.tsx";
import { ListImportDialog } from "../../../frame/list-import.tsx";
import { OriginProjects } from "../../../frame/origin-projects.tsx";
import { formatInstant } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Page } from "../../../ui/page.tsx";
import { HistoryList, RecordColumns } from "../../../ui/record/layout.tsx";
import type { FormedTeamSummary } from "../data.ts";
import { whole } from "../whole.ts";
import { AddendumDialog } from "./addendum-dialog.tsx";
import { BidderDialog } from "./bidder-dialog.tsx";
import { FormTeamButton, TeamsBox, useTeamsFor } from "./challenge-teams.tsx";
import { ConfidentialPart } from "./confidential-part.tsx";
import { type Challenge, challengeQuery, challengeStepsQuery } from "./data.ts";
import { EndDialog } from "./end-dialog.tsx";
import { NoticeBody } from "./notice-body.tsx";
import styles from "./notice.module.css";
import { OpeningDialog } from "./opening-dialog.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { noticeTexts } from "./texts.ts";
import { Timeline } from "./timeline.tsx";

const route = getRouteApi("/in/p/$scopeId/challenges/$challengeId");

export type End = "close" | "fail" | "cancel";
type Open = "import" | "publish" | "addendum" | "opening" | "bidder" | End | null;

/** Reads like a published notice; the course of it stands at the right. */
export function ChallengePage() {
  const t = useTexts(noticeTexts);
  const act = useAct();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { scopeId, challengeId } = route.useParams();
  const challenge = useSuspenseQuery(challengeQuery(challengeId)).data;
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const params = { path: { challengeId }, header: ifMatch(challenge) };
  const { code } = challenge;

  type Answer = Schemas["Challenge"];
  const during = async (work: () => Promise<Answer>, done: string | ((next: Answer) => string)) => {
    const next = await act({ work, done, changes: [["challenges"], ["needs"]] });
    if (next === null) return;
    queryClient.setQueryData(challengeQuery(challengeId).queryKey, whole(next));
    close();
  };
  const teams = useTeamsFor(challenge);
  const begin = async (bidderId: string, formedTeamId: string | null) => {
    const bid = await act({
      work: async () =>
        api.post("/api/challenges/{challengeId}/bids", {
          params: { path: { challengeId } },
          body: { bidderId, formedTeamId },
        }),
      changes: [["bids"]],
    });
    if (bid !== null) void navigate({ to: "/p/$scopeId/bids/$bidId", params: { scopeId, bidId: bid.id } });
  };
  const mayIn = useMay(scopeId);
  const mayEvaluate = mayIn("evaluation.read");
  useMarkSeen(`/p/${scopeId}/challenges/${challengeId}`, challenge.addenda.length > 0 && mayIn("bid.write"));
  const may = (action: Challenge["actions"][number]) => challenge.actions.includes(action);
  const [only, ...others] = challenge.bidders;
  return (
    <Page
      title={challenge.title}
      name={`${code} ${challenge.title}`}
      purpose={challenge.poster === null ? code : `${code} · ${challenge.poster}`}
      actions={
        <>
          {only !== undefined && (
            <Button
              type="primary"
              onClick={() => (others.length + teams.length > 0 ? setOpen("bidder") : void begin(only.id, null))}
            >
              {t("bid")}
            </Button>
          )}
          {only !== undefined && challenge.mode !== "sealed" && (
            <Button onClick={() => setOpen("import")}>{t("importBids")}</Button>
          )}
          {challenge.mayEnterPaper && (
            <LinkButton to={`/p/${scopeId}/challenges/${challengeId}/paper-bid`}>{t("paperBid")}</LinkButton>
          )}
          <FormTeamButton challenge={challenge} scopeId={scopeId} />
          {may("publish") && (
            <Button type="primary" disabled={challenge.lacks.length > 0} onClick={() => setOpen("publish")}>
              {t("publish")}
            </Button>
          )}
          {challenge.mayOpen && (
            <Button type="primary" onClick={() => setOpen("opening")}>
              {t("openBids")}
            </Button>
          )}
          {may("close") && (
            <Button type="primary" onClick={() => setOpen("close")}>
              {t("close")}
            </Button>
          )}
          {challenge.mayReadBids && (
            <LinkButton to={`/p/${scopeId}/challenges/${challengeId}/bids`}>{t("compare")}</LinkButton>
          )}
          {mayEvaluate && challenge.mayReadBids && (
            <LinkButton to={`/p/${scopeId}/challenges/${challengeId}/evaluation`}>{t("evaluation")}</LinkButton>
          )}
          {challenge.mayChange && (
            <LinkButton to={`/p/${scopeId}/challenges/${challengeId}/edit`}>{t("edit")}</LinkButton>
          )}
          {challenge.mayAmend && <Button onClick={() => setOpen("addendum")}>{t("addendum")}</Button>}
          {may("fail") && <Button onClick={() => setOpen("fail")}>{t("fail")}</Button>}
          {may("cancel") && <Button onClick={() => setOpen("cancel")}>{t("cancelIt")}</Button>}
          <Button onClick={() => window.print()}>{t("print")}</Button>
        </>
      }
    >
      {challenge.lacks.length > 0 && <Lacks challenge={challenge} />}
      <RecordColumns side={<Side challenge={challenge} scopeId={scopeId} teams={teams} />}>
        <NoticeBody challenge={challenge} />
        {challenge.state === "awarded" && (
          <OriginProjects
            scopeId={challenge.scopeId}
            kind="challenge"
            id={challengeId}
            title={challenge.title}
            isOpen
          />
        )}
        {(challenge.hasConfidentialPart || challenge.mayChange) && <ConfidentialPart challenge={challenge} />}
      </RecordColumns>
      {open === "publish" && (
        <PublishDialog
          challenge={challenge}
          onSend={async () =>
            during(
              async () => api.post("/api/challenges/{challengeId}/publication", { params }),
              t("published", { code }),
            )
          }
          onClose={close}
        />
      )}
      {open === "addendum" && (
        <AddendumDialog
          onSend={async (body) =>
            during(async () => api.post("/api/challenges/{challengeId}/addenda", { params, body }), t("amended"))
          }
          onClose={close}
        />
      )}
      {open === "opening" && (
        <OpeningDialog
          challenge={challenge}
          onSend={async () =>
            during(
              async () => api.post("/api/challenges/{challengeId}/opening", { params }),
              ({ state }) => t(state === "opened" ? "opened" : "confirmed"),
            )
          }
          onClose={close}
        />
      )}
      {open === "import" && only !== undefined && (
        <ListImportDialog
          title={t("importBids")}
          text={t("importBidsText", { bidder: only.name })}
          chooseText={t("importChoose")}
          send={async (file, apply) =>
            api.post("/api/challenges/{challengeId}/bids/import", {
              params: {
                path: { challengeId },
                query: { apply, bidderId: only.id },
                header: fileName(file),
              },
              ...fileBody(file),
            })
          }
          countOf={({ rows }) => rows.length}
          refusedOf={({ refused }) => refused}
          applyText={() => t("importBidsApply")}
          seenText={({ rows, same, refused }) =>
            t("importBidsSeen", { count: rows.length, same, refused: refused.length })
          }
          doneText={({ rows }) => t("importedBids", { count: rows.length })}
          changes={[["challenges"], ["bids"]]}
          onClose={close}
        />
      )}
      {open === "bidder" && <BidderDialog bidders={challenge.bidders} teams={teams} onChoose={begin} onClose={close} />}
      {(open === "close" || open === "fail" || open === "cancel") && (
        <EndDialog
          action={open}
          onSend={async (reason) =>
            during(
              async () => api.post("/api/challenges/{challengeId}/end", { params, body: { action: open, reason } }),
              ({ state }) => t("ended", { code, state: t(`state.${state}`) }),
            )
          }
          onClose={close}
        />
      )}
    </Page>
  );
}

function Lacks({ challenge }: { readonly challenge: Challenge }) {
  const t = useTexts(noticeTexts);
  const pick = usePick();
  return (
    <section className={`${styles["lacks"]} no-print`}>
      <h2>{t("lacks")}</h2>
      <ul>
        {challenge.lacks.map((lack) => (
          <li key={lack.en}>{pick(lack)}</li>
        ))}
      </ul>
    </section>
  );
}

interface SideProps {
  readonly challenge: Challenge;
  readonly scopeId: string;
  readonly teams: readonly FormedTeamSummary[];
}

function Side({ challenge, scopeId, teams }: SideProps) {
  const t = useTexts(noticeTexts);
  const pick = usePick();
  const { id, maySeeParties, needs, bids, mode, state, stateReason } = challenge;
  const steps = useQuery({ ...challengeStepsQuery(id), enabled: maySeeParties }).data ?? [];
  return (
    <div className={styles["side"]}>
      <Timeline steps={challenge.timeline} />
      {stateReason !== null && <p>{stateReason}</p>}
      {bids !== null && (
        <p>
          {t("bidCount", { count: bids })}
          {mode === "sealed" && state === "published" && <span className={styles["quiet"]}> {t("sealedCount")}</span>}
        </p>
      )}
      <TeamsBox teams={teams} />
      {needs.length > 0 && (
        <Box title={t("fromNeeds")}>
          <ul className={styles["rows"]}>
            {needs.map(({ needId, number, title }) => (
              <li key={needId}>
                <a href={`/p/${scopeId}/needs/${needId}`}>{title}</a> <span className={styles["quiet"]}>{number}</span>
              </li>
            ))}
          </ul>
        </Box>
      )}
      {steps.length > 0 && (
        <HistoryList
          title={t("steps")}
          items={steps.map(({ at, actor, text, reason }) => ({
            key: `${at} ${text.en}`,
            line: reason === null ? pick(text) : `${pick(text)} · ${reason}`,
            more: (
              <small className={styles["quiet"]}>
                {formatInstant(at)} · {actor === null ? t("system") : actor.name}
              </small>
            ),
          }))}
        />
      )}
    </div>
  );
}

function Box({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
