import { api } from "../../data/api.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { AuditList } from "./audit-list.tsx";
import { auditTexts } from "./texts.ts";

/** The audit of one scope, for its head. */
export function ScopeAuditPage() {
  const t = useTexts(auditTexts);
  const scopeId = useScopeId();
  return (
    <Page title={t("titleScope")} purpose={t("purposeScope")}>
      <AuditList
        scopeId={scopeId}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/audit-events", { params: { path: { scopeId }, query }, signal })
        }
        exportPath={`/api/scopes/${scopeId}/audit-events/export`}
      />
    </Page>
  );
}
