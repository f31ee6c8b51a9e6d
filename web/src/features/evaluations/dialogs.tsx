// The steps that the office takes, each with what it asks for.
import { ifMatch } from "@dual-high/client";
import { useQuery } from "@tanstack/react-query";
import { Checkbox, InputNumber, Radio, Select } from "antd";
import { useId, useState } from "react";
import { api } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { DraftNote } from "../../frame/draft-note.tsx";
import { usePick, useTexts } from "../../text/texts.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { orNull } from "../../ui/record/fields.ts";
import { ActDialog } from "./act-dialog.tsx";
import type { Conflict, Evaluation, Expert, Objection } from "./data.ts";
import { Labelled } from "./labelled.tsx";
import { evaluationsTexts } from "./texts.ts";

export interface StepProps {
  readonly evaluation: Evaluation;
  readonly onDone: (next: Evaluation, said: string) => void;
  readonly onClose: () => void;
}

const pathOf = ({ challenge }: Evaluation) => ({ challengeId: challenge.id });

export function BeginDialog({ evaluation, onDone, onClose }: StepProps) {
  const t = useTexts(evaluationsTexts);
  const id = useId();
  const [experts, setExperts] = useState(3);
  const [dueOn, setDueOn] = useState("");
  return (
    <ActDialog
      title={t("begin")}
      text={t("beginText")}
      okText={t("begin")}
      onClose={onClose}
      onSend={async () =>
        onDone(
          await api.post("/api/challenges/{challengeId}/evaluation", {
            params: { path: pathOf(evaluation), header: ifMatch(evaluation.challenge) },
            body: { expertsPerBid: experts, dueOn: orNull(dueOn) },
          }),
          t("begun"),
        )
      }
    >
      <InputNumber
        aria-label={t("beginText")}
        min={1}
        max={20}
        precision={0}
        value={experts}
        onChange={(next) => setExperts(next ?? 3)}
      />
      <label htmlFor={`${id}-due`}>{t("dueOn")}</label>
      <DayInput id={`${id}-due`} value={dueOn} onChange={setDueOn} />
    </ActDialog>
  );
}

/** Until when experts are asked to have scored. */
export function DueDialog({ evaluation, onDone, onClose }: StepProps) {
  const t = useTexts(evaluationsTexts);
  const id = useId();
  const [dueOn, setDueOn] = useState(evaluation.dueOn ?? "");
  return (
    <ActDialog
      title={t("set_due")}
      text={t("dueText")}
      okText={t("set_due")}
      onClose={onClose}
      onSend={async () =>
        onDone(
          await api.put("/api/challenges/{challengeId}/evaluation/due", {
            params: { path: pathOf(evaluation), header: ifMatch(evaluation) },
            body: { dueOn: orNull(dueOn) },
          }),
          t("dueSet"),
        )
      }
    >
      <label htmlFor={`${id}-due`}>{t("dueOn")}</label>
      <DayInput id={`${id}-due`} value={dueOn} onChange={setDueOn} />
    </ActDialog>
  );
}

export function InviteDialog({ evaluation, onDone, onClose }: StepProps) {
  const t = useTexts(evaluationsTexts);
  const id = useId();
  const candidates = useQuery({
    queryKey: ["evaluations", evaluation.challenge.id, "candidates"],
    queryFn: async () =>
      (await api.get("/api/challenges/{challengeId}/evaluation/candidates", { params: { path: pathOf(evaluation) } }))
        .items,
  });
  const [expert, setExpert] = useState({ userId: "", name: "", unit: "" });
  return (
    <ActDialog
      title={t("invite")}
      text={t("inviteText")}
      okText={t("invite")}
      onClose={onClose}
      onSend={async () =>
        onDone(
          await api.post("/api/challenges/{challengeId}/evaluation/experts", {
            params: { path: pathOf(evaluation) },
            body: expert,
          }),
          t("invited", { name: expert.name }),
        )
      }
    >
      <label htmlFor={`${id}-account`}>{t("account")}</label>
      <Select
        id={`${id}-account`}
        value={expert.userId === "" ? null : expert.userId}
        options={(candidates.data ?? []).map(({ userId, name }) => ({ value: userId, label: name }))}
        onChange={(userId: string) => {
          const known = candidates.data?.find((each) => each.userId === userId);
          setExpert({ userId, name: known?.name ?? "", unit: known?.unit ?? "" });
        }}
      />
      <Labelled label={t("expertName")} value={expert.name} onChange={(name) => setExpert({ ...expert, name })} />
      <Labelled label={t("unit")} value={expert.unit} onChange={(unit) => setExpert({ ...expert, unit })} />
    </ActDialog>
  );
}

