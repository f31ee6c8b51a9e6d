import { formatFen } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { PathLink } from "../../ui/path-link.tsx";
import type { Project } from "./data.ts";
import styles from "./projects.module.css";
import { projectsTexts } from "./texts.ts";

interface ProofsPartProps {
  readonly proofs: Project["proofs"];
  readonly scopeId: string;
}

/** The proof-of-concept stage on paper: what was applied for, what was granted, and what was reported. */
export function ProofsPart({ proofs, scopeId }: ProofsPartProps) {
  const t = useTexts(projectsTexts);
  const language = useLanguage();
  if (proofs.length === 0) return null;
  return (
    <section className={styles["part"]}>
      <h2>{t("stage.proof_of_concept")}</h2>
      <ul className={styles["people"]}>
        {proofs.map(
          ({ applicationId, callId, callNumber, title, state, askedFen, grantedFen, reportState, ...rest }) => (
            <li key={applicationId}>
              <strong>
                <PathLink to={`/p/${scopeId}/proof-applications/${applicationId}`}>{title}</PathLink>
              </strong>
              <span>
                <PathLink to={`/p/${scopeId}/proof-calls/${callId}`}>{callNumber}</PathLink>
                {" · "}
                {grantedFen === null
                  ? t("proof.asked", { state: t(`proof.${state}`), amount: formatFen(askedFen, language) })
                  : t("proof.grantedOf", { amount: formatFen(grantedFen, language) })}
              </span>
              {state === "granted" && (
                <span>
                  <PathLink to={`/p/${scopeId}/proof-applications/${applicationId}/report`}>
                    {t(`proofReport.${reportState ?? "draft"}`)}
                  </PathLink>
                  {rest.conclusion !== null && reportState !== null
                    ? ` · ${t(`proofConclusion.${rest.conclusion}`)}`
                    : rest.reportDueOn !== null &&
                      reportState !== "accepted" &&
                      ` · ${t("proofDue", { day: rest.reportDueOn })}`}
                </span>
              )}
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
