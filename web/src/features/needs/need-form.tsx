import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { api } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import type { FieldSpec } from "../../ui/record/fields.ts";
import { ClarityBox } from "./clarity.tsx";
import { draftOf, type NeedValues, readBudget } from "./rules.ts";
import { needsTexts } from "./texts.ts";

/** The fields of a need in the order in which an enterprise thinks of them. */
export function useNeedFields(contactHint?: string): readonly FieldSpec<NeedValues>[] {
  const t = useTexts(needsTexts);
  const hint = contactHint === undefined ? {} : { hint: contactHint };
  return [
    { key: "title", label: t("needTitle"), kind: "text", isRequired: true },
    { key: "enterprise", label: t("enterprise"), kind: "text", isShort: true },
    { key: "creditCode", label: t("creditCode"), kind: "text", isShort: true },
    { key: "field", label: t("field"), kind: "text", isShort: true },
    { key: "cooperation", label: t("cooperation"), kind: "text", isShort: true },
    { key: "content", label: t("content"), kind: "prose", hint: t("ask.problem") },
    { key: "indicators", label: t("indicators"), kind: "prose", hint: t("ask.indicators") },
    { key: "basis", label: t("basis"), kind: "prose", hint: t("ask.basis") },
    {
      key: "budget",
      label: t("budget"),
      kind: "text",
      isShort: true,
      hint: t("budgetHint"),
      check: (text) => (readBudget(text) === null ? t("budgetUnreadable") : null),
    },
    { key: "deadline", label: t("deadline"), kind: "day" },
    { key: "contactName", label: t("contactName"), kind: "text", isShort: true, pointer: "contact", ...hint },
    { key: "contactPhone", label: t("contactPhone"), kind: "text", isShort: true },
    { key: "contactEmail", label: t("contactEmail"), kind: "text", isShort: true },
  ];
}

/** Whoever writes for their own enterprise begins with what it is about; who they are is known. */
const OWN_FIELDS: readonly (keyof NeedValues & string)[] = [
  "title",
  "content",
  "indicators",
  "basis",
  "budget",
  "deadline",
  "field",
  "cooperation",
  "contactName",
  "contactPhone",
  "contactEmail",
];

export function useOwnNeedFields(contactHint?: string): readonly FieldSpec<NeedValues>[] {
  const fields = useNeedFields(contactHint);
  return OWN_FIELDS.flatMap((key) => fields.filter((field) => field.key === key));
}

interface LiveClarityProps {
  readonly scopeId: string;
  readonly values: NeedValues;
  /** The reader is the enterprise, not the office that would ask it. */
  readonly isOwn?: boolean;
}

/** What is missing, as it is being written. */
export function LiveClarity({ scopeId, values, isOwn = false }: LiveClarityProps) {
  const settled = useDeferredValue(values);
  const draft = draftOf(settled);
  const isBegun = draft.title !== "";
  const { data } = useQuery({
    queryKey: ["needs", "clarity", draft],
    queryFn: async ({ signal }) => {
      // Typing on cancels this before anything is asked.
      await new Promise((resolve) => {
        setTimeout(resolve, 500);
      });
      if (signal.aborted) throw new DOMException("", "AbortError");
      return api.post("/api/scopes/{scopeId}/needs/clarity", { params: { path: { scopeId } }, body: draft, signal });
    },
    enabled: isBegun,
    placeholderData: keepPreviousData,
  });
  return data === undefined ? null : <ClarityBox clarity={data} isOwn={isOwn} />;
}
