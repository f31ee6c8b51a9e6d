import type { Schemas } from "@dual-high/client";
import { Button } from "antd";
import { usePick, useTexts } from "../../../text/texts.ts";
import { Notice } from "../shared/notice.tsx";
import styles from "./plan.module.css";
import { planTexts } from "./texts.ts";
import type { Tally } from "./use-tally.ts";

interface CountersProps {
  readonly plan: Schemas["MatchPlan"];
  readonly tally: Tally;
  readonly onRaise: (supplierKey: string, capacity: number) => void;
  readonly onRelease: (supplierKey: string) => void;
}

/** The counters of a plan under edit: what it is worth now, and what stands against it. */
export function Counters({ plan, tally, onRaise, onRelease }: CountersProps) {
  const t = useTexts(planTexts);
  const pick = usePick();
  // More is locked than there is room for: no plan can mend that.
  const stuck = tally.loads.filter(({ locked, capacity }) => locked > capacity);
  const others = tally.broken.filter(({ supplierKey, rule }) =>
    rule === "above_max" ? !stuck.some(({ key }) => key === supplierKey) : true,
  );
  return (
    <>
      <p role="status" className={styles["counters"]}>
        {t("counted", {
          placed: tally.placed,
          of: plan.lines.length,
          total: tally.total.toFixed(2),
          before: plan.total.toFixed(2),
        })}
      </p>
      {others.length > 0 && (
        <ul className={styles["counters"]}>
          {others.map(({ rule, needId, supplierKey, text }) => (
            <li key={`${rule} ${needId} ${supplierKey}`}>{pick(text)}</li>
          ))}
        </ul>
      )}
      {stuck.map(({ key, name, locked, capacity }) => (
        <Notice key={key} isAlarm title={t("overLocked", { name, locked, capacity })}>
          <div className={styles["buttons"]}>
            <Button size="small" onClick={() => onRaise(key, locked)}>
              {t("raise", { locked })}
            </Button>
            <Button size="small" onClick={() => onRelease(key)}>
              {t("release")}
            </Button>
          </div>
        </Notice>
      ))}
    </>
  );
}
