import { LockFilled, LockOutlined, StopOutlined } from "@ant-design/icons";
import type { Schemas } from "@dual-high/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Select, Tooltip } from "antd";
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
import { ChoosePartner } from "./choose-partner.tsx";
import { Counters } from "./counters.tsx";
import { Loads } from "./loads.tsx";
import styles from "./plan.module.css";
import { planTexts } from "./texts.ts";
import { useTally } from "./use-tally.ts";
import {
  countChanges,
  givenOf,
  isIn,
  type Pairing,
  type Plan,
  setCapacity,
  toggleForbidden,
  toggleLock,
  type Wishes,
  wishesOf,
} from "./wishes.ts";

type PlanLine = Schemas["PlanLine"];
type Say = ReturnType<typeof useTexts<keyof (typeof planTexts)["lines"]>>;

/** Percent of the pairs that may change when a plan is made anew; null for any number. */
const CHANGE_LIMITS = [0, 5, 10, 20, 50, null] as const;
const USUAL_LIMIT = 10;

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
  const [changeAtMost, setChangeAtMost] = useState<number | null>(USUAL_LIMIT);
  const [only, setOnly] = useState<"all" | "given_up" | "open">("all");
  const wishes = draft.value;
  const changes = countChanges(before, wishes);
  const tally = useTally(plan, wishes, useDecisions, mayPlan && changes > 0);

  const suppliers = useMemo(() => {
    const known = new Map<string, Schemas["PlanLine"]["supplier"] & object>();
    for (const load of plan.loads) known.set(load.key, load);
    for (const { supplier, firstChoice } of plan.lines) {
      if (supplier !== null) known.set(supplier.key, supplier);
      if (firstChoice !== null) known.set(firstChoice.key, firstChoice);
    }
    for (const load of tally?.loads ?? []) if (!known.has(load.key)) known.set(load.key, load);
    return known;
  }, [plan, tally]);

  const replan = useMutation({
    mutationFn: async () =>
      api.post("/api/match-runs/{runId}/plan", {
        params: { path: { runId: run.id } },
        body: {
          locked: [...wishes.locked],
          forbidden: [...wishes.forbidden],
          capacities: { ...wishes.capacities },
          useDecisions,
          changeAtMost,
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
      {plan.revision !== null && <Revision revision={plan.revision} />}
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
      {mayPlan && (
        <div className={styles["pending"]} data-set={changes > 0 || undefined}>
          {changes > 0 && <strong role="status">{t("pending", { count: changes })}</strong>}
          {tally !== undefined && (
            <Counters
              plan={plan}
              tally={tally}
              onRaise={(key, capacity) =>
                draft.change(setCapacity(wishes, key, capacity, givenOf(plan, key, suppliers.get(key)?.capacity ?? -1)))
              }
              onRelease={(key) =>
                draft.change({ ...wishes, locked: wishes.locked.filter(({ supplierKey }) => supplierKey !== key) })
              }
            />
          )}
          <Checkbox checked={useDecisions} onChange={({ target }) => setUseDecisions(target.checked)}>
            {t("useDecisions")}
          </Checkbox>
          <label className={styles["limit"]}>
            <span>{t("changeAtMost")}</span>
            <Select<number>
              size="small"
              aria-label={t("changeAtMost")}
              value={changeAtMost ?? -1}
              onChange={(percent) => setChangeAtMost(percent < 0 ? null : percent)}
              options={CHANGE_LIMITS.map((percent) => ({
                value: percent ?? -1,
                label: percent === null ? t("anyNumber") : t("percentOfPairs", { percent }),
              }))}
            />
          </label>
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
      <Loads plan={plan} wishes={wishes} tally={tally} mayPlan={mayPlan} onChange={draft.change} go={go} />
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
                run={run}
                line={line}
                nameOf={(key) => suppliers.get(key)?.name ?? key}
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

function Revision({ revision }: { revision: Plan["revision"] & object }) {
  const t = useTexts(planTexts);
  const { version, changeAtMost, kept, dropped, added, isWithinLimit } = revision;
  return (
    <p className={styles["counters"]}>
      {t("revised", { version, kept, dropped, added })}
      {!isWithinLimit && ` ${t("overLimit", { percent: changeAtMost })}`}
    </p>
  );
}

interface LineProps {
  readonly run: MatchRun;
  readonly line: PlanLine;
  readonly nameOf: (supplierKey: string) => string;
  readonly wishes: Wishes;
  readonly mayPlan: boolean;
  readonly t: Say;
  readonly onChange: (wishes: Wishes) => void;
  readonly onOpen: () => void;
}

function Line({ run, line, nameOf, wishes, mayPlan, t, onChange, onOpen }: LineProps) {
  const pick = usePick();
  const { needId, number, enterprise, title, supplier, firstChoice, partner, band, score, text } = line;
  const pair: Pairing | null = supplier === null ? null : { needId, supplierKey: supplier.key };
  const first: Pairing | null = firstChoice === null ? null : { needId, supplierKey: firstChoice.key };
  const isLocked = pair !== null && isIn(wishes.locked, pair);
  const isForbidden = pair !== null && isIn(wishes.forbidden, pair);
  const isFirstLocked = first !== null && isIn(wishes.locked, first);
  const moved = wishes.locked.find((each) => each.needId === needId && each.supplierKey !== supplier?.key);
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
        {moved !== undefined && <small data-moved>{t("movedTo", { name: nameOf(moved.supplierKey) })}</small>}
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
            {moved !== undefined && !isFirstLocked && (
              <Button size="small" type="text" onClick={() => onChange(toggleLock(wishes, moved))}>
                {t("unlock")}
              </Button>
            )}
            <ChoosePartner
              run={run}
              need={line}
              supplierKey={moved?.supplierKey ?? supplier?.key ?? null}
              onChoose={(chosen) => onChange(toggleLock(wishes, chosen))}
            />
          </span>
          {isLocked && <small>{t("locked")}</small>}
          {isForbidden && <small>{t("forbidden")}</small>}
        </td>
      )}
    </tr>
  );
}
