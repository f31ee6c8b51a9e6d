import { api } from "../../data/api.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { List } from "../../ui/list/list.tsx";
import type { Column, Filter } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import styles from "./needs.module.css";
import { budgetText, type NeedSummary, STATES } from "./rules.ts";
import { StateMark } from "./state-mark.tsx";
import { needsTexts } from "./texts.ts";
import { visibilityTexts } from "./visibility-texts.ts";

const UNDER_WAY = STATES.filter((state) => !["draft", "submitted", "in_triage", "returned"].includes(state));

/** What pairs of the province look for partners for beyond their own university. */
export function OpenNeedsPage() {
  const t = useTexts(visibilityTexts);
  const n = useTexts(needsTexts);
  const language = useLanguage();
  const scopeId = useScopeId();
  const openedBy = (need: NeedSummary) => need.openedBy?.[language] ?? "";
  const columns: readonly Column<NeedSummary>[] = [
    { key: "title", title: n("needTitle"), text: (need) => need.title, width: 300, isSortable: true },
    { key: "enterprise", title: n("enterprise"), text: (need) => need.enterprise ?? "", width: 180, isSortable: true },
    { key: "openedBy", title: t("openedByColumn"), text: openedBy, width: 200 },
    {
      key: "state",
      title: n("state"),
      text: (need) => n(`state.${need.state}`),
      render: (need) => <StateMark state={need.state} />,
      width: 108,
      isSortable: true,
    },
    { key: "field", title: n("field"), text: (need) => need.field ?? "", width: 140 },
    {
      key: "budget",
      title: n("budget"),
      text: (need) => budgetText(need, language),
      width: 124,
      align: "right",
      isSortable: true,
    },
    { key: "deadline", title: n("deadline"), text: (need) => need.deadline ?? "", width: 104, isSortable: true },
    { key: "number", title: n("number"), text: (need) => need.number, width: 148, isSortable: true },
  ];
  const filters: readonly Filter[] = [
    { key: "state", label: n("state"), options: UNDER_WAY.map((value) => ({ value, label: n(`state.${value}`) })) },
  ];
  return (
    <Page title={t("openTitle")} purpose={t("openPurpose")}>
      <List
        name="open-needs"
        label={t("openTitle")}
        queryKey={["needs", scopeId, "open"]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/open-needs", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={(need) => need.id}
        columns={columns}
        filters={filters}
        searchHint={n("searchHint")}
        defaultSort="-updatedAt"
        addressOf={(need) => `/needs/${need.id}/reading`}
        exportAddress={(format, query) => `/api/scopes/${scopeId}/open-needs/export?format=${format}&${query}`}
        viewsIn={scopeId}
        empty={{ title: t("openNone"), text: t("openNoneText") }}
        renderCard={(need) => (
          <>
            <strong>{need.title}</strong>
            <span className={styles["cardLine"]}>{[need.enterprise, openedBy(need)].filter(Boolean).join(" · ")}</span>
            <span className={styles["cardLine"]}>
              <StateMark state={need.state} />
            </span>
          </>
        )}
      />
    </Page>
  );
}
