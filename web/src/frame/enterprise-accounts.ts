// To which enterprise with accounts of its own a record is opened: the same choice wherever there is one.
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, isProblem } from "../data/api.ts";
import { defineTexts, useTexts } from "../text/texts.ts";
import type { FieldSpec } from "../ui/record/fields.ts";

const texts = defineTexts("enterpriseAccounts", {
  label: { zh: "企业账号", en: "Account of the enterprise" },
  hint: {
    zh: "选了以后，这家企业的人用自己的账号查看",
    en: "People of that enterprise read it with their own accounts",
  },
  none: { zh: "不开放给企业账号", en: "Not open to an enterprise" },
});

/** Enterprises beneath the zone and its province; none for whoever may not open a record to them. */
function enterpriseAccountsQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["enterpriseAccounts", scopeId],
    queryFn: async () =>
      api
        .get("/api/scopes/{scopeId}/enterprise-accounts", { params: { path: { scopeId } } })
        .catch((error: unknown) => {
          if (isProblem(error) && (error.status === 403 || error.status === 404)) return [];
          throw error;
        }),
    staleTime: 60_000,
  });
}

/** A field `enterpriseId`, empty for none; left out where no enterprise has an account, and until that is known. */
export function useEnterpriseAccountFields(scopeId: string): readonly (FieldSpec & { readonly key: "enterpriseId" })[] {
  const t = useTexts(texts);
  const accounts = useQuery(enterpriseAccountsQuery(scopeId)).data ?? [];
  if (accounts.length === 0) return [];
  return [
    {
      key: "enterpriseId",
      label: t("label"),
      hint: t("hint"),
      kind: "choice",
      isShort: true,
      options: [{ value: "", label: t("none") }, ...accounts.map(({ id, name }) => ({ value: id, label: name }))],
    },
  ];
}
