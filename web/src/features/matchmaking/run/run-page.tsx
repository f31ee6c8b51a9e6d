import { DownloadOutlined, MoreOutlined, QuestionCircleOutlined } from "@ant-design/icons";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate, useRouter } from "@tanstack/react-router";
import { App, Button, Dropdown } from "antd";
import { useCallback, useState } from "react";
import { api, isProblem } from "../../../data/api.ts";
import { download } from "../../../data/download.ts";
import { useMay } from "../../../data/me.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { formatCount, formatInstant } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { useIsPhone } from "../../../ui/use-is-phone.ts";
import { ToClarifyTab } from "../clarify/to-clarify-tab.tsx";
import { UnmatchedTab } from "../clarify/unmatched-tab.tsx";
import { runQuery } from "../data.ts";
import { PlanTab } from "../plan/plan-tab.tsx";
import { RunProgress } from "../runs/run-progress.tsx";
import { useRunAddress } from "./address.ts";
import { RUN_TABS, type RunTab } from "./address-text.ts";
import { KeyHelp } from "./help.tsx";
import { MatchTab } from "./match-tab.tsx";
import { PrintList } from "./print-list.tsx";
import styles from "./run.module.css";
import { runTexts } from "./texts.ts";

const routeApi = getRouteApi("/in/p/$scopeId/runs/$runId");
const TAB_TEXTS = { match: "tabMatch", plan: "tabPlan", clarify: "tabClarify", unmatched: "tabUnmatched" } as const;

const showTab = (tab: RunTab) => (last: object) => ({ ...last, tab: tab === "match" ? undefined : tab });

export function RunPage() {
  const t = useTexts(runTexts);
  const { runId } = routeApi.useParams();
  const scopeId = useScopeId();
  const navigate = useNavigate();
  const router = useRouter();
  const { message } = App.useApp();
  const { data: run } = useSuspenseQuery(runQuery(runId));
  const { address, go } = useRunAddress();
  const isPhone = useIsPhone();
  const mayWeigh = useMay(scopeId)("match.weigh");
  const [isPrinting, setPrinting] = useState(false);
  const endPrinting = useCallback(() => setPrinting(false), []);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isExporting, setExporting] = useState(false);
  const before = useQuery({
    queryKey: ["match-run", runId, "before"],
    queryFn: async ({ signal }) =>
      api.get("/api/scopes/{scopeId}/match-runs", {
        params: { path: { scopeId }, query: { limit: 50, sort: "-number" } },
        signal,
      }),
    select: ({ items }) => items.find(({ number, state }) => number < run.number && state === "done")?.id ?? null,
  });

  const saveFile = useCallback(
    async (what: "workbook" | "learning") => {
      const key = "export";
      const isList = what === "workbook";
      void message.open({ key, type: "loading", content: t(isList ? "exporting" : "gathering"), duration: 0 });
      try {
        const name = await download(`/api/match-runs/${runId}/${what}`);
        void message.open({ key, type: "success", content: t(isList ? "exported" : "gathered", { name }) });
      } catch (error) {
        void message.open({ key, type: "error", content: isProblem(error) ? error.detail : String(error) });
      }
    },
    [message, runId, t],
  );
  const exportList = useCallback(async () => {
    setExporting(true);
    await saveFile("workbook");
    setExporting(false);
  }, [saveFile]);

  const title = t("title", { number: run.number });
  if (run.state !== "done") {
    return (
      <Page title={title} isColumn>
        <RunProgress run={run} />
      </Page>
    );
  }
  const { counts, createdBy, completedAt, createdAt } = run;
  const matchTab = (
    <MatchTab run={run} address={address} go={go} onHelp={() => setHelpOpen(true)} onExport={() => void exportList()} />
  );
  // In the hand a need and a partner are steps of their own, with all the room there is.
  if (isPhone && address.tab === "match" && address.need !== null) {
    return (
      <>
        <h1 className="visually-hidden">{title}</h1>
        {matchTab}
      </>
    );
  }
  const countOf: Partial<Record<RunTab, number>> = { clarify: counts.toClarify, unmatched: counts.unmatched };
  return (
    <Page
      title={title}
      purpose={t("facts", {
        day: formatInstant(completedAt ?? createdAt),
        who: createdBy.name,
        needs: formatCount(counts.needs),
        matched: formatCount(counts.matched),
        toClarify: formatCount(counts.toClarify),
        unmatched: formatCount(counts.unmatched),
      })}
      actions={
        <>
          <Button
            type="primary"
            icon={<DownloadOutlined aria-hidden />}
            loading={isExporting}
            aria-keyshortcuts="E"
            onClick={() => void exportList()}
          >
            {t("export")}
          </Button>
          <Button
            className={styles["deskOnly"] ?? ""}
            icon={<QuestionCircleOutlined aria-hidden />}
            aria-keyshortcuts="?"
            onClick={() => setHelpOpen(true)}
          >
            {t("help")}
          </Button>
          <Dropdown
            trigger={["click"]}
            menu={{
              items: [
                ...(typeof before.data === "string"
                  ? [
                      {
                        key: "compare",
                        label: t("compare"),
                        onClick: () =>
                          void navigate({
                            to: "/p/$scopeId/runs/$runId/compare/$otherId",
                            params: { scopeId, runId, otherId: before.data ?? "" },
                          }),
                      },
                    ]
                  : []),
                {
                  key: "links",
                  label: t("links"),
                  onClick: () => void navigate({ to: "/p/$scopeId/links", params: { scopeId } }),
                },
                {
                  key: "runs",
                  label: t("runs"),
                  onClick: () => void navigate({ to: "/p/$scopeId/runs", params: { scopeId } }),
                },
                ...(mayWeigh
                  ? [{ key: "learning", label: t("learning"), onClick: () => void saveFile("learning") }]
                  : []),
                {
                  key: "print",
                  label: t("print"),
                  onClick: () => setPrinting(true),
                },
              ],
            }}
          >
            <Button icon={<MoreOutlined aria-hidden />} aria-label={t("more")} />
          </Dropdown>
        </>
      }
    >
      <nav className={styles["tabs"]} aria-label={t("tabs")}>
        {RUN_TABS.map((tab) => (
          <a
            key={tab}
            href={router.buildLocation({ to: ".", search: showTab(tab) } as never).href}
            aria-current={address.tab === tab ? "page" : undefined}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              go({ tab });
            }}
          >
            {t(TAB_TEXTS[tab])}
            {countOf[tab] !== undefined && <small>{countOf[tab]}</small>}
          </a>
        ))}
      </nav>
      {isPrinting && <PrintList run={run} onDone={endPrinting} />}
      {!isPrinting && address.tab === "match" && matchTab}
      {!isPrinting && address.tab === "plan" && <PlanTab run={run} go={go} />}
      {!isPrinting && address.tab === "clarify" && <ToClarifyTab run={run} go={go} />}
      {!isPrinting && address.tab === "unmatched" && <UnmatchedTab run={run} go={go} />}
      <KeyHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </Page>
  );
}
