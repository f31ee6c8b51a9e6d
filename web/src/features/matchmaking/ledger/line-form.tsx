import { App, Button, Input, Select } from "antd";
import { useState } from "react";
import { useDraft } from "../../../data/drafts.ts";
import { useAct } from "../../../frame/act.tsx";
import { DraftNote } from "../../../frame/draft-note.tsx";
import { wanText } from "../../../text/amounts.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { DayInput } from "../../../ui/day-input.tsx";
import { ANSWER_LABELS, LINE_STATE_LABELS, optionsOf } from "../labels.ts";
import { Notice } from "../shared/notice.tsx";
import { ConflictDialog } from "./conflict.tsx";
import { type LedgerLine, useOwners, useSaveLine } from "./data.ts";
import styles from "./ledger.module.css";
import { changedFields, type Conflict, fieldsOf, type LineFields } from "./merge.ts";
import { fenFrom } from "./money.ts";
import { ledgerTexts } from "./texts.ts";

interface Typed extends Omit<LineFields, "amountFen"> {
  readonly wan: string;
}

/** Everything that is followed up on a line. Kept while it is typed, saved on the version that it was opened with. */
export function LineForm({ line }: { line: LedgerLine }) {
  const t = useTexts(ledgerTexts);
  const pick = usePick();
  const act = useAct();
  const { message } = App.useApp();
  const saveLine = useSaveLine();
  const owners = useOwners(line.scopeId);
  const before = fieldsOf(line);
  const { amountFen, ...rest } = before;
  const draft = useDraft<Typed>(`ledger-line:${line.id}`, { ...rest, wan: wanText(amountFen) });
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [conflict, setConflict] = useState<{ line: LedgerLine; conflicts: readonly Conflict[] } | null>(null);
  const { wan, ...typed } = draft.value;
  const fen = fenFrom(wan);
  const wished: LineFields = { ...typed, amountFen: fen === undefined ? amountFen : fen };
  const change = changedFields(before, wished);
  const isChanged = Object.keys(change).length > 0;

  const save = async () => {
    if (fen === undefined) {
      setProblem(t("amountWrong"));
      return;
    }
    setBusy(true);
    setProblem("");
    const result = await saveLine(line, change);
    setBusy(false);
    if (result.kind === "failed") setProblem(result.detail);
    else if (result.kind === "conflict") setConflict(result);
    else {
      draft.clear();
      void message.success(t("saved", { number: line.number, field: t("follow") }));
    }
  };
  const dealtWith = async () =>
    act({
      work: async () => saveLine(line, { answerWaiting: false } as never),
      done: t("dealtWithDone", { number: line.number }),
      changes: [["ledger"]],
    });
  const states = optionsOf(LINE_STATE_LABELS, pick).filter(({ value }) => value !== "withdrawn");
  return (
    <form
      className={styles["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <DraftNote draft={draft} />
      {problem !== "" && <Notice title={problem} isAlarm />}
      {line.answerWaiting && line.lastAnswer !== null && (
        <Notice title={t("answerText", { answer: pick(ANSWER_LABELS[line.lastAnswer]) })}>
          <Button size="small" onClick={() => void dealtWith()}>
            {t("dealtWith")}
          </Button>
        </Notice>
      )}
      <div className={styles["fields"]}>
        <label>
          {t("state")}
          <Select
            aria-label={t("state")}
            value={typed.state}
            options={states}
            onChange={(state) => draft.change({ state })}
          />
        </label>
        <label>
          {t("owner")}
          <Select
            aria-label={t("owner")}
            value={typed.ownerId ?? ""}
            options={[
              { value: "", label: t("noOwner") },
              ...owners.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(ownerId) => draft.change({ ownerId: ownerId === "" ? null : ownerId })}
          />
        </label>
        <label className={styles["wide"]}>
          {t("nextStep")}
          <Input
            maxLength={500}
            value={typed.nextStep}
            onChange={(event) => draft.change({ nextStep: event.target.value })}
          />
        </label>
        <label>
          {t("nextOn")}
          <DayInput
            label={t("nextOn")}
            value={typed.nextOn ?? ""}
            onChange={(day) => draft.change({ nextOn: day === "" ? null : day })}
          />
        </label>
        <label className={styles["whole"]}>
          {t("outcome")}
          <Input.TextArea
            autoSize={{ minRows: 1, maxRows: 6 }}
            maxLength={2000}
            value={typed.outcome}
            onChange={(event) => draft.change({ outcome: event.target.value })}
          />
        </label>
        <label className={styles["wide"]}>
          {t("contractNumber")}
          <Input
            maxLength={100}
            value={typed.contractNumber}
            onChange={(event) => draft.change({ contractNumber: event.target.value })}
          />
        </label>
        <label>
          {t("amountWan")}
          <Input
            inputMode="decimal"
            value={wan}
            {...(fen === undefined ? { status: "error" as const } : {})}
            aria-invalid={fen === undefined || undefined}
            onChange={(event) => draft.change({ wan: event.target.value })}
          />
        </label>
      </div>
      <div className={styles["buttons"]}>
        <Button
          {...(isChanged ? { type: "primary" as const } : {})}
          htmlType="submit"
          disabled={!isChanged}
          loading={isBusy}
        >
          {t("save")}
        </Button>
        {isChanged && <Button onClick={draft.clear}>{t("cancel")}</Button>}
      </div>
      {conflict !== null && (
        <ConflictDialog
          line={conflict.line}
          conflicts={conflict.conflicts}
          onDone={() => {
            draft.clear();
            setConflict(null);
          }}
        />
      )}
    </form>
  );
}
