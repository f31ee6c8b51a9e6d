import type { ReactNode } from "react";
import { formatInstant } from "../../../text/format.ts";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import { type Challenge, moneyText } from "./data.ts";
import styles from "./notice.module.css";
import { noticeTexts } from "./texts.ts";

/** What a zone publishes: read on the screen and printed alike. */
export function NoticeBody({ challenge }: { readonly challenge: Challenge }) {
  const t = useTexts(noticeTexts);
  const language = useLanguage();
  const { terms, opensAt, closesAt, quota, mode } = challenge;
  const { indicators, ownership, milestones, eligibility, criteria, gates } = terms;
  const named = eligibility.institutionNames ?? [];
  const isForNamed = named.length + eligibility.institutions.length > 0;
  const rules = [
    ...(eligibility.text === "" && !isForNamed ? [t("eligibilityOpen")] : []),
    ...(eligibility.text === "" ? [] : [eligibility.text]),
    ...(named.length > 0 ? [t("onlyThese", { names: named.join(t("comma")) })] : isForNamed ? [t("onlyNamed")] : []),
    ...(eligibility.needsSenior ? [t("needsSenior")] : []),
    ...(eligibility.mostMembers === null ? [] : [t("mostMembers", { count: eligibility.mostMembers })]),
    ...(quota === null ? [] : [t("quotaOf", { count: quota })]),
  ];
  const separator = language === "zh" ? "；" : "; ";
  const from = opensAt === null ? "" : formatInstant(opensAt);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t("poster"), challenge.poster ?? t("anonymous")],
    [t("money"), moneyText(terms.money, language) ?? t("open")],
    [t("mode"), `${t(`mode.${mode}`)}${language === "zh" ? "：" : ": "}${t(`modeText.${mode}`)}`],
    ...(closesAt === null ? [] : [[t("window"), t("windowText", { from, to: formatInstant(closesAt) })] as const]),
    [t("audience"), t(`audience.${challenge.audience}`)],
    [t("eligibility"), rules.join(separator)],
    [t("ownership"), [t(`ownership.${ownership.kind}`), ownership.note].filter((part) => part !== "").join(separator)],
    [t("noticeDays"), t("days", { count: challenge.noticeDays })],
  ];
  return (
    <article className={styles["notice"]}>
      <header>
        <p className={styles["zone"]}>
          {challenge.publishedAt === null ? t("draftHead") : t("noticeHead", { zone: challenge.zone })}
        </p>
        <p className={styles["noticeTitle"]}>{challenge.title}</p>
        <p className={styles["number"]}>{challenge.code}</p>
      </header>
      <h2>{t("problem")}</h2>
      <p className={styles["prose"]}>{challenge.purpose}</p>
      {indicators.length > 0 && (
        <Table
          title={t("indicators")}
          heads={[t("indicator"), t("target"), t("required")]}
          rows={indicators.map(({ key, name, target, unit, isRequired }) => [
            key,
            [name, `${target}${unit === "" ? "" : ` ${unit}`}`, isRequired ? t("yes") : t("no")],
          ])}
        />
      )}
      <h2>{t("terms")}</h2>
      <dl className={styles["facts"]}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {milestones.length > 0 && (
        <Table
          title={t("milestones")}
          heads={[t("milestone"), t("due"), t("deliverable"), t("share")]}
          rows={milestones.map(({ key, name, due, deliverable, share }) => [
            key,
            [name, due ?? "", deliverable, share === 0 ? "" : `${share}%`],
          ])}
        />
      )}
      {mode === "race" && gates.length > 0 && (
        <Table
          title={t("gates")}
          heads={[t("gate"), t("due"), t("keeps"), t("asks")]}
          rows={gates.map(({ key, name, due, keeps, asks }) => [key, [name, due ?? "", String(keeps), asks]])}
        />
      )}
      <Table
        title={t("criteria")}
        heads={[t("criterion"), t("weight"), t("explanation")]}
        rows={criteria.map(({ key, name, weight, explanation }) => [key, [name, `${weight}%`, explanation]])}
      />
      {challenge.addenda.length > 0 && (
        <section>
          <h2>{t("addenda")}</h2>
          {challenge.addenda.map(({ number, body, createdAt, closedAtBefore, closesAt: moved }) => (
            <div key={number} className={styles["addendum"]}>
              <p className={styles["quiet"]}>{t("addendumNo", { number, at: formatInstant(createdAt) })}</p>
              <p className={styles["prose"]}>{body}</p>
              {closedAtBefore !== null && moved !== null && (
                <p>{t("closeMoved", { from: formatInstant(closedAtBefore), to: formatInstant(moved) })}</p>
              )}
            </div>
          ))}
        </section>
      )}
      {challenge.publishedAt !== null && (
        <p className={styles["signed"]}>
          {challenge.zone}
          <br />
          {formatInstant(challenge.publishedAt).slice(0, 10)}
        </p>
      )}
      {challenge.termsDigest !== null && (
        <p className={styles["digest"]}>{t("digest", { digest: challenge.termsDigest })}</p>
      )}
    </article>
  );
}

interface TableProps {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly [key: string, cells: readonly string[]])[];
}

function Table({ title, heads, rows }: TableProps) {
  return (
    <section>
      <h2>{title}</h2>
      <div className={styles["tableBox"]} role="region" aria-label={title} tabIndex={0}>
        <table className={styles["table"]}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([key, cells]) => (
              <tr key={key}>
                {cells.map((cell, at) => (
                  <td key={heads[at]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
