import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { useAct } from "../../frame/act.tsx";
import { DraftNote } from "../../frame/draft-note.tsx";
import { formatInstant } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { AskDialog } from "../../ui/ask-dialog.tsx";
import { Page } from "../../ui/page.tsx";
import { ContentPart } from "./content-part.tsx";
import { type Judged, type OwnReviews, ownReviewsQuery } from "./data.ts";
import { Field } from "./field.tsx";
import styles from "./proof.module.css";
import { proofTexts } from "./texts.ts";

const route = getRouteApi("/in/proof-reviews/$callId");

/** What a reviewer was named to judge: each application with its scores beneath it. */
export function OwnReviewsPage() {
  const t = useTexts(proofTexts);
  const { callId } = route.useParams();
  const own = useSuspenseQuery(ownReviewsQuery(callId)).data;
  const left = own.applications.filter(({ state }) => state === "open").length;
  return (
    <Page
      title={own.title}
      purpose={[
        own.number,
        own.isOver ? t("judgingOver") : t("leftToJudge", { count: left }),
        own.dueOn === null ? "" : t("dueBy", { day: own.dueOn }),
      ]
        .filter((part) => part !== "")
        .join(" · ")}
    >
      {own.applications.length === 0 && <p>{t("nothingToJudge")}</p>}
      {own.applications.map((judged) => (
        <JudgedPart key={judged.id} own={own} judged={judged} />
      ))}
    </Page>
  );
}

interface JudgedProps {
  readonly own: OwnReviews;
  readonly judged: Judged;
}

function JudgedPart({ own, judged }: JudgedProps) {
  const t = useTexts(proofTexts);
  const pick = usePick();
  const { title, content, state, conflicts, submittedAt } = judged;
  const isOpen = state === "open" && !own.isOver;
  return (
    <article className={styles["judged"]}>
      <h2>{title}</h2>
      {content === null ? (
        <p>{t("notYours", { why: conflicts.map(({ fact }) => pick(fact)).join("；") })}</p>
      ) : (
        <>
          <p className={styles["quiet"]}>
            {[content.leadName, content.unit].filter((part) => part !== "").join(" · ")} · {t("levels")}{" "}
            {`${content.readinessFrom} → ${content.readinessTo}`}
          </p>
          <details open={isOpen}>
            <summary>{t("whatItSays")}</summary>
            <ContentPart
              application={{ content, documents: judged.documents, call: own }}
              fileAddress={(id) => `/api/me/proof-reviews/documents/${id}`}
            />
          </details>
          {state === "submitted" && (
            <p>
              {t("given", { at: formatInstant(submittedAt ?? "") })}{" "}
              {judged.scores
                .map(({ key, score }) => `${own.criteria.find((each) => each.key === key)?.name ?? ""} ${score ?? ""}`)
                .join(" · ")}
            </p>
          )}
          {isOpen && <ScoreForm key={judged.version} own={own} judged={judged} />}
        </>
      )}
    </article>
  );
}

interface Written {
  readonly scores: Readonly<Record<string, { readonly score: string; readonly reason: string }>>;
  readonly comment: string;
}

function writtenOf({ scores, comment }: Judged): Written {
  const kept = scores.map(({ key, score, reason }) => [key, { score: score === null ? "" : String(score), reason }]);
  return { scores: Object.fromEntries(kept) as Written["scores"], comment };
}

