import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "antd";
import { useId, useState } from "react";
import { api } from "../../data/api.ts";
import { todayHere } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { AskDialog } from "../../ui/ask-dialog.tsx";
import { type ApplicationAction, peopleQuery } from "./data.ts";
import { DecisionDialog } from "./decision-dialog.tsx";
import { FormDialog } from "../../ui/record/form-dialog.tsx";
import { FieldProblem, FormField } from "../../ui/record/form-field.tsx";
import { fundsTexts } from "./texts.ts";
import { type DialogProps, paramsOf, useTake } from "./use-take.ts";

export function ApplicationDialog({ action, ...props }: DialogProps & { readonly action: ApplicationAction }) {
  switch (action) {
    case "submit":
    case "withdraw":
      return <OwnDialog {...props} action={action} />;
    case "start_diligence":
      return <InvestigatorDialog {...props} />;
    case "report":
      return <ReportDialog {...props} />;
    case "call_committee":
      return <CommitteeDialog {...props} />;
    case "vote":
      return <VoteDialog {...props} />;
    default:
      return <DecisionDialog {...props} />;
  }
}

function OwnDialog({ action, ...props }: DialogProps & { readonly action: "submit" | "withdraw" }) {
  const t = useTexts(fundsTexts);
  const { application, onClose } = props;
  const take = useTake(props, action);
  return (
    <FormDialog
      title={`${t(`act.${action}`)} · ${application.number}`}
      {...(action === "submit" ? { text: t("submitText") } : {})}
      draftName={`fund-application:${application.id}:${action}`}
      fields={action === "submit" ? [] : [{ key: "reason", label: t("reason"), kind: "prose" }]}
      initial={{ reason: "" }}
      submitLabel={t(`act.${action}`)}
      save={async ({ reason = "" }) =>
        take(
          await api.post("/api/fund-applications/{applicationId}/transitions", {
            params: paramsOf(application),
            body: { action, reason: reason.trim() },
          }),
        )
      }
      onClose={onClose}
    />
  );
}

function InvestigatorDialog(props: DialogProps) {
  const t = useTexts(fundsTexts);
  const { application, onClose } = props;
  const take = useTake(props, "start_diligence");
  const people = useQuery(peopleQuery(application.id)).data;
  if (people === undefined) return null;
  return (
    <FormDialog
      title={`${t("act.start_diligence")} · ${application.number}`}
      draftName={`fund-application:${application.id}:investigator`}
      fields={[
        {
          key: "investigatorId",
          label: t("investigator"),
          kind: "choice",
          isRequired: true,
          options: people.map(({ id: value, name: label }) => ({ value, label })),
        },
      ]}
      initial={{ investigatorId: people[0]?.id ?? "" }}
      submitLabel={t("act.start_diligence")}
      save={async ({ investigatorId = "" }) =>
        take(
          await api.post("/api/fund-applications/{applicationId}/diligence", {
            params: paramsOf(application),
            body: { investigatorId },
          }),
        )
      }
      onClose={onClose}
    />
  );
}

const CONCLUSIONS = ["support", "conditions", "against"] as const;

function ReportDialog(props: DialogProps) {
  const t = useTexts(fundsTexts);
  const { application, onClose } = props;
  const take = useTake(props, "report");
  return (
    <FormDialog
      title={`${t("act.report")} · ${application.number}`}
      draftName={`fund-application:${application.id}:report`}
      fields={[
        { key: "findings", label: t("findings"), kind: "prose", isRequired: true },
        {
          key: "conclusion",
          label: t("conclusion"),
          kind: "choice",
          isRequired: true,
          options: CONCLUSIONS.map((value) => ({ value, label: t(`conclusion.${value}`) })),
        },
        { key: "interest", label: t("interest"), kind: "text", hint: t("interestHint") },
      ]}
      initial={{
        findings: application.report?.findings ?? "",
        conclusion: application.report?.conclusion ?? "",
        interest: "",
      }}
      submitLabel={t("act.report")}
      save={async ({ findings = "", conclusion = "", interest = "" }) =>
        take(
          await api.post("/api/fund-applications/{applicationId}/report", {
            params: paramsOf(application),
            body: { findings, conclusion: CONCLUSIONS.find((each) => each === conclusion) ?? "support", interest },
          }),
        )
      }
      onClose={onClose}
    />
  );
}

function CommitteeDialog(props: DialogProps) {
  const t = useTexts(fundsTexts);
  const { application, onClose } = props;
  const take = useTake(props, "call_committee");
  // Whoever looked into it has no vote on what they found.
  const people = (useQuery(peopleQuery(application.id)).data ?? []).filter(
    ({ id }) => id !== application.investigator?.id,
  );
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [meetsOn, setMeetsOn] = useState(todayHere);
  const day = useId();
  return (
    <AskDialog
      title={`${t("act.call_committee")} · ${application.number}`}
      okText={t("act.call_committee")}
      isReady={chosen.length > 0 && meetsOn !== ""}
      onSend={async () =>
        take(
          await api.post("/api/fund-applications/{applicationId}/committee", {
            params: paramsOf(application),
            body: { memberIds: [...chosen], meetsOn },
          }),
        )
      }
      onClose={onClose}
      fields={["memberIds", "meetsOn"]}
      renderFields={(problems) => (
        <>
          <div role="group" aria-label={t("members")}>
            <p>{t("members")}</p>
            {people.map(({ id, name }) => (
              <div key={id}>
                <Checkbox
                  checked={chosen.includes(id)}
                  onChange={({ target }) =>
                    setChosen((held) => (target.checked ? [...held, id] : held.filter((each) => each !== id)))
                  }
                >
                  {name}
                </Checkbox>
              </div>
            ))}
            <FieldProblem text={problems["memberIds"]} />
          </div>
          <FormField
            id={day}
            field={{ key: "meetsOn", label: t("meetsOn"), kind: "day", isRequired: true }}
            value={meetsOn}
            problem={problems["meetsOn"]}
            onChange={(next) => setMeetsOn(String(next))}
          />
        </>
      )}
    />
  );
}

const VOTES = ["for", "against", "abstain", "conflict"] as const;

function VoteDialog(props: DialogProps) {
  const t = useTexts(fundsTexts);
  const { application, onClose } = props;
  const take = useTake(props, "vote");
  return (
    <FormDialog
      title={`${t("act.vote")} · ${application.number}`}
      draftName={`fund-application:${application.id}:vote`}
      fields={[
        {
          key: "vote",
          label: t("vote"),
          kind: "choice",
          isRequired: true,
          options: VOTES.map((value) => ({ value, label: t(`vote.${value}`) })),
        },
        { key: "reason", label: t("reason"), kind: "prose", isRequired: true },
      ]}
      initial={{ vote: "", reason: "" }}
      submitLabel={t("act.vote")}
      save={async ({ vote = "", reason = "" }) =>
        take(
          await api.post("/api/fund-applications/{applicationId}/votes", {
            params: paramsOf(application),
            body: { vote: VOTES.find((each) => each === vote) ?? "for", reason },
          }),
        )
      }
      onClose={onClose}
    />
  );
}
