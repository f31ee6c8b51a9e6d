import { useQuery } from "@tanstack/react-query";
import { useMay } from "../../../data/me.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { useTexts } from "../../../text/texts.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import { bookableOfQuery } from "./queries.ts";
import { bookingsTexts } from "./texts.ts";

interface BookButtonProps {
  /** The instrument's or the facility's. */
  readonly subjectId: string;
  /** Where it is opened to bookings. */
  readonly openUpAt: string;
}

/** Leads to the calendar of what can be booked; before that, those who run it open it to bookings. */
export function BookButton({ subjectId, openUpAt }: BookButtonProps) {
  const t = useTexts(bookingsTexts);
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const { data: bookable, isSuccess } = useQuery(bookableOfQuery(scopeId, subjectId));
  if (!isSuccess) return null;
  if (bookable !== null)
    return (
      <LinkButton to={`/p/${scopeId}/bookables/${bookable.id}`} isPrimary>
        {t("toCalendar")}
      </LinkButton>
    );
  return may("booking.manage") ? <LinkButton to={openUpAt}>{t("openUp")}</LinkButton> : null;
}
