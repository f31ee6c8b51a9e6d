import { useEnterpriseAccountFields } from "../../frame/enterprise-accounts.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { useTexts } from "../../text/texts.ts";
import type { FieldSpec } from "../../ui/record/fields.ts";
import { readYuan } from "../../text/amounts.ts";
import { KIND_CHOICES } from "./rules.ts";
import { type AgreementsKey, agreementsTexts } from "./texts.ts";

/** What an agreement says, but for its parties, milestones and payments. */
export function useAgreementFields(): readonly FieldSpec[] {
  const t = useTexts(agreementsTexts);
  const accounts = useEnterpriseAccountFields(useScopeId());
  const kindLabel = (choice: string): string => {
    const [kind = "", subKind] = choice.split("/");
    const name = t(`kind.${kind}` as AgreementsKey);
    return subKind === undefined ? name : `${name} · ${t(`sub.${subKind}` as AgreementsKey)}`;
  };
  return [
    { key: "title", label: t("name"), kind: "text", isRequired: true },
    {
      key: "kind",
      label: t("kind"),
      kind: "choice",
      isShort: true,
      options: KIND_CHOICES.map((value) => ({ value, label: kindLabel(value) })),
    },
    {
      key: "amount",
      label: t("amountYuan"),
      kind: "text",
      isShort: true,
      hint: t("amountHint"),
      pointer: "amountFen",
      check: (text) => (readYuan(text) === null ? t("amountUnreadable") : null),
    },
    ...accounts,
    { key: "startsOn", label: t("startsOn"), kind: "day" },
    { key: "endsOn", label: t("endsOn"), kind: "day" },
    { key: "subject", label: t("subject"), kind: "prose" },
    { key: "indicators", label: t("indicators"), kind: "prose" },
    { key: "ipTerms", label: t("ipTerms"), kind: "prose" },
    { key: "otherTerms", label: t("otherTerms"), kind: "prose" },
  ];
}
