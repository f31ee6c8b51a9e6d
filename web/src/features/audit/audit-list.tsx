import type { Schemas } from "@dual-high/client";
import { Drawer } from "antd";
import { Fragment, useState } from "react";
import { formatInstant } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { List } from "../../ui/list/list.tsx";
import type { Column, Filter, ListPage, ListQuery } from "../../ui/list/types.ts";
import styles from "./audit.module.css";
import { readDetails } from "./details.ts";
import { actionLabel, MODULES, subjectLabel } from "./labels.ts";
import { auditTexts } from "./texts.ts";

type AuditEvent = Schemas["AuditEvent"];

interface AuditListProps {
  readonly scopeId: string | null;
  readonly fetchPage: (query: ListQuery, signal: AbortSignal) => Promise<ListPage<AuditEvent>>;
  readonly exportPath: string;
}

const DAY_MS = 24 * 3600 * 1000;

/** The address says a number of days; the server wants an instant, the same for all pages of a day. */
function withInstant(query: Readonly<Record<string, string>>): Record<string, string> {
  const { period, ...rest } = query;
  if (period === undefined) return rest;
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  return { ...rest, from: new Date(today - Number(period) * DAY_MS).toISOString() };
}

export function AuditList({ scopeId, fetchPage, exportPath }: AuditListProps) {
  const t = useTexts(auditTexts);
  const pick = usePick();
  const [opened, setOpened] = useState<AuditEvent | null>(null);
  const detailsOf = ({ details, personal }: AuditEvent) => readDetails({ ...details, ...personal });
  const actorOf = ({ actorId, actorName }: AuditEvent) => actorName ?? t(actorId === null ? "system" : "gone");
  const columns: readonly Column<AuditEvent>[] = [
    { key: "at", title: t("at"), text: (event) => formatInstant(event.at), width: 150 },
    { key: "actorName", title: t("actor"), text: actorOf, width: 140 },
    { key: "action", title: t("action"), text: (event) => pick(actionLabel(event.action)), width: 180 },
    {
      key: "subjectKind",
      title: t("subject"),
      text: (event) => `${pick(subjectLabel(event.subjectKind))} ${event.subjectId.slice(-12)}`,
      width: 180,
    },
    {
      key: "details",
      title: t("details"),
      text: (event) =>
        detailsOf(event)
          .flatMap(({ label, value }) => (label === null ? [] : [t("fact", { name: pick(label), value: pick(value) })]))
          .join(t("between")),
      width: 440,
    },
    {
      key: "seq",
      title: t("seq"),
      text: (event) => event.seq ?? t("unsealed"),
      width: 100,
      align: "right",
      isHidden: scopeId !== null,
    },
    { key: "scopeId", title: t("scope"), text: (event) => event.scopeId, width: 280, isHidden: true },
  ];
  const filters: readonly Filter[] = [
    {
      key: "action",
      label: t("module"),
      options: Object.entries(MODULES).map(([value, label]) => ({ value, label: pick(label) })),
    },
    {
      key: "period",
      label: t("period"),
      options: (["1", "7", "30"] as const).map((value) => ({ value, label: t(`period.${value}`) })),
      isSingle: true,
    },
  ];
  return (
    <>
      <List
        onOpen={setOpened}
        name="audit"
        label={t("title")}
        queryKey={["audit", scopeId]}
        fetchPage={async (query, signal) => fetchPage(withInstant(query) as ListQuery, signal)}
        rowKey={(event) => event.id}
        columns={columns}
        filters={filters}
        exportAddress={(format, query) => {
          const params = withInstant(Object.fromEntries(new URLSearchParams(query)));
          return `${exportPath}?${new URLSearchParams({ ...params, format }).toString()}`;
        }}
        empty={{ title: t("none"), text: t("noneText") }}
      />
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        size="large"
        title={opened && pick(actionLabel(opened.action))}
      >
        {opened !== null && (
          <dl className={styles["facts"]}>
            <dt>{t("at")}</dt>
            <dd>{formatInstant(opened.at)}</dd>
            <dt>{t("actor")}</dt>
            <dd>{actorOf(opened)}</dd>
            <dt>{t("subject")}</dt>
            <dd>
              {pick(subjectLabel(opened.subjectKind))} {opened.subjectId}
            </dd>
            <dt>{t("scope")}</dt>
            <dd>{opened.scopeId}</dd>
            <dt>{t("seq")}</dt>
            <dd>{opened.seq ?? t("unsealed")}</dd>
            {detailsOf(opened).map(({ key, label, value }) => (
              <Fragment key={key}>
                <dt>{label === null ? key : pick(label)}</dt>
                <dd>{pick(value)}</dd>
              </Fragment>
            ))}
          </dl>
        )}
      </Drawer>
    </>
  );
}
