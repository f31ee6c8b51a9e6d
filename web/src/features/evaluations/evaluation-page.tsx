import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { formatInstant } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { Prose } from "../../ui/record/layout.tsx";
import { type Conflict, type Evaluation, evaluationQuery, type Expert, type Objection } from "./data.ts";
import {
  AnnounceDialog,
  AnswerDialog,
  AwardDialog,
  BeginDialog,
  ClearDialog,
  CloseDialog,
  ConflictDialog,
  DecideDialog,
  DueDialog,
  InviteDialog,
  ReconsiderDialog,
  WithdrawDialog,
} from "./dialogs.tsx";
import styles from "./evaluations.module.css";
import { ExpertsPart } from "./experts-part.tsx";
import { ScoresTable } from "./scores-table.tsx";
import { evaluationsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/challenges/$challengeId/evaluation");
const DIALOGS = {
  begin: BeginDialog,
  set_due: DueDialog,
  invite: InviteDialog,
  close: CloseDialog,
  decide: DecideDialog,
  announce: AnnounceDialog,
  reconsider: ReconsiderDialog,
  award: AwardDialog,
} as const;
type Step = keyof typeof DIALOGS;
const STEPS = ["begin", "close", "set_due", "decide", "announce", "award", "reconsider"] as const;

type Open =
  | Step
  | { readonly expert: Expert }
  | { readonly leaving: Expert }
  | { readonly expert: Expert; readonly conflict: Conflict }
  | { readonly objection: Objection }
  | null;

/** The office's page: experts and conflicts, progress, scores once they are closed, decision, notice, objections, award. */
export function EvaluationPage() {
  const t = useTexts(evaluationsTexts);
  const act = useAct();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const { scopeId, challengeId } = route.useParams();
  const evaluation = useSuspenseQuery(evaluationQuery(challengeId)).data;
  const [open, setOpen] = useState<Open>(null);
  const { challenge, actions, objections } = evaluation;
  const close = () => setOpen(null);
  const take = (next: Evaluation, said: string) => {
    queryClient.setQueryData(evaluationQuery(challengeId).queryKey, next);
    void queryClient.invalidateQueries({ queryKey: ["challenges"] });
    void message.success(said);
    close();
  };
  const shared = { evaluation, onDone: take, onClose: close };
  const Dialog = typeof open === "string" ? DIALOGS[open] : null;
  const steps = STEPS.filter((step) => actions.includes(step));
  return (
    <Page
      title={t("title", { code: challenge.code })}
      purpose={challenge.title}
      actions={
        <>
          {steps.map((step, index) => (
            <Button
              key={step}
              type={index === 0 && step !== "reconsider" ? "primary" : "default"}
              onClick={() => setOpen(step)}
            >
              {t(step)}
            </Button>
          ))}
          <LinkButton to={`/p/${scopeId}/challenges/${challengeId}`}>{t("toChallenge")}</LinkButton>
        </>
      }
    >
      <Signed evaluation={evaluation} />
      {evaluation.version === 0 && <p>{t("notBegun")}</p>}
      {evaluation.expertsPerBid !== null && (
        <ExpertsPart
          evaluation={evaluation}
          onInvite={() => setOpen("invite")}
          onConflict={(expert) => setOpen({ expert })}
          onClear={(expert, conflict) => setOpen({ expert, conflict })}
          onWithdraw={(leaving) => setOpen({ leaving })}
          onCheck={() =>
            void act({
              work: async () =>
                api.post("/api/challenges/{challengeId}/evaluation/conflict-check", {
                  params: { path: { challengeId } },
                }),
              done: t("checked"),
              changes: [["evaluations", challengeId]],
            })
          }
        />
      )}
      {evaluation.bids.length > 0 && <ScoresTable evaluation={evaluation} />}
      <Prose title={t("decision")} text={evaluation.decision} />
      {evaluation.announced !== null && (
        <section className={styles["part"]}>
          <header>
            <h2>{t("objections")}</h2>
            {evaluation.isPublic && <LinkButton to={`/public-notices/${challengeId}`}>{t("publicPage")}</LinkButton>}
          </header>
          {objections.length === 0 && <p className={styles["quiet"]}>{t("noObjections")}</p>}
          <ul className={styles["plain"]}>
            {objections.map((objection) => (
              <li key={objection.id}>
                <p>
                  <strong>{objection.name}</strong>{" "}
                  <span className={styles["quiet"]}>
                    {objection.bidNumber === null ? t("byPublic") : t("bidNo", { number: objection.bidNumber })} ·{" "}
                    {formatInstant(objection.at)} {objection.contact}
                  </span>
                </p>
                <p className={styles["text"]}>{objection.body}</p>
                {objection.answer === null ? (
                  <Button aria-label={t("answerTo", { name: objection.name })} onClick={() => setOpen({ objection })}>
                    {t("answer")}
                  </Button>
                ) : (
                  <p>
                    {t(objection.isUpheld === true ? "upheld" : "notUpheld")} · {objection.answer}{" "}
                    <span className={styles["quiet"]}>{objection.answeredBy?.name}</span>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {evaluation.awarded !== null && (
        <LinkButton isPrimary to={`/p/${scopeId}/agreements`}>
          {t("agreements")}
        </LinkButton>
      )}
      {Dialog !== null && <Dialog {...shared} />}
      {open !== null &&
        typeof open === "object" &&
        "expert" in open &&
        ("conflict" in open ? (
          <ClearDialog {...shared} expert={open.expert} conflict={open.conflict} />
        ) : (
          <ConflictDialog {...shared} expert={open.expert} />
        ))}
      {open !== null && typeof open === "object" && "leaving" in open && (
        <WithdrawDialog {...shared} expert={open.leaving} />
      )}
      {open !== null && typeof open === "object" && "objection" in open && (
        <AnswerDialog {...shared} objection={open.objection} />
      )}
    </Page>
  );
}

/** Who did what when. */
function Signed({ evaluation }: { readonly evaluation: Evaluation }) {
  const t = useTexts(evaluationsTexts);
  const lines = (["closed", "decided", "announced", "awarded"] as const).flatMap((what) => {
    const signed = evaluation[what];
    return signed === null
      ? []
      : [t("by", { what: t(what), name: signed.by?.name ?? "", at: formatInstant(signed.at) })];
  });
  const { dueOn, noticeEndsAt, closeReason } = evaluation;
  if (dueOn !== null && evaluation.closed === null) lines.push(t("dueIs", { day: dueOn }));
  if (noticeEndsAt !== null) lines.push(t("noticeUntil", { at: formatInstant(noticeEndsAt) }));
  if (closeReason !== null) lines.push(closeReason);
  if (lines.length === 0) return null;
  return (
    <ul className={styles["signed"]}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
