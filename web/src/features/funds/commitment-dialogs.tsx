import { formatYuan } from "@dual-high/kernel";
import { api } from "../../data/api.ts";
import { percentText, readPercent, readYuan, yuanText } from "../../text/amounts.ts";
import { todayHere } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import type { FieldSpec } from "../../ui/record/fields.ts";
import type { Commitment, Tranche } from "./data.ts";
import { FormDialog, type Typed } from "../../ui/record/form-dialog.tsx";
import { fundsTexts } from "./texts.ts";

export type CommitmentAct =
  | { readonly kind: "pay"; readonly tranche: Tranche }
  | { readonly kind: "approve"; readonly writeOffId: string }
  | { readonly kind: "withdrawal" | "refusal"; readonly writeOffId: string }
  | { readonly kind: "transferBack"; readonly transferId: string; readonly recipient: string }
  | { readonly kind: "return" | "convert" | "transfer" | "writeOff" | "close" };

interface CommitmentDialogProps {
  readonly commitment: Commitment;
  readonly act: CommitmentAct;
  readonly onDone: (next: Commitment, done: string) => void;
  readonly onClose: () => void;
}

/** What is no amount in yuan is sent as it was typed: the server says which field it is. */
const fenOf = (text = ""): string => readYuan(text) ?? "";
const RETURNS = ["repayment", "dividend", "exit"] as const;

interface Asked {
  readonly title: string;
  readonly text?: string;
  readonly fields: readonly FieldSpec<Typed>[];
  readonly initial: Typed;
  readonly submitLabel: string;
  readonly done: string;
  readonly send: (values: Typed) => Promise<Commitment>;
}

export function CommitmentDialog({ commitment, act, onDone, onClose }: CommitmentDialogProps) {
  const asked = useAsked(commitment, act);
  const { done, send, ...dialog } = asked;
  const about = act.kind === "pay" ? act.tranche.id : act.kind;
  return (
    <FormDialog
      {...dialog}
      draftName={`fund-commitment:${commitment.id}:${about}`}
      save={async (values) => onDone(await send(values), done)}
      onClose={onClose}
    />
  );
}

