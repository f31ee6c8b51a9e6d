import type { Schemas } from "@dual-high/client";
import { addDays } from "@dual-high/kernel";
import { usePick, useTexts } from "../../text/texts.ts";
import { PathLink } from "../../ui/path-link.tsx";
import styles from "./brief.module.css";
import type { Period } from "./periods.ts";
import { briefTexts } from "./texts.ts";

type Brief = Schemas["Brief"];
type Earlier = NonNullable<Brief["figures"][number]["before"]>;

const STRETCHES = ["before", "yearBefore"] as const;

/** Every figure beside what it was before; each amount leads to the rows of its own days. */
export function Figures({ brief }: { readonly brief: Brief }) {
  const t = useTexts(briefTexts);
  const pick = usePick();
  const { scopeId, figures, compared } = brief;
  const stretches = STRETCHES.flatMap((key) => (compared[key] === null ? [] : [{ key, period: compared[key] }]));
  if (figures.length === 0) return <p>{t("noFigures")}</p>;
  const rows = (figure: string, { from, until }: Period) =>
    `/p/${scopeId}/brief/rows?figure=${figure}&from=${from}&until=${until}`;
  const span = ({ from, until }: Period) => ({ from, to: addDays(until, -1) });
  const notes = [
    t("comparedNow", span(compared.now)),
    ...(compared.before === null ? [] : [t("comparedBefore", span(compared.before))]),
    ...(compared.yearBefore === null ? [] : [t("comparedYear", span(compared.yearBefore))]),
  ];
  return (
    <>
      <div className={styles["wide"]} role="region" tabIndex={0} aria-label={t("figures")}>
        <table className={styles["figures"]}>
          <thead>
            <tr>
              <th scope="col">{t("figure")}</th>
              <th scope="col">{t("inPeriod")}</th>
              {stretches.map(({ key }) => [
                <th key={key} scope="col">
                  {t(key)}
                </th>,
                <th key={`${key}:change`} scope="col">
                  {t("change")}
                </th>,
              ])}
              <th scope="col">{t("inAll")}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => (
              <tr key={figure.key}>
                <th scope="row">
                  <PathLink to={figure.path}>{pick(figure.label)}</PathLink>
                </th>
                <td>
                  <PathLink to={rows(figure.key, compared.now)}>{pick(figure.shown.inPeriod)}</PathLink>
                </td>
                {stretches.map(({ key, period }) => (
                  <EarlierCells key={key} earlier={figure[key]} to={rows(figure.key, period)} />
                ))}
                <td>{pick(figure.shown.inAll)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles["note"]}>
        {notes.join(t("comma"))}
        {t("stop")}
        {stretches.length === 0 && ` ${t("noEarlier")}`}
      </p>
    </>
  );
}

function EarlierCells({ earlier, to }: { readonly earlier: Earlier | null; readonly to: string }) {
  const pick = usePick();
  if (earlier === null) return null;
  return (
    <>
      <td>
        <PathLink to={to}>{pick(earlier.shown.amount)}</PathLink>
      </td>
      <td data-change={directionOf(earlier)}>{pick(earlier.shown.change)}</td>
    </>
  );
}

function directionOf({ change }: Earlier): "more" | "less" | "same" {
  return change === "0" ? "same" : change.startsWith("-") ? "less" : "more";
}
