import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { List } from "../../ui/list/list.tsx";
import type { Column } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { type MeetingDaySummary, stateOf } from "./data.ts";
import styles from "./meeting-days.module.css";
import { meetingDayTexts } from "./texts.ts";

/** Every meeting day of the pair, the next and latest first. */
export function DaysPage() {
  const t = useTexts(meetingDayTexts);
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const count = ({ placed, meetings }: MeetingDaySummary) => t("count", { placed, count: meetings });
  const peopleOf = ({ enterprises, partners }: MeetingDaySummary) =>
    `${t("enterprises", { count: enterprises })} · ${t("partners", { count: partners })}`;
  const columns: readonly Column<MeetingDaySummary>[] = [
    { key: "title", title: t("dayTitle"), text: ({ title }) => title, width: 280, isSortable: true },
    { key: "heldOn", title: t("heldOn"), text: ({ heldOn }) => heldOn, width: 110, isSortable: true },
    { key: "state", title: t("state"), text: (day) => t(`state.${stateOf(day)}`), width: 90 },
    { key: "place", title: t("place"), text: ({ place }) => place, width: 200 },
    { key: "meetings", title: t("placed"), text: count, width: 110 },
    { key: "people", title: t("people"), text: peopleOf, width: 190 },
    { key: "coming", title: t("coming"), text: ({ coming }) => String(coming), width: 90, align: "right" },
    { key: "recorded", title: t("recorded"), text: ({ recorded }) => String(recorded), width: 90, align: "right" },
  ];
  return (
    <Page
      title={t("title")}
      purpose={t("purpose")}
      actions={
        may("meeting_day.manage") && (
          <LinkButton to={`/p/${scopeId}/meeting-days/new`} isPrimary>
            {t("add")}
          </LinkButton>
        )
      }
    >
      <List
        name="meeting-days"
        label={t("title")}
        queryKey={["meeting-days", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/meeting-days", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        searchHint={t("searchHint")}
        defaultSort="-heldOn"
        addressOf={({ id }) => `/p/${scopeId}/meeting-days/${id}`}
        viewsIn={scopeId}
        empty={{ title: t("none"), text: t("noneText") }}
        renderCard={(day) => (
          <>
            <strong>{day.title}</strong>
            <span className={styles["cardLine"]}>
              {day.heldOn} · {t(`state.${stateOf(day)}`)}
            </span>
            <span className={styles["cardLine"]}>
              {count(day)} · {peopleOf(day)}
            </span>
          </>
        )}
      />
    </Page>
  );
}
