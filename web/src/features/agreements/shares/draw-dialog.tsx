import { percentText, readPercent, readYuan } from "../../../text/amounts.ts";
import type { Schemas } from "@dual-high/client";
import { formatYuan } from "@dual-high/kernel";
import { Input } from "antd";
import { useDraft } from "../../../data/drafts.ts";
import { DraftNote } from "../../../frame/draft-note.tsx";
import { useTexts } from "../../../text/texts.ts";
import { AskDialog } from "../../../ui/ask-dialog.tsx";
import type { Receipt } from "../receipts/data.ts";
import styles from "../receipts/receipts.module.css";
import { countUnfit, type Row, type RowColumn, RowsEditor } from "../rows-editor.tsx";
import { agreementsTexts } from "../texts.ts";
import { sharesTexts } from "./texts.ts";

type DistributionDraft = Schemas["DistributionDraft"];

interface DrawDialogProps {
  readonly receipt: Receipt;
  readonly path: "commissioned" | "transformation";
  readonly institution: string;
  /** Throws what the server has against it. */
  readonly onSend: (draft: DistributionDraft) => Promise<void>;
  readonly onClose: () => void;
}

interface Typed {
  readonly account: string;
  readonly unit: string;
  readonly institution: string;
  readonly publicFrom: string;
  readonly deductions: readonly Row[];
  readonly inventors: readonly Row[];
}

const BLANK_INVENTOR: Row = { name: "", unit: "", share: "" };
type DeductionKind = NonNullable<DistributionDraft["deductions"]>[number]["kind"];
const CHARGES = ["recognition_fee", "vat"] as const;

/** What may be taken off beside what the receipt states. */
function kindsOf({ recognitionFeeFen, vatFen }: Receipt, isIncome: boolean): readonly DeductionKind[] {
  const stated = { recognition_fee: recognitionFeeFen, vat: vatFen };
  const open = CHARGES.filter((kind) => stated[kind] === null);
  return isIncome ? ["cost", "tax", ...open] : open;
}

