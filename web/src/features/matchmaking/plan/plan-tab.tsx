import { LockFilled, LockOutlined, StopOutlined } from "@ant-design/icons";
import type { Schemas } from "@dual-high/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, InputNumber, Select, Tooltip } from "antd";
import { useMemo, useState } from "react";
import { api, isProblem } from "../../../data/api.ts";
import { useDraft } from "../../../data/drafts.ts";
import { useMay } from "../../../data/me.ts";
import { formatInstant } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import { type MatchRun, planQuery } from "../data.ts";
import type { Go } from "../run/address.ts";
import { BandMark } from "../run/score-bar.tsx";
import { Notice } from "../shared/notice.tsx";
import styles from "./plan.module.css";
import { planTexts } from "./texts.ts";
import {
  countChanges,
  isIn,
  overLocked,
  type Pairing,
  setCapacity,
  toggleForbidden,
  toggleLock,
  type Wishes,
  wishesOf,
} from "./wishes.ts";

type Plan = Schemas["MatchPlan"];
type PlanLine = Schemas["PlanLine"];
type Say = ReturnType<typeof useTexts<keyof (typeof planTexts)["lines"]>>;

const FEW = 10;

/** What the list says a supplier takes; a plan that was asked for another capacity no longer tells it. */
function givenOf(plan: Plan, key: string, capacity: number): number {
  return plan.capacities[key] === undefined ? capacity : -1;
}

export function PlanTab({ run, go }: { run: MatchRun; go: Go }) {
  const newest = useQuery(planQuery(run.id));
  const [version, setVersion] = useState<number | null>(null);
  const older = useQuery({
    queryKey: ["match-run", run.id, "plan", version],
    queryFn: async ({ signal }) =>
      api.get("/api/match-runs/{runId}/plan", {
        params: { path: { runId: run.id }, query: { version: version ?? 1 } },
        signal,
      }),
    enabled: version !== null,
    staleTime: Infinity,
  });
  if (isProblem(newest.error)) return <Notice title={newest.error.detail} isAlarm />;
  if (newest.data === undefined) return <PageSkeleton lines={10} />;
  const isOld = version !== null && version !== newest.data.version;
  const plan = isOld ? older.data : newest.data;
  if (plan === undefined) return <PageSkeleton lines={10} />;
  return (
    <PlanView
      key={`${plan.version}`}
      run={run}
      plan={plan}
      versions={newest.data.version}
      isOld={isOld}
      onVersion={(next) => setVersion(next === newest.data.version ? null : next)}
      go={go}
    />
  );
}

interface PlanViewProps {
  readonly run: MatchRun;
  readonly plan: Plan;
  readonly versions: number;
  readonly isOld: boolean;
  readonly onVersion: (version: number) => void;
  readonly go: Go;
}

