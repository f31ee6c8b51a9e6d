import type { Schemas } from "@dual-high/client";
import type { Bilingual } from "@dual-high/kernel";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Input } from "antd";
import { api } from "../../../data/api.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { LIST_LABELS, OUTCOME_LABELS } from "../labels.ts";
import { Notice } from "../shared/notice.tsx";
import styles from "./compare.module.css";
import { compareTexts } from "./texts.ts";

type Comparison = Schemas["RunComparison"];
type NeedChange = Comparison["needs"][number];
type Cause = NeedChange["causes"][number];
type Partner = NeedChange["partners"][number];

const CAUSE_LABELS: Readonly<Record<Cause, Bilingual>> = {
  need_new: { zh: "需求是新的", en: "New need" },
  need_gone: { zh: "需求不在清单里了", en: "Need left the list" },
  need_changed: { zh: "需求改写了", en: "Need rewritten" },
  partner_added: { zh: "清单里新来的", en: "New in the list" },
  partner_removed: { zh: "清单里去掉了", en: "Left the list" },
  partner_changed: { zh: "伙伴的内容变了", en: "Partner's record changed" },
  others_changed: { zh: "别的伙伴变了", en: "Others changed" },
  parameters: { zh: "选项变了", en: "Options changed" },
  engine: { zh: "引擎变了", en: "Engine changed" },
};
const PARAMETER_LABELS: Readonly<Record<string, Bilingual>> = {
  top: { zh: "每条需求最多推荐几个伙伴", en: "Partners suggested per need" },
  capacity: { zh: "一个团队最多承接几条", en: "Needs that a team takes" },
  withAchievements: { zh: "放进成果", en: "With achievements" },
  withTeams: { zh: "放进团队", en: "With teams" },
  withInstruments: { zh: "放进仪器", en: "With instruments" },
  needIds: { zh: "只对接选定的需求", en: "Only chosen needs" },
  weights: { zh: "启用的权重", en: "Weights in force" },
  today: { zh: "看权利状态的日期", en: "Day on which rights are looked at" },
};
const CHANGES = ["new", "gone", "changed"] as const;
const routeApi = getRouteApi("/in/p/$scopeId/runs/$runId/compare/$otherId");

/** What is different between two runs, need by need, and why. */
export function ComparePage() {
  const t = useTexts(compareTexts);
  const pick = usePick();
  const scopeId = useScopeId();
  const navigate = useNavigate();
  const { runId, otherId } = routeApi.useParams();
  const { data } = useSuspenseQuery({
    queryKey: ["match-run", runId, "compare", otherId],
    queryFn: async () =>
      api.get("/api/match-runs/{runId}/compare/{otherRunId}", {
        params: { path: { runId, otherRunId: otherId } },
      }),
    staleTime: Infinity,
  });
  const address = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const { search = "", change = "", cause = "" } = address;
  const show = (part: Readonly<Record<string, string | undefined>>, isTyping = false) =>
    void navigate({
      to: ".",
      search: ((last: object) => ({ ...last, ...part })) as never,
      replace: isTyping,
      resetScroll: false,
    });
  const typed = search.trim().toLowerCase();
  const needs = data.needs.filter(
    (need) =>
      (change === "" || need.change === change) &&
      (cause === "" || need.causes.includes(cause as Cause)) &&
      (typed === "" || `${need.number} ${need.enterprise} ${need.title}`.toLowerCase().includes(typed)),
  );
  const causes = [...new Set(data.needs.flatMap((need) => need.causes))];
  const numbers = { before: data.before.number, after: data.after.number };
  const chip = (key: string, label: string, isOn: boolean, onPress: () => void, count: number) => (
    <button key={key} type="button" className={styles["chip"]} aria-pressed={isOn} onClick={onPress}>
      {label} <small>{count}</small>
    </button>
  );
  return (
    <Page
      title={t("title", numbers)}
      purpose={t("purpose", { changed: data.needs.length, unchanged: data.unchanged })}
      actions={
        <>
          <Link to="/p/$scopeId/runs/$runId" params={{ scopeId, runId: data.before.id }}>
            {t("toBefore", numbers)}
          </Link>
          <Link to="/p/$scopeId/runs/$runId" params={{ scopeId, runId: data.after.id }}>
            {t("toAfter", numbers)}
          </Link>
        </>
      }
    >
      <Sources data={data} />
      {data.needs.length === 0 ? (
        <Notice title={t("same")} />
      ) : (
        <>
          <div className={styles["filters"]} role="group" aria-label={t("filters")}>
            <Input
              className={styles["search"] ?? ""}
              allowClear
              aria-label={t("search")}
              placeholder={t("search")}
              value={search}
              onChange={(event) => show({ search: event.target.value || undefined }, true)}
            />
            {CHANGES.filter((value) => data.needs.some((need) => need.change === value)).map((value) =>
              chip(
                value,
                t(value),
                change === value,
                () => show({ change: change === value ? undefined : value }),
                data.needs.filter((need) => need.change === value).length,
              ),
            )}
            {causes.map((value) =>
              chip(
                value,
                pick(CAUSE_LABELS[value]),
                cause === value,
                () => show({ cause: cause === value ? undefined : value }),
                data.needs.filter((need) => need.causes.includes(value)).length,
              ),
            )}
          </div>
          {needs.length === 0 && <Notice title={t("none")} />}
          <ol className={styles["needs"]}>
            {needs.map((need) => (
              <ChangedNeed key={need.needId} need={need} scopeId={scopeId} data={data} />
            ))}
          </ol>
        </>
      )}
    </Page>
  );
}

