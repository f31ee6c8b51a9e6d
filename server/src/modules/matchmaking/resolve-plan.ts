import type { PlanContent } from "./compute/content.ts";
import type { MatchPlan, PlanLine } from "./types.ts";

interface NamedNeed {
  readonly needId: string;
  readonly number: string;
  readonly enterprise: string;
  readonly title: string;
}

export type ResolvedPlan = Pick<MatchPlan, "lines" | "loads" | "placed" | "total" | "greedyTotal"> &
  Pick<PlanContent, "revision">;

/** A plan as the engine gives it, with the rows of the needs in the place of their numbers. */
export function resolvePlan(plan: PlanContent, needs: readonly NamedNeed[]): ResolvedPlan {
  const byNumber = new Map(needs.map((need) => [need.number, need]));
  const needOf = (number: string): NamedNeed => {
    const need = byNumber.get(number);
    if (need === undefined) throw new Error("A plan named a need that its run does not have.");
    return need;
  };
  return {
    lines: plan.lines.map((line): PlanLine => {
      const { needId, number, enterprise, title } = needOf(line.number);
      return { ...line, needId, number, enterprise, title, takenBy: [...line.takenBy] };
    }),
    loads: plan.loads.map(({ numbers, ...supplier }) => ({
      ...supplier,
      needs: numbers.map((number) => needOf(number).needId),
    })),
    placed: plan.placed,
    total: plan.total,
    greedyTotal: plan.greedyTotal,
    revision: plan.revision,
  };
}
