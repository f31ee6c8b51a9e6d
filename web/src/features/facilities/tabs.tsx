import { Link } from "@tanstack/react-router";
import { useScopeId } from "../../frame/scopes.ts";
import { useTexts } from "../../text/texts.ts";
import { SectionTabs } from "../../ui/section-tabs.tsx";
import { facilitiesTexts } from "./texts.ts";

export function FacilitiesTabs() {
  const t = useTexts(facilitiesTexts);
  const scopeId = useScopeId();
  return (
    <SectionTabs label={t("sections")}>
      <Link to="/p/$scopeId/instruments" params={{ scopeId }} activeOptions={{ includeSearch: false }}>
        {t("instruments")}
      </Link>
      <Link to="/p/$scopeId/facilities" params={{ scopeId }} activeOptions={{ includeSearch: false }}>
        {t("facilities")}
      </Link>
    </SectionTabs>
  );
}
