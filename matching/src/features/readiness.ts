import { clamp, type Judge } from "./facts.ts";

const LEVEL_IN_USE = 9;
// Half a year from one level to the next: the order of magnitude of the usual programmes (a level of proof of concept, pilot
// scale or trial production takes between a quarter and a year). An assumption, stated in docs/explain.md.
const MONTHS_PER_LEVEL = 6;
const MONTHS_OF_CERTAINTY = 12;

/** Whether a technology can be in use by the deadline: a year to spare speaks for it, a year short against it. */
export const judgeReadiness: Judge = ({ deadline }, { readiness }, today) => {
  if (deadline === undefined || readiness === undefined) return null;
  const needed = MONTHS_PER_LEVEL * (LEVEL_IN_USE - readiness);
  return clamp((monthsBetween(today, deadline) - needed) / MONTHS_OF_CERTAINTY);
};

function monthsBetween(from: string, to: string): number {
  const months = (day: string) =>
    Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) + Number(day.slice(8, 10)) / 31;
  return months(to) - months(from);
}
