import { formatYuan } from "@dual-high/kernel";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { useState } from "react";
import { download } from "../../../data/download.ts";
import { useAct } from "../../../frame/act.tsx";
import { useScope } from "../../../frame/scopes.ts";
import { todayHere } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import { MoneyTabs } from "../receipts/money-tabs.tsx";
import styles from "../receipts/receipts.module.css";
import { type Report, reportQuery } from "./data.ts";
import { registrationTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/transformation-report");
const YEARS = 6;

/** The yearly report that a university files, counted from the rows. */
export function ReportPage() {
  const t = useTexts(registrationTexts);
  const act = useAct();
  const scope = useScope();
  const scopeId = scope.id;
  const navigate = useNavigate();
  const [thisYear] = useState(() => Number(todayHere().slice(0, 4)));
  const search = route.useSearch() as { readonly year?: number };
  const year = search.year ?? thisYear;
  const { data } = useQuery(reportQuery(scopeId, year));
  const save = (what: "report" | "registrations") =>
    void act({
      work: async () => download(`/api/scopes/${scopeId}/transformation-report/workbook?year=${year}&what=${what}`),
      done: (name) => name,
    });
  return (
    <Page
      title={t("report")}
      purpose={t("reportPurpose")}
      actions={
        <>
          <Button type="primary" onClick={() => save("report")}>
            {t("reportFile")}
          </Button>
          <Button onClick={() => save("registrations")}>{t("bookFile")}</Button>
        </>
      }
    >
      {scope.kind === "pair" && <MoneyTabs />}
      <p>
        {t("year")}{" "}
        <Select
          aria-label={t("year")}
          value={year}
          options={Array.from({ length: YEARS }, (_, back) => ({ value: thisYear - back, label: thisYear - back }))}
          onChange={(next: number) => void navigate({ to: ".", search: { year: next } as never, replace: true })}
        />
      </p>
      {data === undefined ? <PageSkeleton lines={6} /> : <Figures report={data} />}
    </Page>
  );
}

function Figures({ report }: { readonly report: Report }) {
  const t = useTexts(registrationTexts);
  const pick = usePick();
  const { kinds, total, before, growth, received, registered, unregistered } = report;
  const rows = [
    ...kinds.map((kind) => ({ key: kind.kind, name: pick(kind.name), figures: kind })),
    { key: "total", name: t("total"), figures: total },
    { key: "before", name: t("before"), figures: before },
  ];
  const percent = (text: string) => (text === "" ? t("noBefore") : `${text}%`);
  const ways = [
    "commissionedFen",
    "transformationFen",
    "undistributedFen",
    "inventorsFen",
    "unitsFen",
    "institutionFen",
    "accountsFen",
    "recognitionFeeFen",
    "vatFen",
    "takenOffFen",
  ] as const;
  return (
    <>
      <div className={styles["scroll"]} role="region" tabIndex={0} aria-label={t("report")}>
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">{t("kind")}</th>
              {(["contracts", "contract", "transaction", "receivedInYear"] as const).map((key) => (
                <th key={key} scope="col" data-figure>
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, figures }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td data-figure>{figures.contracts}</td>
                <td data-figure>{formatYuan(figures.contractFen)}</td>
                <td data-figure>{formatYuan(figures.transactionFen)}</td>
                <td data-figure>{formatYuan(figures.receivedFen)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t("growth")}</th>
              {(["contracts", "contractFen", "transactionFen", "receivedFen"] as const).map((key) => (
                <td key={key} data-figure>
                  {percent(growth[key])}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <p>{t("registeredCount", { registered, unregistered })}</p>
      <section className={styles["lines"]}>
        <h2>{t("shares")}</h2>
        <dl className={styles["figures"]}>
          {ways.map((key) => (
            <div key={key} data-part="plain">
              <dt>{t(`to.${key}`)}</dt>
              <dd>{formatYuan(received[key])}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
