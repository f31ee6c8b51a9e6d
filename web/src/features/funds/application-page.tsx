import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { download } from "../../data/download.ts";
import { fileBody, fileName } from "../../data/upload.ts";
import { useAct } from "../../frame/act.tsx";
import { percentText } from "../../text/amounts.ts";
import { formatFen, formatInstant } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { FileButton } from "../../ui/file-button.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { Prose, RecordColumns } from "../../ui/record/layout.tsx";
import { Steps } from "../../ui/record/steps.tsx";
import { ApplicationDialog } from "./application-dialogs.tsx";
import { ApplicationMark } from "./application-mark.tsx";
import { type Application, type ApplicationAction, applicationQuery } from "./data.ts";
import styles from "./funds.module.css";
import { TablePart } from "../../ui/record/table-part.tsx";
import { fundsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/fund-applications/$applicationId");

/** One application: what is asked and on what terms, what was found, how the committee voted, and who did what. */
export function ApplicationPage() {
  const t = useTexts(fundsTexts);
  const language = useLanguage();
  const { scopeId, applicationId } = route.useParams();
  const application = useSuspenseQuery(applicationQuery(applicationId)).data;
  const [action, setAction] = useState<ApplicationAction | null>(null);
  const { number, title, state, actions, terms, fundId, fundName, projectId, projectNumber } = application;
  return (
    <Page
      title={title}
      name={`${number} · ${title}`}
      purpose={`${number} · ${application.applicant}`}
      actions={
        <>
          {actions.map((each) =>
            each === "edit" ? (
              <LinkButton key={each} to={`/p/${scopeId}/fund-applications/${applicationId}/edit`}>
                {t("act.edit")}
              </LinkButton>
            ) : (
              <Button key={each} type={each === "withdraw" ? "default" : "primary"} onClick={() => setAction(each)}>
                {t(`act.${each}`)}
              </Button>
            ),
          )}
        </>
      }
    >
      <p className={styles["stand"]}>
        <ApplicationMark state={state} />
        {application.reason !== "" && <span className={styles["soft"]}>{application.reason}</span>}
      </p>
      <RecordColumns side={<Steps title={t("steps")} steps={application.steps} />}>
        <Facts
          facts={[
            {
              label: t("fund"),
              value: fundName === "" ? number : <PathLink to={`/p/${scopeId}/funds/${fundId}`}>{fundName}</PathLink>,
            },
            {
              label: t("project"),
              value:
                projectId === null ? null : (
                  <PathLink to={`/p/${application.projectScopeId ?? scopeId}/projects/${projectId}`}>
                    {projectNumber ?? ""}
                  </PathLink>
                ),
            },
            { label: t("asked"), value: formatFen(application.amountFen, language), isKept: true },
            { label: t("aid"), value: t(`aid.${application.kind}`), isKept: true },
            { label: t("stage"), value: t(`stage.${application.stage}`), isKept: true },
            { label: t("investigator"), value: application.investigator?.name },
            { label: t("meetsOn"), value: application.meetsOn },
            {
              label: t("decision"),
              value:
                application.decidedOn === null ? null : `${application.decidedOn} ${application.decidedBy?.name ?? ""}`,
            },
          ]}
        />
        <Prose title={t("use")} text={application.purpose} />
        {terms !== null && (
          <section className={styles["part"]}>
            <h2>{t("terms")}</h2>
            <Facts
              facts={[
                {
                  label: t("trigger"),
                  value: [t(`trigger.${terms.trigger}`), terms.triggerOn].filter(Boolean).join(" "),
                },
                { label: t("triggerText"), value: terms.triggerText, isLong: true },
                { label: t("valuation"), value: terms.valuation, isLong: true },
                { label: t("discount"), value: `${percentText(terms.discountBp ?? 0)}%` },
                { label: t("teamShare"), value: `${percentText(terms.teamShareBp)}%` },
                { label: t("lockedUntil"), value: terms.lockedUntil },
              ]}
            />
          </section>
        )}
        <DiligencePart application={application} />
        {application.votes.length > 0 && <VotesPart application={application} />}
      </RecordColumns>
      {action !== null && (
        <ApplicationDialog application={application} action={action} onClose={() => setAction(null)} />
      )}
    </Page>
  );
}

function DiligencePart({ application }: { readonly application: Application }) {
  const t = useTexts(fundsTexts);
  const act = useAct();
  const queryClient = useQueryClient();
  const { id: applicationId, report, papers, state, actions } = application;
  if (report === null && papers.length === 0 && state !== "due_diligence") return null;
  const add = async (file: File) => {
    const next = await act({
      work: async () =>
        api.post("/api/fund-applications/{applicationId}/papers", {
          params: { path: { applicationId }, query: { title: file.name }, header: fileName(file) },
          ...fileBody(file),
        }),
      done: t("paperAdded", { name: file.name }),
      changes: [],
    });
    if (next !== null) queryClient.setQueryData(applicationQuery(applicationId).queryKey, next);
  };
  return (
    <section className={styles["part"]}>
      <header>
        <h2>{t("diligence")}</h2>
        {actions.includes("report") && (
          <FileButton
            label={t("addPaper")}
            accept=".pdf,.doc,.docx,.xlsx,.txt,.png,.jpg"
            onFile={(file) => void add(file)}
          />
        )}
      </header>
      {report !== null && (
        <>
          <p>
            <strong>{t(`conclusion.${report.conclusion}`)}</strong>{" "}
            <small className={styles["soft"]}>{formatInstant(report.at)}</small>
          </p>
          <p>{report.findings}</p>
        </>
      )}
      {papers.length > 0 && (
        <ul aria-label={t("papers")}>
          {papers.map(({ id, title, addedBy, addedAt }) => (
            <li key={id}>
              <a href={`/api/fund-papers/${id}`}>{title}</a>{" "}
              <small className={styles["soft"]}>
                {addedBy.name} · {formatInstant(addedAt)}
              </small>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function VotesPart({ application }: { readonly application: Application }) {
  const t = useTexts(fundsTexts);
  const act = useAct();
  return (
    <TablePart
      title={t("committee")}
      action={
        <Button
          type="link"
          onClick={() =>
            void act({
              work: async () => download(`/api/fund-applications/${application.id}/minutes`),
              done: (name) => name,
            })
          }
        >
          {t("minutes")}
        </Button>
      }
      head={[t("member"), t("vote"), t("reason")]}
    >
      {application.votes.map(({ member, vote, reason, votedAt }) => (
        <tr key={member.id}>
          <td>{member.name}</td>
          <td>
            {vote === null ? <span className={styles["soft"]}>{t("notVoted")}</span> : t(`vote.${vote}`)}
            {votedAt !== null && <small>{formatInstant(votedAt)}</small>}
          </td>
          <td>{reason}</td>
        </tr>
      ))}
    </TablePart>
  );
}
