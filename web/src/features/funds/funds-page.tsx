import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { formatDay, formatFen } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { List } from "../../ui/list/list.tsx";
import type { Column } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { type FundSummary, fundsKey } from "./data.ts";
import { fundsTexts } from "./texts.ts";

/** The funds of a zone or a pair, with their money. */
export function FundsPage() {
  const t = useTexts(fundsTexts);
  const language = useLanguage();
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const money = (key: keyof NonNullable<FundSummary["money"]>, title: string): Column<FundSummary> => ({
    key,
    title,
    text: (fund) => (fund.money === null ? t("notSeen") : formatFen(fund.money[key], language)),
    width: 130,
    align: "right",
  });
  const columns: readonly Column<FundSummary>[] = [
    { key: "name", title: t("name"), text: ({ name }) => name, width: 260, isSortable: true },
    {
      key: "size",
      title: t("size"),
      text: ({ sizeFen }) => formatFen(sizeFen, language),
      width: 130,
      align: "right",
      isSortable: true,
    },
    money("subscribedFen", t("subscribed")),
    money("paidInFen", t("paidIn")),
    money("committedFen", t("projectCommitted")),
    money("uncommittedFen", t("uncommitted")),
    money("paidOutFen", t("paidOut")),
    money("returnedFen", t("returned")),
    money("bankFen", t("bank")),
    { key: "startsOn", title: t("startsOn"), text: ({ startsOn }) => startsOn, width: 110, isSortable: true },
    { key: "endsOn", title: t("endsOn"), text: ({ endsOn }) => endsOn, width: 110, isSortable: true },
    { key: "number", title: t("number"), text: ({ number }) => number, width: 160, isSortable: true },
    {
      key: "updatedAt",
      title: t("updatedAt"),
      text: ({ updatedAt }) => formatDay(updatedAt),
      width: 110,
      isSortable: true,
      exportKey: null,
    },
  ];
  return (
    <Page
      title={t("title")}
      purpose={t("purpose")}
      actions={
        may("fund.create") && (
          <LinkButton isPrimary to={`/p/${scopeId}/funds/new`}>
            {t("add")}
          </LinkButton>
        )
      }
    >
      <List
        name="funds"
        label={t("title")}
        queryKey={fundsKey(scopeId)}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/funds", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        searchHint={t("searchHint")}
        defaultSort="number"
        addressOf={({ id }) => `/p/${scopeId}/funds/${id}`}
        exportAddress={(format, query) => `/api/scopes/${scopeId}/funds/export?format=${format}&${query}`}
        viewsIn={scopeId}
        empty={{ title: t("none"), text: t("noneText") }}
      />
    </Page>
  );
}
