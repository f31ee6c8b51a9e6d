import { ifMatch } from "@dual-high/client";
import { Link } from "@tanstack/react-router";
import { useSuspenseQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import type { ReactNode } from "react";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useAct } from "../../frame/act.tsx";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { SectionTabs } from "../../ui/section-tabs.tsx";
import { periodOf } from "./figures.ts";
import { roundQuery } from "./queries.ts";
import { StateMark } from "./state-mark.tsx";
import styles from "./surveys.module.css";
import { surveysTexts } from "./texts.ts";

interface RoundFrameProps {
  readonly roundId: string;
  readonly scopeId: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What every page of a round has above it: what it is, what waits in it, and its parts. */
export function RoundFrame({ roundId, scopeId, actions, children }: RoundFrameProps) {
  const t = useTexts(surveysTexts);
  const may = useMay(scopeId);
  const round = useSuspenseQuery(roundQuery(roundId)).data;
  const params = { scopeId, roundId };
  const search = (filter: object) => filter as never;
  return (
    <Page
      title={round.name}
      purpose={
        <>
          {round.code} · <StateMark state={round.state} /> · {periodOf(round)} · {t("lead")}{" "}
          {round.lead.name ?? t("otherOffice")}
        </>
      }
      actions={
        <>
          {may("survey.visit") && round.state === "open" && (
            <LinkButton to={`/walk/${roundId}`} isPrimary>
              {t("walk")}
            </LinkButton>
          )}
          {actions}
          {may("survey.manage") && <LinkButton to={`/p/${scopeId}/surveys/${roundId}/edit`}>{t("edit")}</LinkButton>}
          {may("survey.manage") && <MoveButton roundId={roundId} />}
        </>
      }
    >
      {round.state === "open" && round.isOver && <p className={styles["warning"]}>{t("overdue")}</p>}
      {(round.late > 0 || round.conflicts > 0) && (
        <p className={styles["waiting"]}>
          {round.late > 0 && (
            <Link to="/p/$scopeId/surveys/$roundId/visits" params={params} search={search({ state: "late" })}>
              {t("lateCount", { count: round.late })}
            </Link>
          )}
          {round.conflicts > 0 && (
            <Link to="/p/$scopeId/surveys/$roundId/visits" params={params} search={search({ hasConflict: "true" })}>
              {t("conflictCount", { count: round.conflicts })}
            </Link>
          )}
        </p>
      )}
      <SectionTabs label={t("sections")}>
        <Link to="/p/$scopeId/surveys/$roundId" params={params} activeOptions={{ exact: true, includeSearch: false }}>
          {t("coverage")}
        </Link>
        <Link to="/p/$scopeId/surveys/$roundId/doors" params={params} activeOptions={{ includeSearch: false }}>
          {t("doors")}
        </Link>
        <Link to="/p/$scopeId/surveys/$roundId/questionnaire" params={params} activeOptions={{ includeSearch: false }}>
          {t("questionnaire")}
        </Link>
        <Link to="/p/$scopeId/surveys/$roundId/visits" params={params} activeOptions={{ includeSearch: false }}>
          {t("visits")}
        </Link>
      </SectionTabs>
      {children}
    </Page>
  );
}

function MoveButton({ roundId }: { readonly roundId: string }) {
  const t = useTexts(surveysTexts);
  const act = useAct();
  const { modal } = App.useApp();
  const round = useSuspenseQuery(roundQuery(roundId)).data;
  const move = async (action: "open" | "close" | "reopen") =>
    act({
      work: async () =>
        api.post("/api/survey-rounds/{roundId}/transitions", {
          params: { path: { roundId }, header: ifMatch(round) },
          body: { action },
        }),
      done: t(action === "close" ? "closed" : "opened", { name: round.name }),
      changes: [["surveys"]],
    });
  if (round.state === "open") {
    const ask = () =>
      void modal.confirm({
        title: t("closeTitle", { name: round.name }),
        content: t("closeText"),
        okText: t("close"),
        cancelText: t("cancel"),
        onOk: () => void move("close"),
      });
    return <Button onClick={ask}>{t("close")}</Button>;
  }
  const action = round.state === "draft" ? "open" : "reopen";
  return (
    <Button type={round.state === "draft" ? "primary" : "default"} onClick={() => void move(action)}>
      {t(action)}
    </Button>
  );
}
