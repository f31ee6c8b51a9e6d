import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { formatFen, formatInstant } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { List } from "../../ui/list/list.tsx";
import type { Column, Filter } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { CallMark } from "./call-mark.tsx";
import { CALL_STATES, type ProofCallSummary } from "./data.ts";
import styles from "./proof.module.css";
import { proofTexts } from "./texts.ts";

/** The calls of a pair or of a centre, and those in which people of a university may apply. */
export function CallsPage() {
  const t = useTexts(proofTexts);
  const language = useLanguage();
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const closes = ({ closesAt }: ProofCallSummary) => (closesAt === null ? "" : formatInstant(closesAt));
  const columns: readonly Column<ProofCallSummary>[] = [
    { key: "title", title: t("name"), text: ({ title }) => title, width: 300, isSortable: true },
    {
      key: "state",
      title: t("state"),
      text: ({ state }) => t(`state.${state}`),
      render: ({ state }) => <CallMark state={state} />,
      width: 140,
    },
    { key: "closesAt", title: t("closesAt"), text: closes, width: 140, isSortable: true },
    {
      key: "applications",
      title: t("applications"),
      text: ({ applications }) => String(applications),
      width: 90,
      align: "right",
    },
    {
      key: "budget",
      title: t("budget"),
      text: ({ budgetFen }) => formatFen(budgetFen, language),
      width: 110,
      align: "right",
    },
    { key: "most", title: t("most"), text: ({ mostFen }) => formatFen(mostFen, language), width: 110, align: "right" },
    {
      key: "granted",
      title: t("granted"),
      text: ({ grantedFen }) => formatFen(grantedFen, language),
      width: 110,
      align: "right",
    },
    { key: "centre", title: t("centre"), text: ({ centre }) => centre, width: 200 },
    { key: "number", title: t("number"), text: ({ number }) => number, width: 150, isSortable: true },
  ];
  const filters: readonly Filter[] = [
    { key: "state", label: t("state"), options: CALL_STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
  ];
  return (
    <Page
      title={t("title")}
      purpose={t("purpose")}
      actions={
        may("proof.manage") && (
          <LinkButton isPrimary to={`/p/${scopeId}/proof-calls/new`}>
            {t("add")}
          </LinkButton>
        )
      }
    >
      <List
        name="proof-calls"
        label={t("title")}
        queryKey={["proof", "calls", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/proof-calls", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        searchHint={t("searchHint")}
        defaultSort="-closesAt"
        addressOf={({ id }) => `/p/${scopeId}/proof-calls/${id}`}
        {...(may("proof.export")
          ? {
              exportAddress: (format: string, query: string) =>
                `/api/scopes/${scopeId}/proof-calls/export?format=${format}&${query}`,
            }
          : {})}
        viewsIn={scopeId}
        empty={{ title: t("none"), text: may("proof.manage") ? t("noneText") : t("noneForMe") }}
        renderCard={(call) => (
          <>
            <strong>{call.title}</strong>
            <span className={styles["cardLine"]}>
              <CallMark state={call.state} /> · {closes(call)}
            </span>
            <span className={styles["cardLine"]}>
              {t("budget")} {formatFen(call.budgetFen, language)} · {t("most")} {formatFen(call.mostFen, language)}
            </span>
          </>
        )}
      />
    </Page>
  );
}
