import { ifMatch } from "@dual-high/client";
import { Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import type { ReactNode } from "react";
import { api } from "../../data/api.ts";
import { download } from "../../data/download.ts";
import { useAct } from "../../frame/act.tsx";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { SectionTabs } from "../../ui/section-tabs.tsx";
import { type MeetingDay, stateOf } from "./data.ts";
import styles from "./meeting-days.module.css";
import { meetingDayTexts } from "./texts.ts";

interface DayFrameProps {
  readonly day: MeetingDay;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What every page of a day has above it: when and where, and its parts. */
export function DayFrame({ day, actions, children }: DayFrameProps) {
  const t = useTexts(meetingDayTexts);
  const act = useAct();
  const { modal } = App.useApp();
  const { id: dayId, scopeId, title, place, heldOn, times, tables } = day;
  const params = { scopeId, dayId };
  const state = stateOf(day);
  const askCancel = () =>
    void modal.confirm({
      title: t("cancelTitle", { title }),
      content: t("cancelText"),
      okText: t("cancelDay"),
      okButtonProps: { danger: true },
      cancelText: t("keep"),
      onOk: async () => {
        const header = ifMatch(day);
        await act({
          work: async () => api.post("/api/meeting-days/{dayId}/cancellation", { params: { path: { dayId }, header } }),
          done: t("cancelled", { title }),
          changes: [["meeting-days"]],
        });
      },
    });
  const facts = [
    `${heldOn} ${times[0]?.from ?? ""}–${times.at(-1)?.to ?? ""}`,
    place,
    t("tableNo", { number: `1–${tables}` }),
    t(`state.${state}`),
  ].filter((part) => part !== "");
  return (
    <Page
      title={title}
      purpose={facts.join(" · ")}
      actions={
        <>
          {actions}
          <Button onClick={() => void act({ work: async () => download(`/api/meeting-days/${dayId}/export`) })}>
            {t("export")}
          </Button>
          {day.mayChange && <LinkButton to={`/p/${scopeId}/meeting-days/${dayId}/edit`}>{t("edit")}</LinkButton>}
          {day.mayChange && <Button onClick={askCancel}>{t("cancelDay")}</Button>}
        </>
      }
    >
      {(state === "past" || state === "cancelled") && (
        <p className={styles["notice"]}>{t(state === "past" ? "isPast" : "isCancelled")}</p>
      )}
      <SectionTabs label={t("sections")}>
        <Link to="/p/$scopeId/meeting-days/$dayId" params={params} activeOptions={{ exact: true }}>
          {t("timetable")}
        </Link>
        <Link to="/p/$scopeId/meeting-days/$dayId/people" params={params}>
          {t("people")}
        </Link>
        <Link to="/p/$scopeId/meeting-days/$dayId/today" params={params}>
          {t("today")}
        </Link>
        <Link to="/p/$scopeId/meeting-days/$dayId/print" params={params} activeOptions={{ includeSearch: false }}>
          {t("print")}
        </Link>
      </SectionTabs>
      {children}
    </Page>
  );
}
