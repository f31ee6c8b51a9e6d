import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMay } from "../../data/me.ts";
import { useTexts } from "../../text/texts.ts";
import styles from "./needs.module.css";
import { lastRunQuery, ledgerOfNeedQuery, needInRunQuery } from "./queries.ts";
import { needsTexts } from "./texts.ts";

interface FollowUpProps {
  readonly scopeId: string;
  readonly needId: string;
}

/** What became of a need: its partners in the last match run, and its lines of the ledger. */
export function FollowUp({ scopeId, needId }: FollowUpProps) {
  const t = useTexts(needsTexts);
  const may = useMay(scopeId);
  const run = useQuery({ ...lastRunQuery(scopeId), enabled: may("match.read") }).data ?? null;
  const inRun = useQuery({ ...needInRunQuery(run?.id ?? "", needId), enabled: run !== null }).data ?? null;
  const lines = useQuery({ ...ledgerOfNeedQuery(scopeId, needId), enabled: may("ledger.read") }).data ?? [];
  if (inRun === null && lines.length === 0) return null;
  return (
    <section className={styles["followUp"]}>
      {run !== null && inRun !== null && (
        <>
          <h2>{t("matches")}</h2>
          <p>
            <Link to="/p/$scopeId/runs/$runId" params={{ scopeId, runId: run.id }} search={{ need: needId } as never}>
              {t("matchesOf", { run: run.number })}
            </Link>
          </p>
          <p className={styles["band"]} data-band={inRun.bestBand}>
            {t("bandOf", { band: t(`band.${inRun.bestBand}`) })}
          </p>
        </>
      )}
      {lines.length > 0 && (
        <>
          <h2>{t("ledger")}</h2>
          <ul>
            {lines.map((line) => (
              <li key={line.id}>
                <Link to="/p/$scopeId/ledger" params={{ scopeId }} search={{ line: line.id } as never}>
                  {line.partnerName}
                </Link>{" "}
                <small>{[line.partnerUnit, line.nextOn, line.nextStep].filter(Boolean).join(" · ")}</small>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
