import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Segmented } from "antd";
import { formatFen } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { amountText, percentOf } from "./amounts.ts";
import styles from "./consortia.module.css";
import { CONTRIBUTION_KINDS, type ConsortiumSummary, MEMBER_KINDS } from "./data.ts";
import { StateMark } from "./state-mark.tsx";
import { consortiaTexts } from "./texts.ts";

const GROUPS = ["none", "type", "chainNode"] as const;
type Group = (typeof GROUPS)[number];

interface SurveyPictureProps {
  readonly rows: readonly ConsortiumSummary[];
  readonly scopeId: string;
}

/** Every consortium as one small picture of the same make, so that thirty-six can be read beside each other. */
export function SurveyPicture({ rows, scopeId }: SurveyPictureProps) {
  const t = useTexts(consortiaTexts);
  const language = useLanguage();
  const navigate = useNavigate();
  const { group } = useSearch({ strict: false }) as { readonly group?: Group };
  const by = GROUPS.find((each) => each === group) ?? "none";
  const nameOf = ({ type, chainNode }: ConsortiumSummary) =>
    by === "none" ? "" : by === "type" ? t(`type.${type}`) : (chainNode ?? t("nodeNone"));
  const names = [...new Set(rows.map(nameOf))];
  const money = rows.flatMap(({ contributions }) => contributions.filter(({ kind }) => kind === "money"));
  const sum = (part: "promised" | "delivered") =>
    formatFen(String(money.reduce((total, each) => total + BigInt(each[part]), 0n)), language);
  return (
    <>
      <div className={styles["surveyHead"]}>
        <p>
          {t("surveyLine", {
            count: rows.length,
            concerned: rows.filter(({ concerns }) => concerns.length > 0).length,
            overdue: rows.reduce((total, { tasks }) => total + tasks.overdue, 0),
            delivered: sum("delivered"),
            promised: sum("promised"),
          })}
        </p>
        <span className={styles["groupBy"]}>
          {t("groupBy")}
          <Segmented
            size="small"
            aria-label={t("groupBy")}
            value={by}
            options={GROUPS.map((value) => ({ value, label: t(`group.${value}`) }))}
            onChange={(value) => {
              const next = value === "none" ? undefined : value;
              void navigate({
                to: ".",
                search: ((previous: object) => ({ ...previous, group: next })) as never,
                replace: true,
              });
            }}
          />
        </span>
      </div>
      {names.map((name) => {
        const some = rows.filter((row) => nameOf(row) === name);
        return (
          <section key={name} className={styles["group"]}>
            {name !== "" && (
              <h2>
                {name} <small>{some.length}</small>
              </h2>
            )}
            <ul className={styles["cards"]} aria-label={name === "" ? t("title") : name}>
              {some.map((row) => (
                <li key={row.id}>
                  <Card row={row} to={`/p/${scopeId}/consortia/${row.id}`} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <p className={styles["legend"]}>{t("legend")}</p>
    </>
  );
}

function Card({ row, to }: { readonly row: ConsortiumSummary; readonly to: string }) {
  const t = useTexts(consortiaTexts);
  const { concerns } = row;
  const isLate = concerns.some((concern) => concern !== "waits_for_another" && concern !== "assessment_due");
  const count = MEMBER_KINDS.reduce((total, kind) => total + (row.members[kind] ?? 0), 0);
  const kinds = MEMBER_KINDS.filter((kind) => (row.members[kind] ?? 0) > 0);
  return (
    <Link to={to} className={styles["card"] ?? ""} data-late={isLate || undefined}>
      <span className={styles["cardHead"]}>
        <strong title={row.name}>{shortName(row.name)}</strong>
        <StateMark state={row.state} />
      </span>
      <span className={styles["cardLine"]}>
        {t(`type.${row.type}`)} · {row.chainNode ?? t("nodeNone")}
      </span>
      <span className={styles["cardLine"]}>
        <span className={styles["cut"]} title={row.lead ?? ""}>
          {row.lead ?? t("leadNone")}
        </span>
        <span
          className={styles["kinds"]}
          role="img"
          aria-label={t("membersOf", { count })}
          title={t("membersOf", { count })}
        >
          {kinds.map((kind) => `${t(`membersShort.${kind}`)}${row.members[kind]}`).join(" ")}
        </span>
      </span>
      <span className={styles["marks"]}>
        <TaskMarks tasks={row.tasks} />
        <ContributionBars contributions={row.contributions} deliveredBp={row.deliveredBp} />
      </span>
      <span className={styles["concern"]} data-late={isLate || undefined}>
        {concerns.length === 0 ? t("quiet") : concerns.map((concern) => t(`concern.${concern}`)).join(" · ")}
      </span>
    </Link>
  );
}

/** All of them are consortia: the card has room for what tells them apart. */
function shortName(name: string): string {
  const short = name.replace(/(?:创新)?联合体$/, "");
  return short === "" ? name : short;
}

const MOST_MARKS = 14;

/** One square for each task; where they are too many, a bar of the same parts. */
function TaskMarks({ tasks }: { readonly tasks: ConsortiumSummary["tasks"] }) {
  const t = useTexts(consortiaTexts);
  const { accepted, reported, open, overdue } = tasks;
  const all = accepted + reported + open;
  if (all === 0) return <span className={styles["faint"]}>{t("tasksNone")}</span>;
  const parts = [
    ["accepted", accepted],
    ["reported", reported],
    ["overdue", overdue],
    ["open", open - overdue],
  ] as const;
  const label = t("tasksOf", { accepted, reported, open, overdue });
  return (
    <span className={styles["tasks"]} role="img" aria-label={label} title={label}>
      {all > MOST_MARKS
        ? parts.map(([part, n]) => <i key={part} data-task={part} style={{ width: `${(n / all) * 84}px` }} />)
        : parts.flatMap(([part, n]) =>
            Array.from({ length: n }, (_, at) => <i key={`${part}${at}`} data-task={part} />),
          )}
    </span>
  );
}

function ContributionBars({ contributions, deliveredBp }: Pick<ConsortiumSummary, "contributions" | "deliveredBp">) {
  const t = useTexts(consortiaTexts);
  const language = useLanguage();
  const promised = contributions.filter((each) => each.promised !== "0");
  if (deliveredBp === null) return <span className={styles["faint"]}>{t("promisedNone")}</span>;
  const label = promised
    .map(({ kind, promised: all, delivered }) =>
      t("deliveredOf", {
        kind: t(`contribution.${kind}`),
        delivered: amountText(kind, delivered, t, language),
        promised: amountText(kind, all, t, language),
      }),
    )
    .join(language === "zh" ? "；" : "; ");
  return (
    <span className={styles["bars"]} role="img" aria-label={label} title={label}>
      {CONTRIBUTION_KINDS.map((kind) => {
        const one = promised.find((each) => each.kind === kind);
        const height = one === undefined ? 0 : percentOf(one.delivered, one.promised);
        return (
          <i key={kind} data-none={one === undefined || undefined}>
            <b data-kind={kind} style={{ height: `${height}%` }} />
          </i>
        );
      })}
      <small>{Math.floor(deliveredBp / 100)}%</small>
    </span>
  );
}
