import { Button, Input, Modal, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../../text/texts.ts";
import styles from "./campaigns.module.css";
import type { Campaign, CampaignAction, CampaignStep } from "./queries.ts";
import { EMPTY_LINE, type LineText, linesOf } from "./quote-lines.ts";
import { campaignsTexts } from "./texts.ts";

const OUTCOMES = ["passed", "passed_with_conditions", "failed"] as const;
const BATCHES = ["good", "off_target", "aborted"] as const;

interface StepDialogProps {
  readonly action: CampaignAction;
  readonly campaign: Pick<Campaign, "number" | "state">;
  readonly onSend: (step: CampaignStep) => Promise<void>;
  readonly onClose: () => void;
}

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
}

const BACKWARD = ["refuse_amendment", "withdraw_amendment", "refuse", "withdraw"] as const;

/** Steps back say why, and no more; none of them is what the page asks for. */
export function isBackward(action: CampaignAction): action is (typeof BACKWARD)[number] {
  return (BACKWARD as readonly string[]).includes(action);
}

/** What a step says: lines of a quote, a review, days, a batch, a reason. */
export function StepDialog({ action, campaign: { number, state }, onSend, onClose }: StepDialogProps) {
  const t = useTexts(campaignsTexts);
  const [text, setText] = useState("");
  const [lines, setLines] = useState<readonly LineText[]>([EMPTY_LINE]);
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>("passed");
  const [batch, setBatch] = useState<(typeof BATCHES)[number]>("good");
  const [figures, setFigures] = useState<readonly Figure[]>([{ name: "", value: "", unit: "" }]);
  const [days, setDays] = useState({ from: "", until: "" });
  const [problem, setProblem] = useState("");

  const isFreed = state === "scheduled" && (action === "refuse" || action === "withdraw");
  const stepOf = (): CampaignStep | null => {
    const said = text.trim();
    if (action === "review") return { action, outcome, text: said };
    if (action === "schedule") return { action, startsOn: days.from, endsBefore: days.until };
    if (action === "report") {
      const known = figures.filter(({ name }) => name.trim() !== "");
      return { action, ranOn: days.from, outcome: batch, figures: known, note: said };
    }
    if (isBackward(action)) return { action, reason: said };
    const sent = linesOf(lines);
    if (typeof sent === "number") {
      setProblem(t("bad", { n: sent }));
      return null;
    }
    return action === "amend" ? { action, lines: sent, reason: said } : { action: "quote", lines: sent };
  };
  const send = () => {
    const step = stepOf();
    if (step !== null) void onSend(step);
  };
  const isQuote = action === "quote" || action === "amend";
  const textLabel = action === "review" ? "reviewText" : action === "report" ? "note" : "reason";
  return (
    <Modal
      open
      width={isQuote ? 760 : 520}
      title={`${number} · ${t(`do.${action}`)}`}
      okText={t("confirm")}
      cancelText={t("cancel")}
      onOk={send}
      onCancel={onClose}
    >
      <div className={styles["fields"]}>
        {isFreed && <p className={styles["hint"]}>{t("freed")}</p>}
        {isQuote && <QuoteLines value={lines} onChange={setLines} />}
        {action === "review" && (
          <Field label={t("outcome")}>
            <Select
              aria-label={t("outcome")}
              value={outcome}
              options={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
              onChange={setOutcome}
            />
          </Field>
        )}
        {action === "schedule" && (
          <>
            <Field label={t("startsOn")}>
              <Input
                type="date"
                value={days.from}
                onChange={({ target }) => setDays({ ...days, from: target.value })}
              />
            </Field>
            <Field label={t("endsBefore")}>
              <Input
                type="date"
                value={days.until}
                onChange={({ target }) => setDays({ ...days, until: target.value })}
              />
            </Field>
          </>
        )}
        {action === "report" && (
          <>
            <Field label={t("ranOn")}>
              <Input
                type="date"
                value={days.from}
                onChange={({ target }) => setDays({ ...days, from: target.value })}
              />
            </Field>
            <Field label={t("outcome")}>
              <Select
                aria-label={t("outcome")}
                value={batch}
                options={BATCHES.map((value) => ({ value, label: t(`batch.${value}`) }))}
                onChange={setBatch}
              />
            </Field>
            <Figures value={figures} onChange={setFigures} />
          </>
        )}
        {action !== "quote" && action !== "schedule" && (
          <Field label={t(textLabel)}>
            <Input.TextArea value={text} autoSize={{ minRows: 2 }} onChange={({ target }) => setText(target.value)} />
          </Field>
        )}
        {problem !== "" && (
          <p className={styles["said"]} role="alert">
            {problem}
          </p>
        )}
      </div>
    </Modal>
  );
}

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <label>
      <span>{label}</span>
      {children}
    </label>
  );
}

interface RowsProps<T> {
  readonly value: readonly T[];
  readonly onChange: (value: readonly T[]) => void;
}

interface ShortFieldsProps<T> extends RowsProps<T> {
  readonly fields: readonly { readonly key: keyof T & string; readonly label: string; readonly width: number }[];
  readonly empty: T;
  readonly canRemove?: boolean;
}

/** Rows of short fields beside one another. */
function ShortFields<T>({ value, onChange, fields, empty, canRemove = false }: ShortFieldsProps<T>) {
  const t = useTexts(campaignsTexts);
  return (
    <div>
      {value.map((row, index) => (
        <div key={index} className={styles["row"]}>
          {fields.map(({ key, label, width }) => (
            <Input
              key={key}
              aria-label={`${index + 1}. ${label}`}
              placeholder={label}
              style={{ width }}
              value={String(row[key])}
              onChange={({ target }) =>
                onChange(value.map((each, at) => (at === index ? { ...each, [key]: target.value } : each)))
              }
            />
          ))}
          {canRemove && (
            <Button
              aria-label={`${t("remove")} ${index + 1}`}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              {t("remove")}
            </Button>
          )}
        </div>
      ))}
      <Button onClick={() => onChange([...value, empty])}>{t("addLine")}</Button>
    </div>
  );
}

function QuoteLines(rows: RowsProps<LineText>) {
  const t = useTexts(campaignsTexts);
  return (
    <ShortFields
      {...rows}
      canRemove
      empty={EMPTY_LINE}
      fields={[
        { key: "text", label: t("item"), width: 260 },
        { key: "quantity", label: t("quantity"), width: 90 },
        { key: "unit", label: t("unit"), width: 80 },
        { key: "yuan", label: t("each"), width: 130 },
      ]}
    />
  );
}

function Figures(rows: RowsProps<Figure>) {
  const t = useTexts(campaignsTexts);
  return (
    <ShortFields
      {...rows}
      empty={{ name: "", value: "", unit: "" }}
      fields={[
        { key: "name", label: t("figure"), width: 180 },
        { key: "value", label: t("value"), width: 110 },
        { key: "unit", label: t("unit"), width: 90 },
      ]}
    />
  );
}
