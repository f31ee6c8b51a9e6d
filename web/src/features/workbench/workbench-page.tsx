import { useQueries } from "@tanstack/react-query";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useScope } from "../../frame/scopes.ts";
import { formatCount, formatSince } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { LinkButton, PathLink } from "../../ui/path-link.tsx";
import { PageSkeleton } from "../../ui/skeleton.tsx";
import { useChanges } from "./changes.ts";
import { workbenchTexts } from "./texts.ts";
import { useToday } from "./today.ts";
import styles from "./workbench.module.css";

export function WorkbenchPage() {
  const t = useTexts(workbenchTexts);
  const scope = useScope();
  return (
    <Page title={t("title")} purpose={t("purpose")}>
      {scope.kind === "pair" ? <PairWorkbench key={scope.id} scopeId={scope.id} /> : <p>{t("onlyReads")}</p>}
    </Page>
  );
}

function PairWorkbench({ scopeId }: { scopeId: string }) {
  return (
    <div className={styles["bench"]}>
      <Today scopeId={scopeId} />
      <Funnel scopeId={scopeId} />
      <Changes scopeId={scopeId} />
    </div>
  );
}

function Today({ scopeId }: { scopeId: string }) {
  const t = useTexts(workbenchTexts);
  const { items, isPending } = useToday(scopeId);
  return (
    <section className={styles["today"]} aria-busy={isPending}>
      <h2>
        {t("today")}
        {items.length > 0 && <span className={styles["count"]}>{items.length}</span>}
      </h2>
      {isPending && items.length === 0 && <PageSkeleton lines={4} />}
      {!isPending && items.length === 0 && (
        <>
          <p>{t("nothing")}</p>
          <p className={styles["soft"]}>{t("nothingText")}</p>
        </>
      )}
      <ul className={styles["lines"]}>
        {items.map((item) => (
          <li key={item.key}>
            <div>
              {item.title}
              {item.due !== null && (
                <small data-late={item.isLate || undefined}>
                  {t(item.isLate ? "late" : "dueOn", { day: item.due })}
                </small>
              )}
            </div>
            <LinkButton to={item.path} size="small" label={`${item.action}: ${item.title}`}>
              {item.action}
            </LinkButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The funnel as one line of numbers, each of which leads to the rows behind it. */
function Funnel({ scopeId }: { scopeId: string }) {
  const t = useTexts(workbenchTexts);
  const may = useMay(scopeId);
  const path = { scopeId };
  const ledger = (key: string, state?: string) => ({
    queryKey: ["ledger", scopeId, "count", key],
    queryFn: async () => {
      const query = { limit: 1, withTotal: "true", ...(state === undefined ? {} : { state }) } as const;
      return (await api.get("/api/scopes/{scopeId}/ledger", { params: { path, query } })).total ?? 0;
    },
    enabled: may("ledger.read"),
  });
  const [needs, matched, talks, contracts] = useQueries({
    queries: [
      {
        queryKey: ["needs", scopeId, "count"],
        queryFn: async () => {
          const query = { limit: 1, withTotal: "true" } as const;
          return (await api.get("/api/scopes/{scopeId}/needs", { params: { path, query } })).total ?? 0;
        },
        enabled: may("need.read"),
      },
      ledger("all"),
      ledger("talks", "in_talks"),
      ledger("contracts", "contracted"),
    ],
  });
  const steps = [
    { label: t("needs"), count: needs.data, to: `/p/${scopeId}/needs` },
    { label: t("matched"), count: matched.data, to: `/p/${scopeId}/ledger` },
    { label: t("talks"), count: talks.data, to: `/p/${scopeId}/ledger?state=in_talks` },
    { label: t("contracts"), count: contracts.data, to: `/p/${scopeId}/ledger?state=contracted` },
  ];
  return (
    <section aria-busy={needs.isLoading}>
      <h2>{t("pair")}</h2>
      {needs.data === 0 ? (
        <>
          <p>{t("start")}</p>
          {may("import.manage") && (
            <LinkButton to={`/p/${scopeId}/imports`} type="primary">
              {t("doStart")}
            </LinkButton>
          )}
        </>
      ) : (
        <ol className={styles["funnel"]}>
          {steps.map(({ label, count, to }) => (
            <li key={label}>
              <PathLink to={to}>
                <b>{count === undefined ? "–" : formatCount(count)}</b> {label}
              </PathLink>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Changes({ scopeId }: { scopeId: string }) {
  const t = useTexts(workbenchTexts);
  const language = useLanguage();
  const { isFirstVisit, groups } = useChanges(scopeId);
  return (
    <section>
      <h2>{t(isFirstVisit ? "changesWeek" : "changes")}</h2>
      {groups.length === 0 && <p className={styles["soft"]}>{t("noChanges")}</p>}
      {groups.map((group) => (
        <div key={group.key} className={styles["group"]}>
          <h3>
            {group.title}
            <PathLink to={group.path} label={`${t("all")}: ${group.title}`}>
              {t("all")}
            </PathLink>
          </h3>
          <ul>
            {group.changes.map((change) => (
              <li key={change.key}>
                <PathLink to={change.path}>{change.text}</PathLink>
                <small>{formatSince(change.at, language)}</small>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
