import { ApiProblem, type Schemas } from "@dual-high/client";
import { isAsked } from "@dual-high/kernel";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Input, Radio } from "antd";
import { type FormEvent, useId, useState } from "react";
import { api } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { useAct } from "../../frame/act.tsx";
import { DraftNote } from "../../frame/draft-note.tsx";
import { formatDay } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { FileButton } from "./file-button.tsx";
import { packageQuery, type PackedSite, roundKey } from "./queries.ts";
import { QuestionField } from "./question-field.tsx";
import { digestOf, newVisitId, sendVisit } from "./send-visit.ts";
import styles from "./surveys.module.css";
import { surveysTexts } from "./texts.ts";
import { draftNameOf, type DraftNeed, type OutcomeName, type VisitDraft } from "./visit-draft.ts";

const route = getRouteApi("/in/p/$scopeId/surveys/$roundId/walk/$siteId");
const OUTCOMES = ["visited", "refused", "moved_out", "nobody_there"] as const satisfies readonly OutcomeName[];

export function DoorPage() {
  const t = useTexts(surveysTexts);
  const { scopeId, roundId, siteId } = route.useParams();
  const { sites, questionnaire } = useSuspenseQuery(packageQuery(roundId)).data;
  const site = sites.find(({ id }) => id === siteId);
  const act = useAct();
  if (site === undefined) return <Page title={t("doors")}>{t("doorGone")}</Page>;
  const { enterprise, building, floor, unit, facts } = site;
  const goThere = async () =>
    act({
      work: async () => api.put("/api/survey-sites/{siteId}/claim", { params: { path: { siteId } } }),
      done: t("claimed", { enterprise }),
      changes: [roundKey(roundId)],
    });
  return (
    <Page
      title={enterprise}
      purpose={[building, floor, unit].filter(Boolean).join(" ")}
      actions={<Button onClick={() => void goThere()}>{t("claim")}</Button>}
      isColumn
    >
      <Before site={site} />
      <Facts
        facts={[
          { label: t("creditCode"), value: facts.creditCode },
          { label: t("openNeeds"), value: facts.openNeeds === 0 ? null : String(facts.openNeeds ?? "") },
        ]}
      />
      <VisitForm key={siteId} scopeId={scopeId} roundId={roundId} site={site} questionnaire={questionnaire} />
    </Page>
  );
}

function Before({ site: { claims, visits } }: { readonly site: PackedSite }) {
  const t = useTexts(surveysTexts);
  if (claims.length + visits.length === 0) return null;
  const name = (officer: { readonly name: string | null }) => officer.name ?? t("otherOffice");
  return (
    <ul className={styles["before"]} aria-label={t("before")}>
      {claims.map(({ officer }) => (
        <li key={officer.id}>{t("onTheWay", { name: name(officer) })}</li>
      ))}
      {visits.map(({ visitId, outcome, receivedAt, officer }) => (
        <li key={visitId}>
          {t("lastVisit", { outcome: `${name(officer)} ${t(`outcome.${outcome}`)}`, when: formatDay(receivedAt) })}
        </li>
      ))}
    </ul>
  );
}

interface VisitFormProps {
  readonly scopeId: string;
  readonly roundId: string;
  readonly site: PackedSite;
  readonly questionnaire: Schemas["SurveyQuestionnaire"] | null;
}

function newId(): string {
  return newVisitId(Date.now(), crypto.getRandomValues(new Uint8Array(16)));
}

function emptyNeed(): DraftNeed {
  return { key: newId(), title: "", content: "" };
}

function emptyDraft(): VisitDraft {
  return {
    visitId: newId(),
    visitedAt: new Date().toISOString(),
    outcome: "visited",
    metName: "",
    metTitle: "",
    metPhone: "",
    answers: {},
    note: "",
    needs: [emptyNeed()],
  };
}

