import { percentText, readYuan } from "../../../text/amounts.ts";
import { ifMatch } from "@dual-high/client";
import { formatYuan, partOf } from "@dual-high/kernel";
import { useQueryClient } from "@tanstack/react-query";
import { App, Input, Select } from "antd";
import { type ReactNode, useState } from "react";
import { api, isProblem } from "../../../data/api.ts";
import { useDraft } from "../../../data/drafts.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { DraftNote } from "../../../frame/draft-note.tsx";
import { useTexts } from "../../../text/texts.ts";
import { AskDialog } from "../../../ui/ask-dialog.tsx";
import { CheckedInput } from "../checked-input.tsx";
import { agreementsTexts } from "../texts.ts";
import { type AgreementMoney, type MoneyLine, type Receipt, readMoneyAgain } from "./data.ts";
import styles from "./receipts.module.css";
import { type ReceiptsKey, receiptsTexts } from "./texts.ts";

interface ReceiptDialogProps {
  readonly money: AgreementMoney;
  /** Who usually pays. */
  readonly payer: string;
  readonly today: string;
  readonly onClose: () => void;
}

interface Typed extends MatchTyped {
  readonly earlyReason: string;
  readonly receivedOn: string;
  readonly amount: string;
  readonly payer: string;
  readonly voucher: string;
  readonly recognitionFee: string;
  readonly vat: string;
}

interface MatchTyped {
  readonly payment: string;
  readonly sales: string;
  readonly salesPeriod: string;
  readonly royaltyReason: string;
}

/** Money that came in: day, amount, payer, voucher, and which payment it is for. */
export function ReceiptDialog({ money, payer, today, onClose }: ReceiptDialogProps) {
  const t = useTexts(receiptsTexts);
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const { agreementId, lines } = money;
  const next = lines.find(({ openFen }) => openFen !== null && openFen !== "0");
  const draft = useDraft<Typed>(`receipt:${agreementId}`, {
    receivedOn: today,
    amount: "",
    payer,
    voucher: "",
    recognitionFee: "",
    vat: "",
    earlyReason: "",
    payment: next === undefined ? "" : String(next.position),
    sales: "",
    salesPeriod: "",
    royaltyReason: "",
  });
  const typed = draft.value;
  const [file, setFile] = useState<File | null>(null);
  const set = (change: Partial<Typed>) => draft.change({ ...typed, ...change });
  const amountFen = readYuan(typed.amount);
  const match = matchOf(typed, lines);
  const recognitionFee = readCharge(typed.recognitionFee);
  const vat = readCharge(typed.vat);
  const unread = () => {
    if (amountFen === null) return t("amountUnreadable");
    if (recognitionFee === null) return t("recognitionFeeUnreadable");
    if (vat === null) return t("vatUnreadable");
    return match === null ? t("salesUnreadable") : null;
  };
  const send = async () => {
    if (amountFen === null || recognitionFee === null || vat === null || match === null) return;
    const { receivedOn, payer: from, voucher, earlyReason } = typed;
    const made = await api.post("/api/agreements/{agreementId}/receipts", {
      params: { path: { agreementId } },
      body: {
        receivedOn,
        amountFen,
        payer: from.trim(),
        voucher: voucher.trim(),
        recognitionFeeFen: recognitionFee.fen,
        vatFen: vat.fen,
        earlyReason: earlyReason.trim(),
        ...match,
      },
    });
    draft.clear();
    await attach(made);
    await readMoneyAgain(queryClient);
    onClose();
  };
  /** The receipt is entered whatever becomes of its file, which can be brought later. */
  const attach = async (made: Receipt) => {
    const { number } = made;
    try {
      if (file !== null) await sendVoucher(made, file);
      void message.success(t("entered", { number }));
    } catch (error) {
      void message.warning(t("fileFailed", { number, why: isProblem(error) ? error.detail : String(error) }), 10);
    }
  };
  const charge = (key: "recognitionFee" | "vat") => (
    <label>
      {t(`${key}Yuan`)}
      <CheckedInput
        value={typed[key]}
        check={(text) => (readCharge(text) === null ? t(`${key}Unreadable`) : null)}
        onChange={(text) => set({ [key]: text })}
      />
    </label>
  );
  const field = (key: "receivedOn" | "payer" | "voucher" | "earlyReason", label: ReceiptsKey, type = "text") => (
    <label>
      {t(label)}
      <Input type={type} value={typed[key]} onChange={({ target }) => set({ [key]: target.value })} />
    </label>
  );
  return (
    <AskDialog title={t("enter")} okText={t("enter")} check={unread} onSend={send} onClose={onClose}>
      <DraftNote draft={draft} />
      <div className={styles["form"]}>
        {field("receivedOn", "receivedOn", "date")}
        <label>
          {t("amountYuan")}
          <CheckedInput
            value={typed.amount}
            check={(text) => (text.trim() === "" || readYuan(text) !== null ? null : t("amountUnreadable"))}
            onChange={(amount) => set({ amount })}
          />
        </label>
        {field("payer", "payer")}
        {charge("recognitionFee")}
        {charge("vat")}
        {field("voucher", "voucher")}
        {money.signedOn !== null && typed.receivedOn < money.signedOn && field("earlyReason", "earlyReason")}
        <MatchFields value={typed} amountFen={amountFen} money={money} onChange={set} />
        <label data-wide>
          {t("chooseFile")}
          <input type="file" onChange={({ target }) => setFile(target.files?.[0] ?? null)} />
        </label>
      </div>
    </AskDialog>
  );
}

/** Nothing typed is nothing said; null where it cannot be read. */
function readCharge(text: string): { readonly fen: string | null } | null {
  if (text.trim() === "") return { fen: null };
  const fen = readYuan(text);
  return fen === null ? null : { fen };
}

