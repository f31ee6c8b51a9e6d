import { Alert, Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { lookAtJobs, useJob } from "../../data/jobs.ts";
import { useAct } from "../../frame/act.tsx";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { AuditList } from "./audit-list.tsx";
import { auditTexts } from "./texts.ts";

/** The audit of every scope, for its administrator. */
export function AuditPage() {
  const t = useTexts(auditTexts);
  const act = useAct();
  const [jobId, setJobId] = useState<string | null>(null);
  const job = useJob(jobId);
  const isVerifying = job !== null && (job.state === "queued" || job.state === "running");
  const verify = async () => {
    const started = await act({ work: async () => api.post("/api/audit-verifications", { body: {} }) });
    setJobId(started?.jobId ?? null);
    lookAtJobs();
  };
  const found = (job?.result as { tampered?: readonly unknown[] } | null)?.tampered?.length ?? 0;
  return (
    <Page
      title={t("title")}
      purpose={t("purposeAll")}
      actions={
        <Button loading={isVerifying} onClick={() => void verify()}>
          {t(isVerifying ? "verifying" : "verify")}
        </Button>
      }
    >
      {job?.state === "done" && (
        <Alert
          type={found === 0 ? "success" : "error"}
          title={found === 0 ? t("intact") : t("tampered", { count: found })}
          style={{ marginBottom: 16 }}
        />
      )}
      {job?.state === "failed" && (
        <Alert
          type="error"
          title={t("verifyFailed", { why: job.lastError?.detail ?? "" })}
          style={{ marginBottom: 16 }}
        />
      )}
      <AuditList
        scopeId={null}
        fetchPage={async (query, signal) => api.get("/api/audit-events", { params: { query }, signal })}
        exportPath="/api/audit-events/export"
      />
    </Page>
  );
}
