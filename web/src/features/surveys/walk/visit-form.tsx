import { isAsked } from "@dual-high/kernel";
import { useNavigate } from "@tanstack/react-router";
import { App, Button, Input, Radio } from "antd";
import { type FormEvent, useId, useState } from "react";
import { usePick, useTexts } from "../../../text/texts.ts";
import { FileButton } from "../../../ui/file-button.tsx";
import { QuestionField } from "../question-field.tsx";
import { surveysTexts } from "../texts.ts";
import { type DraftNeed, type KeptVisit, needOf, type OutcomeName, type RoundPackage } from "./kept-visit.ts";
import { newPhoneId } from "./phone-id.ts";
import { walkTexts } from "./texts.ts";
import { useWalk } from "./use-walk.ts";
import { useVisit, type VisitEditor } from "./use-visit.ts";
import { dropVisit } from "./walk-state.ts";
import styles from "./walk.module.css";

const OUTCOMES = ["visited", "refused", "moved_out", "nobody_there"] as const satisfies readonly OutcomeName[];

interface VisitFormProps {
  readonly initial: KeptVisit;
  readonly listed: RoundPackage["sites"][number] | null;
  readonly round: RoundPackage | null;
}

/** One long page; every key is kept on the phone at once. */
export function VisitForm({ initial, listed, round }: VisitFormProps) {
  const t = useTexts(walkTexts);
  const s = useTexts(surveysTexts);
  const pick = usePick();
  const navigate = useNavigate();
  const editor = useVisit(() => initial);
  const { visit, change } = editor;
  const { draft } = visit;
  const isKept = useWalk().visits.some(({ id }) => id === visit.id);
  const outcomeId = useId();
  const { modal } = App.useApp();
  const content = round?.questionnaire?.content ?? null;
  const sections = draft.outcome === "visited" ? (content?.sections ?? []) : [];
  const toList = async () => navigate({ to: "/walk/$roundId", params: { roundId: visit.roundId } });
  const finish = async () => {
    if (!(await editor.finish())) return;
    await toList();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void finish();
  };
  const giveUp = () =>
    modal.confirm({
      title: t("dropTitle", { enterprise: visit.door.enterprise }),
      content: t("dropText"),
      okText: t("drop"),
      cancelText: s("cancel"),
      onOk: async () => {
        await dropVisit(visit.id);
        await toList();
      },
    });
  const fact = (name: keyof NonNullable<typeof listed>["facts"]) => String(listed?.facts[name] ?? s("factUnknown"));
  return (
    <form className={styles["form"]} onSubmit={onSubmit}>
      {visit.problem !== null && (
        <p role="alert" className={styles["late"]}>
          {visit.problem}
        </p>
      )}
      <div className={styles["question"]}>
        <p id={outcomeId}>{s("outcome")}</p>
        <Radio.Group
          aria-labelledby={outcomeId}
          value={draft.outcome}
          options={OUTCOMES.map((each) => ({ value: each, label: s(`outcome.${each}`) }))}
          onChange={({ target }) => change({ outcome: target.value as OutcomeName })}
        />
      </div>
      <MetFields editor={editor} />
      {sections.map(({ key, title, questions }) => (
        <fieldset key={key}>
          <legend>{pick(title)}</legend>
          {questions
            .filter((question) => isAsked(question, draft.answers))
            .map((question) => (
              <QuestionField
                key={question.key}
                question={question}
                fact={fact(question.fact ?? "name")}
                answer={draft.answers[question.key] ?? null}
                onAnswer={(answer) => change({ answers: { ...draft.answers, [question.key]: answer } })}
              />
            ))}
        </fieldset>
      ))}
      <NeedsFields editor={editor} />
      <fieldset>
        <legend>{s("note")}</legend>
        <Input.TextArea
          aria-label={s("note")}
          autoSize={{ minRows: 2 }}
          maxLength={20_000}
          value={draft.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </fieldset>
      <Photos editor={editor} />
      {visit.receipt === null && isKept && (
        <p>
          <Button type="link" danger onClick={() => void giveUp()}>
            {t("drop")}
          </Button>
        </p>
      )}
      <div className={styles["bottom"]}>
        <Trouble editor={editor} />
        <Button type="primary" size="large" htmlType="submit" block>
          {t("finish")}
        </Button>
      </div>
    </form>
  );
}

function Trouble({ editor: { trouble, keepAgain } }: { readonly editor: VisitEditor }) {
  const t = useTexts(walkTexts);
  if (trouble === null) return <small>{t("keptHere")}</small>;
  return (
    <p role="alert" className={styles["late"]}>
      {t(trouble)}{" "}
      <Button size="small" onClick={keepAgain}>
        {t("keepAgain")}
      </Button>
    </p>
  );
}

function MetFields({ editor: { visit, change } }: { readonly editor: VisitEditor }) {
  const s = useTexts(surveysTexts);
  const line = (key: "metName" | "metTitle" | "metPhone", most: number) => (
    <Input
      aria-label={s(key)}
      placeholder={s(key)}
      maxLength={most}
      {...(key === "metPhone" ? { inputMode: "tel" as const } : {})}
      value={visit.draft[key]}
      onChange={(event) => change({ [key]: event.target.value })}
    />
  );
  return (
    <fieldset>
      <legend>{s("met")}</legend>
      <div className={styles["lines"]}>
        {line("metName", 100)}
        {line("metTitle", 100)}
        {line("metPhone", 50)}
      </div>
    </fieldset>
  );
}

function NeedsFields({ editor: { visit, change } }: { readonly editor: VisitEditor }) {
  const s = useTexts(surveysTexts);
  const { needs } = visit.draft;
  const alter = (key: string, part: Partial<DraftNeed>) =>
    change({ needs: needs.map((each) => (each.key === key ? { ...each, ...part } : each)) });
  return (
    <fieldset>
      <legend>{s("needs")}</legend>
      {needs.map(({ key, title, content }, index) => (
        <div key={key} className={styles["lines"]}>
          <Input
            aria-label={`${index + 1}. ${s("needTitle")}`}
            placeholder={`${index + 1}. ${s("needTitle")}`}
            value={title}
            maxLength={500}
            onChange={(event) => alter(key, { title: event.target.value })}
          />
          <Input.TextArea
            aria-label={`${index + 1}. ${s("needContent")}`}
            placeholder={`${index + 1}. ${s("needContent")}`}
            autoSize={{ minRows: 3 }}
            value={content}
            onChange={(event) => alter(key, { content: event.target.value })}
          />
        </div>
      ))}
      <Button onClick={() => change({ needs: [...needs, needOf(newPhoneId())] })}>{s("addNeed")}</Button>
    </fieldset>
  );
}

function Photos({ editor: { visit, addFile, dropFile } }: { readonly editor: VisitEditor }) {
  const t = useTexts(walkTexts);
  const s = useTexts(surveysTexts);
  const [isBusy, setBusy] = useState(false);
  const add = async (file: File) => {
    setBusy(true);
    await addFile(file);
    setBusy(false);
  };
  return (
    <fieldset aria-busy={isBusy}>
      <legend>{s("files")}</legend>
      {visit.files.length > 0 && (
        <ul className={styles["files"]}>
          {visit.files.map(({ sha256, name, sizeBytes }) => (
            <li key={sha256}>
              <span>
                {name} · {Math.max(1, Math.round(sizeBytes / 1024))} KB
              </span>
              <Button size="small" aria-label={t("dropFile", { name })} onClick={() => dropFile(sha256)}>
                {t("dropFileShort")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p className={styles["ways"]}>
        <FileButton label={s("addPhoto")} accept="image/*" onFile={(file) => void add(file)} />
        <FileButton label={t("addFile")} accept=".pdf,.doc,.docx,.xls,.xlsx" onFile={(file) => void add(file)} />
      </p>
    </fieldset>
  );
}
