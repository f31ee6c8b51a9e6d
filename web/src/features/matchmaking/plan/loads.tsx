import { Button, InputNumber } from "antd";
import { useMemo, useState } from "react";
import { useTexts } from "../../../text/texts.ts";
import type { Go } from "../run/address.ts";
import styles from "./plan.module.css";
import { planTexts } from "./texts.ts";
import type { Tally } from "./use-tally.ts";
import { givenOf, loadsOf, type Plan, setCapacity, type Wishes } from "./wishes.ts";

const FEW = 10;

interface LoadsProps {
  readonly plan: Plan;
  readonly wishes: Wishes;
  /** While it is edited: suppliers that the plan did not have are in it too. */
  readonly tally: Tally | undefined;
  readonly mayPlan: boolean;
  readonly onChange: (wishes: Wishes) => void;
  readonly go: Go;
}

/**
 * Each team as a row of places: filled ones lead to the need that took them, outlined ones are free. What somebody changes
 * shows at once.
 */
export function Loads({ plan, wishes, tally, mayPlan, onChange, go }: LoadsProps) {
  const t = useTexts(planTexts);
  const [isWhole, setWhole] = useState(false);
  const needs = useMemo(() => new Map(plan.lines.map((line) => [line.needId, line])), [plan]);
  const all = useMemo(() => loadsOf(plan, wishes, tally), [plan, wishes, tally]);
  const loads = isWhole ? all : all.slice(0, FEW);
  if (all.length === 0) return null;
  return (
    <section className={styles["loads"]} aria-labelledby="plan-loads">
      <h2 id="plan-loads">{t("loads")}</h2>
      <table>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t("team")}</th>
            <th scope="col">{t("taken")}</th>
            <th scope="col">{t("capacity")}</th>
          </tr>
        </thead>
        <tbody>
          {loads.map((load) => {
            const capacity = wishes.capacities[load.key] ?? load.capacity;
            const places = Math.max(capacity, load.needs.length);
            return (
              <tr key={load.key}>
                <th scope="row">
                  {load.name}
                  <small>{load.unit}</small>
                </th>
                <td>
                  <span
                    className={styles["places"]}
                    role="group"
                    aria-label={t("load", { name: load.name, count: load.needs.length, capacity })}
                  >
                    {Array.from({ length: Math.min(places, 20) }, (_, at) => {
                      const line = needs.get(load.needs[at] ?? "");
                      return line === undefined ? (
                        <i key={at} aria-hidden />
                      ) : (
                        <button
                          key={line.needId}
                          type="button"
                          data-over={at >= capacity || undefined}
                          title={`${line.number} ${line.title}`}
                          onClick={() => go({ tab: "match", need: line.needId, partner: null })}
                        >
                          <span className="visually-hidden">{line.title}</span>
                          <span aria-hidden>{line.number.replace(/^.*?(\d+)$/, "$1").slice(-4)}</span>
                        </button>
                      );
                    })}
                  </span>
                </td>
                <td className={styles["capacity"]}>
                  {mayPlan ? (
                    <InputNumber
                      size="small"
                      min={0}
                      max={1000}
                      precision={0}
                      aria-label={t("capacityOf", { name: load.name })}
                      prefix={`${load.needs.length} /`}
                      value={capacity}
                      onChange={(next) => {
                        if (next !== null)
                          onChange(setCapacity(wishes, load.key, next, givenOf(plan, load.key, load.capacity)));
                      }}
                    />
                  ) : (
                    `${load.needs.length} / ${capacity}`
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {all.length > FEW && (
        <Button type="link" size="small" className="no-print" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t("showFew", { count: FEW }) : t("showAll", { count: all.length })}
        </Button>
      )}
    </section>
  );
}
