import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Alert, Button, Input } from "antd";
import { useState } from "react";
import { api, isProblem } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { DraftNote } from "../../frame/draft-note.tsx";
import { formatFen, formatInstant } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { applicationQuery, type ProofApplication } from "./data.ts";
import { DocumentsPart } from "./documents-part.tsx";
import { Field } from "./field.tsx";
import styles from "./proof.module.css";
import { MoneyRows, Rows } from "./rows.tsx";
import { proofTexts } from "./texts.ts";
import { contentOf, unreadable, type Written, writtenOf } from "./written.ts";
import { readYuan } from "../../text/amounts.ts";
import { sumYuan } from "./yuan.ts";

const route = getRouteApi("/in/p/$scopeId/proof-applications/$applicationId/edit");
const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The form of an application. What is typed is kept on this machine at once, and on the server when it is saved. */
export function EditApplicationPage() {
  const { applicationId } = route.useParams();
  const application = useSuspenseQuery(applicationQuery(applicationId)).data;
  // Saved elsewhere, it is another draft.
  return <ApplicationForm key={application.version} application={application} />;
}

function ApplicationForm({ application }: { readonly application: ProofApplication }) {
  const t = useTexts(proofTexts);
  const language = useLanguage();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { scopeId, applicationId } = route.useParams();
  const { call } = application;
  const draft = useDraft<Written>(`proof-application:${applicationId}`, writtenOf(application.content));
  const { value, change } = draft;
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const wrong = unreadable(value);
  const costs = sumYuan(value.costs.map(({ amount }) => amount));
  const asked = readYuan(value.asked);
  const keep = async (held: ProofApplication) => {
    const saved = await api.put("/api/proof-applications/{applicationId}", {
      params: { path: { applicationId }, header: ifMatch(held) },
      body: contentOf(value),
    });
    draft.clear();
    return saved;
  };
  const take = (next: ProofApplication) => {
    queryClient.setQueryData(applicationQuery(applicationId).queryKey, next);
    void queryClient.invalidateQueries({ queryKey: ["proof", "applications"] });
  };
  const trying = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem("");
    try {
      await work();
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : String(error));
      await queryClient.invalidateQueries({ queryKey: applicationQuery(applicationId).queryKey });
    } finally {
      setBusy(false);
    }
  };
  const submit = async () =>
    trying(async () => {
      const saved = await keep(application);
      try {
        take(
          await api.post("/api/proof-applications/{applicationId}/submission", {
            params: { path: { applicationId }, header: ifMatch(saved) },
          }),
        );
      } catch (error) {
        queryClient.setQueryData(applicationQuery(applicationId).queryKey, saved);
        throw error;
      }
      await navigate({ to: "/p/$scopeId/proof-applications/$applicationId", params: { scopeId, applicationId } });
    });
  return (
    <Page
      title={t("applyFor", { title: call.title })}
      purpose={call.closesAt === null ? call.number : t("applyPurpose", { at: formatInstant(call.closesAt) })}
    >
      <div className={styles["editor"]}>
        <DraftNote draft={draft} />
        {problem !== "" && <Alert type="error" title={problem} />}
        <Field label={t("applicationTitle")}>
          {(id) => (
            <Input
              id={id}
              maxLength={300}
              value={value.title}
              onChange={({ target }) => change({ title: target.value })}
            />
          )}
        </Field>
        <div className={styles["pair"]}>
          <Field label={t("leadName")}>
            {(id) => (
              <Input id={id} value={value.leadName} onChange={({ target }) => change({ leadName: target.value })} />
            )}
          </Field>
          <Field label={t("leadUnit")}>
            {(id) => <Input id={id} value={value.unit} onChange={({ target }) => change({ unit: target.value })} />}
          </Field>
        </div>
        <Rows
          title={t("members")}
          columns={[
            { key: "name", label: t("memberName") },
            { key: "unit", label: t("memberUnit") },
          ]}
          rows={value.members}
          onChange={(members) => change({ members })}
        />
        <Field label={t("hypothesis")} hint={t("hypothesisHint")}>
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 3, maxRows: 14 }}
              value={value.hypothesis}
              onChange={({ target }) => change({ hypothesis: target.value })}
            />
          )}
        </Field>
        <Rows
          title={t("indicators")}
          hint={t("indicatorsHint")}
          columns={[
            { key: "name", label: t("indicator") },
            { key: "target", label: t("target"), isNarrow: true },
            { key: "unit", label: t("unit"), isNarrow: true },
          ]}
          rows={value.indicators.map(({ name, target, unit }) => ({ name, target, unit }))}
          onChange={(rows) =>
            change({ indicators: rows.map((row, at) => ({ key: value.indicators[at]?.key ?? "", ...row })) })
          }
        />
        <Field label={t("method")}>
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 3, maxRows: 14 }}
              value={value.method}
              onChange={({ target }) => change({ method: target.value })}
            />
          )}
        </Field>
        <Rows
          title={t("plan")}
          columns={[
            { key: "title", label: t("milestone") },
            { key: "dueOn", label: t("dueOn"), isNarrow: true, type: "date" },
          ]}
          rows={value.milestones}
          onChange={(milestones) => change({ milestones })}
        />
        <div className={styles["pair"]}>
          <Field
            label={t("askedYuan")}
            hint={t("mostHint", { most: formatFen(call.mostFen, language) })}
            problem={value.asked.trim() === "" || asked !== null ? null : t("noAmount")}
          >
            {(id) => (
              <Input
                id={id}
                inputMode="decimal"
                value={value.asked}
                onChange={({ target }) => change({ asked: target.value })}
              />
            )}
          </Field>
          <LevelField
            label={t("levelNow")}
            value={value.readinessFrom}
            onChange={(readinessFrom) => change({ readinessFrom })}
          />
          <LevelField
            label={t("levelTarget")}
            value={value.readinessTo}
            onChange={(readinessTo) => change({ readinessTo })}
          />
        </div>
        <MoneyRows
          title={t("costs")}
          hint={t("costsSum", { sum: formatFen(String(costs.fen), language) })}
          of="item"
          rows={value.costs}
          onChange={(rows) => change({ costs: rows })}
        />
        {asked !== null && value.costs.length > 0 && costs.isWhole && costs.fen !== BigInt(asked) && (
          <p className={styles["wrong"]}>{t("sumDiffers")}</p>
        )}
        <fieldset className={styles["either"]}>
          <legend>{t("otherAsk")}</legend>
          {([false, true] as const).map((each) => (
            <label key={String(each)}>
              <input
                type="radio"
                name="other"
                checked={value.hasOtherFunding === each}
                onChange={() => change({ hasOtherFunding: each, ...(each ? {} : { otherFunding: [] }) })}
              />{" "}
              {t(each ? "otherYes" : "otherNone")}
            </label>
          ))}
        </fieldset>
        {value.hasOtherFunding === true && (
          <MoneyRows
            title={t("otherFunding")}
            of="source"
            rows={value.otherFunding}
            onChange={(otherFunding) => change({ otherFunding })}
          />
        )}
        <DocumentsPart application={application} onDone={take} />
        <div className={styles["bar"]}>
          <Button type="primary" loading={isBusy} disabled={wrong.length > 0} onClick={() => void submit()}>
            {t("submit")}
          </Button>
          <Button
            disabled={isBusy || wrong.length > 0}
            onClick={() => void trying(async () => take(await keep(application)))}
          >
            {t("saveDraft")}
          </Button>
          <span>{wrong.length > 0 ? t("amountsWrong", { what: wrong.join(" · ") }) : t("draftKept")}</span>
        </div>
      </div>
    </Page>
  );
}

interface LevelFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (level: number) => void;
}

function LevelField({ label, value, onChange }: LevelFieldProps) {
  const t = useTexts(proofTexts);
  return (
    <Field label={label}>
      {(id) => (
        <select
          id={id}
          className={styles["select"]}
          value={value}
          onChange={({ target }) => onChange(Number(target.value))}
        >
          {LEVELS.map((level) => (
            <option key={level} value={level}>
              {level === 0 ? t("levelNone") : t("level", { level })}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
