import { Button } from "antd";
import { useState } from "react";
import { download } from "../../../data/download.ts";
import { useAct } from "../../../frame/act.tsx";
import { formatDay, todayHere } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import type { Evidence, Project, Review } from "../data.ts";
import parts from "../projects.module.css";
import { projectsTexts } from "../texts.ts";
import { ApplyLevelDialog, EvidenceDialog, JudgeDialog, RevokeDialog, WithdrawEvidenceDialog } from "./dialogs.tsx";
import { ReadinessPicture } from "./readiness-picture.tsx";
import styles from "./reviews.module.css";

interface ReadinessPartProps {
  readonly project: Project;
  readonly onChanged: (next: Project, done: string) => void;
}

type Open =
  | { readonly kind: "evidence" }
  | { readonly kind: "apply" }
  | { readonly kind: "judge" | "revoke"; readonly review: Review }
  | { readonly kind: "withdraw"; readonly evidence: Evidence };

/** How far the technology is: as a line, by whom it was granted on what, and the evidence that is there. */
export function ReadinessPart({ project, onChanged }: ReadinessPartProps) {
  const t = useTexts(projectsTexts);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const take = (next: Project, done: string) => {
    close();
    onChanged(next, done);
  };
  const judged = project.reviews.filter(({ mayJudge }) => mayJudge);
  return (
    <section className={parts["part"]} id="readiness">
      <header>
        <h2>
          {t("readinessTitle")}
          {project.readinessLevel > 0 && ` · ${t("readinessLevel", { level: project.readinessLevel })}`}
        </h2>
        {project.mayBringEvidence && (
          <Button type="link" onClick={() => setOpen({ kind: "evidence" })}>
            {t("bringEvidence")}
          </Button>
        )}
        {project.mayChange && project.readinessLevel < 9 && (
          <Button type="link" onClick={() => setOpen({ kind: "apply" })}>
            {t("applyLevel")}
          </Button>
        )}
      </header>
      {judged.map((review) => (
        <p key={review.id} className={styles["ask"]}>
          {t("judgeAsked", { name: review.appliedBy.name, level: review.level })}
          <Button type="primary" onClick={() => setOpen({ kind: "judge", review })}>
            {t("judge")}
          </Button>
        </p>
      ))}
      <ReadinessPicture project={project} today={todayHere()} />
      {(project.reviews.length > 0 || project.evidence.length > 0) && (
        <details className={parts["data"]}>
          <summary>{t("showEvidence", { count: project.evidence.length })}</summary>
          <Reviews
            reviews={project.reviews}
            evidence={project.evidence}
            onRevoke={(review) => setOpen({ kind: "revoke", review })}
          />
          <EvidenceList project={project} onWithdraw={(evidence) => setOpen({ kind: "withdraw", evidence })} />
        </details>
      )}
      {open?.kind === "evidence" && <EvidenceDialog project={project} onDone={take} onClose={close} />}
      {open?.kind === "apply" && <ApplyLevelDialog project={project} onDone={take} onClose={close} />}
      {open?.kind === "judge" && <JudgeDialog project={project} review={open.review} onDone={take} onClose={close} />}
      {open?.kind === "revoke" && <RevokeDialog review={open.review} onDone={take} onClose={close} />}
      {open?.kind === "withdraw" && <WithdrawEvidenceDialog evidence={open.evidence} onDone={take} onClose={close} />}
    </section>
  );
}

interface ReviewsProps {
  readonly reviews: readonly Review[];
  readonly evidence: readonly Evidence[];
  readonly onRevoke: (review: Review) => void;
}

function Reviews({ reviews, evidence, onRevoke }: ReviewsProps) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const titleOf = (id: string) => evidence.find((piece) => piece.id === id)?.title ?? "";
  return (
    <div className={parts["scroll"]} role="group" aria-label={t("readinessTitle")} tabIndex={0}>
      <table className={parts["table"]}>
        <thead>
          <tr>
            <th scope="col">{t("level")}</th>
            <th scope="col">{t("state")}</th>
            <th scope="col">{t("reachedOn")}</th>
            <th scope="col">{t("evidence")}</th>
            <th scope="col">{t("judgedBy")}</th>
          </tr>
        </thead>
        <tbody>
          {reviews.toReversed().map((review) => (
            <tr key={review.id}>
              <th scope="row">
                {review.level} {pick(review.levelName)}
                <small>{review.standard}</small>
              </th>
              <td>
                {t(`review.${review.state}`)}
                <small>{t("appliedBy", { name: review.appliedBy.name, day: formatDay(review.appliedAt) })}</small>
                {review.revoked !== null && (
                  <small className={styles["lacks"]}>
                    {t("revokedBy", {
                      name: review.revoked.by.name,
                      day: formatDay(review.revoked.at),
                      reason: review.revoked.reason,
                    })}
                  </small>
                )}
                {review.mayRevoke && (
                  <Button size="small" type="link" danger onClick={() => onRevoke(review)}>
                    {t("revokeLevel", { level: review.level })}
                  </Button>
                )}
              </td>
              <td>{review.reachedOn}</td>
              <td>{review.evidenceIds.map(titleOf).join(t("comma"))}</td>
              <td>
                {review.verdicts.map(({ reviewer, verdict, reason, at }) => (
                  <small key={reviewer.id}>
                    {reviewer.name} · {t(verdict === null ? "verdict.none" : `verdict.${verdict}`)}
                    {at !== null && ` ${formatDay(at)}`}
                    {reason !== "" && `${t("colon")}${reason}`}
                  </small>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface EvidenceListProps {
  readonly project: Project;
  readonly onWithdraw: (evidence: Evidence) => void;
}

function EvidenceList({ project, onWithdraw }: EvidenceListProps) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const act = useAct();
  return (
    <ul className={styles["evidence"]}>
      {project.evidence.map((evidence) => {
        const { id, kindName, title, shownOn, file, addedBy, withdrawn, isUsed } = evidence;
        return (
          <li key={id} data-withdrawn={withdrawn !== null || undefined}>
            <Button
              type="link"
              aria-label={t("downloadOf", { what: title })}
              onClick={() =>
                void act({ work: async () => download(`/api/project-evidence/${id}`), done: (name) => name })
              }
            >
              {title}
            </Button>
            <span>
              {pick(kindName)} · {shownOn} · {file.name}
              {t("inBrackets", { what: `${Math.ceil(file.sizeBytes / 1024)} KB` })} · {addedBy.name}
            </span>
            {withdrawn !== null && (
              <small>
                {t("withdrawnBy", { name: withdrawn.by.name, day: formatDay(withdrawn.at), reason: withdrawn.reason })}
              </small>
            )}
            {withdrawn === null && !isUsed && project.mayChange && (
              <Button
                size="small"
                type="link"
                aria-label={t("withdrawOf", { what: title })}
                onClick={() => onWithdraw(evidence)}
              >
                {t("withdraw")}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
