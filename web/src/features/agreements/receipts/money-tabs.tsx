import { Link } from "@tanstack/react-router";
import { useMay } from "../../../data/me.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { useTexts } from "../../../text/texts.ts";
import { SectionTabs } from "../../../ui/section-tabs.tsx";
import { receiptsTexts } from "./texts.ts";

/** Agreements and what belongs to their money, one beside the other. */
export function MoneyTabs() {
  const t = useTexts(receiptsTexts);
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  return (
    <SectionTabs label={t("sections")}>
      <Link to="/p/$scopeId/agreements" params={{ scopeId }} activeOptions={{ exact: true, includeSearch: false }}>
        {t("agreements")}
      </Link>
      <Link to="/p/$scopeId/receipts" params={{ scopeId }} activeOptions={{ includeSearch: false }}>
        {t("receipts")}
      </Link>
      {may("registration.read") && (
        <Link to="/p/$scopeId/transformation-report" params={{ scopeId }} activeOptions={{ includeSearch: false }}>
          {t("report")}
        </Link>
      )}
      {may("income.read") && (
        <Link to="/p/$scopeId/money-rules" params={{ scopeId }} activeOptions={{ includeSearch: false }}>
          {t("rules")}
        </Link>
      )}
    </SectionTabs>
  );
}
