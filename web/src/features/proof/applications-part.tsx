import { useQuery } from "@tanstack/react-query";
import { formatFen, formatInstant } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { PathLink } from "../../ui/path-link.tsx";
import { applicationsQuery, type ProofCall } from "./data.ts";
import styles from "./proof.module.css";
import { proofTexts } from "./texts.ts";

interface ApplicationsPartProps {
  readonly call: ProofCall;
  readonly scopeId: string;
}

/** What was handed in; whoever applies sees their own. */
export function ApplicationsPart({ call, scopeId }: ApplicationsPartProps) {
  const t = useTexts(proofTexts);
  const language = useLanguage();
  const applications = useQuery(applicationsQuery(call.id)).data ?? [];
  return (
    <section className={styles["part"]}>
      <h2>{t(call.mayManage ? "handedIn" : "own", { count: applications.length })}</h2>
      {applications.length === 0 ? (
        <p className={styles["quiet"]}>{t(call.mayManage ? "nothingIn" : "nothingOwn")}</p>
      ) : (
        <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={t("applications")}>
          <table className={styles["table"]}>
            <thead>
              <tr>
                <th scope="col">{t("application")}</th>
                <th scope="col">{t("team")}</th>
                <th scope="col">{t("levels")}</th>
                <th scope="col" data-number>
                  {t("asked")}
                </th>
                <th scope="col" data-number>
                  {t("granted")}
                </th>
                <th scope="col">{t("state")}</th>
                <th scope="col">{t("submittedAt")}</th>
              </tr>
            </thead>
            <tbody>
              {applications.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <PathLink to={`/p/${scopeId}/proof-applications/${row.id}`}>{row.title}</PathLink>
                  </th>
                  <td>{[row.leadName, row.unit].filter((part) => part !== "").join(" · ")}</td>
                  <td>{row.readinessTo === 0 ? "" : `${row.readinessFrom} → ${row.readinessTo}`}</td>
                  <td data-number>{formatFen(row.askedFen, language)}</td>
                  <td data-number>{formatFen(row.grantedFen, language)}</td>
                  <td>{t(`application.${row.state}`)}</td>
                  <td>{row.submittedAt === null ? "" : formatInstant(row.submittedAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
