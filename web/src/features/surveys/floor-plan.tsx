import { type KeyboardEvent, useId } from "react";
import { useTexts } from "../../text/texts.ts";
import { partsOf, reachedOf } from "./figures.ts";
import type { Floor } from "./queries.ts";
import styles from "./surveys.module.css";
import { surveysTexts } from "./texts.ts";

interface FloorPlanProps {
  readonly floors: readonly Floor[];
  /** The floor that the table shows as well. */
  readonly chosen: string | null;
  readonly onChoose: (floorId: string) => void;
}

const WIDTH = 168;
const HEIGHT = 26;
const GAP = 3;
const NAME = 56;
const COUNT = 56;

/** Every building as a stack of floors, the highest at the top, each filling from the left as its doors are reached. */
export function FloorPlan({ floors, chosen, onChoose }: FloorPlanProps) {
  const t = useTexts(surveysTexts);
  const buildings = [...Map.groupBy(floors, ({ building }) => building)];
  return (
    <div>
      <div className={styles["plan"]}>
        {buildings.map(([building, stack]) => (
          <Building key={building} name={building} floors={stack} chosen={chosen} onChoose={onChoose} />
        ))}
      </div>
      <ul className={styles["legend"]}>
        {(["visited", "refused", "movedOut", "nobodyThere"] as const).map((key) => (
          <li key={key} data-part={key}>
            {t(key)}
          </li>
        ))}
        <li data-part="open">{t("notYet")}</li>
      </ul>
    </div>
  );
}

interface BuildingProps extends FloorPlanProps {
  readonly name: string;
}

function Building({ name, floors, chosen, onChoose }: BuildingProps) {
  const titleId = useId();
  const fromTop = floors.toReversed();
  const height = fromTop.length * (HEIGHT + GAP) + 6;
  return (
    <figure className={styles["building"]}>
      <figcaption id={titleId}>{name}</figcaption>
      <svg
        viewBox={`0 0 ${NAME + WIDTH + COUNT} ${height}`}
        width={NAME + WIDTH + COUNT}
        height={height}
        role="group"
        aria-labelledby={titleId}
      >
        {fromTop.map((floor, index) => (
          <FloorRow
            key={floor.id}
            floor={floor}
            y={index * (HEIGHT + GAP) + 2}
            isChosen={floor.id === chosen}
            onChoose={onChoose}
          />
        ))}
        <line className={styles["ground"]} x1={NAME - 6} x2={NAME + WIDTH + 6} y1={height - 2} y2={height - 2} />
      </svg>
    </figure>
  );
}

interface FloorRowProps {
  readonly floor: Floor;
  readonly y: number;
  readonly isChosen: boolean;
  readonly onChoose: (floorId: string) => void;
}

function FloorRow({ floor, y, isChosen, onChoose }: FloorRowProps) {
  const t = useTexts(surveysTexts);
  const { id, building, floor: name, counts } = floor;
  const onKeyDown = (event: KeyboardEvent<SVGGElement>) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onChoose(id);
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      focusNext(event.currentTarget, event.key === "ArrowUp" ? -1 : 1);
    }
  };
  return (
    <g
      className={styles["storey"]}
      role="button"
      tabIndex={0}
      aria-pressed={isChosen}
      onClick={() => onChoose(id)}
      onKeyDown={onKeyDown}
    >
      <title>{t("floorSays", { building, floor: name, ...counts })}</title>
      <text x={NAME - 10} y={y + HEIGHT / 2} textAnchor="end" dominantBaseline="central">
        {[...name].slice(0, 5).join("")}
      </text>
      <rect className={styles["walls"]} x={NAME} y={y} width={WIDTH} height={HEIGHT} rx={2} />
      {partsOf(counts).map(({ key, from, width }) => (
        <rect
          key={key}
          className={styles["part"]}
          data-part={key}
          x={NAME + from * WIDTH}
          y={y}
          width={width * WIDTH}
          height={HEIGHT}
        />
      ))}
      <rect className={styles["outline"]} x={NAME} y={y} width={WIDTH} height={HEIGHT} rx={2} />
      <text x={NAME + WIDTH + 8} y={y + HEIGHT / 2} dominantBaseline="central">
        {reachedOf(counts)}/{counts.planned}
      </text>
    </g>
  );
}

function focusNext(from: SVGGElement, by: number): void {
  const storeys = [...(from.ownerSVGElement?.querySelectorAll<SVGGElement>("[role=button]") ?? [])];
  storeys[storeys.indexOf(from) + by]?.focus();
}
