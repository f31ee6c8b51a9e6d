import { readYuan, yuanText } from "../../text/amounts.ts";
import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { formatDay, formatFen, formatInstant } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { AskDialog } from "../../ui/ask-dialog.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { ContentPart } from "./content-part.tsx";
import { applicationQuery, type ProofApplication } from "./data.ts";
import { Field } from "./field.tsx";
import styles from "./proof.module.css";
import { proofTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/proof-applications/$applicationId");

/** An application: what is to be proved, what was decided, and what became of a grant. */
export function ApplicationPage() {
  const t = useTexts(proofTexts);
  const language = useLanguage();
  const act = useAct();
  const queryClient = useQueryClient();
  const { scopeId, applicationId } = route.useParams();
  const application = useSuspenseQuery(applicationQuery(applicationId)).data;
  const [isDeciding, setDeciding] = useState(false);
  const { call, content, actions, decidedBy } = application;
  const take = (next: ProofApplication) => {
    queryClient.setQueryData(applicationQuery(applicationId).queryKey, next);
    void queryClient.invalidateQueries({ queryKey: ["proof", "applications"] });
    void queryClient.invalidateQueries({ queryKey: ["proof", "call"] });
    setDeciding(false);
  };
  const withdraw = async () => {
    const next = await act({
      work: async () =>
        api.post("/api/proof-applications/{applicationId}/withdrawal", {
          params: { path: { applicationId }, header: ifMatch(application) },
        }),
      done: t("withdrawn", { title: application.title }),
    });
    if (next !== null) take(next);
  };
  return (
    <Page
      title={application.title}
      purpose={[content.leadName, content.unit].filter((part) => part !== "").join(" · ")}
      actions={
        <>
          {actions.includes("decide") && (
            <Button type="primary" onClick={() => setDeciding(true)}>
              {t("decide")}
            </Button>
          )}
          {actions.includes("change") && (
            <LinkButton isPrimary to={`/p/${scopeId}/proof-applications/${applicationId}/edit`}>
              {t("goOn")}
            </LinkButton>
          )}
          {application.state === "granted" && (
            <LinkButton isPrimary={application.isOwn} to={`/p/${scopeId}/proof-applications/${applicationId}/report`}>
              {t("toReport")}
            </LinkButton>
          )}
          {actions.includes("withdraw") && <Button onClick={() => void withdraw()}>{t("withdraw")}</Button>}
        </>
      }
    >
      <p className={styles["stand"]}>
        <span className={styles["state"]} data-state={application.state}>
          {t(`application.${application.state}`)}
        </span>
        <PathLink to={`/p/${scopeId}/proof-calls/${application.callId}`}>{`${call.number} ${call.title}`}</PathLink>
      </p>
      {decidedBy !== null && (
        <section className={styles["decision"]}>
          <p>
            <strong>
              {application.grantedFen === null
                ? t("refusedBy", { name: decidedBy.name, day: formatDay(application.decidedAt ?? "") })
                : t("grantedBy", {
                    name: decidedBy.name,
                    day: formatDay(application.decidedAt ?? ""),
                    amount: formatFen(application.grantedFen, language),
                  })}
            </strong>
          </p>
          <p>{application.reason}</p>
          {application.feedback.length > 0 && (
            <ul className={styles["plain"]}>
              {application.feedback.map(({ total, comment }) => (
                <li key={`${total} ${comment}`}>{t("feedback", { total: total ?? "", comment })}</li>
              ))}
            </ul>
          )}
        </section>
      )}
      <Facts
        facts={[
          { label: t("asked"), value: formatFen(application.askedFen, language), isKept: true },
          { label: t("granted"), value: formatFen(application.grantedFen, language) },
          {
            label: t("levels"),
            value: content.readinessTo === 0 ? null : `${content.readinessFrom} → ${content.readinessTo}`,
          },
          {
            label: t("submittedAt"),
            value: application.submittedAt === null ? null : formatInstant(application.submittedAt),
          },
          { label: t("reportDueOn"), value: application.reportDueOn },
          { label: t(`origin.${application.origin.kind}`), value: application.origin.number },
          {
            label: t("project"),
            value:
              application.projectId === null ? null : (
                <PathLink to={`/p/${application.scopeId}/projects/${application.projectId}`}>{t("toProject")}</PathLink>
              ),
          },
          {
            label: t("agreement"),
            value:
              application.agreementId === null ? null : (
                <PathLink to={`/p/${application.scopeId}/agreements/${application.agreementId}`}>
                  {t("toAgreement")}
                </PathLink>
              ),
          },
        ]}
      />
      <ContentPart application={application} />
      {isDeciding && <DecideDialog application={application} onDone={take} onClose={() => setDeciding(false)} />}
    </Page>
  );
}

interface DecideDialogProps {
  readonly application: ProofApplication;
  readonly onDone: (next: ProofApplication) => void;
  readonly onClose: () => void;
}

function DecideDialog({ application, onDone, onClose }: DecideDialogProps) {
  const t = useTexts(proofTexts);
  const language = useLanguage();
  const [decision, setDecision] = useState<"grant" | "refuse">("grant");
  const [amount, setAmount] = useState(() => yuanText(application.askedFen));
  const [day, setDay] = useState("");
  const [reason, setReason] = useState("");
  const isGrant = decision === "grant";
  const fen = readYuan(amount);
  return (
    <AskDialog
      title={t("decideOn", { title: application.title })}
      text={t("leftOf", {
        asked: formatFen(application.askedFen, language),
        left: formatFen(application.call.leftFen, language),
      })}
      okText={t(`decision.${decision}`)}
      isReady={reason.trim() !== "" && (!isGrant || (fen !== null && day !== ""))}
      onSend={async () =>
        onDone(
          await api.post("/api/proof-applications/{applicationId}/decision", {
            params: { path: { applicationId: application.id }, header: ifMatch(application) },
            body: {
              decision,
              grantedFen: isGrant ? fen : null,
              reportDueOn: isGrant ? day : null,
              reason: reason.trim(),
            },
          }),
        )
      }
      onClose={onClose}
    >
      <fieldset className={styles["either"]}>
        <legend>{t("decision")}</legend>
        {(["grant", "refuse"] as const).map((each) => (
          <label key={each}>
            <input type="radio" name="decision" checked={decision === each} onChange={() => setDecision(each)} />{" "}
            {t(`decision.${each}`)}
          </label>
        ))}
      </fieldset>
      {isGrant && (
        <div className={styles["pair"]}>
          <Field label={t("grantedYuan")} problem={fen === null ? t("noAmount") : null}>
            {(id) => (
              <Input id={id} inputMode="decimal" value={amount} onChange={({ target }) => setAmount(target.value)} />
            )}
          </Field>
          <Field label={t("reportDueOn")}>
            {(id) => <Input id={id} type="date" value={day} onChange={({ target }) => setDay(target.value)} />}
          </Field>
        </div>
      )}
      <Field label={t("reasonTold")}>
        {(id) => <Input.TextArea id={id} rows={4} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
    </AskDialog>
  );
}
