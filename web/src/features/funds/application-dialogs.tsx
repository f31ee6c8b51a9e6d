import { ifMatch } from "@dual-high/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, DatePicker, Input } from "antd";
import dayjs from "dayjs";
import { useId, useState } from "react";
import { api } from "../../data/api.ts";
import { readYuan, yuanText } from "../../text/amounts.ts";
import { todayHere } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { AskDialog } from "../../ui/ask-dialog.tsx";
import { type Application, type ApplicationAction, applicationQuery, peopleQuery, STAGES, type Stage } from "./data.ts";
import { FormDialog } from "../../ui/record/form-dialog.tsx";
import styles from "./funds.module.css";
import { fundsTexts } from "./texts.ts";

interface DialogProps {
  readonly application: Application;
  readonly onClose: () => void;
}

/** Takes an answer in, says what was done, and closes. */
function useTake({ application, onClose }: DialogProps, action: ApplicationAction) {
  const t = useTexts(fundsTexts);
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  return (next: Application) => {
    queryClient.setQueryData(applicationQuery(next.id).queryKey, next);
    void queryClient.invalidateQueries({
      queryKey: ["funds"],
      predicate: ({ queryKey }) => queryKey[1] !== "application",
    });
    void message.success(t("applicationDone", { action: t(`act.${action}`), number: application.number }));
    onClose();
  };
}

function paramsOf(application: Application) {
  return { path: { applicationId: application.id }, header: ifMatch(application) };
}

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
  const [reason, setReason] = useState("");
  const id = useId();
  return (
    <AskDialog
      title={`${t(`act.${action}`)} · ${application.number}`}
      okText={t(`act.${action}`)}
      {...(action === "submit" ? { text: t("submitText") } : {})}
      onSend={async () =>
        take(
          await api.post("/api/fund-applications/{applicationId}/transitions", {
            params: paramsOf(application),
            body: { action, reason: reason.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      {action === "withdraw" && (
        <>
          <label htmlFor={id}>{t("reason")}</label>
          <Input.TextArea id={id} rows={3} value={reason} onChange={({ target }) => setReason(target.value)} />
        </>
      )}
    </AskDialog>
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
          options: CONCLUSIONS.map((value) => ({ value, label: t(`conclusion.${value}`) })),
        },
        { key: "interest", label: t("interest"), kind: "text", hint: t("interestHint") },
      ]}
      initial={{ findings: application.report?.findings ?? "", conclusion: "support", interest: "" }}
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
  const people = useQuery(peopleQuery(application.id)).data ?? [];
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [meetsOn, setMeetsOn] = useState(todayHere);
  const day = useId();
  return (
    <AskDialog
      title={`${t("act.call_committee")} · ${application.number}`}
      okText={t("act.call_committee")}
      isReady={chosen.length > 0}
      onSend={async () =>
        take(
          await api.post("/api/fund-applications/{applicationId}/committee", {
            params: paramsOf(application),
            body: { memberIds: [...chosen], meetsOn },
          }),
        )
      }
      onClose={onClose}
    >
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
      </div>
      <label htmlFor={day}>{t("meetsOn")}</label>
      <DatePicker
        id={day}
        allowClear={false}
        value={dayjs(meetsOn)}
        onChange={(next) => {
          if (next !== null) setMeetsOn(dayjs(next).format("YYYY-MM-DD"));
        }}
      />
    </AskDialog>
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
          options: VOTES.map((value) => ({ value, label: t(`vote.${value}`) })),
        },
        { key: "reason", label: t("reason"), kind: "prose", isRequired: true },
      ]}
      initial={{ vote: "for", reason: "" }}
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

const OUTCOMES = ["approve", "decline", "return"] as const;

interface Planned {
  readonly key: number;
  readonly amount: string;
  readonly plannedOn: string;
  readonly gate: Stage | "";
}

function DecisionDialog(props: DialogProps) {
  const t = useTexts(fundsTexts);
  const { application, onClose } = props;
  const take = useTake(props, "decide");
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>("approve");
  const [reason, setReason] = useState("");
  const [on, setOn] = useState(todayHere);
  const [lines, setLines] = useState<readonly Planned[]>([
    { key: 0, amount: yuanText(application.amountFen), plannedOn: todayHere(), gate: "" },
  ]);
  const ids = { outcome: useId(), reason: useId(), on: useId() };
  const change = (key: number, some: Partial<Planned>) =>
    setLines((held) => held.map((line) => (line.key === key ? { ...line, ...some } : line)));
  const tranches = lines
    .filter(({ amount }) => amount.trim() !== "")
    .map(({ amount, plannedOn, gate }) => ({
      amountFen: readYuan(amount) ?? "",
      plannedOn,
      gate: gate === "" ? null : gate,
    }));
  return (
    <AskDialog
      title={`${t("act.decide")} · ${application.number}`}
      okText={t("act.decide")}
      width={720}
      isReady={reason.trim() !== ""}
      onSend={async () =>
        take(
          await api.post("/api/fund-applications/{applicationId}/decision", {
            params: paramsOf(application),
            body: { outcome, on, reason: reason.trim(), tranches: outcome === "approve" ? tranches : [] },
          }),
        )
      }
      onClose={onClose}
    >
      <label htmlFor={ids.outcome}>{t("outcome")}</label>
      <select
        id={ids.outcome}
        className={styles["select"]}
        value={outcome}
        onChange={({ target }) => setOutcome(OUTCOMES.find((each) => each === target.value) ?? "approve")}
      >
        {OUTCOMES.map((value) => (
          <option key={value} value={value}>
            {t(`outcome.${value}`)}
          </option>
        ))}
      </select>
      <label htmlFor={ids.on}>{t("on")}</label>
      <Input id={ids.on} type="date" value={on} onChange={({ target }) => setOn(target.value)} />
      <label htmlFor={ids.reason}>{t("reason")}</label>
      <Input.TextArea id={ids.reason} rows={3} value={reason} onChange={({ target }) => setReason(target.value)} />
      {outcome === "approve" && (
        <fieldset>
          <legend>{t("tranches")}</legend>
          {lines.map(({ key, amount, plannedOn, gate }, index) => (
            <div key={key} className={styles["line"]}>
              <label>
                {t("trancheAmount", { position: index + 1 })}
                <Input value={amount} onChange={({ target }) => change(key, { amount: target.value })} />
              </label>
              <label>
                {t("trancheDay", { position: index + 1 })}
                <Input
                  type="date"
                  value={plannedOn}
                  onChange={({ target }) => change(key, { plannedOn: target.value })}
                />
              </label>
              <label>
                {t("trancheGate", { position: index + 1 })}
                <select
                  className={styles["select"]}
                  value={gate}
                  onChange={({ target }) => change(key, { gate: STAGES.find((each) => each === target.value) ?? "" })}
                >
                  <option value="">{t("gateNone")}</option>
                  {STAGES.map((value) => (
                    <option key={value} value={value}>
                      {t(`stage.${value}`)}
                    </option>
                  ))}
                </select>
              </label>
            </div>
          ))}
          <Button
            type="link"
            onClick={() =>
              setLines((held) => [
                ...held,
                { key: held.length, amount: "", plannedOn: held.at(-1)?.plannedOn ?? todayHere(), gate: "" },
              ])
            }
          >
            {t("addTranche")}
          </Button>
        </fieldset>
      )}
    </AskDialog>
  );
}
