import { useId } from "react";
import { formatFen } from "../../../text/format.ts";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import { useIsPhone } from "../../../ui/use-is-phone.ts";
import type { Project } from "../data.ts";
import { projectsTexts } from "../texts.ts";
import { wrapText } from "../flow/wrap.ts";
import { sayingOf } from "./saying.ts";
import { type KindSum, type Side, SIDES, sumOf, SUPPORT_KINDS, totalOf } from "./sums.ts";
import styles from "./support.module.css";

const HEAD = 50;
const BAR = 14;
const LINE = 15;
/** On a phone what is said takes two lines above its bar. */
const WIDE = { width: 640, middle: 96, lines: 1 };
const TALL = { width: 344, middle: 68, lines: 2 };

/** Both sides on one beam: the university to the left, the zone to the right; what arrived is filled in what was promised. */
export function SupportPicture({ support }: { readonly support: Project["support"] }) {
  const t = useTexts(projectsTexts);
  const language = useLanguage();
  const id = useId();
  const { width, middle, lines } = useIsPhone() ? TALL : WIDE;
  const above = lines * LINE + 6;
  const rowHeight = above + BAR + 8;
  const rows = SUPPORT_KINDS.map((kind) => ({
    kind,
    university: sumOf(support, "university", kind),
    zone: sumOf(support, "zone", kind),
  }));
  const most = rows.reduce(
    (max, { university, zone }) => [max, university.promisedFen, zone.promisedFen].reduce(larger),
    0n,
  );
  const arm = (width - middle) / 2;
  const lengthOf = (fen: bigint) => (most === 0n ? 0 : (Number(fen) / Number(most)) * arm);
  const saying = (sum: KindSum) => sayingOf(sum, t, language);
  return (
    <svg
      className={styles["beam"]}
      viewBox={`0 0 ${width} ${HEAD + rowHeight * rows.length}`}
      role="img"
      aria-labelledby={id}
      data-tall={width === TALL.width || undefined}
    >
      <title id={id}>{t("supportLabel")}</title>
      {SIDES.map((side) => (
        <Head key={side} side={side} x={side === "university" ? arm : width - arm} support={support} />
      ))}
      {rows.map((row, index) => {
        const y = HEAD + index * rowHeight;
        return (
          <g key={row.kind}>
            <line className={styles["rule"]} x1={0} x2={width} y1={y} y2={y} />
            <text className={styles["kind"]} x={width / 2} y={y + rowHeight / 2 + 4} textAnchor="middle">
              {t(`support.${row.kind}`)}
            </text>
            {SIDES.map((side) => {
              const sum = row[side];
              const promised = lengthOf(sum.promisedFen);
              const arrived = lengthOf(sum.deliveredFen);
              const isLeft = side === "university";
              const edge = isLeft ? arm : width - arm;
              return (
                <g key={side} data-side={side}>
                  <rect
                    className={styles["promised"]}
                    x={isLeft ? edge - promised : edge}
                    y={y + above}
                    width={promised}
                    height={BAR}
                  />
                  <rect
                    className={styles["arrived"]}
                    x={isLeft ? edge - arrived : edge}
                    y={y + above}
                    width={arrived}
                    height={BAR}
                  />
                  {wrapText(saying(sum), arm, 12, lines).map((line, at) => (
                    <text
                      key={line}
                      className={styles["saying"]}
                      x={edge}
                      y={y + 14 + at * LINE}
                      textAnchor={isLeft ? "end" : "start"}
                    >
                      {line}
                    </text>
                  ))}
                </g>
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

function Head({ side, x, support }: { readonly side: Side; readonly x: number; readonly support: Project["support"] }) {
  const t = useTexts(projectsTexts);
  const language = useLanguage();
  const { promisedFen, stated } = totalOf(support, side);
  const said = [
    promisedFen > 0n ? formatFen(String(promisedFen), language) : "",
    stated > 0 ? t("statedCount", { count: stated }) : "",
  ].filter((part) => part !== "");
  const anchor = side === "university" ? "end" : "start";
  return (
    <g data-side={side}>
      <text className={styles["side"]} x={x} y={17} textAnchor={anchor}>
        {t(`side.${side}`)}
      </text>
      <text className={styles["total"]} x={x} y={37} textAnchor={anchor}>
        {said.length === 0 ? t("nothingRecorded") : said.join(" + ")}
      </text>
    </g>
  );
}