export function ConflictDialog({ evaluation, expert, onDone, onClose }: StepProps & { readonly expert: Expert }) {
  const t = useTexts(evaluationsTexts);
  const id = useId();
  const [bidId, setBid] = useState(evaluation.bids[0]?.id ?? "");
  const [fact, setFact] = useState("");
  return (
    <ActDialog
      title={`${t("reportConflict")} · ${expert.name}`}
      text={t("reportText")}
      okText={t("reportConflict")}
      onClose={onClose}
      onSend={async () =>
        onDone(
          await api.post("/api/challenges/{challengeId}/evaluation/conflicts", {
            params: { path: pathOf(evaluation) },
            body: { expertId: expert.id, bidId, fact },
          }),
          t("reported", { name: expert.name }),
        )
      }
    >
      <label htmlFor={`${id}-bid`}>{t("bid")}</label>
      <Select
        id={`${id}-bid`}
        value={bidId}
        options={evaluation.bids.map((bid) => ({
          value: bid.id,
          label: `${t("bidNo", { number: bid.number ?? "-" })} ${bid.bidder}`,
        }))}
        onChange={setBid}
      />
      <Labelled label={t("fact")} rows={3} value={fact} onChange={setFact} />
    </ActDialog>
  );
}

interface ClearDialogProps extends StepProps {
  readonly expert: Expert;
  readonly conflict: Conflict;
}

export function ClearDialog({ evaluation, expert, conflict, onDone, onClose }: ClearDialogProps) {
  const t = useTexts(evaluationsTexts);
  const pick = usePick();
  const [reason, setReason] = useState("");
  return (
    <ActDialog
      title={t("clearOf", { name: expert.name })}
      text={t("clearText")}
      okText={t("clear")}
      onClose={onClose}
      onSend={async () =>
        onDone(
          await api.post("/api/challenges/{challengeId}/evaluation/conflicts/{conflictId}/clearing", {
            params: { path: { ...pathOf(evaluation), conflictId: conflict.id } },
            body: { reason },
          }),
          t("cleared", { name: expert.name }),
        )
      }
    >
      <p>
        {t(`kind.${conflict.kind}`)} · {pick(conflict.fact)}
      </p>
      <Labelled label={t("clearReason")} rows={3} value={reason} onChange={setReason} />
    </ActDialog>
  );
}

export function WithdrawDialog({ evaluation, expert, onDone, onClose }: StepProps & { readonly expert: Expert }) {
  const t = useTexts(evaluationsTexts);
  const [reason, setReason] = useState("");
  return (
    <ActDialog
      title={t("withdrawOf", { name: expert.name })}
      text={t("withdrawText")}
      okText={t("withdraw")}
      isDanger
      onClose={onClose}
      onSend={async () =>
        onDone(
          await api.post("/api/challenges/{challengeId}/evaluation/experts/{expertId}/withdrawal", {
            params: { path: { ...pathOf(evaluation), expertId: expert.id } },
            body: { reason },
          }),
          t("withdrew", { name: expert.name }),
        )
      }
    >
      <Labelled label={t("reason")} rows={3} value={reason} onChange={setReason} />
    </ActDialog>
  );
}

export function CloseDialog({ evaluation, onDone, onClose }: StepProps) {
  const t = useTexts(evaluationsTexts);
  const [reason, setReason] = useState("");
  return (
    <ActDialog
      title={t("close")}
      text={t("closeText")}
      okText={t("close")}
      onClose={onClose}
      onSend={async () =>
        onDone(
          await api.post("/api/challenges/{challengeId}/evaluation/closing", {
            params: { path: pathOf(evaluation), header: ifMatch(evaluation) },
            body: { reason },
          }),
          t("closed"),
        )
      }
    >
      {evaluation.bids.some(({ lacks }) => lacks > 0) && (
        <Labelled label={t("reason")} rows={3} value={reason} onChange={setReason} />
      )}
    </ActDialog>
  );
}

interface Decision {
  readonly decision: string;
  readonly chosen: string;
  readonly reasons: Readonly<Record<string, string>>;
}

