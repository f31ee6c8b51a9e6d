import { useQuery } from "@tanstack/react-query";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { sampleQuery, useScopeId } from "../../frame/scopes.ts";
import { formatDay, formatFen } from "../../text/format.ts";
import { useLanguage, usePick, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { List } from "../../ui/list/list.tsx";
import type { Column, Filter } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { useSampleColumn } from "../../ui/sample-note.tsx";
import styles from "./agreements.module.css";
import type { AgreementSummary } from "./data.ts";
import { MoneyTabs } from "./receipts/money-tabs.tsx";
import { KINDS } from "./rules.ts";
import { StateMark } from "./state-mark.tsx";
import { agreementsTexts } from "./texts.ts";

const MONEY_STANDS = ["overdue", "unpaid", "paid"] as const;
const STATES = ["draft", "signed", "completed", "ended"] as const;

/** Every agreement of the pair, or those to which an enterprise is a party. */
export function AgreementsPage() {
  const t = useTexts(agreementsTexts);
  const pick = usePick();
  const language = useLanguage();
  const scopeId = useScopeId();
  const hasSamples = (useQuery(sampleQuery(scopeId)).data?.note ?? null) !== null;
  const sample = useSampleColumn();
  const may = useMay(scopeId);
  const partiesOf = ({ parties }: AgreementSummary) => parties.join(language === "zh" ? "、" : ", ");
  const columns: readonly Column<AgreementSummary>[] = [
    { key: "title", title: t("name"), text: ({ title }) => title, width: 300, isSortable: true },
    ...(hasSamples
      ? [
          {
            key: "sample",
            title: sample.title,
            text: (row: AgreementSummary) => sample.text(row.sampleNote),
            width: 72,
          },
        ]
      : []),
    {
      key: "state",
      title: t("state"),
      text: ({ state }) => t(`state.${state}`),
      render: ({ state }) => <StateMark state={state} />,
      width: 96,
      isSortable: true,
    },
    { key: "kind", title: t("kind"), text: ({ kindName }) => pick(kindName), width: 190, isSortable: true },
    { key: "parties", title: t("parties"), text: partiesOf, width: 280 },
    {
      key: "amount",
      title: t("amount"),
      text: ({ amountFen }) => formatFen(amountFen, language),
      width: 120,
      align: "right",
      isSortable: true,
    },
    {
      key: "received",
      title: t("receivedMoney"),
      text: (row) => formatFen(String(BigInt(row.receivedFen) + BigInt(row.royaltyFen)), language),
      width: 120,
      align: "right",
    },
    {
      key: "overdue",
      title: t("overdue"),
      text: ({ overdueFen }) => (overdueFen === "0" ? "" : formatFen(overdueFen, language)),
      render: ({ overdueFen }) => (
        <span className={styles["problem"]}>{overdueFen === "0" ? "" : formatFen(overdueFen, language)}</span>
      ),
      width: 110,
      align: "right",
    },
    { key: "endsOn", title: t("endsOn"), text: ({ endsOn }) => endsOn ?? "", width: 110, isSortable: true },
    { key: "number", title: t("number"), text: ({ number }) => number, width: 160, isSortable: true },
    { key: "origin", title: t("origin"), text: ({ origin }) => origin?.number ?? "", width: 190 },
    {
      key: "updatedAt",
      title: t("updatedAt"),
      text: ({ updatedAt }) => formatDay(updatedAt),
      width: 110,
      isSortable: true,
    },
  ];
  const filters: readonly Filter[] = [
    { key: "state", label: t("state"), options: STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
    {
      key: "money",
      label: t("moneyStand"),
      options: MONEY_STANDS.map((value) => ({ value, label: t(`money.${value}`) })),
    },
    {
      key: "signed",
      label: t("signedOrNot"),
      options: (["signed", "unsigned"] as const).map((value) => ({ value, label: t(`signed.${value}`) })),
    },
    { key: "kind", label: t("kind"), options: KINDS.map((value) => ({ value, label: t(`kind.${value}`) })) },
  ];
  return (
    <Page
      title={t("title")}
      purpose={t("purpose")}
      actions={
        may("agreement.manage") && (
          <LinkButton isPrimary to={`/p/${scopeId}/agreements/new`}>
            {t("add")}
          </LinkButton>
        )
      }
    >
      <MoneyTabs />
      <List
        name="agreements"
        label={t("title")}
        queryKey={["agreements", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/agreements", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        searchHint={t("searchHint")}
        defaultSort="-updatedAt"
        addressOf={({ id }) => `/p/${scopeId}/agreements/${id}`}
        exportAddress={(format, query) => `/api/scopes/${scopeId}/agreements/export?format=${format}&${query}`}
        viewsIn={scopeId}
        empty={{ title: t("none"), text: t("noneText") }}
        renderCard={(agreement) => (
          <>
            <strong>{agreement.title}</strong>
            <span className={styles["cardLine"]}>{partiesOf(agreement)}</span>
            <span className={styles["cardLine"]}>
              <StateMark state={agreement.state} /> · {pick(agreement.kindName)} ·{" "}
              {formatFen(agreement.amountFen, language)}
            </span>
          </>
        )}
      />
    </Page>
  );
}