function useAsked(commitment: Commitment, act: CommitmentAct): Asked {
  const t = useTexts(fundsTexts);
  const { title, id: commitmentId } = commitment;
  const params = { path: { commitmentId } };
  const on: FieldSpec<Typed> = { key: "on", label: t("on"), kind: "day", isRequired: true };
  const voucher: FieldSpec<Typed> = { key: "voucher", label: t("voucher"), kind: "text" };
  const reason: FieldSpec<Typed> = { key: "reason", label: t("reason"), kind: "prose", isRequired: true };
  const amount = (label: string, key = "amount"): FieldSpec<Typed> => ({
    key,
    label,
    kind: "yuan",
    isShort: true,
    pointer: `${key}Fen`,
  });
  const share = (label: string, key: string): FieldSpec<Typed> => ({
    key,
    label,
    kind: "text",
    isShort: true,
    isRequired: true,
    check: (text) => (readPercent(text) === null ? t("notPercent") : null),
  });
  const today = todayHere();
  switch (act.kind) {
    case "pay": {
      const { id: trancheId, position, amountFen } = act.tranche;
      return {
        title: t("payTitle", { title, position }),
        text: t("payText", { amount: formatYuan(amountFen) }),
        fields: [on, voucher],
        initial: { on: today, voucher: "" },
        submitLabel: t("pay"),
        done: t("paid", { amount: formatYuan(amountFen) }),
        send: async (values) =>
          api.post("/api/fund-tranches/{trancheId}/payment", {
            params: { path: { trancheId } },
            body: { on: values["on"] ?? "", voucher: values["voucher"] ?? "" },
          }),
      };
    }
    case "approve":
      return {
        title: t("approveWriteOff"),
        fields: [on],
        initial: { on: today },
        submitLabel: t("approveWriteOff"),
        done: t("writeOffApproved"),
        send: async (values) =>
          api.post("/api/fund-write-offs/{writeOffId}/approval", {
            params: { path: { writeOffId: act.writeOffId } },
            body: { on: values["on"] ?? "" },
          }),
      };
    case "withdrawal":
    case "refusal": {
      const { kind, writeOffId } = act;
      return {
        title: t(`writeOff.${kind}`),
        fields: [reason],
        initial: { reason: "" },
        submitLabel: t(`writeOff.${kind}`),
        done: t(`writeOffDone.${kind}`),
        send: async (values) => {
          const body = { reason: values["reason"] ?? "" };
          const about = { params: { path: { writeOffId } }, body };
          return kind === "withdrawal"
            ? api.post("/api/fund-write-offs/{writeOffId}/withdrawal", about)
            : api.post("/api/fund-write-offs/{writeOffId}/refusal", about);
        },
      };
    }
    case "return":
      return {
        title: t("returnTitle", { title }),
        fields: [
          {
            key: "kind",
            label: t("returnKind"),
            kind: "choice",
            options: RETURNS.map((value) => ({ value, label: t(`kind.${value}`) })),
          },
          { ...amount(t("amountYuan")), isRequired: true },
          amount(t("costYuan"), "cost"),
          on,
          voucher,
        ],
        initial: { kind: "repayment", amount: "", cost: "", on: today, voucher: "" },
        submitLabel: t("return"),
        done: t("returnSaved"),
        send: async (values) =>
          api.post("/api/fund-commitments/{commitmentId}/returns", {
            params,
            body: {
              kind: RETURNS.find((each) => each === values["kind"]) ?? "repayment",
              amountFen: fenOf(values["amount"]),
              costFen: (values["cost"] ?? "").trim() === "" ? null : fenOf(values["cost"]),
              on: values["on"] ?? "",
              voucher: values["voucher"] ?? "",
            },
          }),
      };
    case "convert":
      return {
        title: t("convertTitle", { title }),
        text: t("convertText", { trigger: commitment.terms?.triggerText ?? "" }),
        fields: [
          { key: "event", label: t("convertEvent"), kind: "text", isRequired: true },
          on,
          { ...amount(t("valuationYuan"), "valuation"), isRequired: true },
          { ...share(t("fundShare"), "fundShare"), pointer: "fundShareBp" },
          { ...share(t("teamShare"), "teamShare"), pointer: "teamShareBp" },
        ],
        initial: { event: "", on: today, valuation: "", fundShare: "", teamShare: "" },
        submitLabel: t("convert"),
        done: t("converted"),
        send: async (values) =>
          api.post("/api/fund-commitments/{commitmentId}/conversion", {
            params,
            body: {
              on: values["on"] ?? "",
              event: values["event"] ?? "",
              valuationFen: fenOf(values["valuation"]),
              fundShareBp: readPercent(values["fundShare"] ?? "") ?? 0,
              teamShareBp: readPercent(values["teamShare"] ?? "") ?? 0,
            },
          }),
      };
    case "transfer":
      return {
        title: t("transferTitle", { title }),
        text: t("sharesLine", {
          held: percentText(commitment.conversion?.teamHeldBp ?? 0),
          until: commitment.conversion?.lockedUntil ?? "",
        }),
        fields: [
          on,
          { ...share(t("transferShare"), "share"), pointer: "shareBp" },
          { key: "recipient", label: t("transferTo"), kind: "text", isRequired: true },
        ],
        initial: { on: today, share: "", recipient: "" },
        submitLabel: t("transfer"),
        done: t("transferSaved"),
        send: async (values) =>
          api.post("/api/fund-commitments/{commitmentId}/share-transfers", {
            params,
            body: {
              on: values["on"] ?? "",
              shareBp: readPercent(values["share"] ?? "") ?? 0,
              recipient: values["recipient"] ?? "",
            },
          }),
      };
    case "transferBack":
      return {
        title: t("transferUndoTitle", { recipient: act.recipient }),
        fields: [reason],
        initial: { reason: "" },
        submitLabel: t("transferUndo"),
        done: t("transferUndone"),
        send: async (values) =>
          api.post("/api/fund-share-transfers/{transferId}/taking-back", {
            params: { path: { transferId: act.transferId } },
            body: { reason: values["reason"] ?? "" },
          }),
      };
    case "writeOff":
      return {
        title: t("writeOffTitle", { title }),
        text: t("writeOffText"),
        fields: [{ ...amount(t("amountYuan")), isRequired: true }, reason],
        initial: { amount: yuanText(commitment.heldFen), reason: "" },
        submitLabel: t("writeOff"),
        done: t("writeOffSaved"),
        send: async (values) =>
          api.post("/api/fund-commitments/{commitmentId}/write-offs", {
            params,
            body: { amountFen: fenOf(values["amount"]), reason: values["reason"] ?? "" },
          }),
      };
    default:
      return {
        title: t("closeTitle", { title }),
        text: t("closeText"),
        fields: [on, reason],
        initial: { on: today, reason: "" },
        submitLabel: t("close"),
        done: t("closed"),
        send: async (values) =>
          api.post("/api/fund-commitments/{commitmentId}/closing", {
            params,
            body: { on: values["on"] ?? "", reason: values["reason"] ?? "" },
          }),
      };
  }
}
