import type { Schemas } from "@dual-high/client";
import { formatYuan } from "@dual-high/kernel";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { download } from "../../data/download.ts";
import { useAct } from "../../frame/act.tsx";
import { todayHere } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { PageSkeleton } from "../../ui/skeleton.tsx";
import { statementQuery } from "./data.ts";
import { BooksActions } from "./books-actions.tsx";
import { FundFrame } from "./fund-frame.tsx";
import styles from "./funds.module.css";
import { TablePart } from "../../ui/record/table-part.tsx";
import { fundsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/funds/$fundId/statement");

/** The trial balance of a period, and what moved the bank account in it. */
export function StatementPage() {
  const t = useTexts(fundsTexts);
  const pick = usePick();
  const act = useAct();
  const navigate = useNavigate();
  const { fundId } = route.useParams();
  const search = route.useSearch() as { readonly from?: string; readonly until?: string };
  const today = todayHere();
  const from = search.from ?? `${today.slice(0, 4)}-01-01`;
  const until = search.until ?? today;
  const isSound = from <= until;
  const { data } = useQuery({
    ...statementQuery(fundId, from, until),
    enabled: isSound,
    placeholderData: keepPreviousData,
  });
  const choose = (next: object) => void navigate({ to: ".", search: { from, until, ...next } as never, replace: true });
  const day = (key: "from" | "until", value: string) => (
    <label>
      {t(key)}{" "}
      <Input
        type="date"
        style={{ width: 160 }}
        value={value}
        onChange={({ target }) => {
          if (target.value !== "") choose({ [key]: target.value });
        }}
      />
    </label>
  );
  return (
    <FundFrame
      fundId={fundId}
      renderActions={(fund) => (
        <>
          {fund.mayPay && <BooksActions fund={fund} />}
          <Button
            disabled={!isSound}
            onClick={() =>
              void act({
                work: async () =>
                  download(`/api/funds/${fundId}/statement/export?format=xlsx&from=${from}&until=${until}`),
                done: (name) => name,
              })
            }
          >
            {t("export")}
          </Button>
        </>
      )}
    >
      {({ closedUntil }) => (
        <>
          {closedUntil !== null && <p className={styles["soft"]}>{t("closedUntilLine", { until: closedUntil })}</p>}
          <div className={styles["period"]} role="group" aria-label={t("period")}>
            {day("from", from)}
            {day("until", until)}
          </div>
          {!isSound && (
            <p className={styles["late"]} role="alert">
              {t("upsideDown")}
            </p>
          )}
          {isSound && data === undefined && <PageSkeleton lines={8} />}
          {isSound && data !== undefined && (
            <>
              <TablePart
                title={t("trialBalance")}
                action={
                  <span className={styles[data.totals.closingFen === "0" ? "soft" : "late"]}>
                    {t(data.totals.closingFen === "0" ? "balanced" : "unbalanced")}
                  </span>
                }
                head={[
                  t("account"),
                  { figure: t("opening") },
                  { figure: t("debits") },
                  { figure: t("credits") },
                  { figure: t("closing") },
                ]}
                foot={
                  <tr>
                    <th scope="row">{t("total")}</th>
                    {[data.totals.openingFen, data.totals.debitFen, data.totals.creditFen, data.totals.closingFen].map(
                      (fen, index) => (
                        <td key={["opening", "debit", "credit", "closing"][index]} data-figure>
                          {formatYuan(fen)}
                        </td>
                      ),
                    )}
                  </tr>
                }
              >
                {data.accounts.map(({ code, name, openingFen, debitFen, creditFen, closingFen }) => (
                  <tr key={code}>
                    <td>{`${code} ${pick(name)}`}</td>
                    <td data-figure>{formatYuan(openingFen)}</td>
                    <td data-figure>{formatYuan(debitFen)}</td>
                    <td data-figure>{formatYuan(creditFen)}</td>
                    <td data-figure>{formatYuan(closingFen)}</td>
                  </tr>
                ))}
              </TablePart>
              <TablePart
                title={t("bankMovements")}
                head={[t("kind"), { figure: t("moneyIn") }, { figure: t("moneyOut") }]}
                foot={
                  <tr>
                    <th scope="row">{t("closing")}</th>
                    <td data-figure colSpan={2}>
                      {formatYuan(data.bank.closingFen)}
                    </td>
                  </tr>
                }
              >
                {data.bank.movements.map(({ kind, name, inFen, outFen }) => (
                  <tr key={kind}>
                    <td>{pick(name)}</td>
                    <td data-figure>{inFen === "0" ? "" : formatYuan(inFen)}</td>
                    <td data-figure>{outFen === "0" ? "" : formatYuan(outFen)}</td>
                  </tr>
                ))}
              </TablePart>
              <Divided statement={data} />
            </>
          )}
        </>
      )}
    </FundFrame>
  );
}

const MONEY = ["plannedFen", "committedFen", "paidFen", "heldFen", "returnedFen"] as const;
const CAME = ["subscribedFen", "paidInFen", ...MONEY] as const;

/** How the fund stands at the end of the period: by stage as its commitments say, by source as they paid in. */
function Divided({ statement }: { readonly statement: Schemas["FundStatement"] }) {
  const t = useTexts(fundsTexts);
  const { byStage, bySource, until } = statement;
  const heads = [t("planned"), t("projectCommitted"), t("paidOut"), t("held"), t("returned")].map((figure) => ({
    figure,
  }));
  return (
    <>
      <TablePart
        title={t("byStage", { until })}
        head={[t("stage"), ...heads]}
        foot={<Figures label={t("total")} keys={MONEY} line={totalOf(byStage, MONEY)} isTotal />}
      >
        {byStage.map((line) => (
          <Figures key={line.key} label={t(`stage.${line.key}`)} keys={MONEY} line={line} />
        ))}
      </TablePart>
      <TablePart
        title={t("bySource", { until })}
        head={[t("source"), { figure: t("subscribed") }, { figure: t("paidIn") }, ...heads]}
        foot={<Figures label={t("total")} keys={CAME} line={totalOf(bySource, CAME)} isTotal />}
      >
        {bySource
          .filter((line) => CAME.some((key) => line[key] !== "0"))
          .map((line) => (
            <Figures key={line.key} label={t(`source.${line.key}`)} keys={CAME} line={line} />
          ))}
      </TablePart>
      <p className={styles["soft"]}>{t("bySourceHint")}</p>
    </>
  );
}

type Amounts<K extends string> = Readonly<Record<K, string>>;

function totalOf<K extends string>(lines: readonly Amounts<K>[], keys: readonly K[]): Amounts<K> {
  const sum = (key: K) => String(lines.reduce((total, line) => total + BigInt(line[key]), 0n));
  return Object.fromEntries(keys.map((key) => [key, sum(key)])) as Amounts<K>;
}

interface FiguresProps<K extends string> {
  readonly label: string;
  readonly keys: readonly K[];
  readonly line: Amounts<K>;
  readonly isTotal?: boolean;
}

function Figures<K extends string>({ label, keys, line, isTotal = false }: FiguresProps<K>) {
  return (
    <tr>
      {isTotal ? <th scope="row">{label}</th> : <td>{label}</td>}
      {keys.map((key) => (
        <td key={key} data-figure>
          {line[key] === "0" && !isTotal ? "" : formatYuan(line[key])}
        </td>
      ))}
    </tr>
  );
}
