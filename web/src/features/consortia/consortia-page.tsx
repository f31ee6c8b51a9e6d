import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { formatDay } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { List } from "../../ui/list/list.tsx";
import type { Column, Filter } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { amountText } from "./amounts.ts";
import { type ConsortiumSummary, consortiaKey, MEMBER_KINDS, STATES, TYPES } from "./data.ts";
import { ImportConsortia } from "./import-consortia.tsx";
import { StateMark } from "./state-mark.tsx";
import { SurveyPicture } from "./survey-picture.tsx";
import { consortiaTexts } from "./texts.ts";

/** The consortia of a zone or a pair, as small pictures beside each other or as a table. */
export function ConsortiaPage() {
  const t = useTexts(consortiaTexts);
  const language = useLanguage();
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const columns: readonly Column<ConsortiumSummary>[] = [
    { key: "name", title: t("name"), text: ({ name }) => name, width: 250, isSortable: true },
    { key: "type", title: t("type"), text: ({ type }) => t(`type.${type}`), width: 100, isSortable: true },
    {
      key: "state",
      title: t("state"),
      text: ({ state }) => t(`state.${state}`),
      render: ({ state }) => <StateMark state={state} />,
      width: 96,
      isSortable: true,
    },
    { key: "chainNode", title: t("chainNode"), text: ({ chainNode }) => chainNode ?? "", width: 120, isSortable: true },
    { key: "lead", title: t("lead"), text: ({ lead }) => lead ?? t("leadNone"), width: 190 },
    {
      key: "members",
      title: t("members"),
      text: ({ members }) =>
        MEMBER_KINDS.filter((kind) => (members[kind] ?? 0) > 0)
          .map((kind) => `${t(`kind.${kind}`)} ${members[kind]}`)
          .join(" · "),
      width: 180,
      isSortable: true,
    },
    {
      key: "tasks",
      title: t("tasks"),
      text: ({ tasks }) => `${tasks.accepted}/${tasks.accepted + tasks.reported + tasks.open}`,
      width: 70,
      align: "right",
    },
    {
      key: "overdue",
      title: t("overdue"),
      text: ({ tasks }) => String(tasks.overdue),
      width: 80,
      align: "right",
      isSortable: true,
    },
    {
      key: "contributions",
      title: t("contributions"),
      text: ({ contributions }) =>
        contributions
          .map(({ kind, promised, delivered }) =>
            t("deliveredOf", {
              kind: t(`contribution.${kind}`),
              delivered: amountText(kind, delivered, t, language),
              promised: amountText(kind, promised, t, language),
            }),
          )
          .join(language === "zh" ? "；" : "; "),
      width: 300,
    },
    {
      key: "delivered",
      title: t("delivered"),
      text: ({ deliveredBp }) => (deliveredBp === null ? "" : `${Math.floor(deliveredBp / 100)}%`),
      width: 96,
      align: "right",
      isSortable: true,
    },
    { key: "results", title: t("results"), text: ({ results }) => String(results), width: 80, align: "right" },
    {
      key: "concerns",
      title: t("look"),
      text: ({ concerns }) => concerns.map((concern) => t(`concern.${concern}`)).join(" · "),
      width: 200,
      exportKey: null,
    },
    { key: "assessOn", title: t("assessOn"), text: ({ assessOn }) => assessOn ?? "", width: 110, isSortable: true },
    { key: "number", title: t("number"), text: ({ number }) => number, width: 160, isSortable: true },
    {
      key: "updatedAt",
      title: t("updatedAt"),
      text: ({ updatedAt }) => formatDay(updatedAt),
      width: 110,
      isSortable: true,
      exportKey: null,
    },
  ];
  const filters: readonly Filter[] = [
    { key: "type", label: t("type"), options: TYPES.map((value) => ({ value, label: t(`type.${value}`) })) },
    { key: "state", label: t("state"), options: STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
    { key: "look", label: t("look"), options: [{ value: "needed", label: t("look.needed") }], isSingle: true },
  ];
  return (
    <Page
      title={t("title")}
      purpose={t("purpose")}
      actions={
        may("consortium.create") && (
          <LinkButton isPrimary to={`/p/${scopeId}/consortia/new`}>
            {t("add")}
          </LinkButton>
        )
      }
    >
      <List
        name="consortia"
        label={t("title")}
        queryKey={consortiaKey(scopeId)}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/consortia", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        searchHint={t("searchHint")}
        defaultSort="number"
        addressOf={({ id }) => `/p/${scopeId}/consortia/${id}`}
        exportAddress={(format, query) => `/api/scopes/${scopeId}/consortia/export?format=${format}&${query}`}
        viewsIn={scopeId}
        empty={{ title: t("none"), text: t("noneText") }}
        renderPicture={(rows) => <SurveyPicture rows={rows} scopeId={scopeId} />}
      />
      {may("consortium.create") && <ImportConsortia scopeId={scopeId} />}
    </Page>
  );
}
