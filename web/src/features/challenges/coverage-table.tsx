import { CheckOutlined } from "@ant-design/icons";
import { useTexts } from "../../text/texts.ts";
import styles from "./challenges.module.css";
import { type Covering, type CoverageRow, coverageOf, lackingOf } from "./coverage.ts";
import type { Wish } from "./data.ts";
import { challengesTexts } from "./texts.ts";

type Say = ReturnType<typeof useTexts<keyof typeof challengesTexts.lines>>;

/** What a team lacks, in a few words. */
export function coverageWords(rows: readonly CoverageRow[], t: Say): string {
  const lacking = lackingOf(rows);
  if (lacking.length === 0) return t("allCovered");
  const names = lacking.slice(0, 3).map(({ term }) => term ?? t("senior"));
  return `${t("lackCount", { count: lacking.length })}${t("colon")}${names.join(t("comma"))}${lacking.length > 3 ? " …" : ""}`;
}

/** Capabilities by members: a tick where somebody has one, and what is lacking in words. */
export function CoverageTable({ wish, members }: { readonly wish: Wish; readonly members: readonly Covering[] }) {
  const t = useTexts(challengesTexts);
  const rows = coverageOf(wish, members);
  return (
    // A wide team scrolls inside its box, by keyboard as well.
    <section className={styles["tableBox"]} aria-label={t("coverage")} tabIndex={0}>
      <table className={styles["coverage"]}>
        <thead>
          <tr>
            <th scope="col">{t("capability")}</th>
            {members.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">{t("stand")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ term, by, lacks }) => (
            <tr key={term ?? ""} data-lacks={lacks > 0 || undefined}>
              <th scope="row">{term ?? t("senior")}</th>
              {members.map(({ key }) => (
                <td key={key}>{by.has(key) && <CheckOutlined aria-label={t("covers")} />}</td>
              ))}
              <td>{lacks > 0 ? t("lacks", { count: lacks }) : t("enough")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p role="status" className="visually-hidden">
        {t("coverageNow", { words: coverageWords(rows, t) })}
      </p>
    </section>
  );
}