/** What is typed is kept on this machine at once; what is saved, on the server, where nobody else reads it. */
function ScoreForm({ own, judged }: JudgedProps) {
  const t = useTexts(proofTexts);
  const act = useAct();
  const queryClient = useQueryClient();
  const [isDeclaring, setDeclaring] = useState(false);
  const draft = useDraft<Written>(`proof-review:${judged.id}`, writtenOf(judged));
  const { value, change } = draft;
  const path = { applicationId: judged.id };
  const set = (key: string, part: Partial<{ score: string; reason: string }>) =>
    change({ scores: { ...value.scores, [key]: { score: "", reason: "", ...value.scores[key], ...part } } });
  const isWrong = (text: string) => text !== "" && (!/^\d{1,3}$/.test(text) || Number(text) > 100);
  const scores = own.criteria.map(({ key }) => ({ key, ...(value.scores[key] ?? { score: "", reason: "" }) }));
  const hasWrong = scores.some(({ score }) => isWrong(score));
  const isWhole = scores.every(({ score, reason }) => score !== "" && reason.trim() !== "") && !hasWrong;
  const take = (next: OwnReviews) => {
    draft.clear();
    queryClient.setQueryData(ownReviewsQuery(own.callId).queryKey, next);
  };
  const keep = async () =>
    api.put("/api/me/proof-reviews/applications/{applicationId}", {
      params: { path, header: ifMatch(judged) },
      body: {
        scores: scores.map(({ key, score, reason }) => ({
          key,
          score: score === "" ? null : Number(score),
          reason: reason.trim(),
        })),
        comment: value.comment.trim(),
      },
    });
  const versionIn = ({ applications }: OwnReviews) =>
    applications.find(({ id }) => id === judged.id)?.version ?? judged.version;
  const save = async () => {
    const next = await act({ work: keep, done: t("scoresKept") });
    if (next !== null) take(next);
  };
  const submit = async () => {
    const next = await act({
      work: async () => {
        const kept = await keep();
        return api.post("/api/me/proof-reviews/applications/{applicationId}/submission", {
          params: { path, header: ifMatch({ version: versionIn(kept) }) },
        });
      },
      done: t("scoresGiven", { title: judged.title }),
      changes: [["proof", "own"]],
    });
    if (next !== null) take(next);
  };
  return (
    <div className={styles["editor"]}>
      <DraftNote draft={draft} />
      {own.criteria.map(({ key, name, weight }) => (
        <div key={key} className={styles["score"]}>
          <Field
            label={t("scoreOf", { name, weight })}
            problem={isWrong(value.scores[key]?.score ?? "") ? t("noScore") : null}
          >
            {(id) => (
              <Input
                id={id}
                inputMode="numeric"
                value={value.scores[key]?.score ?? ""}
                onChange={({ target }) => set(key, { score: target.value.trim() })}
              />
            )}
          </Field>
          <Field label={t("reasonOf", { name })}>
            {(id) => (
              <Input.TextArea
                id={id}
                autoSize={{ minRows: 1, maxRows: 6 }}
                value={value.scores[key]?.reason ?? ""}
                onChange={({ target }) => set(key, { reason: target.value })}
              />
            )}
          </Field>
        </div>
      ))}
      <Field label={t("comment")} hint={t("commentHint")}>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 2, maxRows: 10 }}
            value={value.comment}
            onChange={({ target }) => change({ comment: target.value })}
          />
        )}
      </Field>
      <div className={styles["actions"]}>
        <Button type="primary" disabled={!isWhole} onClick={() => void submit()}>
          {t("giveScores")}
        </Button>
        <Button disabled={hasWrong} onClick={() => void save()}>
          {t("saveDraft")}
        </Button>
        <Button onClick={() => setDeclaring(true)}>{t("declare")}</Button>
      </div>
      {isDeclaring && <DeclareDialog judged={judged} onDone={take} onClose={() => setDeclaring(false)} />}
    </div>
  );
}

interface DeclareDialogProps {
  readonly judged: Judged;
  readonly onDone: (next: OwnReviews) => void;
  readonly onClose: () => void;
}

function DeclareDialog({ judged, onDone, onClose }: DeclareDialogProps) {
  const t = useTexts(proofTexts);
  const [fact, setFact] = useState("");
  return (
    <AskDialog
      title={t("declare")}
      text={t("declareText")}
      okText={t("declare")}
      isReady={fact.trim() !== ""}
      onSend={async () =>
        onDone(
          await api.post("/api/me/proof-reviews/applications/{applicationId}/conflict", {
            params: { path: { applicationId: judged.id }, header: ifMatch(judged) },
            body: { fact: fact.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      <Field label={t("conflictFact")}>
        {(id) => <Input.TextArea id={id} rows={3} value={fact} onChange={({ target }) => setFact(target.value)} />}
      </Field>
    </AskDialog>
  );
}