export async function sendVoucher(receipt: Receipt, file: File): Promise<Receipt> {
  const header = { ...ifMatch(receipt), ...fileName(file) };
  return api.put("/api/receipts/{receiptId}/voucher", {
    params: { path: { receiptId: receipt.id }, header },
    ...fileBody(file),
  });
}

const isRoyalty = ({ payment }: MatchTyped, lines: readonly MoneyLine[]) =>
  lines.some(({ position, kind }) => String(position) === payment && kind === "royalty");

/** What is sent of it; null where the sales cannot be read. */
function matchOf(typed: MatchTyped, lines: readonly MoneyLine[]) {
  const paymentPosition = typed.payment === "" ? null : Number(typed.payment);
  if (!isRoyalty(typed, lines)) return { paymentPosition, salesFen: null, salesPeriod: "", royaltyReason: "" };
  const salesFen = readYuan(typed.sales);
  if (salesFen === null) return null;
  const { salesPeriod, royaltyReason } = typed;
  return { paymentPosition, salesFen, salesPeriod: salesPeriod.trim(), royaltyReason: royaltyReason.trim() };
}

interface MatchFieldsProps {
  readonly value: MatchTyped;
  /** What came in, as far as it can be read. */
  readonly amountFen: string | null;
  readonly money: AgreementMoney;
  readonly onChange: (change: Partial<MatchTyped>) => void;
}

/** What a royalty is apart from what its sales come to, a fen of rounding aside, and the receipt of the same period. */
function royaltyOf(
  { payment, sales, salesPeriod }: Pick<MatchTyped, "payment" | "sales" | "salesPeriod">,
  amountFen: string | null,
  { lines, receipts }: Pick<AgreementMoney, "lines" | "receipts">,
) {
  const rate = lines.find(({ position }) => String(position) === payment)?.royaltyBp ?? null;
  const salesFen = readYuan(sales);
  const period = salesPeriod.trim();
  const expected = rate === null || salesFen === null ? null : partOf(BigInt(salesFen), rate);
  const apart = expected === null || amountFen === null ? 0n : BigInt(amountFen) - expected;
  const before = receipts.find(
    (receipt) =>
      receipt.isRoyalty &&
      receipt.reversal === null &&
      String(receipt.paymentPosition) === payment &&
      period !== "" &&
      receipt.salesPeriod === period,
  );
  return { rate, expected, apart: apart >= -1n && apart <= 1n ? 0n : apart, before: before?.number ?? null };
}

function MatchFields({ value, amountFen, money, onChange }: MatchFieldsProps): ReactNode {
  const { lines } = money;
  const t = useTexts(receiptsTexts);
  const kinds = useTexts(agreementsTexts);
  const { rate, expected, apart, before } = royaltyOf(value, amountFen, money);
  const nameOf = ({ position, kind, condition }: MoneyLine) =>
    [t("paymentOf", { position }), kinds(`payment.${kind}`), condition].filter((text) => text !== "").join(" · ");
  return (
    <>
      <label data-wide>
        {t("payment")}
        <Select
          aria-label={t("payment")}
          value={value.payment}
          options={[
            { value: "", label: t("notYet") },
            ...lines.map((each) => ({ value: String(each.position), label: nameOf(each) })),
          ]}
          onChange={(payment: string) => onChange({ payment })}
        />
      </label>
      {isRoyalty(value, lines) && (
        <>
          <label>
            {t("salesYuan")}
            <CheckedInput
              value={value.sales}
              check={(text) => (text.trim() === "" || readYuan(text) !== null ? null : t("salesUnreadable"))}
              onChange={(text) => onChange({ sales: text })}
            />
          </label>
          <label>
            {t("salesPeriod")}
            <Input
              placeholder={t("salesPeriodHint")}
              value={value.salesPeriod}
              onChange={({ target }) => onChange({ salesPeriod: target.value })}
            />
          </label>
          {rate !== null && expected !== null && (
            <p data-wide>{t("royaltyMakes", { rate: percentText(rate), expected: formatYuan(expected) })}</p>
          )}
          {apart !== 0n && (
            <p data-wide className={styles["late"]}>
              {t("royaltyDiffers", { difference: formatYuan(apart < 0n ? -apart : apart) })}
            </p>
          )}
          {before !== null && (
            <p data-wide className={styles["late"]}>
              {t("royaltyTwice", { number: before })}
            </p>
          )}
          {(apart !== 0n || before !== null) && (
            <label data-wide>
              {t("royaltyReason")}
              <Input value={value.royaltyReason} onChange={({ target }) => onChange({ royaltyReason: target.value })} />
            </label>
          )}
        </>
      )}
    </>
  );
}

interface MatchDialogProps {
  readonly receipt: Receipt;
  readonly money: AgreementMoney;
  readonly onSend: (match: NonNullable<ReturnType<typeof matchOf>>) => Promise<void>;
  readonly onClose: () => void;
}

/** Which payment a receipt was for, said later. */
export function MatchDialog({ receipt, money, onSend, onClose }: MatchDialogProps) {
  const t = useTexts(receiptsTexts);
  const [typed, setTyped] = useState<MatchTyped>({ payment: "", sales: "", salesPeriod: "", royaltyReason: "" });
  const match = matchOf(typed, money.lines);
  return (
    <AskDialog
      title={`${receipt.number} · ${t("match")}`}
      okText={t("save")}
      check={() => (match === null ? t("salesUnreadable") : null)}
      onSend={async () => match !== null && onSend(match)}
      onClose={onClose}
    >
      <div className={styles["form"]}>
        <MatchFields
          value={typed}
          amountFen={receipt.amountFen}
          money={money}
          onChange={(change) => setTyped({ ...typed, ...change })}
        />
      </div>
    </AskDialog>
  );
}