/** Whose the money of a receipt is: names and shares; how much each gets is reckoned by the rules in force. */
export function DrawDialog({ receipt, path, institution, onSend, onClose }: DrawDialogProps) {
  const t = useTexts(sharesTexts);
  const draft = useDraft<Typed>(`distribution:${receipt.id}`, {
    account: "",
    unit: "",
    institution,
    publicFrom: "",
    deductions: [],
    inventors: [BLANK_INVENTOR],
  });
  const typed = draft.value;
  const set = (change: Partial<Typed>) => draft.change({ ...typed, ...change });
  const isIncome = path === "transformation";
  const kinds = kindsOf(receipt, isIncome);
  const body = bodyOf(typed, isIncome, kinds, (kind) => t(`kind.${kind}`));
  const stated = [
    { kind: "recognition_fee", fen: receipt.recognitionFeeFen },
    { kind: "vat", fen: receipt.vatFen },
  ] as const;
  const known = stated.filter(({ fen }) => fen !== null && fen !== "0");
  const said = useTexts(agreementsTexts);
  // A line without a name says nothing yet.
  const inventorColumns: readonly RowColumn[] = [
    { key: "name", label: t("name") },
    { key: "unit", label: t("personUnit") },
    {
      key: "share",
      label: t("share"),
      check: (text) => (text.trim() === "" || readPercent(text) !== null ? null : said("shareUnreadable")),
    },
  ];
  const deductionColumns: readonly RowColumn[] = [
    {
      key: "kind",
      label: t("what"),
      options: kinds.map((value) => ({ value, label: t(`kind.${value}`) })),
    },
    { key: "text", label: t("costName") },
    {
      key: "amount",
      label: t("amountYuan"),
      check: (text) => (text.trim() === "" || readYuan(text) !== null ? null : said("amountUnreadable")),
    },
  ];
  const unfit = countUnfit(inventorColumns, typed.inventors) + countUnfit(deductionColumns, typed.deductions);
  const send = async () => {
    if (body === null) return;
    await onSend(body);
    draft.clear();
  };
  const field = (key: "account" | "unit" | "institution" | "publicFrom", type = "text") => (
    <label>
      {t(key)}
      <Input type={type} value={typed[key]} onChange={({ target }) => set({ [key]: target.value })} />
    </label>
  );
  const sum = typed.inventors.reduce((total, { share = "" }) => total + (readPercent(share) ?? 0), 0);
  return (
    <AskDialog
      width={isIncome ? 860 : 720}
      title={`${t("drawFor", { number: receipt.number })} · ${formatYuan(receipt.amountFen)}`}
      text={t(`path.${path}`)}
      okText={t("draw")}
      check={() => (unfit > 0 ? said("unfit", { count: unfit }) : body === null ? t("rowUnfilled") : null)}
      onSend={send}
      onClose={onClose}
    >
      <DraftNote draft={draft} />
      <div className={styles["form"]}>
        {!isIncome && field("account")}
        {field("unit")}
        {field("institution")}
        {isIncome && field("publicFrom", "date")}
      </div>
      {isIncome && (
        <>
          <h3>{t("inventors")}</h3>
          <RowsEditor
            columns={inventorColumns}
            rows={typed.inventors}
            blank={BLANK_INVENTOR}
            onChange={(inventors) => set({ inventors })}
          />
          <p>{t("shareSum", { sum: percentText(sum) })}</p>
        </>
      )}
      <h3>{t("deductions")}</h3>
      <p>{t(`deductions.${path}`)}</p>
      {known.length > 0 && (
        <p>
          {t("stated", {
            what: known
              .map(({ kind, fen }) => t("statedOne", { what: t(`kind.${kind}`), amount: formatYuan(fen ?? "0") }))
              .join(t("comma")),
          })}
        </p>
      )}
      {kinds[0] !== undefined && (
        <RowsEditor
          columns={deductionColumns}
          rows={typed.deductions}
          blank={{ kind: kinds[0], text: "", amount: "" }}
          onChange={(deductions) => set({ deductions })}
        />
      )}
    </AskDialog>
  );
}

/** The lines that say something, as the API takes them; null where one cannot be read. */
function bodyOf(
  typed: Typed,
  isIncome: boolean,
  kinds: readonly DeductionKind[],
  nameOf: (kind: DeductionKind) => string,
): DistributionDraft | null {
  const { account, unit, institution, publicFrom } = typed;
  const names = { account: account.trim(), unit: unit.trim(), institution: institution.trim() };
  const day = publicFrom === "" ? null : publicFrom;
  const isRead = <T,>(value: T | null): value is T => value !== null;
  const deductions = typed.deductions
    .filter(({ text = "", amount = "" }) => text.trim() !== "" || amount.trim() !== "")
    .map(({ kind: chosen, text = "", amount = "" }) => {
      const kind = kinds.find((each) => each === chosen) ?? "cost";
      // The fee and the tax say for what they are by their kind.
      const name = text.trim() === "" && kind !== "cost" && kind !== "tax" ? nameOf(kind) : text.trim();
      return { kind, text: name, amountFen: readYuan(amount) };
    });
  if (!deductions.every(({ amountFen }) => isRead(amountFen))) return null;
  const off = deductions.map((each) => ({ ...each, amountFen: each.amountFen ?? "" }));
  if (!isIncome) return { ...names, deductions: off, inventors: [], publicFrom: null };
  const inventors = typed.inventors
    .filter(({ name = "" }) => name.trim() !== "")
    .map(({ name = "", unit: from = "", share = "" }) => ({
      name: name.trim(),
      unit: from.trim(),
      shareBp: readPercent(share),
    }));
  if (!inventors.every(({ shareBp }) => isRead(shareBp))) return null;
  return {
    ...names,
    publicFrom: day,
    inventors: inventors.map((each) => ({ ...each, shareBp: each.shareBp ?? 0 })),
    deductions: off,
  };
}
