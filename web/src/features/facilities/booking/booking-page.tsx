import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { formatFen, formatInstant, formatPerson } from "../../../text/format.ts";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { Facts } from "../../../ui/record/facts.tsx";
import { BookingActions } from "./booking-actions.tsx";
import { periodText } from "./period-text.ts";
import { bookingQuery } from "./queries.ts";
import { StateMark } from "./state-mark.tsx";
import { bookingsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/bookings/$bookingId");

export function BookingPage() {
  const t = useTexts(bookingsTexts);
  const language = useLanguage();
  const { scopeId, bookingId } = route.useParams();
  const booking = useSuspenseQuery(bookingQuery(bookingId)).data;
  const { number, bookableId, bookableName, placeInLine, usedMinutes, useNote, amountFen, offerEndsAt } = booking;
  return (
    <Page title={`${bookableName} ${periodText(booking)}`} purpose={<StateMark state={booking.state} />} isColumn>
      <BookingActions booking={booking} />
      <Facts
        facts={[
          { label: t("number"), value: number },
          {
            label: t("what"),
            value: (
              <Link to="/p/$scopeId/bookables/$bookableId" params={{ scopeId, bookableId }}>
                {bookableName}
              </Link>
            ),
          },
          { label: t("who"), value: formatPerson(booking.bookerName, booking.bookerUnit) },
          { label: t("userClass"), value: t(`class.${booking.userClass}`) },
          { label: t("priceHour"), value: formatFen(booking.fenPerHour, language) },
          { label: t("expected"), value: formatFen(booking.expectedFen, language) },
          { label: t("chargedTo"), value: `${t(`charge.${booking.chargeKind}`)} ${booking.chargeReference}` },
          { label: t("purpose"), value: booking.purpose },
          { label: t("reason"), value: booking.reason },
          { label: t("line"), value: placeInLine === null ? null : t("lineAt", { n: placeInLine }) },
          { label: t("offerUntil"), value: offerEndsAt === null ? null : formatInstant(offerEndsAt) },
          { label: t("used"), value: usedMinutes === null ? null : t("minutes", { n: usedMinutes }) },
          { label: t("note"), value: useNote },
          { label: t("owed"), value: amountFen === null ? null : formatFen(amountFen, language) },
          { label: t("createdAt"), value: formatInstant(booking.createdAt) },
        ]}
      />
    </Page>
  );
}
