import { ifMatch } from "@dual-high/client";
import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { App, Button } from "antd";
import { type ReactNode, useState } from "react";
import { api } from "../../data/api.ts";
import { download } from "../../data/download.ts";
import { useMay } from "../../data/me.ts";
import { useAct } from "../../frame/act.tsx";
import { formatFen, formatInstant, todayHere } from "../../text/format.ts";
import { useLanguage, usePick, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { Page } from "../../ui/page.tsx";
import { SampleNote } from "../../ui/sample-note.tsx";
import { FacilityCosts } from "../../ui/record/facility-costs.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { Prose, RecordColumns } from "../../ui/record/layout.tsx";
import { Steps } from "../../ui/record/steps.tsx";
import styles from "./agreements.module.css";
import { type Agreement, agreementQuery, facilityCostsQuery } from "./data.ts";
import { Amendments } from "./amendments/amendments.tsx";
import { Milestones } from "./milestones/milestones.tsx";
import { Approvals } from "./approval/approvals.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { Signatures } from "./signing/signatures.tsx";
import { PartDialog } from "./part-dialog.tsx";
import { PARTS, type Part } from "./parts.ts";
import { PartTable } from "./part-table.tsx";
import { StateMark } from "./state-mark.tsx";
import { TemplateTexts } from "./templates/template-texts.tsx";
import { agreementsTexts } from "./texts.ts";

/** The five kinds of the Civil Code, which the seller registers. */
const TECHNOLOGY_CONTRACTS: readonly Agreement["kind"][] = [
  "development",
  "transfer",
  "licence",
  "consulting",
  "service",
];

const route = getRouteApi("/in/p/$scopeId/agreements/$agreementId");

/** One agreement: what it says, what it lacks before it is signed, and who did what. */
export function AgreementPage() {
  const t = useTexts(agreementsTexts);
  const pick = usePick();
  const language = useLanguage();
  const act = useAct();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const { scopeId, agreementId } = route.useParams();
  const agreement = useSuspenseQuery(agreementQuery(agreementId)).data;
  const { data: costs } = useQuery(facilityCostsQuery(agreementId));
  const [part, setPart] = useState<Part | null>(null);
  const [action, setAction] = useState<"sign" | "complete" | "end" | null>(null);
  const params = { path: { agreementId }, header: ifMatch(agreement) };
  const take = (next: Agreement, done: string) => {
    queryClient.setQueryData(agreementQuery(agreementId).queryKey, next);
    void queryClient.invalidateQueries({ queryKey: ["agreements"] });
    void message.success(done);
    setPart(null);
    setAction(null);
  };
  const { number, title, state, lacks, actions, mayChange, origin, sentAt } = agreement;
  const send = async () =>
    act({
      work: async () => {
        const body = { action: "send", on: todayHere(), reason: "" } as const;
        const next = await api.post("/api/agreements/{agreementId}/transitions", { params, body });
        queryClient.setQueryData(agreementQuery(agreementId).queryKey, next);
      },
      done: t("sent", { number }),
    });
  const may = useMay(scopeId);
  const isTechnology = TECHNOLOGY_CONTRACTS.includes(agreement.kind);
  return (
    <Page
      title={title}
      name={`${number} · ${title}`}
      purpose={`${number} · ${pick(agreement.kindName)}`}
      actions={
        <>
          {actions.map((each) => (
            <Button
              key={each}
              type={each === "sign" ? "primary" : "default"}
              onClick={() => (each === "send" ? void send() : setAction(each))}
            >
              {t(each)}
            </Button>
          ))}
          <Button
            onClick={() =>
              void act({ work: async () => download(`/api/agreements/${agreementId}/document`), done: (name) => name })
            }
          >
            {t("document")}
          </Button>
          <Button
            onClick={() =>
              void act({
                work: async () => download(`/api/agreements/${agreementId}/document?format=pdf`),
                done: (name) => name,
              })
            }
          >
            {t("documentPdf")}
          </Button>
          <TemplateTexts agreementId={agreementId} />
          <LinkButton to={`/p/${scopeId}/agreements/${agreementId}/money`}>{t("toMoney")}</LinkButton>
          {isTechnology && may("registration.read") && (
            <LinkButton to={`/p/${scopeId}/agreements/${agreementId}/registration`}>{t("toRegistration")}</LinkButton>
          )}
          {mayChange && <LinkButton to={`/p/${scopeId}/agreements/${agreementId}/edit`}>{t("edit")}</LinkButton>}
        </>
      }
    >
      <p className={styles["stand"]}>
        <StateMark state={state} />
        {lacks.length > 0 && (
          <span className={styles["lacks"]}>{t("lacks", { what: lacks.map(pick).join(t("comma")) })}</span>
        )}
        {state === "draft" && sentAt !== null && <span>{t("sentAt", { at: formatInstant(sentAt) })}</span>}
        {actions.includes("send") && <span>{t("unsent")}</span>}
        {agreement.stateReason !== null && <span>{agreement.stateReason}</span>}
      </p>
      <SampleNote note={agreement.sampleNote} />
      <RecordColumns side={<Steps title={t("steps")} steps={agreement.steps} nobody={t("bySystem")} />}>
        <Facts
          facts={[
            { label: t("amount"), value: formatFen(agreement.amountFen, language), isKept: true },
            { label: t("startsOn"), value: agreement.startsOn, isKept: true },
            { label: t("endsOn"), value: agreement.endsOn, isKept: true },
            { label: t("signedOn"), value: agreement.signedOn },
            { label: t(state === "completed" ? "completedOn" : "endedOn"), value: agreement.endedOn },
            { label: t("origin"), value: origin === null ? null : originLink(origin, scopeId), isLong: true },
          ]}
        />
        {PARTS.filter((each) => each !== "milestones" || state === "draft").map((each) => (
          <PartTable
            key={each}
            part={each}
            agreement={agreement}
            action={
              mayChange && (
                <Button type="link" aria-label={t("editPart", { part: t(each) })} onClick={() => setPart(each)}>
                  {t("edit")}
                </Button>
              )
            }
          />
        ))}
        {state !== "draft" && <Milestones agreement={agreement} />}
        <FacilityCosts costs={costs} />
        <Prose title={t("subject")} text={agreement.subject} />
        <Prose title={t("indicators")} text={agreement.indicators} />
        <Prose title={t("ipTerms")} text={agreement.ipTerms} />
        <Prose title={t("otherTerms")} text={agreement.otherTerms} />
        {state !== "draft" && <Signatures agreementId={agreementId} />}
        <Approvals scopeId={scopeId} agreement={agreement} />
        {state !== "draft" && <Amendments scopeId={scopeId} agreement={agreement} />}
      </RecordColumns>
      {part !== null && (
        <PartDialog
          agreement={agreement}
          part={part}
          onSave={async (change) =>
            take(await api.patch("/api/agreements/{agreementId}", { params, body: change }), t("saved", { number }))
          }
          onClose={() => setPart(null)}
        />
      )}
      {action !== null && (
        <MoveDialog
          agreement={agreement}
          action={action}
          onSend={async (on, reason) =>
            take(
              await api.post("/api/agreements/{agreementId}/transitions", { params, body: { action, on, reason } }),
              t(`done.${action}`, { number }),
            )
          }
          onClose={() => setAction(null)}
        />
      )}
    </Page>
  );
}

function originLink({ kind, id, number, title }: NonNullable<Agreement["origin"]>, scopeId: string): ReactNode {
  const where = kind === "need" ? `/p/${scopeId}/needs/${id}` : `/p/${scopeId}/challenges/${id}`;
  return <PathLink to={where}>{`${number} ${title}`}</PathLink>;
}
