import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { formatFen, formatInstant } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { AskDialog } from "../../ui/ask-dialog.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { Prose } from "../../ui/record/layout.tsx";
import { type ProofReport, reportQuery } from "./data.ts";
import { Field } from "./field.tsx";
import styles from "./proof.module.css";
import { ReportForm } from "./report-form.tsx";
import { IndicatorTable, MoneyTable } from "./tables.tsx";
import { proofTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/proof-applications/$applicationId/report");

/** What became of a grant: written by its team, accepted by somebody else. */
export function ReportPage() {
  const t = useTexts(proofTexts);
  const queryClient = useQueryClient();
  const { scopeId, applicationId } = route.useParams();
  const report = useSuspenseQuery(reportQuery(applicationId)).data;
  const [isDeciding, setDeciding] = useState(false);
  const take = (next: ProofReport) => {
    queryClient.setQueryData(reportQuery(applicationId).queryKey, next);
    void queryClient.invalidateQueries({ queryKey: ["projects"] });
    setDeciding(false);
  };
  return (
    <Page
      title={t("reportOn", { title: report.title })}
      purpose={[t(`report.${report.state}`), report.dueOn === null ? "" : t("dueBy", { day: report.dueOn })]
        .filter((part) => part !== "")
        .join(" · ")}
      actions={
        <>
          {report.actions.includes("decide") && (
            <Button type="primary" onClick={() => setDeciding(true)}>
              {t("acceptReport")}
            </Button>
          )}
          <LinkButton to={`/p/${scopeId}/proof-applications/${applicationId}`}>{t("toApplication")}</LinkButton>
        </>
      }
    >
      {report.note !== "" && (
        <section className={styles["decision"]}>
          <p>
            <strong>
              {t(report.state === "returned" ? "returnedBy" : "acceptedBy", {
                name: report.decidedBy?.name ?? "",
                at: formatInstant(report.decidedAt ?? ""),
              })}
            </strong>
          </p>
          <p>{report.note}</p>
        </section>
      )}
      {report.actions.includes("write") ? (
        <ReportForm key={report.version} report={report} onDone={take} />
      ) : (
        <ReportContent report={report} />
      )}
      {isDeciding && <DecideDialog report={report} onDone={take} onClose={() => setDeciding(false)} />}
    </Page>
  );
}

function ReportContent({ report }: { readonly report: ProofReport }) {
  const t = useTexts(proofTexts);
  const language = useLanguage();
  const { content, indicators, submittedBy, submittedAt, files } = report;
  const money = (fen: string) => formatFen(fen, language);
  return (
    <>
      <Facts
        facts={[
          { label: t("granted"), value: money(report.grantedFen) },
          { label: t("spent"), value: money(report.spentFen), isKept: true },
          {
            label: t("conclusion"),
            value: content.conclusion === null ? null : t(`conclusion.${content.conclusion}`),
            isKept: true,
          },
          {
            label: t("submittedAt"),
            value: submittedBy === null ? null : `${submittedBy.name} ${formatInstant(submittedAt ?? "")}`,
          },
        ]}
      />
      <div className={styles["content"]}>
        <IndicatorTable title={t("results")} indicators={indicators} results={content.results} />
        <Prose title={t("summary")} text={content.summary} />
        <MoneyTable title={t("spending")} lines={content.spending} sumFen={report.spentFen} />
        {files.length > 0 && (
          <section className={styles["part"]}>
            <h2>{t("reportFile")}</h2>
            <ul className={styles["plain"]}>
              {files.map(({ id, name }) => (
                <li key={id}>
                  <a href={`/api/proof-documents/${id}`} download>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  );
}

interface DecideDialogProps {
  readonly report: ProofReport;
  readonly onDone: (next: ProofReport) => void;
  readonly onClose: () => void;
}

function DecideDialog({ report, onDone, onClose }: DecideDialogProps) {
  const t = useTexts(proofTexts);
  const [decision, setDecision] = useState<"accept" | "return">("accept");
  const [note, setNote] = useState("");
  return (
    <AskDialog
      title={t("reportOn", { title: report.title })}
      text={t("acceptText")}
      okText={t(`accept.${decision}`)}
      isReady={decision === "accept" || note.trim() !== ""}
      onSend={async () =>
        onDone(
          await api.post("/api/proof-applications/{applicationId}/report/decision", {
            params: { path: { applicationId: report.applicationId }, header: ifMatch(report) },
            body: { decision, note: note.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      <fieldset className={styles["either"]}>
        <legend>{t("decision")}</legend>
        {(["accept", "return"] as const).map((each) => (
          <label key={each}>
            <input type="radio" name="accept" checked={decision === each} onChange={() => setDecision(each)} />{" "}
            {t(`accept.${each}`)}
          </label>
        ))}
      </fieldset>
      <Field label={t("reasonTold")}>
        {(id) => <Input.TextArea id={id} rows={4} value={note} onChange={({ target }) => setNote(target.value)} />}
      </Field>
    </AskDialog>
  );
}
