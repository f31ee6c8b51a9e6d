import { Link } from "@tanstack/react-router";
import { useMay } from "../../../data/me.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { useTexts } from "../../../text/texts.ts";
import { SectionTabs } from "../../../ui/section-tabs.tsx";
import { bookingsTexts } from "./texts.ts";

export function BookingsTabs() {
  const t = useTexts(bookingsTexts);
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  return (
    <SectionTabs label={t("sections")}>
      <Link to="/p/$scopeId/bookables" params={{ scopeId }} activeOptions={{ includeSearch: false }}>
        {t("bookablesTab")}
      </Link>
      <Link to="/p/$scopeId/bookings" params={{ scopeId }} activeOptions={{ includeSearch: false }}>
        {t("bookings")}
      </Link>
      <Link to="/p/$scopeId/campaigns" params={{ scopeId }} activeOptions={{ includeSearch: false }}>
        {t("campaigns")}
      </Link>
      {may("facility.read") && (
        <Link to="/p/$scopeId/utilisation" params={{ scopeId }} activeOptions={{ includeSearch: false }}>
          {t("utilisation")}
        </Link>
      )}
    </SectionTabs>
  );
}
