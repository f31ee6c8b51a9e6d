import { api } from "../../../data/api.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { formatDay, formatFen } from "../../../text/format.ts";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import { List } from "../../../ui/list/list.tsx";
import type { Column } from "../../../ui/list/types.ts";
import { Page } from "../../../ui/page.tsx";
import { BookingsTabs } from "../booking/tabs.tsx";
import { campaignsKey, type CampaignSummary } from "./queries.ts";
import { campaignsTexts } from "./texts.ts";

const STATES = [
  "requested",
  "quoted",
  "accepted",
  "cleared",
  "scheduled",
  "running",
  "settled",
  "refused",
  "withdrawn",
] as const;

export function CampaignsPage() {
  const t = useTexts(campaignsTexts);
  const language = useLanguage();
  const scopeId = useScopeId();
  const columns: readonly Column<CampaignSummary>[] = [
    { key: "number", title: t("number"), text: ({ number }) => number, width: 170, isSortable: true },
    { key: "title", title: t("titleField"), text: ({ title }) => title, width: 280 },
    { key: "state", title: t("state"), text: ({ state }) => t(`state.${state}`), width: 120 },
    { key: "line", title: t("line"), text: ({ bookableName }) => bookableName, width: 200 },
    { key: "applicant", title: t("applicant"), text: ({ applicantUnit }) => applicantUnit, width: 200 },
    {
      key: "days",
      title: t("days"),
      text: ({ startsOn, endsBefore }) =>
        startsOn === null || endsBefore === null ? "" : t("daysText", { from: startsOn, until: endsBefore }),
      width: 230,
    },
    {
      key: "agreed",
      title: t("agreed"),
      text: ({ settledFen, agreedFen }) => formatFen(settledFen ?? agreedFen, language),
      width: 120,
      align: "right",
    },
    {
      key: "createdAt",
      title: t("apply"),
      text: ({ createdAt }) => formatDay(createdAt),
      width: 120,
      isSortable: true,
    },
  ];
  return (
    <Page title={t("campaigns")} purpose={t("purpose")}>
      <BookingsTabs />
      <List
        name="campaigns"
        label={t("campaigns")}
        queryKey={[...campaignsKey, "list", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/campaigns", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={[
          { key: "state", label: t("state"), options: STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
        ]}
        searchHint={t("search")}
        defaultSort="-createdAt"
        addressOf={({ id }) => `/p/${scopeId}/campaigns/${id}`}
        empty={{ title: t("none"), text: t("noneText") }}
      />
    </Page>
  );
}
