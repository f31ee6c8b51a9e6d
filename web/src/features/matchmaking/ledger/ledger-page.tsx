import { MoreOutlined } from "@ant-design/icons";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Dropdown, Tooltip } from "antd";
import { useMemo } from "react";
import { api } from "../../../data/api.ts";
import { useMay } from "../../../data/me.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { formatDay, formatFen, todayHere } from "../../../text/format.ts";
import { useLanguage, usePick, useTexts } from "../../../text/texts.ts";
import { List } from "../../../ui/list/list.tsx";
import type { Column, Filter } from "../../../ui/list/types.ts";
import { Page } from "../../../ui/page.tsx";
import { ANSWER_LABELS, LINE_STATE_LABELS, optionsOf } from "../labels.ts";
import { EditableCell } from "./cells.tsx";
import { type LedgerLine, useOwners } from "./data.ts";
import styles from "./ledger.module.css";
import { LineDrawer } from "./line-drawer.tsx";
import { ledgerTexts } from "./texts.ts";

const DUE = ["overdue", "today", "week", "later", "none"] as const;
const DUE_TEXTS = {
  overdue: "dueOverdue",
  today: "dueToday",
  week: "dueWeek",
  later: "dueLater",
  none: "dueNone",
} as const;

export function LedgerPage() {
  const t = useTexts(ledgerTexts);
  const pick = usePick();
  const language = useLanguage();
  const scopeId = useScopeId();
  const navigate = useNavigate();
  const mayChange = useMay(scopeId)("ledger.update");
  const owners = useOwners(scopeId);
  const search = useSearch({ strict: false }) as { readonly line?: string };

  const columns = useMemo<readonly Column<LedgerLine>[]>(
    () => [
      { key: "number", title: t("number"), text: ({ number }) => String(number), width: 64, isSortable: true },
      {
        key: "due",
        title: t("nextOn"),
        text: ({ nextOn }) => nextOn ?? "",
        render: (line) => (
          <EditableCell line={line} field="nextOn" mayChange={mayChange} text={line.nextOn ?? ""}>
            {line.nextOn === null ? undefined : <DueDay line={line} />}
          </EditableCell>
        ),
        width: 132,
        isSortable: true,
      },
      {
        key: "nextStep",
        title: t("nextStep"),
        text: ({ nextStep }) => nextStep,
        render: (line) => <EditableCell line={line} field="nextStep" mayChange={mayChange} text={line.nextStep} />,
        width: 180,
      },
      {
        key: "need",
        title: t("need"),
        text: ({ needTitle, needNumber }) => [needTitle, needNumber].filter((part) => part !== "").join(" · "),
        render: ({ needTitle, needNumber }) => (
          <span className={styles["two"]}>
            {needTitle}
            <small>{needNumber}</small>
          </span>
        ),
        width: 190,
      },
      {
        key: "enterprise",
        title: t("enterprise"),
        text: ({ enterprise }) => enterprise,
        width: 150,
        isSortable: true,
      },
      {
        key: "partner",
        title: t("partner"),
        text: ({ partnerName, partnerUnit }) => [partnerName, partnerUnit].filter((part) => part !== "").join(" · "),
        render: ({ partnerName, partnerUnit, partnerPeople }) => (
          <span className={styles["two"]}>
            {partnerName}
            <small>{[partnerPeople, partnerUnit].filter((part) => part !== "").join(" · ")}</small>
          </span>
        ),
        width: 190,
        isSortable: true,
      },
      {
        key: "state",
        title: t("state"),
        text: ({ state }) => pick(LINE_STATE_LABELS[state]),
        render: (line) => <LineStateMark line={line} />,
        width: 110,
        isSortable: true,
      },
      {
        key: "owner",
        title: t("owner"),
        text: ({ owner }) => owner?.name ?? "",
        render: (line) => (
          <EditableCell line={line} field="ownerId" mayChange={mayChange} text={line.owner?.name ?? ""} />
        ),
        width: 120,
      },
      {
        key: "outcome",
        title: t("outcome"),
        text: ({ outcome }) => outcome,
        render: (line) => <EditableCell line={line} field="outcome" mayChange={mayChange} text={line.outcome} />,
        width: 180,
      },
      { key: "contractNumber", title: t("contractNumber"), text: ({ contractNumber }) => contractNumber, width: 120 },
      {
        key: "amountFen",
        title: t("amount"),
        text: ({ amountFen }) => formatFen(amountFen, language),
        width: 110,
        align: "right",
      },
      {
        key: "lastEntryAt",
        title: t("lastEntry"),
        text: ({ lastEntryAt }) => (lastEntryAt === null ? "" : formatDay(lastEntryAt)),
        width: 110,
        isHidden: true,
      },
    ],
    [t, pick, language, mayChange],
  );
  const filters = useMemo<readonly Filter[]>(
    () => [
      { key: "due", label: t("due"), options: DUE.map((value) => ({ value, label: t(DUE_TEXTS[value]) })) },
      {
        key: "state",
        label: t("state"),
        options: optionsOf(LINE_STATE_LABELS, pick).filter(({ value }) => value !== "withdrawn"),
      },
      {
        key: "owner",
        label: t("owner"),
        options: [
          ...owners.map(({ id, name }) => ({ value: id, label: name })),
          { value: "none", label: t("noOwner") },
        ],
      },
      { key: "answerWaiting", label: t("answerWaiting"), options: [{ value: "true", label: t("waiting") }] },
    ],
    [t, pick, owners],
  );
  const show = (line: string | undefined) =>
    void navigate({ to: ".", search: ((last: object) => ({ ...last, line })) as never, resetScroll: false });
  return (
    <Page
      title={t("title")}
      purpose={t("purpose")}
      actions={
        <>
          {mayChange && (
            <Tooltip title={t("exportHint")}>
              <Button onClick={() => void navigate({ to: "/p/$scopeId/ledger/import", params: { scopeId } })}>
                {t("importLedger")}
              </Button>
            </Tooltip>
          )}
          <Dropdown
            trigger={["click"]}
            menu={{
              items: [
                {
                  key: "links",
                  label: t("links"),
                  onClick: () => void navigate({ to: "/p/$scopeId/links", params: { scopeId } }),
                },
                { key: "print", label: t("print"), onClick: () => print() },
              ],
            }}
          >
            <Button icon={<MoreOutlined aria-hidden />} aria-label={t("more")} />
          </Dropdown>
        </>
      }
    >
      <div className={styles["table"]}>
        <List
          name="ledger"
          label={t("title")}
          queryKey={["ledger", scopeId]}
          fetchPage={async (query, signal) =>
            api.get("/api/scopes/{scopeId}/ledger", { params: { path: { scopeId }, query }, signal })
          }
          rowKey={({ id }) => id}
          columns={columns}
          filters={filters}
          searchHint={t("searchHint")}
          defaultSort="due"
          onOpen={({ id }) => show(id)}
          exportAddress={(format, query) => `/api/scopes/${scopeId}/ledger/export?format=${format}&${query}`}
          viewsIn={scopeId}
          renderCard={(line) => <LineCard line={line} />}
          empty={{
            title: t("none"),
            text: t("noneText"),
            action: (
              <Link to="/p/$scopeId/runs" params={{ scopeId }}>
                {t("toRuns")}
              </Link>
            ),
          }}
        />
      </div>
      {search.line !== undefined && (
        <LineDrawer key={search.line} lineId={search.line} onClose={() => show(undefined)} />
      )}
    </Page>
  );
}