export function DecideDialog({ evaluation, onDone, onClose }: StepProps) {
  const t = useTexts(evaluationsTexts);
  const draft = useDraft<Decision>(`evaluation:${evaluation.challenge.id}:decision`, {
    decision: "",
    chosen: "",
    reasons: {},
  });
  const { decision, chosen, reasons } = draft.value;
  return (
    <ActDialog
      title={t("decide")}
      text={t("decideText")}
      okText={t("decide")}
      width={720}
      onClose={onClose}
      onSend={async () => {
        const next = await api.post("/api/challenges/{challengeId}/evaluation/decision", {
          params: { path: pathOf(evaluation), header: ifMatch(evaluation) },
          body: {
            decision,
            results: evaluation.bids.map(({ id }) => ({
              bidId: id,
              isChosen: id === chosen,
              reason: reasons[id] ?? "",
            })),
          },
        });
        draft.clear();
        onDone(next, t("decided"));
      }}
    >
      <DraftNote draft={draft} />
      <Labelled label={t("decision")} rows={4} value={decision} onChange={(text) => draft.change({ decision: text })} />
      <Radio.Group
        aria-label={t("chosen")}
        value={chosen}
        onChange={(event) => draft.change({ chosen: String(event.target.value) })}
      >
        {evaluation.bids.map(({ id, number, bidder }) => (
          <Radio key={id} value={id}>
            {t("bidNo", { number: number ?? "-" })} {bidder}
          </Radio>
        ))}
      </Radio.Group>
      {evaluation.bids.map(({ id, number }) => (
        <Labelled
          key={id}
          label={t("reasonFor", { number: number ?? "-" })}
          rows={2}
          value={reasons[id] ?? ""}
          onChange={(text) => draft.change({ reasons: { ...reasons, [id]: text } })}
        />
      ))}
    </ActDialog>
  );
}

export function AnnounceDialog({ evaluation, onDone, onClose }: StepProps) {
  const t = useTexts(evaluationsTexts);
  const [text, setText] = useState("");
  const [isPublic, setPublic] = useState(true);
  return (
    <ActDialog
      title={t("announce")}
      text={t("announceText", { count: evaluation.noticeDays })}
      okText={t("announce")}
      onClose={onClose}
      onSend={async () =>
        onDone(
          await api.post("/api/challenges/{challengeId}/evaluation/notice", {
            params: { path: pathOf(evaluation), header: ifMatch(evaluation) },
            body: { text, isPublic },
          }),
          t("announced"),
        )
      }
    >
      <Labelled label={t("noticeText")} rows={4} value={text} onChange={setText} />
      <Checkbox checked={isPublic} onChange={(event) => setPublic(event.target.checked)}>
        {t("isPublic")}
      </Checkbox>
    </ActDialog>
  );
}

export function ReconsiderDialog({ evaluation, onDone, onClose }: StepProps) {
  const t = useTexts(evaluationsTexts);
  const [reason, setReason] = useState("");
  return (
    <ActDialog
      title={t("reconsider")}
      text={t("reconsiderText")}
      okText={t("reconsider")}
      isDanger
      onClose={onClose}
      onSend={async () =>
        onDone(
          await api.post("/api/challenges/{challengeId}/evaluation/reconsideration", {
            params: { path: pathOf(evaluation), header: ifMatch(evaluation) },
            body: { reason },
          }),
          t("reconsidered"),
        )
      }
    >
      <Labelled label={t("reason")} rows={3} value={reason} onChange={setReason} />
    </ActDialog>
  );
}

export function AwardDialog({ evaluation, onDone, onClose }: StepProps) {
  const t = useTexts(evaluationsTexts);
  return (
    <ActDialog
      title={`${t("award")} · ${evaluation.challenge.code}`}
      text={t("awardText")}
      okText={t("award")}
      onClose={onClose}
      onSend={async () =>
        onDone(
          await api.post("/api/challenges/{challengeId}/evaluation/award", {
            params: { path: pathOf(evaluation), header: ifMatch(evaluation) },
          }),
          t("awarded"),
        )
      }
    />
  );
}

export function AnswerDialog({ objection, onDone, onClose }: StepProps & { readonly objection: Objection }) {
  const t = useTexts(evaluationsTexts);
  const [answer, setAnswer] = useState("");
  const [isUpheld, setUpheld] = useState(false);
  return (
    <ActDialog
      title={t("answerTo", { name: objection.name })}
      text={objection.body}
      okText={t("answer")}
      onClose={onClose}
      onSend={async () =>
        onDone(
          await api.post("/api/notice-objections/{objectionId}/answer", {
            params: { path: { objectionId: objection.id } },
            body: { answer, isUpheld },
          }),
          t("answered"),
        )
      }
    >
      <Labelled label={t("answer")} rows={3} value={answer} onChange={setAnswer} />
      <Checkbox checked={isUpheld} onChange={(event) => setUpheld(event.target.checked)}>
        {t("upheld")}
      </Checkbox>
    </ActDialog>
  );
}
