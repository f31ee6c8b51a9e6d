import { api } from "../../../data/api.ts";
import { useMay } from "../../../data/me.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { formatFen, formatInstant, formatPerson } from "../../../text/format.ts";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import { List } from "../../../ui/list/list.tsx";
import type { Column, Filter } from "../../../ui/list/types.ts";
import { Page } from "../../../ui/page.tsx";
import { FeedButton } from "./feed-button.tsx";
import { periodText } from "./period-text.ts";
import { BOOKING_STATES, type Booking, bookingsKey } from "./queries.ts";
import { StateMark } from "./state-mark.tsx";
import { BookingsTabs } from "./tabs.tsx";
import { bookingsTexts } from "./texts.ts";

export function BookingsPage() {
  const t = useTexts(bookingsTexts);
  const language = useLanguage();
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const columns: readonly Column<Booking>[] = [
    { key: "number", title: t("number"), text: ({ number }) => number, width: 170 },
    { key: "what", title: t("what"), text: ({ bookableName }) => bookableName, width: 220 },
    { key: "startsAt", title: t("when"), text: periodText, width: 200, isSortable: true },
    {
      key: "state",
      title: t("state"),
      text: ({ state }) => t(`state.${state}`),
      render: ({ state }) => <StateMark state={state} />,
      width: 120,
    },
    {
      key: "who",
      title: t("who"),
      text: ({ bookerName, bookerUnit }) => formatPerson(bookerName, bookerUnit),
      width: 240,
    },
    { key: "userClass", title: t("userClass"), text: ({ userClass }) => t(`class.${userClass}`), width: 110 },
    {
      key: "cost",
      title: t("cost"),
      text: ({ amountFen, expectedFen }) => formatFen(amountFen ?? expectedFen, language),
      width: 110,
      align: "right",
    },
    { key: "charge", title: t("chargedTo"), text: ({ chargeReference }) => chargeReference, width: 180 },
    {
      key: "createdAt",
      title: t("createdAt"),
      text: ({ createdAt }) => formatInstant(createdAt),
      width: 150,
      isSortable: true,
      isHidden: true,
    },
  ];
  const filters: readonly Filter[] = [
    {
      key: "state",
      label: t("state"),
      options: BOOKING_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
    },
    {
      key: "side",
      label: t("side"),
      isSingle: true,
      options: (["booked", "run"] as const).map((value) => ({ value, label: t(`side.${value}`) })),
    },
    { key: "mine", label: t("mine"), isSingle: true, options: [{ value: "true", label: t("yes") }] },
  ];
  return (
    <Page title={t("bookings")} purpose={t("bookingsPurpose")} actions={may("booking.request") && <FeedButton />}>
      <BookingsTabs />
      <List
        name="bookings"
        label={t("bookings")}
        queryKey={[...bookingsKey, "list", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/bookings", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        searchHint={t("search")}
        defaultSort="-startsAt"
        addressOf={({ id }) => `/p/${scopeId}/bookings/${id}`}
        viewsIn={scopeId}
        empty={{ title: t("bookingsNone"), text: t("bookingsNoneText") }}
      />
    </Page>
  );
}