/** What went into the two runs that was not the same. */
function Sources({ data }: { data: Comparison }) {
  const t = useTexts(compareTexts);
  const pick = usePick();
  const lists = data.lists.filter(({ added, removed, changed }) => added + removed + changed > 0);
  const nameOf = (name: string) => {
    const label = PARAMETER_LABELS[name];
    return label === undefined ? name : pick(label);
  };
  const valueOf = (value: string) => (value === "true" ? t("yes") : value === "false" ? t("no") : value);
  const isSame = lists.length === 0 && data.parameters.length === 0 && data.engine === null;
  return (
    <section className={styles["sources"]} aria-labelledby="compare-sources">
      <h2 id="compare-sources">{t("why")}</h2>
      {isSame && <p>{t("nothing")}</p>}
      <ul>
        {lists.map(({ kind, added, removed, changed }) => (
          <li key={kind}>{t("list", { kind: pick(LIST_LABELS[kind]), added, removed, changed })}</li>
        ))}
        {data.parameters.map(({ name, before, after }) => (
          <li key={name}>{t("parameter", { name: nameOf(name), before: valueOf(before), after: valueOf(after) })}</li>
        ))}
        {data.engine !== null && <li>{t("engine", data.engine)}</li>}
      </ul>
    </section>
  );
}

function ChangedNeed({ need, scopeId, data }: { need: NeedChange; scopeId: string; data: Comparison }) {
  const t = useTexts(compareTexts);
  const pick = usePick();
  const { needId, number, enterprise, title, change, outcomeBefore, outcomeAfter, causes, partners } = need;
  const runId = change === "gone" ? data.before.id : data.after.id;
  return (
    <li className={styles["need"]}>
      <h2>
        <Link to="/p/$scopeId/runs/$runId" params={{ scopeId, runId }} search={{ need: needId } as never}>
          {title}
        </Link>
      </h2>
      <p className={styles["facts"]}>
        {number} · {enterprise}
      </p>
      <p className={styles["what"]}>
        <strong>{t(change)}</strong>
        {outcomeBefore !== null && outcomeAfter !== null && outcomeBefore !== outcomeAfter && (
          <span>
            {pick(OUTCOME_LABELS[outcomeBefore])} → {pick(OUTCOME_LABELS[outcomeAfter])}
          </span>
        )}
        {causes.map((cause) => (
          <span key={cause} className={styles["cause"]}>
            {pick(CAUSE_LABELS[cause])}
          </span>
        ))}
      </p>
      {partners.length > 0 && (
        <table className={styles["partners"]}>
          <caption className="visually-hidden">{t("partners")}</caption>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t("change")}</th>
              <th scope="col">{t("partner")}</th>
              <th scope="col">{t("score")}</th>
              <th scope="col">{t("cause")}</th>
            </tr>
          </thead>
          <tbody>
            {partners.map((partner) => (
              <PartnerRow key={partner.key} partner={partner} />
            ))}
          </tbody>
        </table>
      )}
    </li>
  );
}

function PartnerRow({ partner }: { partner: Partner }) {
  const t = useTexts(compareTexts);
  const pick = usePick();
  const { name, change, rankBefore, rankAfter, scoreBefore, scoreAfter, causes } = partner;
  const scores = [scoreBefore, scoreAfter].filter((score) => score !== null).map((score) => score.toFixed(2));
  return (
    <tr data-change={change}>
      <td>{change === "moved" ? t("moved", { before: rankBefore ?? 0, after: rankAfter ?? 0 }) : t(change)}</td>
      <td>{name}</td>
      <td>{[...new Set(scores)].join(" → ")}</td>
      <td>{causes.map((cause) => pick(CAUSE_LABELS[cause])).join(" · ")}</td>
    </tr>
  );
}
