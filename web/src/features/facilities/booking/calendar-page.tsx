import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useMay } from "../../../data/me.ts";
import { formatFen } from "../../../text/format.ts";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Page } from "../../../ui/page.tsx";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import { useIsPhone } from "../../../ui/use-is-phone.ts";
import { BookForm } from "./book-form.tsx";
import styles from "./booking.module.css";
import {
  dayName,
  dayNumber,
  dayNumberOf,
  instantOf,
  minuteOf,
  mondayOf,
  priceOn,
  type Span,
  startOfDay,
} from "./calendar-grid.ts";
import { FeedButton } from "./feed-button.tsx";
import { periodText } from "./period-text.ts";
import { type Bookable, bookableQuery, type Calendar, calendarQuery } from "./queries.ts";
import { bookingsTexts } from "./texts.ts";
import { WeekGrid } from "./week-grid.tsx";

const route = getRouteApi("/in/p/$scopeId/bookables/$bookableId");

export function CalendarPage() {
  const t = useTexts(bookingsTexts);
  const { scopeId, bookableId } = route.useParams();
  const search = route.useSearch() as { readonly day?: string };
  const navigate = useNavigate();
  const may = useMay(scopeId);
  const isPhone = useIsPhone();
  const bookable = useSuspenseQuery(bookableQuery(bookableId)).data;
  const [today] = useState(() => dayNumberOf(Math.floor(Date.now() / 60_000)));
  const day = search.day === undefined ? today : dayNumber(search.day);
  const first = isPhone ? day : mondayOf(day);
  const days = Array.from({ length: isPhone ? 1 : 7 }, (_, index) => first + index);
  const until = first + days.length;
  const calendar = useQuery(calendarQuery(bookableId, instantOf(startOfDay(first)), instantOf(startOfDay(until)))).data;
  const [chosen, setChosen] = useState<Span | null>(null);
  const show = async (to: number) =>
    navigate({ to: ".", search: { day: dayName(to) } as never, replace: true, resetScroll: false });
  return (
    <Page
      title={bookable.name}
      {...(bookable.location !== null && { purpose: bookable.location })}
      actions={
        <>
          {bookable.facilityId !== null && may("booking.request") && (
            <LinkButton to={`/p/${scopeId}/bookables/${bookableId}/campaign`}>{t("applyCampaign")}</LinkButton>
          )}
          {bookable.mayManage && <FeedButton bookable={bookable} />}
          {bookable.mayManage && (
            <LinkButton to={`/p/${scopeId}/bookables/${bookableId}/settings`}>{t("settings")}</LinkButton>
          )}
        </>
      }
    >
      <RulesLine bookable={bookable} day={dayName(day)} />
      <div className={styles["layout"]}>
        <section aria-label={t("week")}>
          <div className={styles["bar"]}>
            <Button onClick={() => void show(day - days.length)}>{t(isPhone ? "dayEarlier" : "earlier")}</Button>
            <Button onClick={() => void show(today)}>{t("today")}</Button>
            <Button onClick={() => void show(day + days.length)}>{t(isPhone ? "dayLater" : "later")}</Button>
            <strong>{isPhone ? dayName(first) : `${dayName(first)} – ${dayName(until - 1)}`}</strong>
          </div>
          {calendar === undefined ? (
            <PageSkeleton lines={8} />
          ) : (
            <>
              <CampaignDays campaigns={calendar.campaigns} />
              <WeekGrid calendar={calendar} days={days} today={today} chosen={chosen} onChoose={setChosen} />
            </>
          )}
        </section>
        {isPhone && chosen !== null && (
          <p className={styles["jump"]}>
            <a href="#book">
              {periodText({ startsAt: instantOf(chosen.from), endsAt: instantOf(chosen.until) })} · {t("fillIn")}
            </a>
          </p>
        )}
        {may("booking.request") && (
          <section id="book" className={styles["side"]}>
            <h2>{t("chosen")}</h2>
            {chosen === null || calendar === undefined ? (
              <p className={styles["how"]}>{t("chooseFirst")}</p>
            ) : (
              <BookForm calendar={calendar} chosen={chosen} onChoose={setChosen} />
            )}
          </section>
        )}
      </div>
    </Page>
  );
}

/** Campaigns in the period that the reader may see: each takes a place for whole days. */
function CampaignDays({ campaigns }: { readonly campaigns: Calendar["campaigns"] }) {
  const t = useTexts(bookingsTexts);
  const { scopeId } = route.useParams();
  if (campaigns.length === 0) return null;
  const dayOf = (instant: string) => dayName(dayNumberOf(minuteOf(instant)));
  return (
    <ul className={styles["campaigns"]} aria-label={t("campaignDays")}>
      {campaigns.map(({ id, number, title, applicantUnit, startsAt, endsAt }) => (
        <li key={id}>
          <Link to="/p/$scopeId/campaigns/$campaignId" params={{ scopeId, campaignId: id }}>
            {number} {title}
          </Link>{" "}
          {t("campaignPeriod", { unit: applicantUnit, from: dayOf(startsAt), until: dayOf(endsAt) })}
        </li>
      ))}
    </ul>
  );
}

function RulesLine({ bookable, day }: { readonly bookable: Bookable; readonly day: string }) {
  const t = useTexts(bookingsTexts);
  const language = useLanguage();
  const { rules } = bookable;
  const hours = (minutes: number) => Math.round((minutes / 60) * 10) / 10;
  const price = (userClass: Bookable["rules"]["admits"][number]) =>
    `${t(`class.${userClass}`)} ${t("perHour", { price: formatFen(priceOn(bookable, userClass, day), language) })}`;
  const parts = [
    ...rules.admits.map(price),
    t(rules.needsApproval ? "needsApproval" : "noApproval"),
    ...(rules.leadMinutes > 0 ? [t("ruleLead", { n: hours(rules.leadMinutes) })] : []),
    t("ruleLongest", { n: hours(rules.longestMinutes) }),
    ...(rules.lateShare > 0 ? [t("ruleCancel", { n: hours(rules.cancelMinutes), share: rules.lateShare / 100 })] : []),
  ];
  return <p className={styles["rules"]}>{parts.join(" · ")}</p>;
}
