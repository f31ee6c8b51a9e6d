// Where the readiness line goes: time to the right, levels upward. Pure; the component draws it.
import type { Project, Stage } from "../data.ts";

export interface Reached {
  readonly level: number;
  readonly day: string;
}

/** The levels that stand, by the day on which their evidence shows them, each higher than the one before. */
export function reachedLevels(reviews: Project["reviews"]): Reached[] {
  const granted = reviews
    .filter(({ state }) => state === "granted")
    .map(({ level, reachedOn }) => ({ level, day: reachedOn }))
    .toSorted((one, other) => (one.day === other.day ? one.level - other.level : one.day < other.day ? -1 : 1));
  const line: Reached[] = [];
  for (const step of granted) if (step.level > (line.at(-1)?.level ?? 0)) line.push(step);
  return line;
}

const days = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

export interface Span {
  readonly stage: Stage;
  readonly from: number;
  readonly to: number;
  readonly isOpen: boolean;
  readonly row: "technology" | "company";
}

export interface StepsLayout {
  readonly path: string;
  readonly points: readonly (Reached & { readonly x: number; readonly y: number })[];
  readonly levels: readonly { readonly level: number; readonly y: number }[];
  readonly years: readonly { readonly year: string; readonly x: number }[];
  readonly spans: readonly Span[];
}

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** `today` ends the line. Time begins with the first stage or the first level, whichever is earlier. */
export function layReadiness(
  reached: readonly Reached[],
  stages: readonly Pick<Project["stages"][number], "stage" | "track" | "startedOn" | "endedOn">[],
  today: string,
  { left, right, top, bottom }: Frame,
): StepsLayout {
  const begun = stages.flatMap(({ startedOn }) => (startedOn === null ? [] : [startedOn]));
  const first = [...begun, ...reached.map(({ day }) => day), today].toSorted()[0] ?? today;
  const start = days(first);
  const length = Math.max(days(today) - start, 30);
  const xOf = (day: string) => left + ((days(day) - start) / length) * (right - left);
  const yOf = (level: number) => bottom - (level / 9) * (bottom - top);
  const points = reached.map((step) => ({ ...step, x: xOf(step.day), y: yOf(step.level) }));
  const path = points.map(({ x, y }, index) => (index === 0 ? `M${x} ${bottom}V${y}` : `H${x}V${y}`)).join("");
  const firstYear = Number(first.slice(0, 4)) + 1;
  const lastYear = Number(today.slice(0, 4));
  const years = Array.from({ length: Math.max(0, lastYear - firstYear + 1) }, (_, index) => String(firstYear + index));
  const every = Math.ceil(years.length / 6);
  return {
    path: points.length === 0 ? "" : `${path}H${right}`,
    points,
    levels: [1, 3, 5, 7, 9].map((level) => ({ level, y: yOf(level) })),
    years: years.filter((_, index) => index % every === 0).map((year) => ({ year, x: xOf(`${year}-01-01`) })),
    spans: stages.flatMap(({ stage, track, startedOn, endedOn }) =>
      startedOn === null
        ? []
        : [
            {
              stage,
              from: xOf(startedOn),
              to: xOf(endedOn ?? today),
              isOpen: endedOn === null,
              row: track === "company" ? ("company" as const) : ("technology" as const),
            },
          ],
    ),
  };
}
