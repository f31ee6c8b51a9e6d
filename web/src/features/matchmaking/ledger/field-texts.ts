import { formatFen } from "../../../text/format.ts";
import { useLanguage, usePick, useTexts } from "../../../text/texts.ts";
import { LINE_STATE_LABELS, type LineState } from "../labels.ts";
import { useOwners } from "./data.ts";
import { ledgerTexts } from "./texts.ts";

const LABELS = {
  ownerId: "owner",
  owner: "owner",
  state: "state",
  nextStep: "nextStep",
  nextOn: "nextOn",
  outcome: "outcome",
  contractNumber: "contractNumber",
  amountFen: "amount",
  answerWaiting: "answerWaiting",
} as const;

/** Fields of a line and their values in words, as the log and the conflict view tell them. */
export function useFieldTexts(scopeId: string) {
  const t = useTexts(ledgerTexts);
  const pick = usePick();
  const language = useLanguage();
  const owners = useOwners(scopeId);
  return {
    labelOf: (field: string): string => {
      const key = LABELS[field as keyof typeof LABELS];
      return key === undefined ? field : t(key);
    },
    valueOf: (field: string, value: unknown): string => {
      if (value === null || value === undefined || value === "") return "";
      if (field === "ownerId") return owners.find(({ id }) => id === value)?.name ?? "";
      if (field === "state") return pick(LINE_STATE_LABELS[value as LineState] ?? { zh: "", en: "" });
      if (field === "amountFen") return formatFen(value as string, language);
      if (field === "answerWaiting") return t(value === true ? "waiting" : "dealtWith");
      return value as string;
    },
  };
}
