import { Button } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { useMay } from "../../../data/me.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { ListImportDialog } from "../../../frame/list-import.tsx";
import { formatInstant, formatDay } from "../../../text/format.ts";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import { List } from "../../../ui/list/list.tsx";
import type { Column, Filter } from "../../../ui/list/types.ts";
import { Page } from "../../../ui/page.tsx";
import { ChallengeMark } from "./challenge-mark.tsx";
import { AUDIENCES, type ChallengeSummary, MODES, moneyText, STATES } from "./data.ts";
import styles from "./notice.module.css";
import { noticeTexts } from "./texts.ts";

export function ChallengesPage() {
  const t = useTexts(noticeTexts);
  const language = useLanguage();
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const [isImporting, setImporting] = useState(false);
  const moneyOf = ({ money }: ChallengeSummary) => moneyText(money, language) ?? t("open");
  const posterOf = ({ poster }: ChallengeSummary) => poster ?? t("anonymous");
  const columns: readonly Column<ChallengeSummary>[] = [
    { key: "title", title: t("name"), text: ({ title }) => title, width: 300, isSortable: true },
    {
      key: "state",
      title: t("state"),
      text: ({ state }) => t(`state.${state}`),
      render: (challenge) => <ChallengeMark challenge={challenge} />,
      width: 116,
      isSortable: true,
    },
    {
      key: "closesAt",
      title: t("closesAt"),
      text: ({ closesAt }) => (closesAt === null ? "" : formatInstant(closesAt)),
      width: 140,
      isSortable: true,
    },
    { key: "mode", title: t("mode"), text: ({ mode }) => t(`mode.${mode}`), width: 92 },
    { key: "poster", title: t("poster"), text: posterOf, width: 190 },
    { key: "money", title: t("money"), text: moneyOf, width: 150, align: "right" },
    {
      key: "bids",
      title: t("bids"),
      text: ({ bids }) => (bids === null ? "" : String(bids)),
      width: 76,
      align: "right",
    },
    { key: "code", title: t("code"), text: ({ code }) => code, width: 180, isSortable: true },
    {
      key: "audience",
      exportKey: null,
      title: t("audience"),
      text: ({ audience }) => t(`audience.${audience}`),
      width: 84,
      isHidden: true,
    },
    {
      key: "updatedAt",
      exportKey: null,
      title: t("updatedAt"),
      text: ({ updatedAt }) => formatDay(updatedAt),
      width: 110,
      isSortable: true,
      isHidden: true,
    },
  ];
  const filters: readonly Filter[] = [
    { key: "state", label: t("state"), options: STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
    { key: "mode", label: t("mode"), options: MODES.map((value) => ({ value, label: t(`mode.${value}`) })) },
    {
      key: "audience",
      label: t("audience"),
      options: AUDIENCES.map((value) => ({ value, label: t(`audience.${value}`) })),
    },
  ];
  return (
    <Page
      title={t("title")}
      purpose={t("purpose")}
      actions={
        <>
          {may("bid.write") && <LinkButton to={`/p/${scopeId}/bids`}>{t("myBids")}</LinkButton>}
          {may("challenge.write") && <Button onClick={() => setImporting(true)}>{t("import")}</Button>}
          {may("challenge.write") && (
            <LinkButton to={`/p/${scopeId}/challenges/new`} isPrimary>
              {t("add")}
            </LinkButton>
          )}
        </>
      }
    >
      <List
        name="challenges"
        label={t("title")}
        queryKey={["challenges", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/challenges", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        searchHint={t("searchHint")}
        defaultSort="-code"
        addressOf={({ id }) => `/p/${scopeId}/challenges/${id}`}
        exportAddress={(format, query) => `/api/scopes/${scopeId}/challenges/export?format=${format}&${query}`}
        viewsIn={scopeId}
        empty={{ title: t("none"), text: t("noneText") }}
        renderCard={(challenge) => (
          <>
            <strong>{challenge.title}</strong>
            <span className={styles["cardLine"]}>
              {posterOf(challenge)} · {moneyOf(challenge)}
            </span>
            <span className={styles["cardLine"]}>
              <ChallengeMark challenge={challenge} />{" "}
              {challenge.closesAt !== null && `${t("closesAt")} ${formatInstant(challenge.closesAt)}`}
            </span>
          </>
        )}
      />
      {isImporting && (
        <ListImportDialog
          title={t("import")}
          text={t("importText")}
          chooseText={t("importChoose")}
          send={async (file, apply) =>
            api.post("/api/scopes/{scopeId}/challenges/import", {
              params: { path: { scopeId }, query: { apply }, header: fileName(file) },
              ...fileBody(file),
            })
          }
          countOf={({ rows }) => rows.length}
          refusedOf={({ refused }) => refused}
          applyText={() => t("importApply")}
          seenText={({ rows, same, refused }) => t("importSeen", { count: rows.length, same, refused: refused.length })}
          doneText={({ rows }) => t("imported", { count: rows.length })}
          changes={[["challenges", scopeId]]}
          onClose={() => setImporting(false)}
        />
      )}
    </Page>
  );
}
