import { useId } from "react";
import { useTexts } from "../../../text/texts.ts";
import { useIsPhone } from "../../../ui/use-is-phone.ts";
import type { Project } from "../data.ts";
import { projectsTexts } from "../texts.ts";
import { layReadiness, reachedLevels } from "./steps.ts";
import styles from "./readiness.module.css";

const BOTTOM = 210;
const WIDE = { width: 560, frame: { left: 30, right: 540, top: 18, bottom: BOTTOM } };
const TALL = { width: 344, frame: { left: 24, right: 330, top: 18, bottom: BOTTOM } };
/** Room for a label: left of its point, where the steps leave the picture free; right of it at the edge alone. */
const LABEL = 70;
const ROWS = { technology: BOTTOM + 26, company: BOTTOM + 44 } as const;

interface ReadinessPictureProps {
  readonly project: Pick<Project, "reviews" | "stages">;
  readonly today: string;
}

/** Levels as they were reached, above the stages on both tracks. */
export function ReadinessPicture({ project, today }: ReadinessPictureProps) {
  const t = useTexts(projectsTexts);
  const id = useId();
  const isPhone = useIsPhone();
  const { width, frame } = isPhone ? TALL : WIDE;
  const reached = reachedLevels(project.reviews);
  const { path, points, levels, years, spans } = layReadiness(reached, project.stages, today, frame);
  return (
    <svg
      className={styles["steps"]}
      viewBox={`0 0 ${width} ${BOTTOM + 62}`}
      role="img"
      aria-labelledby={id}
      data-tall={isPhone || undefined}
    >
      <title id={id}>{t("readinessLabel")}</title>
      {levels.map(({ level, y }) => (
        <g key={level}>
          <line className={styles["grid"]} x1={frame.left} x2={frame.right} y1={y} y2={y} />
          <text className={styles["axis"]} x={frame.left - 8} y={y + 4} textAnchor="end">
            {level}
          </text>
        </g>
      ))}
      <line className={styles["ground"]} x1={frame.left} x2={frame.right} y1={BOTTOM} y2={BOTTOM} />
      {years.map(({ year, x }) => (
        <g key={year}>
          <line className={styles["grid"]} x1={x} x2={x} y1={frame.top} y2={BOTTOM} />
          <text className={styles["axis"]} x={x} y={BOTTOM + 16} textAnchor="middle">
            {year}
          </text>
        </g>
      ))}
      {spans.map(({ stage, from, to, row, isOpen }) => (
        <rect
          key={stage}
          className={styles["span"]}
          data-row={row}
          data-open={isOpen || undefined}
          x={from + 0.5}
          y={ROWS[row]}
          width={Math.max(2, to - from - 1)}
          height={10}
          rx={2}
        >
          <title>{t(`stage.${stage}`)}</title>
        </rect>
      ))}
      {path === "" ? (
        <text className={styles["axis"]} x={(frame.left + frame.right) / 2} y={BOTTOM / 2} textAnchor="middle">
          {t("noReadinessYet")}
        </text>
      ) : (
        <path className={styles["line"]} d={path} />
      )}
      {points.map(({ level, day, x, y }) => (
        <g key={level}>
          <circle className={styles["point"]} cx={x} cy={y} r={4} />
          <text
            className={styles["level"]}
            x={x > frame.left + LABEL ? x - 8 : x + 8}
            y={y - 7}
            textAnchor={x > frame.left + LABEL ? "end" : "start"}
          >
            {level}
            <tspan className={styles["axis"]}> {day.slice(0, 7)}</tspan>
          </text>
        </g>
      ))}
    </svg>
  );
}