function PlanView({ run, plan, versions, isOld, onVersion, go }: PlanViewProps) {
  const t = useTexts(planTexts);
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const mayPlan = useMay(run.scopeId)("match.run") && !isOld;
  const before = useMemo(() => wishesOf(plan), [plan]);
  const draft = useDraft<Wishes>(`plan:${run.id}:${plan.version}`, before);
  const [useDecisions, setUseDecisions] = useState(true);
  const [only, setOnly] = useState<"all" | "given_up" | "open">("all");
  const wishes = draft.value;
  const changes = countChanges(before, wishes);

  const suppliers = useMemo(() => {
    const known = new Map<string, Schemas["PlanLine"]["supplier"] & object>();
    for (const load of plan.loads) known.set(load.key, load);
    for (const { supplier, firstChoice } of plan.lines) {
      if (supplier !== null) known.set(supplier.key, supplier);
      if (firstChoice !== null) known.set(firstChoice.key, firstChoice);
    }
    return known;
  }, [plan]);
  const over = overLocked(wishes, (key) => suppliers.get(key)?.capacity);

  const replan = useMutation({
    mutationFn: async () =>
      api.post("/api/match-runs/{runId}/plan", {
        params: { path: { runId: run.id } },
        body: {
          locked: [...wishes.locked],
          forbidden: [...wishes.forbidden],
          capacities: { ...wishes.capacities },
          useDecisions,
        },
      }),
    onSuccess: (made) => {
      draft.clear();
      queryClient.setQueryData(planQuery(run.id).queryKey, made);
      void message.success(t("replanned", { version: made.version, placed: made.placed }));
    },
  });

  const lines = plan.lines.filter(
    (line) =>
      only === "all" ||
      (only === "open" ? line.supplier === null : line.supplier === null || line.firstChoice !== null),
  );
  if (plan.lines.length === 0) {
    return (
      <Notice title={t("noLines")}>
        <p>{t("noLinesText")}</p>
      </Notice>
    );
  }
  const gain = plan.total - plan.greedyTotal;
  return (
    <div className={styles["plan"]}>
      <div className={styles["facts"]}>
        <strong>{t("facts", { placed: plan.placed, of: plan.lines.length })}</strong>
        <span>
          {gain > 0.005
            ? t("gain", { total: plan.total.toFixed(2), greedy: plan.greedyTotal.toFixed(2) })
            : t("gainSame", { total: plan.total.toFixed(2) })}
        </span>
        {versions > 1 && (
          <Select
            size="small"
            aria-label={t("versions")}
            value={plan.version}
            onChange={onVersion}
            options={Array.from({ length: versions }, (_, at) => ({
              value: versions - at,
              label: t("version", { version: versions - at }),
            }))}
          />
        )}
        <span className={styles["by"]}>
          {t("versionOf", { who: plan.createdBy.name, at: formatInstant(plan.createdAt) })}
        </span>
      </div>
      {isOld && (
        <Notice title={t("older")}>
          <Button type="link" size="small" onClick={() => onVersion(versions)}>
            {t("newest")}
          </Button>
        </Notice>
      )}
      {isProblem(replan.error) && (
        <Notice title={t("impossible")} isAlarm>
          <p>{replan.error.detail}</p>
          {replan.error.errors.length > 0 && (
            <ul>
              {replan.error.errors.map((error) => (
                <li key={error.pointer}>{error.detail}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      {over.map(({ supplierKey, locked, capacity }) => (
        <Notice
          key={supplierKey}
          isAlarm
          title={t("overLocked", { name: suppliers.get(supplierKey)?.name ?? supplierKey, locked, capacity })}
        >
          <div className={styles["buttons"]}>
            <Button
              size="small"
              onClick={() =>
                draft.change(
                  setCapacity(
                    wishes,
                    supplierKey,
                    locked,
                    givenOf(plan, supplierKey, suppliers.get(supplierKey)?.capacity ?? -1),
                  ),
                )
              }
            >
              {t("raise", { locked })}
            </Button>
            <Button
              size="small"
              onClick={() =>
                draft.change({ ...wishes, locked: wishes.locked.filter((pair) => pair.supplierKey !== supplierKey) })
              }
            >
              {t("release")}
            </Button>
          </div>
        </Notice>
      ))}
      {mayPlan && (
        <div className={styles["pending"]} data-set={changes > 0 || undefined}>
          {changes > 0 && <strong role="status">{t("pending", { count: changes })}</strong>}
          <Checkbox checked={useDecisions} onChange={({ target }) => setUseDecisions(target.checked)}>
            {t("useDecisions")}
          </Checkbox>
          <Button
            {...(changes > 0 ? { type: "primary" as const } : {})}
            loading={replan.isPending}
            onClick={() => replan.mutate()}
          >
            {t("replan")}
          </Button>
          {changes > 0 && <Button onClick={draft.clear}>{t("discard")}</Button>}
        </div>
      )}
      <Loads plan={plan} wishes={wishes} mayPlan={mayPlan} onChange={draft.change} go={go} />
      <section aria-labelledby="plan-lines">
        <div className={styles["linesHead"]}>
          <h2 id="plan-lines">{t("lines")}</h2>
          <span className={styles["buttons"]}>
            {(["given_up", "open"] as const).map((value) => (
              <Button
                key={value}
                size="small"
                {...(only === value ? { type: "primary" as const } : {})}
                aria-pressed={only === value}
                onClick={() => setOnly(only === value ? "all" : value)}
              >
                {t(value === "open" ? "filterOpen" : "filterChanged")}
              </Button>
            ))}
          </span>
        </div>
        <table className={styles["lines"]}>
          <thead>
            <tr>
              <th scope="col">{t("need")}</th>
              <th scope="col">{t("supplier")}</th>
              <th scope="col">{t("strength")}</th>
              <th scope="col">{t("givenUp")}</th>
              {mayPlan && (
                <th scope="col" className="no-print">
                  {t("actions")}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line
                key={line.needId}
                line={line}
                wishes={wishes}
                mayPlan={mayPlan}
                t={t}
                onChange={draft.change}
                onOpen={() => go({ tab: "match", need: line.needId, partner: null })}
              />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

interface LineProps {
  readonly line: PlanLine;
  readonly wishes: Wishes;
  readonly mayPlan: boolean;
  readonly t: Say;
  readonly onChange: (wishes: Wishes) => void;
  readonly onOpen: () => void;
}

function Line({ line, wishes, mayPlan, t, onChange, onOpen }: LineProps) {
  const pick = usePick();
  const { needId, number, enterprise, title, supplier, firstChoice, partner, band, score, text } = line;
  const pair: Pairing | null = supplier === null ? null : { needId, supplierKey: supplier.key };
  const first: Pairing | null = firstChoice === null ? null : { needId, supplierKey: firstChoice.key };
  const isLocked = pair !== null && isIn(wishes.locked, pair);
  const isForbidden = pair !== null && isIn(wishes.forbidden, pair);
  const isFirstLocked = first !== null && isIn(wishes.locked, first);
  return (
    <tr data-open={supplier === null || undefined} data-forbidden={isForbidden || undefined}>
      <th scope="row">
        <button type="button" className="quiet" onClick={onOpen}>
          {title}
        </button>
        <small>
          {number} · {enterprise}
        </small>
      </th>
      <td data-label={t("supplier")}>
        {supplier === null ? (
          <span className={styles["nobody"]}>{t("nobody")}</span>
        ) : (
          <>
            <strong>{supplier.name}</strong>
            <small>{supplier.unit}</small>
            {partner !== null && partner.name !== supplier.name && <small>{partner.name}</small>}
          </>
        )}
      </td>
      <td data-label={t("strength")}>
        {band !== null && <BandMark band={band} />} {score?.toFixed(2)}
      </td>
      <td data-label={t("givenUp")} data-given-up={firstChoice !== null || undefined}>
        {pick(text)}
      </td>
      {mayPlan && (
        <td className="no-print">
          <span className={styles["buttons"]}>
            {pair !== null && supplier !== null && (
              <>
                <Tooltip title={t(isLocked ? "unlock" : "lock")}>
                  <Button
                    size="small"
                    type="text"
                    aria-pressed={isLocked}
                    aria-label={t("lockPair", { need: number, supplier: supplier.name })}
                    icon={isLocked ? <LockFilled aria-hidden /> : <LockOutlined aria-hidden />}
                    onClick={() => onChange(toggleLock(wishes, pair))}
                  />
                </Tooltip>
                <Tooltip title={t(isForbidden ? "allow" : "forbid")}>
                  <Button
                    size="small"
                    type="text"
                    aria-pressed={isForbidden}
                    aria-label={t("forbidPair", { need: number, supplier: supplier.name })}
                    icon={<StopOutlined aria-hidden />}
                    onClick={() => onChange(toggleForbidden(wishes, pair))}
                  />
                </Tooltip>
              </>
            )}
            {first !== null && (
              <Button
                size="small"
                type="text"
                aria-pressed={isFirstLocked}
                onClick={() => onChange(toggleLock(wishes, first))}
              >
                {t(isFirstLocked ? "unlock" : "lockFirst")}
              </Button>
            )}
          </span>
          {isLocked && <small>{t("locked")}</small>}
          {isForbidden && <small>{t("forbidden")}</small>}
        </td>
      )}
    </tr>
  );
}

interface LoadsProps {
  readonly plan: Plan;
  readonly wishes: Wishes;
  readonly mayPlan: boolean;
  readonly onChange: (wishes: Wishes) => void;
  readonly go: Go;
}

/** Each team as a row of places: filled ones lead to the need that took them, outlined ones are free. */
function Loads({ plan, wishes, mayPlan, onChange, go }: LoadsProps) {
  const t = useTexts(planTexts);
  const [isWhole, setWhole] = useState(false);
  const needs = useMemo(() => new Map(plan.lines.map((line) => [line.needId, line])), [plan]);
  const loads = isWhole ? plan.loads : plan.loads.slice(0, FEW);
  if (plan.loads.length === 0) return null;
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
      {plan.loads.length > FEW && (
        <Button type="link" size="small" className="no-print" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t("showFew", { count: FEW }) : t("showAll", { count: plan.loads.length })}
        </Button>
      )}
    </section>
  );
}
