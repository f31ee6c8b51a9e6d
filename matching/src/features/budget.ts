import { clamp, type Judge } from "./facts.ts";

/**
 * Whether the budget covers the cost: 1 when its upper end covers all of it, 0 when it just reaches the lower end, -1 when it
 * reaches half of that or less.
 */
export const judgeBudget: Judge = ({ budget }, { cost }) => {
  if (budget === undefined || cost === undefined || cost.low <= 0n) return null;
  if (budget.high >= cost.high) return 1;
  if (budget.high >= cost.low) return Number(budget.high - cost.low) / Number(cost.high - cost.low);
  return clamp((Number(budget.high) / Number(cost.low) - 1) * 2);
};
