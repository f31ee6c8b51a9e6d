import type { Schemas } from "@dual-high/client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useMay } from "../../data/me.ts";
import { type ScopeKind, useScope } from "../../frame/scopes.ts";
import { formatCount, formatFen, formatSince } from "../../text/format.ts";
import { useLanguage, usePick, useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { LinkButton, PathLink } from "../../ui/path-link.tsx";
import { PageSkeleton } from "../../ui/skeleton.tsx";
import { Contracts } from "./contracts.tsx";
import { workbenchQuery } from "./query.ts";
import { workbenchTexts } from "./texts.ts";
import styles from "./workbench.module.css";

type Workbench = Schemas["Workbench"];

export function WorkbenchPage() {
  const t = useTexts(workbenchTexts);
  const { id, kind } = useScope();
  const isPair = kind === "pair";
  return (
    <Page title={t("title")} purpose={t(isPair ? "purpose" : "purposeElsewhere")}>
      {!isPair && <WaysOn scopeId={id} kind={kind} />}
      <Bench key={id} scopeId={id} isPair={isPair} />
    </Page>
  );
}

/** An enterprise states a need, or goes to those that it has; whoever looks at pairs chooses one. */
function WaysOn({ scopeId, kind }: { scopeId: string; kind: ScopeKind }) {
  const t = useTexts(workbenchTexts);
  const may = useMay(scopeId);
  const way =
    kind === "enterprise" && may("need.read")
      ? { to: `/p/${scopeId}/needs`, label: t("toNeeds") }
      : may("pair.read")
        ? { to: "/pairs", label: t("toPairs") }
        : null;
  if (way === null) return null;
  return (
    <p className={styles["ways"]}>
      {kind === "enterprise" && may("need.create") && (
        <LinkButton to={`/p/${scopeId}/needs/new`} type="primary">
          {t("stateNeed")}
        </LinkButton>
      )}
      <LinkButton to={way.to}>{way.label}</LinkButton>
    </p>
  );
}

function Bench({ scopeId, isPair }: { scopeId: string; isPair: boolean }) {
  const t = useTexts(workbenchTexts);
  const { data, isError, refetch } = useQuery(workbenchQuery(scopeId));
  if (data === undefined) {
    if (!isError) return <PageSkeleton lines={4} />;
    return (
      <div role="alert">
        <p>{t("failed")}</p>
        <Button onClick={() => void refetch()}>{t("retry")}</Button>
      </div>
    );
  }
  return (
    <div className={styles["bench"]}>
      <Today items={data.today} hint={t(isPair ? "nothingText" : "nothingElsewhere")} />
      {isPair && (
        <div className={styles["far"]}>
          <Funnel scopeId={scopeId} steps={data.funnel} />
          <Contracts scopeId={scopeId} />
        </div>
      )}
      <Changes changes={data.changes} />
    </div>
  );
}

function Today({ items, hint }: { items: Workbench["today"]; hint: string }) {
  const t = useTexts(workbenchTexts);
  const pick = usePick();
  return (
    <section className={styles["today"]}>
      <h2>
        {t("today")}
        {items.length > 0 && <span className={styles["count"]}>{items.length}</span>}
      </h2>
      {items.length === 0 && (
        <>
          <p>{t("nothing")}</p>
          <p className={styles["soft"]}>{hint}</p>
        </>
      )}
      <ul className={styles["lines"]}>
        {items.map((item) => (
          <li key={`${item.kind}:${item.id}`}>
            <div>
              {pick(item.title)}
              {item.due !== null && (
                <small data-late={item.isLate || undefined}>
                  {t(item.isLate ? "late" : "dueOn", { day: item.due })}
                </small>
              )}
            </div>
            <LinkButton to={item.path} size="small" label={`${pick(item.action)}: ${pick(item.title)}`}>
              {pick(item.action)}
            </LinkButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The funnel as one line of numbers, each of which leads to the rows behind it. */
function Funnel({ scopeId, steps }: { scopeId: string; steps: Workbench["funnel"] }) {
  const t = useTexts(workbenchTexts);
  const pick = usePick();
  const language = useLanguage();
  const may = useMay(scopeId);
  // Whoever may not read the needs is shown no figures of them.
  if (steps.length === 0) return null;
  const isEmpty = steps.every(({ count }) => count === 0);
  return (
    <section>
      <h2>{t("pair")}</h2>
      {isEmpty ? (
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
          {steps.map(({ key, label, count, amountFen, path }) => (
            <li key={key}>
              <PathLink to={path}>
                <b>{formatCount(count)}</b> {pick(label)}
                {amountFen !== null && amountFen !== "0" && <small>{formatFen(amountFen, language)}</small>}
              </PathLink>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Changes({ changes: { since, groups } }: { changes: Workbench["changes"] }) {
  const t = useTexts(workbenchTexts);
  const pick = usePick();
  const language = useLanguage();
  return (
    <section>
      <h2>{t("changes")}</h2>
      {groups.length === 0 && <p className={styles["soft"]}>{t(since === null ? "firstVisit" : "noChanges")}</p>}
      <ul className={styles["changes"]}>
        {groups.map(({ key, title, path, lastAt }) => (
          <li key={key}>
            <PathLink to={path}>{pick(title)}</PathLink>
            <small>{formatSince(lastAt, language)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