const DAY_MS = 86_400_000;

/** The day on which something is due; what is late is said in words and in vermilion. */
function DueDay({ line }: { line: LedgerLine }) {
  const t = useTexts(ledgerTexts);
  if (line.nextOn === null) return null;
  const days = Math.round((Date.parse(todayHere()) - Date.parse(line.nextOn)) / DAY_MS);
  return (
    <span className={styles["two"]} data-overdue={line.isOverdue || undefined}>
      {line.nextOn}
      {line.isOverdue && <small>{t("overdue", { days, count: days })}</small>}
      {!line.isOverdue && days === 0 && <small>{t("today")}</small>}
    </span>
  );
}

function LineStateMark({ line }: { line: LedgerLine }) {
  const t = useTexts(ledgerTexts);
  const pick = usePick();
  return (
    <span className={styles["two"]}>
      <span className={styles["state"]} data-state={line.state}>
        {pick(LINE_STATE_LABELS[line.state])}
      </span>
      {line.answerWaiting && line.lastAnswer !== null && (
        <small className={styles["answered"]}>{t("answer", { answer: pick(ANSWER_LABELS[line.lastAnswer]) })}</small>
      )}
    </span>
  );
}

/** A line in the hand: when and what first, then who. */
function LineCard({ line }: { line: LedgerLine }) {
  const t = useTexts(ledgerTexts);
  return (
    <span className={styles["lineCard"]}>
      <span className={styles["lineCardHead"]}>
        <strong>{line.nextOn === null ? t("dueNone") : <DueDay line={line} />}</strong>
        <LineStateMark line={line} />
      </span>
      {line.nextStep !== "" && <span>{line.nextStep}</span>}
      <span>
        {line.needTitle} × {line.partnerName}
      </span>
      <small>
        {[line.enterprise, line.partnerPeople, line.owner?.name ?? t("noOwner")]
          .filter((part) => part !== "")
          .join(" · ")}
      </small>
    </span>
  );
}
