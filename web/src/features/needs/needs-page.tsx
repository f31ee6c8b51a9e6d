import { useQuery } from "@tanstack/react-query";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useScope, useScopeId } from "../../frame/scopes.ts";
import { formatDay } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { List } from "../../ui/list/list.tsx";
import type { Column, Filter } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { clarityWords } from "./clarity.tsx";
import styles from "./needs.module.css";
import { bandsQuery, lastRunQuery } from "./queries.ts";
import { budgetText, type NeedSummary, STATES } from "./rules.ts";
import { StateMark } from "./state-mark.tsx";
import { stateTexts } from "./state-texts.ts";
import { needsTexts } from "./texts.ts";
import { VisibilityMark } from "./visibility-mark.tsx";
import { visibilityTexts } from "./visibility-texts.ts";

export function NeedsPage() {
  const t = useTexts(needsTexts);
  const v = useTexts(visibilityTexts);
  const language = useLanguage();
  const scopeId = useScopeId();
  const s = useTexts(stateTexts);
  const may = useMay(scopeId);
  const isOwn = useScope().kind === "enterprise";
  const run = useQuery({ ...lastRunQuery(scopeId), enabled: may("match.read") }).data ?? null;
  const bands = useQuery({ ...bandsQuery(run?.id ?? ""), enabled: run !== null }).data;
  const bandOf = ({ id }: NeedSummary) => {
    const band = bands?.get(id);
    return band === undefined ? "" : t(`band.${band}`);
  };
  const columns: readonly Column<NeedSummary>[] = [
    {
      key: "title",
      title: t("needTitle"),
      text: (need) => need.title,
      render: (need) => (
        <>
          {need.title}
          <VisibilityMark visibility={need.visibility} />
        </>
      ),
      width: 268,
      isSortable: true,
    },
    { key: "enterprise", title: t("enterprise"), text: (need) => need.enterprise ?? "", width: 180, isSortable: true },
    {
      key: "state",
      title: t("state"),
      text: (need) => t(`state.${need.state}`),
      render: (need) => <StateMark state={need.state} />,
      width: 108,
      isSortable: true,
    },
    {
      key: "missing",
      title: t("clarity"),
      text: (need) => clarityWords(need, t),
      render: (need) => <span className={need.mustClarify ? styles["vague"] : undefined}>{clarityWords(need, t)}</span>,
      width: 170,
    },
    ...(run === null
      ? []
      : [{ key: "band", exportKey: null, title: t("band"), text: bandOf, width: 92 } satisfies Column<NeedSummary>]),
    { key: "visibility", title: v("readBy"), text: (need) => v(need.visibility), width: 104, isHidden: true },
    { key: "field", title: t("field"), text: (need) => need.field ?? "", width: 140, isHidden: true },
    {
      key: "budget",
      title: t("budget"),
      text: (need) => budgetText(need, language),
      width: 124,
      align: "right",
      isSortable: true,
    },
    { key: "deadline", title: t("deadline"), text: (need) => need.deadline ?? "", width: 104, isSortable: true },
    { key: "number", title: t("number"), text: (need) => need.number, width: 148, isSortable: true },
    { key: "listNumber", title: t("listNumber"), text: (need) => need.listNumber ?? "", width: 130, isHidden: true },
    {
      key: "stateSince",
      exportKey: null,
      title: t("stateSince"),
      text: (need) => formatDay(need.stateSince),
      width: 120,
      isSortable: true,
      isHidden: true,
    },
    {
      key: "creditCode",
      title: t("creditCode"),
      text: (need) => need.creditCode ?? "",
      width: 190,
      isHidden: true,
    },
    {
      key: "updatedAt",
      exportKey: null,
      title: t("updatedAt"),
      text: (need) => formatDay(need.updatedAt),
      width: 110,
      isSortable: true,
      isHidden: true,
    },
  ];
  const filters: readonly Filter[] = [
    { key: "state", label: t("state"), options: STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
    {
      key: "mustClarify",
      label: t("clarity"),
      options: [
        { value: "false", label: t("clear") },
        { value: "true", label: t("vague") },
      ],
    },
    {
      key: "visibility",
      label: v("readBy"),
      options: (["pair", "province", "restricted"] as const).map((value) => ({ value, label: v(value) })),
    },
  ];
  return (
    <Page
      title={t("title")}
      purpose={isOwn ? s("listPurpose") : t("purpose")}
      actions={
        <>
          {may("import.manage") && <LinkButton to={`/p/${scopeId}/imports`}>{t("toImport")}</LinkButton>}
          {may("need.create") && (
            <LinkButton to={`/p/${scopeId}/needs/new`} isPrimary>
              {isOwn ? s("state") : t("add")}
            </LinkButton>
          )}
        </>
      }
    >
      <List
        name="needs"
        label={t("title")}
        queryKey={["needs", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/needs", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={(need) => need.id}
        columns={columns}
        filters={filters}
        searchHint={t("searchHint")}
        defaultSort="number"
        addressOf={(need) => `/p/${scopeId}/needs/${need.id}`}
        exportAddress={(format, query) => `/api/scopes/${scopeId}/needs/export?format=${format}&${query}`}
        viewsIn={scopeId}
        renderSelection={
          may("challenge.write")
            ? (rows) => (
                <LinkButton to={`/p/${scopeId}/challenges/new`} search={{ needs: rows.map(({ id }) => id).join(",") }}>
                  {t("poseSome", { count: rows.length })}
                </LinkButton>
              )
            : undefined
        }
        empty={{ title: t("none"), text: isOwn ? s("noneText") : t("noneText") }}
        renderCard={(need) => (
          <>
            <strong>{need.title}</strong>
            <VisibilityMark visibility={need.visibility} />
            <span className={styles["cardLine"]}>{need.enterprise}</span>
            <span className={styles["cardLine"]}>
              <StateMark state={need.state} />{" "}
              <span className={need.mustClarify ? styles["vague"] : undefined}>{clarityWords(need, t)}</span>
            </span>
          </>
        )}
      />
    </Page>
  );
}
