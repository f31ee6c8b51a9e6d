import { useId } from "react";
import { useNavigate } from "@tanstack/react-router";
import { useIsPhone } from "../../../ui/use-is-phone.ts";
import styles from "./flow.module.css";
import {
  type Band,
  type CardBox,
  type FlowModel,
  type GatePoint,
  layTall,
  layWide,
  LINE,
  SIZE,
  type TagBox,
} from "./layout.ts";

/** The chain as a picture. What it says stands in the table beside it as well, so it is one image to whoever cannot see it. */
export function FlowPicture({ model, label }: { readonly model: FlowModel; readonly label: string }) {
  const isPhone = useIsPhone();
  const titleId = useId();
  const { width, height, cards, tags, ways, gates, words, bands } = isPhone ? layTall(model) : layWide(model);
  return (
    <svg
      className={styles["flow"]}
      viewBox={`-2 -2 ${width + 4} ${height + 4}`}
      role="img"
      aria-labelledby={titleId}
      data-tall={isPhone || undefined}
    >
      <title id={titleId}>{model.together === "" ? label : `${label} · ${model.together}`}</title>
      {bands.map((band) => (
        <BandShape key={band.key} band={band} />
      ))}
      {ways.map(({ key, path, isGone }) => (
        <path key={key} className={styles["way"]} data-gone={isGone || undefined} d={path} />
      ))}
      {words.map(({ key, x, y, lines, tone }) =>
        lines.map((line, index) => (
          <text key={`${key} ${line}`} className={styles["words"]} data-tone={tone} x={x} y={y + index * LINE}>
            {line}
          </text>
        )),
      )}
      {tags.map((box) => (
        <TagShape key={box.tag.key} box={box} />
      ))}
      {cards.map((box) => (
        <CardShape key={box.stage.stage} box={box} />
      ))}
      {gates.map((point) => (
        <GateShape key={point.gate.stage} point={point} />
      ))}
    </svg>
  );
}

function CardShape({ box: { x, y, width, height, stage } }: { readonly box: CardBox }) {
  return (
    <g className={styles["card"]} data-mark={stage.mark}>
      <rect x={x} y={y} width={width} height={height} rx={6} />
      <circle cx={x + 18} cy={y + 24} r={5} />
      <text className={styles["name"]} x={x + 32} y={y + 29} fontSize={SIZE.name}>
        {stage.name}
      </text>
      <text className={styles["dates"]} x={x + 14} y={y + 51} fontSize={SIZE.text}>
        {stage.dates}
      </text>
    </g>
  );
}

function TagShape({ box: { x, y, height, tag, lines } }: { readonly box: TagBox }) {
  const navigate = useNavigate();
  const { href } = tag;
  return (
    <g
      className={styles["tag"]}
      data-mark={tag.mark}
      data-link={href !== null || undefined}
      onClick={href === null ? undefined : () => void navigate({ to: href })}
    >
      <path d={`M${x + 5} ${y - 10}V${y + height - 4}`} />
      <circle cx={x + 5} cy={y + 7} r={3.5} />
      {lines.map((line, index) => (
        <text
          key={line}
          x={x + 16}
          y={y + 12 + index * LINE}
          fontSize={SIZE.text}
          data-first={index === 0 || undefined}
        >
          {line}
        </text>
      ))}
    </g>
  );
}

function GateShape({ point: { x, y, gate, side } }: { readonly point: GatePoint }) {
  const isOver = side === "over";
  const place = isOver ? { x, textAnchor: "middle" as const } : { x: x + 14, textAnchor: "start" as const };
  return (
    <g className={styles["gate"]} data-mark={gate.mark}>
      <path d={`M${x} ${y - 8}L${x + 8} ${y}L${x} ${y + 8}L${x - 8} ${y}Z`} />
      <text {...place} y={isOver ? y - 14 : y + 4} fontSize={SIZE.text}>
        {gate.note}
        {!isOver && gate.waived !== "" && <tspan className={styles["waived"]}> {gate.waived}</tspan>}
      </text>
      {isOver && gate.waived !== "" && (
        <text {...place} className={styles["waived"]} y={y + 23} fontSize={SIZE.text}>
          {gate.waived}
        </text>
      )}
    </g>
  );
}

function BandShape({ band: { key, name, x, y, width, height, lines } }: { readonly band: Band }) {
  return (
    <g className={styles["band"]} data-side={key}>
      <rect x={x} y={y} width={width} height={height} rx={6} />
      <text className={styles["bandName"]} x={x + 16} y={y + 22} fontSize={SIZE.text}>
        {name}
      </text>
      {lines.map((line, index) => (
        <text key={line} x={x + 16} y={y + 42 + index * LINE} fontSize={SIZE.text}>
          {line}
        </text>
      ))}
    </g>
  );
}
