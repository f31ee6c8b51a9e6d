import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { ifMatch } from "@dual-high/client";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { formatInstant } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { SideBySide } from "../../ui/record/side-by-side.tsx";
import styles from "./needs.module.css";
import { needQuery, needRewritesQuery } from "./queries.ts";
import type { Need } from "./rules.ts";
import { needsTexts } from "./texts.ts";
import { type NeedRewrite, rewrittenFields } from "./triage-rules.ts";

/** The wording that waits, beside the enterprise's own, with its answer; and what became of earlier ones. */
export function RewritePanel({ need }: { readonly need: Need }) {
  const t = useTexts(needsTexts);
  const rewrites = useQuery(needRewritesQuery(need.id)).data ?? [];
  const [first, ...rest] = rewrites;
  const open = first?.state === "open" ? first : undefined;
  const past = open === undefined ? rewrites : rest;
  if (rewrites.length === 0) return null;
  return (
    <section className={styles["rewrites"]} aria-label={t("rewrites")}>
      <h2>{t("rewrites")}</h2>
      {open !== undefined && <OpenRewrite key={open.id} need={need} rewrite={open} />}
      {past.length > 0 && (
        <ul>
          {past.map((rewrite) => (
            <li key={rewrite.id}>
              {[
                t(rewrite.isOnBehalf ? "rewriteState.confirmedFor" : `rewriteState.${rewrite.state}`),
                rewrite.decidedByName,
                rewrite.decidedAt === null ? null : formatInstant(rewrite.decidedAt),
              ]
                .filter(Boolean)
                .join(" · ")}
              {rewrite.decisionNote !== null && <blockquote>{rewrite.decisionNote}</blockquote>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function OpenRewrite({ need, rewrite }: { readonly need: Need; readonly rewrite: NeedRewrite }) {
  const t = useTexts(needsTexts);
  const act = useAct();
  const id = useId();
  const queryClient = useQueryClient();
  const [note, setNote] = useState("");
  const [isMissing, setMissing] = useState(false);
  const [isSending, setSending] = useState(false);
  const decide = async (decision: NeedRewrite["decisions"][number]) => {
    if (decision === "confirm" && rewrite.needsNote && note.trim() === "") {
      setMissing(true);
      document.getElementById(id)?.focus();
      return;
    }
    setSending(true);
    await act({
      work: async () => {
        const now = await api.post("/api/needs/{needId}/rewrites/decision", {
          params: { path: { needId: need.id }, header: ifMatch(need) },
          body: { decision, note: note.trim() === "" ? null : note.trim() },
        });
        queryClient.setQueryData(needQuery(need.id).queryKey, now);
      },
      done: t(`rewriteDone.${decision}`, { number: need.number }),
      changes: [["needs"]],
    });
    setSending(false);
  };
  return (
    <>
      <p>{t("rewriteBy", { name: rewrite.proposedByName ?? t("someone"), when: formatInstant(rewrite.proposedAt) })}</p>
      {rewrite.note !== null && <blockquote>{rewrite.note}</blockquote>}
      {rewrittenFields(rewrite).map((field) => (
        <SideBySide
          key={field}
          label={t(field === "title" ? "needTitle" : field)}
          beforeLabel={t("originalText")}
          afterLabel={t("proposedText")}
          before={rewrite.original[field] ?? ""}
          after={rewrite.proposed[field] ?? ""}
        />
      ))}
      {rewrite.decisions.length > 0 && (
        <>
          <label htmlFor={id}>{t(rewrite.needsNote ? "onBehalfNote" : "answerNote")}</label>
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 2, maxRows: 8 }}
            value={note}
            maxLength={2000}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              setMissing(false);
              setNote(event.target.value);
            }}
          />
          <small id={`${id}-hint`} className={isMissing ? styles["vague"] : undefined}>
            {t(isMissing ? "onBehalfMissing" : rewrite.needsNote ? "onBehalfHint" : "answerHint")}
          </small>
          <div className={styles["answers"]}>
            {rewrite.decisions.map((decision) => (
              <Button
                key={decision}
                type={decision === "confirm" ? "primary" : "default"}
                loading={isSending && decision === "confirm"}
                disabled={isSending}
                onClick={() => void decide(decision)}
              >
                {t(decision === "confirm" && rewrite.needsNote ? "decide.confirmFor" : `decide.${decision}`)}
              </Button>
            ))}
          </div>
        </>
      )}
    </>
  );
}
