import { clamp, type Judge } from "./facts.ts";

/** How busy the people are: up to half of what they can take says nothing, from there down to -1 when nothing is left. */
export const judgeLoad: Judge = (_need, { load }) => {
  if (load === undefined) return null;
  if (load.capacity <= 0) return -1;
  return Math.min(0, clamp(1 - (2 * load.current) / load.capacity));
};
