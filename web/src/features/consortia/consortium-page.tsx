import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { todayHere } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { orNull } from "../../ui/record/fields.ts";
import { Prose, RecordColumns } from "../../ui/record/layout.tsx";
import { Steps } from "../../ui/record/steps.tsx";
import styles from "./consortia.module.css";
import { ContributionsPart } from "./contributions-part.tsx";
import { type Action, type Consortium, consortiumQuery, GRADES } from "./data.ts";
import { FormDialog } from "../../ui/record/form-dialog.tsx";
import { MembersPart } from "./members-part.tsx";
import { RequestsPart } from "./requests-part.tsx";
import { ResultsPart } from "./results-part.tsx";
import { StateMark } from "./state-mark.tsx";
import { TasksPart } from "./tasks-part.tsx";
import { consortiaTexts } from "./texts.ts";
import { useChanges } from "./use-changes.ts";

const route = getRouteApi("/in/p/$scopeId/consortia/$consortiumId");

/** One consortium: what asks for a look, who is in it, what is done, promised and achieved, and who did what. */
export function ConsortiumPage() {
  const t = useTexts(consortiaTexts);
  const pick = usePick();
  const { scopeId, consortiumId } = route.useParams();
  const consortium = useSuspenseQuery(consortiumQuery(consortiumId)).data;
  const [action, setAction] = useState<Action | null>(null);
  const { number, name, state, type, actions, agreement, lacks, notes, concerns, grade } = consortium;
  return (
    <Page
      title={name}
      name={`${number} · ${name}`}
      purpose={`${number} · ${t(`type.${type}`)}`}
      actions={
        <>
          {actions.map((each) => (
            <Button key={each} type={each === "end" ? "default" : "primary"} onClick={() => setAction(each)}>
              {t(`act.${each}`)}
            </Button>
          ))}
          {consortium.mayManage && (
            <LinkButton to={`/p/${scopeId}/consortia/${consortiumId}/edit`}>{t("edit")}</LinkButton>
          )}
        </>
      }
    >
      <p className={styles["stand"]}>
        <StateMark state={state} />
        {concerns.map((concern) => (
          <span key={concern} className={styles[concern === "waits_for_another" ? "soft" : "late"]}>
            {t(`concern.${concern}`)}
          </span>
        ))}
        {lacks.length > 0 && (
          <span className={styles["late"]}>{t("lacks", { what: lacks.map(pick).join(t("comma")) })}</span>
        )}
        {notes.map((note) => (
          <span key={note.zh} className={styles["soft"]}>
            {pick(note)}
          </span>
        ))}
      </p>
      <RecordColumns side={<Steps title={t("steps")} steps={consortium.steps} />}>
        <Facts
          facts={[
            { label: t("lead"), value: consortium.lead, isKept: true },
            { label: t("chainNode"), value: consortium.chainNode, isKept: true },
            { label: t("foundedOn"), value: consortium.foundedOn, isKept: true },
            { label: t("assessOn"), value: consortium.assessOn, isKept: true },
            { label: t("assessedOn"), value: consortium.assessedOn },
            { label: t("grade"), value: grade === null ? null : t(`grade.${grade}`) },
            { label: t("endedOn"), value: consortium.endedOn },
            { label: t("basis"), value: consortium.basis },
            {
              label: t("agreement"),
              value:
                agreement === null ? null : (
                  <PathLink to={`/p/${agreement.scopeId}/agreements/${agreement.id}`}>
                    {`${agreement.number} ${agreement.title}`}
                  </PathLink>
                ),
              isLong: true,
            },
          ]}
        />
        <MembersPart consortium={consortium} />
        <RequestsPart consortium={consortium} />
        <TasksPart consortium={consortium} />
        <ContributionsPart consortium={consortium} />
        <ResultsPart consortium={consortium} />
        <Prose title={t("goal")} text={consortium.goal} />
        <Prose title={t("governance")} text={consortium.governance} />
      </RecordColumns>
      {action !== null && <MoveDialog consortium={consortium} action={action} onClose={() => setAction(null)} />}
    </Page>
  );
}

interface MoveDialogProps {
  readonly consortium: Consortium;
  readonly action: Action;
  readonly onClose: () => void;
}

function MoveDialog({ consortium, action, onClose }: MoveDialogProps) {
  const t = useTexts(consortiaTexts);
  const { header, path, settle } = useChanges(consortium);
  const isAssessed = action === "assess";
  const { number, id } = consortium;
  return (
    <FormDialog
      title={`${number} · ${t(`act.${action}`)}`}
      draftName={`consortium:${id}:${action}`}
      fields={[
        { key: "on", label: t("on"), kind: "day", isRequired: true },
        ...(action === "run"
          ? []
          : [
              {
                key: "people",
                label: t("people"),
                kind: "text" as const,
                isRequired: true,
                hint: t("peopleHint"),
              },
            ]),
        ...(isAssessed
          ? [
              {
                key: "grade",
                label: t("grade"),
                kind: "choice" as const,
                isShort: true,
                options: GRADES.map((value) => ({ value, label: t(`grade.${value}`) })),
              },
              { key: "nextOn", label: t("nextOn"), kind: "day" as const },
            ]
          : []),
        ...(isAssessed || action === "end"
          ? [{ key: "reason", label: t("reason"), kind: "prose" as const, isRequired: action === "end" }]
          : []),
      ]}
      initial={{ on: todayHere(), people: "", grade: "good", nextOn: "", reason: "" }}
      submitLabel={t(`act.${action}`)}
      save={async ({ on = "", people = "", grade, nextOn = "", reason = "" }) => {
        const body = {
          action,
          on,
          people,
          grade: isAssessed ? (grade as (typeof GRADES)[number]) : null,
          nextOn: isAssessed ? orNull(nextOn) : null,
          reason,
        };
        await settle(
          api.post("/api/consortia/{consortiumId}/transitions", { params: { path, header }, body }),
          t(`moved.${action}`, { number }),
        );
        onClose();
      }}
      onClose={onClose}
    />
  );
}
