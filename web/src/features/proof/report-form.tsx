import { readYuan, yuanText } from "../../text/amounts.ts";
import { ifMatch } from "@dual-high/client";
import { Alert, Button, Input } from "antd";
import { useState } from "react";
import { api, isProblem } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { fileBody, fileName } from "../../data/upload.ts";
import { useAct } from "../../frame/act.tsx";
import { DraftNote } from "../../frame/draft-note.tsx";
import { formatFen } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { FileButton } from "../../ui/file-button.tsx";
import type { ProofReport } from "./data.ts";
import { Field } from "./field.tsx";
import styles from "./proof.module.css";
import { MoneyRows } from "./rows.tsx";
import { proofTexts } from "./texts.ts";
import { sumYuan } from "./yuan.ts";

const CONCLUSIONS = ["pilot_scale", "license", "stop", "again"] as const;

interface WrittenResult {
  readonly outcome: "met" | "not_met" | null;
  readonly measured: string;
  readonly note: string;
}

interface Written {
  readonly results: Readonly<Record<string, WrittenResult>>;
  readonly spending: readonly { readonly item: string; readonly amount: string }[];
  readonly summary: string;
  readonly conclusion: ProofReport["content"]["conclusion"];
}

const NOTHING: WrittenResult = { outcome: null, measured: "", note: "" };

/** Before anything is written, the planned cost lines stand there to be filled in. */
function writtenOf({ content, costs, version }: ProofReport): Written {
  const { results, spending, summary, conclusion } = content;
  return {
    results: Object.fromEntries(results.map(({ key, ...result }) => [key, result])),
    spending:
      version === 0
        ? costs.map(({ item }) => ({ item, amount: "" }))
        : spending.map(({ item, amountFen }) => ({ item, amount: yuanText(amountFen) })),
    summary,
    conclusion,
  };
}

interface ReportFormProps {
  readonly report: ProofReport;
  readonly onDone: (next: ProofReport) => void;
}

/** The form of a report. What is typed is kept on this machine at once, and on the server when it is saved. */
export function ReportForm({ report, onDone }: ReportFormProps) {
  const t = useTexts(proofTexts);
  const language = useLanguage();
  const act = useAct();
  const draft = useDraft<Written>(`proof-report:${report.applicationId}`, writtenOf(report));
  const { value, change } = draft;
  const [problem, setProblem] = useState("");
  const path = { applicationId: report.applicationId };
  const spent = sumYuan(value.spending.map(({ amount }) => amount).filter((amount) => amount.trim() !== ""));
  const set = (key: string, part: Partial<WrittenResult>) =>
    change({ results: { ...value.results, [key]: { ...NOTHING, ...value.results[key], ...part } } });
  const keep = async () => {
    const kept = await api.put("/api/proof-applications/{applicationId}/report", {
      params: { path, header: ifMatch(report) },
      body: {
        results: report.indicators.map(({ key }) => ({ key, ...NOTHING, ...value.results[key] })),
        spending: value.spending
          .filter(({ item, amount }) => item.trim() !== "" && amount.trim() !== "")
          .map(({ item, amount }) => ({ item, amountFen: readYuan(amount) ?? "0" })),
        summary: value.summary,
        conclusion: value.conclusion,
      },
    });
    draft.clear();
    return kept;
  };
  const trying = async (work: () => Promise<ProofReport>) => {
    setProblem("");
    try {
      onDone(await work());
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : String(error));
    }
  };
  const submit = async () => {
    setProblem("");
    let kept: ProofReport | null = null;
    try {
      kept = await keep();
      const params = { path, header: ifMatch(kept) };
      onDone(await api.post("/api/proof-applications/{applicationId}/report/submission", { params }));
    } catch (error) {
      const said = isProblem(error) ? error.detail : String(error);
      setProblem(said);
      if (kept !== null) {
        // The form is that of what was kept; what stands against handing it in is told beside it.
        await act({ work: async () => Promise.reject(error) });
        onDone(kept);
      }
    }
  };
  return (
    <div className={styles["editor"]}>
      <DraftNote draft={draft} />
      {problem !== "" && <Alert type="error" title={problem} />}
      <section className={styles["part"]}>
        <h2>{t("results")}</h2>
        {report.indicators.map(({ key, name, target, unit }) => {
          const result = value.results[key] ?? NOTHING;
          return (
            <fieldset key={key} className={styles["result"]}>
              <legend>
                {name} <small>{`${t("target")} ${target} ${unit}`}</small>
              </legend>
              <Field label={t("measured")}>
                {(id) => (
                  <Input
                    id={id}
                    value={result.measured}
                    onChange={({ target: to }) => set(key, { measured: to.value })}
                  />
                )}
              </Field>
              <Field label={t("outcome")}>
                {(id) => (
                  <select
                    id={id}
                    className={styles["select"]}
                    value={result.outcome ?? ""}
                    onChange={({ target: to }) =>
                      set(key, { outcome: to.value === "" ? null : (to.value as "met" | "not_met") })
                    }
                  >
                    <option value="">{t("choose")}</option>
                    <option value="met">{t("outcome.met")}</option>
                    <option value="not_met">{t("outcome.not_met")}</option>
                  </select>
                )}
              </Field>
              <Field label={t("note")}>
                {(id) => (
                  <Input id={id} value={result.note} onChange={({ target: to }) => set(key, { note: to.value })} />
                )}
              </Field>
            </fieldset>
          );
        })}
      </section>
      <MoneyRows
        title={t("spending")}
        hint={t("spentOf", {
          spent: formatFen(String(spent.fen), language),
          granted: formatFen(report.grantedFen, language),
        })}
        of="item"
        rows={value.spending}
        onChange={(spending) => change({ spending })}
      />
      <Field label={t("summary")}>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 3, maxRows: 14 }}
            value={value.summary}
            onChange={({ target }) => change({ summary: target.value })}
          />
        )}
      </Field>
      <fieldset className={styles["either"]}>
        <legend>{t("conclusion")}</legend>
        {CONCLUSIONS.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="conclusion"
              checked={value.conclusion === each}
              onChange={() => change({ conclusion: each })}
            />{" "}
            {t(`conclusion.${each}`)}
          </label>
        ))}
      </fieldset>
      <section className={styles["rows"]}>
        <h2>{t("reportFile")}</h2>
        <ul>
          {report.files.map(({ id, name }) => (
            <li key={id}>
              <a href={`/api/proof-documents/${id}`} download>
                {name}
              </a>
              <Button
                type="text"
                aria-label={t("removeDocument", { name })}
                onClick={() =>
                  void trying(async () => {
                    await api.delete("/api/proof-documents/{documentId}", { params: { path: { documentId: id } } });
                    return api.get("/api/proof-applications/{applicationId}/report", { params: { path } });
                  })
                }
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
        <FileButton
          label={t("uploadReport")}
          accept=".pdf,.docx,.doc,.txt"
          onFile={(file) =>
            void trying(async () =>
              api.post("/api/proof-applications/{applicationId}/report/files", {
                params: { path, header: fileName(file) },
                ...fileBody(file),
              }),
            )
          }
        />
      </section>
      <div className={styles["bar"]}>
        <Button type="primary" disabled={!spent.isWhole} onClick={() => void submit()}>
          {t("submitReport")}
        </Button>
        <Button disabled={!spent.isWhole} onClick={() => void trying(keep)}>
          {t("saveDraft")}
        </Button>
        <span>{t("draftKept")}</span>
      </div>
    </div>
  );
}