/** One long page. What is typed stays on this phone until the server has it, and is sent as often as it takes. */
function VisitForm({ scopeId, roundId, site, questionnaire }: VisitFormProps) {
  const t = useTexts(surveysTexts);
  const pick = usePick();
  const navigate = useNavigate();
  const act = useAct();
  const [initial] = useState(emptyDraft);
  const draft = useDraft<VisitDraft>(draftNameOf(site.id), initial);
  const [photos, setPhotos] = useState<ReadonlyMap<string, File>>(new Map());
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const { value, change } = draft;
  const outcomeId = useId();
  const sections = value.outcome === "visited" ? (questionnaire?.content.sections ?? []) : [];
  const addPhoto = async (file: File) => setPhotos(new Map([...photos, [await digestOf(file), file]]));
  const send = async () => {
    setSending(true);
    setProblem(null);
    // Kept before it goes out, ids and time included: what is sent again has to be the same visit.
    change(value);
    const files = [...photos].map(([sha256, { name, size }]) => ({ sha256, name, sizeBytes: size }));
    const number = questionnaire?.number ?? 0;
    try {
      const content = contentOf(site.id, value, number, files);
      const receipt = await sendVisit({ roundId, visitId: value.visitId, content, files: photos });
      draft.clear();
      const said = receipt.result === "conflict" ? "sentConflict" : receipt.state === "late" ? "sentLate" : "sent";
      const { enterprise } = site;
      await act({ work: async () => receipt, done: t(said, { enterprise }), changes: [roundKey(roundId)] });
      await navigate({ to: `/p/${scopeId}/surveys/${roundId}/walk` });
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error.detail : t("notSent"));
    } finally {
      setSending(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  const line = (key: "metName" | "metTitle" | "metPhone", label: string) => (
    <Input
      aria-label={label}
      placeholder={label}
      value={value[key]}
      onChange={(event) => change({ [key]: event.target.value })}
    />
  );
  return (
    <form className={styles["form"]} onSubmit={onSubmit} aria-busy={isSending}>
      <DraftNote draft={draft} />
      <div className={styles["question"]}>
        <p id={outcomeId}>{t("outcome")}</p>
        <Radio.Group
          aria-labelledby={outcomeId}
          value={value.outcome}
          options={OUTCOMES.map((each) => ({ value: each, label: t(`outcome.${each}`) }))}
          onChange={({ target }) => change({ outcome: target.value as OutcomeName })}
        />
      </div>
      <fieldset>
        <legend>{t("met")}</legend>
        <div className={styles["lines"]}>
          {line("metName", t("metName"))}
          {line("metTitle", t("metTitle"))}
          {line("metPhone", t("metPhone"))}
        </div>
      </fieldset>
      {sections.map(({ key, title, questions }) => (
        <fieldset key={key}>
          <legend>{pick(title)}</legend>
          {questions
            .filter((question) => isAsked(question, value.answers))
            .map((question) => (
              <QuestionField
                key={question.key}
                question={question}
                fact={String(site.facts[question.fact ?? "name"] ?? t("factUnknown"))}
                answer={value.answers[question.key] ?? null}
                onAnswer={(answer) => change({ answers: { ...value.answers, [question.key]: answer } })}
              />
            ))}
        </fieldset>
      ))}
      <fieldset>
        <legend>{t("needs")}</legend>
        {value.needs.map((need, index) => (
          <NeedFields
            key={need.key}
            number={index + 1}
            need={need}
            onChange={(part) =>
              change({ needs: value.needs.map((each) => (each.key === need.key ? { ...each, ...part } : each)) })
            }
          />
        ))}
        <Button onClick={() => change({ needs: [...value.needs, emptyNeed()] })}>{t("addNeed")}</Button>
      </fieldset>
      <fieldset>
        <legend>{t("note")}</legend>
        <Input.TextArea
          aria-label={t("note")}
          autoSize={{ minRows: 2 }}
          value={value.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </fieldset>
      <div className={styles["ways"]}>
        <FileButton
          label={t("addPhoto")}
          accept="image/jpeg,image/png,image/webp"
          onFile={(file) => void addPhoto(file)}
        />
        {photos.size > 0 && <span>{t("photos", { count: photos.size })}</span>}
      </div>
      {problem !== null && (
        <p className={styles["said"]} role="alert">
          {problem}
        </p>
      )}
      <p className={styles["ways"]}>
        <Button type="primary" size="large" htmlType="submit" loading={isSending}>
          {t("send")}
        </Button>
        <small>{t("keptHere")}</small>
      </p>
    </form>
  );
}

interface NeedFieldsProps {
  readonly number: number;
  readonly need: DraftNeed;
  readonly onChange: (part: Partial<DraftNeed>) => void;
}

function NeedFields({ number, need, onChange }: NeedFieldsProps) {
  const t = useTexts(surveysTexts);
  const labels = { title: `${number}. ${t("needTitle")}`, content: `${number}. ${t("needContent")}` };
  return (
    <div className={styles["lines"]}>
      <Input
        aria-label={labels.title}
        placeholder={labels.title}
        value={need.title}
        maxLength={500}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <Input.TextArea
        aria-label={labels.content}
        placeholder={labels.content}
        autoSize={{ minRows: 3 }}
        value={need.content}
        onChange={(event) => onChange({ content: event.target.value })}
      />
    </div>
  );
}

function contentOf(
  siteId: string,
  draft: VisitDraft,
  questionnaireNumber: number,
  files: Schemas["SurveyVisitContent"]["files"],
): Schemas["SurveyVisitContent"] {
  const { visitedAt, outcome, metName, metTitle, metPhone, answers, note } = draft;
  const met = metName.trim() === "" ? [] : [{ name: metName, title: metTitle, phone: metPhone }];
  const needs = draft.needs
    .filter(({ title, content }) => `${title}${content}`.trim() !== "")
    .map(({ key, title, content }) => ({ key, need: { title: title.trim() || content.trim().slice(0, 60), content } }));
  return {
    siteId,
    outcome,
    visitedAt,
    questionnaireNumber,
    met,
    answers: outcome === "visited" ? { ...answers } : {},
    note,
    files,
    needs,
  } as Schemas["SurveyVisitContent"];
}
