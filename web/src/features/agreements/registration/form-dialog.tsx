import { readYuan, yuanText } from "../../../text/amounts.ts";
import type { Schemas } from "@dual-high/client";
import { formatYuan } from "@dual-high/kernel";
import { Input } from "antd";
import { useDraft } from "../../../data/drafts.ts";
import { DraftNote } from "../../../frame/draft-note.tsx";
import { useTexts } from "../../../text/texts.ts";
import { AskDialog } from "../../../ui/ask-dialog.tsx";
import styles from "../receipts/receipts.module.css";
import { CheckedInput } from "../checked-input.tsx";
import { countUnfit, type Row, type RowColumn, RowsEditor } from "../rows-editor.tsx";
import { agreementsTexts } from "../texts.ts";
import type { FormField, Registration } from "./data.ts";
import { registrationTexts } from "./texts.ts";

const FIELDS: readonly FormField[] = [
  "buyerCountry",
  "buyerDivision",
  "buyerNature",
  "sellerCountry",
  "sellerDivision",
  "sellerNature",
  "field",
  "ipKind",
  "planSource",
  "economicGoal",
  "industry",
  "researchKind",
  "newInvestment",
  "newOutput",
  "legalRepresentative",
  "handler",
  "contact",
];

interface FormDialogProps {
  readonly registration: Registration;
  /** Throws what the server has against it. */
  readonly onSave: (change: Schemas["RegistrationChange"]) => Promise<void>;
  readonly onClose: () => void;
}

interface Typed {
  readonly fields: Readonly<Partial<Record<FormField, string>>>;
  readonly income: string;
  readonly deductions: readonly Row[];
}

/** What the form asks beside what the agreement says, and what of the amount is not technology. */
export function FormDialog({ registration, onSave, onClose }: FormDialogProps) {
  const t = useTexts(registrationTexts);
  const draft = useDraft<Typed>(`registration:${registration.agreementId}:${registration.version}`, {
    fields: registration.fields,
    income: yuanText(registration.technicalIncomeFen),
    deductions: registration.deductions.map(({ text, amountFen }) => ({ text, amount: yuanText(amountFen) })),
  });
  const typed = draft.value;
  const change = changeOf(typed);
  const said = useTexts(agreementsTexts);
  const check = (text: string) => (text.trim() === "" || readYuan(text) !== null ? null : said("amountUnreadable"));
  const columns: readonly RowColumn[] = [
    { key: "text", label: t("what") },
    { key: "amount", label: t("amountYuan"), check },
  ];
  const unfit = countUnfit(columns, typed.deductions) + (check(typed.income) === null ? 0 : 1);
  const income = readYuan(typed.income);
  const isUnreceived = income !== null && BigInt(income) > BigInt(registration.receivedFen);
  const save = async () => {
    if (change === null) return;
    await onSave(change);
    draft.clear();
  };
  return (
    <AskDialog
      width={860}
      title={`${registration.agreementNumber} · ${t("fill")}`}
      okText={t("save")}
      check={() => (unfit > 0 ? said("unfit", { count: unfit }) : change === null ? t("unreadable") : null)}
      onSend={save}
      onClose={onClose}
    >
      <DraftNote draft={draft} />
      <div className={styles["form"]}>
        {FIELDS.map((field) => (
          <label key={field}>
            {t(`field.${field}`)}
            <Input
              maxLength={300}
              value={typed.fields[field] ?? ""}
              onChange={({ target }) => draft.change({ ...typed, fields: { ...typed.fields, [field]: target.value } })}
            />
          </label>
        ))}
        <label>
          {t("incomeYuan")}
          <CheckedInput
            value={typed.income}
            check={check}
            onChange={(text) => draft.change({ ...typed, income: text })}
          />
          {isUnreceived && (
            <small className={styles["late"]}>
              {t("unreceived", { received: formatYuan(registration.receivedFen) })}
            </small>
          )}
        </label>
      </div>
      <h3>{t("deductions")}</h3>
      <RowsEditor
        columns={columns}
        rows={typed.deductions}
        blank={{ text: "", amount: "" }}
        onChange={(deductions) => draft.change({ ...typed, deductions })}
      />
    </AskDialog>
  );
}

/** What is sent of it; null where an amount cannot be read. */
function changeOf({ fields, income, deductions: rows }: Typed): Schemas["RegistrationChange"] | null {
  const deductions = rows
    .filter(({ text = "", amount = "" }) => text.trim() !== "" || amount.trim() !== "")
    .map(({ text = "", amount = "" }) => ({ text: text.trim(), amountFen: readYuan(amount) ?? "" }));
  const technicalIncomeFen = income.trim() === "" ? null : (readYuan(income) ?? "");
  if (technicalIncomeFen === "" || deductions.some(({ amountFen }) => amountFen === "")) return null;
  return { fields, deductions, technicalIncomeFen };
}
