import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useScopeId } from "../../../frame/scopes.ts";
import { formatInstant } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import type { Candidate, Decision } from "../data.ts";
import { DECISION_LABELS, type DecisionKind, REASON_LABELS } from "../labels.ts";
import styles from "./run.module.css";
import { runTexts } from "./texts.ts";

interface DecisionBarProps {
  readonly candidate: Candidate;
  readonly runNumber: number;
  readonly mayDecide: boolean;
  readonly isBusy: boolean;
  readonly onWish: (decision: Exclude<DecisionKind, "none">) => void;
  readonly onTakeBack: () => void;
  readonly onReach: () => void;
}

/** What can be decided about a partner, with its key; or what was, by whom, and when. */
export function DecisionBar(props: DecisionBarProps) {
  const { candidate, runNumber, mayDecide, isBusy, onWish, onTakeBack, onReach } = props;
  const t = useTexts(runTexts);
  const scopeId = useScopeId();
  const { decision } = candidate;
  const isDecided = decision.decision !== "none";
  const wish = (kind: Exclude<DecisionKind, "none">, text: "accept" | "refuse" | "later", key: string) => (
    <Button
      {...(kind === "accepted" && !isDecided ? { type: "primary" as const } : {})}
      disabled={isBusy || decision.decision === kind}
      aria-keyshortcuts={key}
      onClick={() => onWish(kind)}
    >
      {t(text)}{" "}
      <kbd className={styles["key"]} aria-hidden>
        {key}
      </kbd>
    </Button>
  );
  return (
    <div className={styles["decision"]}>
      {isDecided && <DecisionLine decision={decision} runNumber={runNumber} />}
      <div className={styles["decisionButtons"]}>
        {mayDecide && (
          <>
            {wish("accepted", "accept", "A")}
            {wish("refused", "refuse", "R")}
            {wish("postponed", "later", "L")}
            {isDecided && (
              <Button type="text" disabled={isBusy} onClick={onTakeBack}>
                {t("takeBack")}
              </Button>
            )}
          </>
        )}
        <span className={styles["decisionRest"]}>
          {decision.lineId !== null && (
            <Link to="/p/$scopeId/ledger" params={{ scopeId }} search={{ line: decision.lineId }}>
              {t("toLedger")}
            </Link>
          )}
          {mayDecide && (
            <Button type="text" onClick={onReach}>
              {t("reach")}
            </Button>
          )}
        </span>
      </div>
    </div>
  );
}

/** A decision in words: what, why, who, when, and in which run, when it was an earlier one. */
function DecisionLine({ decision, runNumber }: { decision: Decision; runNumber: number }) {
  const t = useTexts(runTexts);
  const pick = usePick();
  const { decision: kind, reason, comment, decidedBy, decidedAt } = decision;
  const told = [
    pick(DECISION_LABELS[kind]) + (reason === null ? "" : t("colon") + pick(REASON_LABELS[reason])),
    decidedBy?.name ?? "",
    decidedAt === null ? "" : formatInstant(decidedAt),
    decision.runNumber === null || decision.runNumber === runNumber
      ? ""
      : t("decidedInRun", { number: decision.runNumber }),
  ];
  return (
    <p className={styles["decided"]} data-decision={kind}>
      {told.filter((part) => part !== "").join(" · ")}
      {comment !== "" && <q>{comment}</q>}
    </p>
  );
}
