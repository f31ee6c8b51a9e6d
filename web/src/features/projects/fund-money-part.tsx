import { useQuery } from "@tanstack/react-query";
import { useMay } from "../../data/me.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { formatFen } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { PathLink } from "../../ui/path-link.tsx";
import { type FundMoney, fundMoneyQuery, type Project } from "./data.ts";
import styles from "./projects.module.css";
import { projectsTexts } from "./texts.ts";

/** What funds promised to the project, what of it was paid, and for what the next tranche waits. */
export function FundMoneyPart({ project }: { readonly project: Project }) {
  const t = useTexts(projectsTexts);
  const language = useLanguage();
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const { data } = useQuery(fundMoneyQuery(project.id));
  if (data === undefined || (data.length === 0 && !may("fund.apply"))) return null;
  return (
    <section className={styles["part"]} id="funds" aria-label={t("fundMoney")}>
      <header>
        <h2>{t("fundMoney")}</h2>
        {may("fund.apply") && (
          <PathLink to={`/p/${scopeId}/fund-applications/new?projectId=${project.id}`}>{t("fundApply")}</PathLink>
        )}
      </header>
      {data.length === 0 ? (
        <p className={styles["quiet"]}>{t("fundNone")}</p>
      ) : (
        <div className={styles["scroll"]} role="group" aria-label={t("fundMoney")} tabIndex={0}>
          <table className={styles["table"]}>
            <thead>
              <tr>
                {[t("fundFor"), t("fundCommitted"), t("fundPaid"), t("fundNext")].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.map((money) => (
                <tr key={money.id}>
                  <th scope="row">
                    <PathLink to={`/p/${scopeId}/fund-applications/${money.applicationId}`}>{money.title}</PathLink>{" "}
                    {t(`fund.${money.kind}`)}
                  </th>
                  <td>{formatFen(money.amountFen, language)}</td>
                  <td>{formatFen(money.paidFen, language)}</td>
                  <td>
                    <NextTranche money={money} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function NextTranche({ money }: { readonly money: FundMoney }) {
  const t = useTexts(projectsTexts);
  const language = useLanguage();
  const next = money.tranches.find(({ state }) => state !== "paid" && state !== "released");
  if (next === undefined || next.state === "paid" || next.state === "released") return null;
  const gate = next.gate === null ? "" : t(`stage.${next.gate}`);
  return (
    <>
      {next.plannedOn} · {formatFen(next.amountFen, language)} · {t(`fundNext.${next.state}`, { gate })}
    </>
  );
}
