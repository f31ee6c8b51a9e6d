import { api } from "../../data/api.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { formatDay } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { List } from "../../ui/list/list.tsx";
import type { Column, Filter } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import styles from "./challenges.module.css";
import type { FormedTeamSummary } from "./data.ts";
import { TeamMark } from "./marks.tsx";
import { challengesTexts } from "./texts.ts";

const STATES = ["draft", "inviting", "formed", "dissolved"] as const;

/** Every team that was formed in the pair. */
export function TeamsPage() {
  const t = useTexts(challengesTexts);
  const scopeId = useScopeId();
  const membersOf = ({ members }: FormedTeamSummary) =>
    members.map(({ name, state }) => `${name} (${t(`member.${state}`)})`).join(t("comma"));
  const lackOf = ({ missing }: FormedTeamSummary) =>
    missing === 0 ? t("allCovered") : t("lackCount", { count: missing });
  const columns: readonly Column<FormedTeamSummary>[] = [
    { key: "title", title: t("need"), text: ({ origin }) => origin.title, width: 300, isSortable: true },
    { key: "origin", title: t("originKind"), text: ({ origin }) => t(`kindOf.${origin.kind}`), width: 88 },
    {
      key: "state",
      title: t("state"),
      text: ({ state }) => t(`state.${state}`),
      render: ({ state }) => <TeamMark state={state} />,
      width: 104,
      isSortable: true,
    },
    { key: "members", title: t("members"), text: membersOf, width: 320 },
    {
      key: "missing",
      title: t("missing"),
      text: lackOf,
      render: (team) => <span className={team.missing > 0 ? styles["lack"] : undefined}>{lackOf(team)}</span>,
      width: 110,
    },
    {
      key: "number",
      title: t("number"),
      text: ({ number }) => String(number),
      width: 72,
      align: "right",
      isSortable: true,
    },
    { key: "createdBy", title: t("createdBy"), text: ({ createdBy }) => createdBy.name, width: 110 },
    {
      key: "updatedAt",
      title: t("updatedAt"),
      text: ({ updatedAt }) => formatDay(updatedAt),
      width: 110,
      isSortable: true,
    },
  ];
  const filters: readonly Filter[] = [
    { key: "state", label: t("state"), options: STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
  ];
  return (
    <Page title={t("title")} purpose={t("purpose")}>
      <List
        name="formed-teams"
        label={t("title")}
        queryKey={["formed-teams", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/formed-teams", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        searchHint={t("searchHint")}
        defaultSort="-updatedAt"
        addressOf={({ id }) => `/p/${scopeId}/formed-teams/${id}`}
        viewsIn={scopeId}
        empty={{ title: t("none"), text: t("noneText") }}
        renderCard={(team) => (
          <>
            <strong>{team.origin.title}</strong>
            <span className={styles["cardLine"]}>{membersOf(team)}</span>
            <span className={styles["cardLine"]}>
              <TeamMark state={team.state} /> · {lackOf(team)}
            </span>
          </>
        )}
      />
    </Page>
  );
}
