import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useScope } from "../../frame/scopes.ts";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { List } from "../../ui/list/list.tsx";
import type { Column } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { periodOf, reachedOf } from "./figures.ts";
import type { Round } from "./queries.ts";
import { StateMark } from "./state-mark.tsx";
import { surveysTexts } from "./texts.ts";

const STATES = ["draft", "open", "closed"] as const;

export function SurveysPage() {
  const t = useTexts(surveysTexts);
  const { id: scopeId, kind } = useScope();
  const may = useMay(scopeId);
  const columns: readonly Column<Round>[] = [
    { key: "name", title: t("name"), text: ({ name }) => name, width: 260, isSortable: true },
    { key: "code", title: t("code"), text: ({ code }) => code, width: 150, isSortable: true },
    {
      key: "state",
      title: t("state"),
      text: ({ state }) => t(`state.${state}`),
      render: ({ state }) => <StateMark state={state} />,
      width: 110,
      isSortable: true,
    },
    { key: "startsOn", title: t("period"), text: periodOf, width: 200, isSortable: true },
    {
      key: "reached",
      title: t("reached"),
      text: ({ counts }) => t("reachedOf", { reached: reachedOf(counts), planned: counts.planned }),
      width: 130,
      align: "right",
    },
    { key: "needs", title: t("needs"), text: ({ counts }) => String(counts.needs), width: 80, align: "right" },
    { key: "lead", title: t("lead"), text: ({ lead }) => lead.name ?? t("otherOffice"), width: 140 },
  ];
  return (
    <Page
      title={t("title")}
      purpose={t("purpose")}
      actions={
        kind === "pair" &&
        may("survey.manage") && (
          <LinkButton to={`/p/${scopeId}/surveys/new`} isPrimary>
            {t("add")}
          </LinkButton>
        )
      }
    >
      <List
        name="survey-rounds"
        label={t("title")}
        queryKey={["surveys", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/survey-rounds", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={[
          { key: "state", label: t("state"), options: STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
        ]}
        searchHint={t("searchHint")}
        defaultSort="-startsOn"
        addressOf={(round) => `/p/${round.scopeId}/surveys/${round.id}`}
        viewsIn={scopeId}
        empty={{ title: t("none"), text: t("noneText") }}
      />
    </Page>
  );
}
