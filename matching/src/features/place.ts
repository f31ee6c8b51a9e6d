import type { Judge, Place } from "./facts.ts";

const LEVELS: readonly (readonly [keyof Place, value: number])[] = [
  ["pair", 1],
  ["city", 0.5],
  ["province", 0],
];
const ELSEWHERE = -0.5;

/** How near the two are: of the same pair 1, the same city .5, the same province 0, elsewhere -.5. */
export const judgePlace: Judge = ({ place: a }, { place: b }) => {
  let isKnown = false;
  for (const [level, value] of LEVELS) {
    const [one, other] = [a?.[level], b?.[level]];
    if (one === undefined || other === undefined) continue;
    if (one === other) return value;
    isKnown = level === "province";
  }
  return isKnown ? ELSEWHERE : null;
};
