import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../data/api.ts";
import { formatInstant } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { List } from "../../ui/list/list.tsx";
import type { Column } from "../../ui/list/types.ts";
import { roundKey, type VisitSummary } from "./queries.ts";
import { RoundFrame } from "./round-frame.tsx";
import { surveysTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/surveys/$roundId/visits");
const OUTCOMES = ["visited", "refused", "moved_out", "nobody_there"] as const;
const STATES = ["counted", "late", "set_aside"] as const;

export function VisitsPage() {
  const t = useTexts(surveysTexts);
  const { scopeId, roundId } = route.useParams();
  const columns: readonly Column<VisitSummary>[] = [
    { key: "enterprise", title: t("enterprise"), text: ({ enterprise }) => enterprise, width: 260, isSortable: true },
    {
      key: "building",
      title: t("where"),
      text: ({ building, floor, unit }) => [building, floor, unit].filter(Boolean).join(" "),
      width: 160,
      isSortable: true,
    },
    { key: "outcome", title: t("outcome"), text: ({ outcome }) => t(`outcome.${outcome}`), width: 100 },
    { key: "needs", title: t("needs"), text: ({ needs }) => String(needs), width: 70, align: "right" },
    { key: "officer", title: t("officer"), text: ({ officer }) => officer.name ?? t("otherOffice"), width: 130 },
    {
      key: "receivedAt",
      title: t("receivedAt"),
      text: ({ receivedAt }) => formatInstant(receivedAt),
      width: 150,
      isSortable: true,
    },
    { key: "state", title: t("visitState"), text: ({ state }) => t(`visitState.${state}`), width: 140 },
    {
      key: "hasConflict",
      title: t("conflict"),
      text: ({ hasConflict }) => (hasConflict ? t("conflictYes") : ""),
      width: 100,
    },
    {
      key: "visitedAt",
      title: t("visitedAt"),
      text: ({ visitedAt }) => formatInstant(visitedAt),
      width: 150,
      isSortable: true,
      isHidden: true,
    },
  ];
  return (
    <RoundFrame roundId={roundId} scopeId={scopeId}>
      <List
        name="survey-visits"
        label={t("visits")}
        queryKey={[...roundKey(roundId), "visits"]}
        fetchPage={async (query, signal) =>
          api.get("/api/survey-rounds/{roundId}/visits", { params: { path: { roundId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={[
          {
            key: "outcome",
            label: t("outcome"),
            options: OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) })),
          },
          {
            key: "state",
            label: t("visitState"),
            options: STATES.map((value) => ({ value, label: t(`visitState.${value}`) })),
          },
          {
            key: "hasConflict",
            label: t("conflict"),
            isSingle: true,
            options: [{ value: "true", label: t("conflictYes") }],
          },
        ]}
        searchHint={t("visitSearch")}
        defaultSort="-receivedAt"
        addressOf={({ id }) => `/p/${scopeId}/surveys/${roundId}/visits/${id}`}
        empty={{ title: t("visitsNone"), text: t("visitsNoneText") }}
      />
    </RoundFrame>
  );
}
