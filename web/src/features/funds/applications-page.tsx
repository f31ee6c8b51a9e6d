import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { formatDay, formatFen } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { List } from "../../ui/list/list.tsx";
import type { Column } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { ApplicationMark } from "./application-mark.tsx";
import { AID_KINDS, APPLICATION_STATES, type ApplicationSummary, applicationsKey } from "./data.ts";
import { FundFrame } from "./fund-frame.tsx";
import { fundsTexts } from "./texts.ts";

/** What was asked of funds by this scope, or of its own. */
export function ApplicationsPage() {
  const t = useTexts(fundsTexts);
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  return (
    <Page
      title={t("applicationsTitle")}
      purpose={t("applicationsPurpose")}
      actions={
        may("fund.apply") && (
          <LinkButton isPrimary to={`/p/${scopeId}/fund-applications/new`}>
            {t("apply")}
          </LinkButton>
        )
      }
    >
      <Applications of={scopeId} fundId={null} />
    </Page>
  );
}

const route = getRouteApi("/in/p/$scopeId/funds/$fundId/applications");

/** What was asked of one fund. */
export function FundApplicationsPage() {
  const t = useTexts(fundsTexts);
  const { scopeId, fundId } = route.useParams();
  const may = useMay(scopeId);
  return (
    <FundFrame
      fundId={fundId}
      renderActions={() =>
        may("fund.apply") && (
          <LinkButton isPrimary to={`/p/${scopeId}/fund-applications/new?fundId=${fundId}`}>
            {t("apply")}
          </LinkButton>
        )
      }
    >
      {(fund) => <Applications of={fund.scopeId} fundId={fundId} />}
    </FundFrame>
  );
}

function Applications({ of, fundId }: { readonly of: string; readonly fundId: string | null }) {
  const t = useTexts(fundsTexts);
  const language = useLanguage();
  const scopeId = useScopeId();
  const columns: readonly Column<ApplicationSummary>[] = [
    { key: "title", title: t("applicationTitle"), text: ({ title }) => title, width: 240 },
    {
      key: "state",
      title: t("state"),
      text: ({ state }) => t(`state.${state}`),
      render: ({ state }) => <ApplicationMark state={state} />,
      width: 110,
      isSortable: true,
    },
    { key: "applicant", title: t("applicant"), text: ({ applicant }) => applicant, width: 200 },
    { key: "kind", title: t("aid"), text: ({ kind }) => t(`aid.${kind}`), width: 100 },
    { key: "stage", title: t("stage"), text: ({ stage }) => t(`stage.${stage}`), width: 110 },
    {
      key: "amount",
      title: t("asked"),
      text: ({ amountFen }) => formatFen(amountFen, language),
      width: 120,
      align: "right",
      isSortable: true,
    },
    { key: "project", title: t("project"), text: ({ projectNumber }) => projectNumber ?? "", width: 150 },
    { key: "number", title: t("number"), text: ({ number }) => number, width: 190, isSortable: true },
    {
      key: "updatedAt",
      title: t("updatedAt"),
      text: ({ updatedAt }) => formatDay(updatedAt),
      width: 110,
      isSortable: true,
    },
  ];
  return (
    <List
      name="fund-applications"
      label={t("applicationsTitle")}
      queryKey={applicationsKey(of, fundId)}
      fetchPage={async (query, signal) =>
        api.get("/api/scopes/{scopeId}/fund-applications", {
          params: { path: { scopeId: of }, query: fundId === null ? query : { ...query, fundId } },
          signal,
        })
      }
      rowKey={({ id }) => id}
      columns={columns}
      filters={[
        {
          key: "state",
          label: t("state"),
          options: APPLICATION_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
        },
        { key: "kind", label: t("aid"), options: AID_KINDS.map((value) => ({ value, label: t(`aid.${value}`) })) },
      ]}
      searchHint={t("applicationSearch")}
      defaultSort="-updatedAt"
      addressOf={({ id }) => `/p/${scopeId}/fund-applications/${id}`}
      exportAddress={(format, query) =>
        `/api/scopes/${of}/fund-applications/export?format=${format}&${query}${fundId === null ? "" : `&fundId=${fundId}`}`
      }
      empty={{ title: t("noApplications"), text: t("noApplicationsText") }}
    />
  );
}
