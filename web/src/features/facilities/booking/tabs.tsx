import { Link } from "@tanstack/react-router";
import { useScopeId } from "../../../frame/scopes.ts";
import { useTexts } from "../../../text/texts.ts";
import { SectionTabs } from "../../../ui/section-tabs.tsx";
import { bookingsTexts } from "./texts.ts";

export function BookingsTabs() {
  const t = useTexts(bookingsTexts);
  const scopeId = useScopeId();
  return (
    <SectionTabs label={t("sections")}>
      <Link to="/p/$scopeId/bookables" params={{ scopeId }} activeOptions={{ includeSearch: false }}>
        {t("bookablesTab")}
      </Link>
      <Link to="/p/$scopeId/bookings" params={{ scopeId }} activeOptions={{ includeSearch: false }}>
        {t("bookings")}
      </Link>
    </SectionTabs>
  );
}
