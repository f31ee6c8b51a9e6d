import type { Language } from "@dual-high/kernel";
import type { Need } from "@dual-high/lists";
import { filtersOf } from "./filters.ts";
import { openPlan, plannedNeed, solvePlan } from "./plan.ts";
import type { PlannedNeed } from "./plan-problem.ts";
import type { Partners } from "./partners.ts";
import type { MatchCounts, NeedFound, PairLists, PlanLine, Suggestion } from "./types.ts";
import {
  askEnterprise,
  describeCautions,
  describeKind,
  describeUnclear,
  explainPlanLine,
  explainSuggestion,
  explainUnmatched,
} from "./wording.ts";

/** What was found, in the order of the needs; from the beginning each time it is asked for. */
export type Findings = () => AsyncIterable<NeedFound> | Iterable<NeedFound>;

/** A match list as lines. The plan is solved, and each line made when it is asked for. */
export interface MatchLines {
  readonly counts: MatchCounts;
  /** One line of JSON for each need, in the order of the list. */
  readonly lines: () => AsyncGenerator<string>;
}

/**
 * The match list as lines of JSON, one for each need with its partners, why each fits, and who takes it: for lists that no
 * workbook holds. Of each need only ids and scores stay in memory while the plan is made; what was found is asked for twice.
 */
export async function planMatchLines(
  lists: PairLists,
  { suppliers, byKey }: Partners,
  findings: Findings,
  language: Language,
): Promise<MatchLines> {
  const planned: PlannedNeed[] = [];
  const counts = { matched: 0, toClarify: 0, unmatched: 0 };
  for await (const found of findings()) {
    if (found.match.outcome === "matched") planned.push(plannedNeed(found, suppliers));
    counts[COUNTED[found.match.outcome]] += 1;
  }
  const needById = new Map(lists.needs.records.map((need) => [need.id, need]));
  const { lineOf } = openPlan(solvePlan(planned, suppliers), suppliers, needById);
  return {
    counts,
    async *lines() {
      for await (const found of findings())
        yield writeLine(found, found.match.outcome === "matched" ? lineOf(found) : null, byKey.size, language);
    },
  };
}

const COUNTED = { matched: "matched", to_clarify: "toClarify", unmatched: "unmatched" } as const;

function writeLine({ match }: NeedFound, plan: PlanLine | null, candidates: number, language: Language): string {
  const { need, outcome, clarity, suggestions, nearest, lacks, instruments } = match;
  return JSON.stringify({
    need: { id: need.id, title: need.title, enterprise: need.enterprise ?? "" },
    outcome,
    partners: suggestions.map((suggestion) => writePartner(suggestion, need, language)),
    plan:
      plan === null
        ? null
        : {
            supplier: plan.supplier?.name ?? null,
            unit: plan.supplier?.unit ?? null,
            partner: plan.suggestion === undefined ? null : refOf(plan.suggestion),
            text: explainPlanLine(plan, language),
          },
    instruments: instruments.map(({ instrument, score, terms }) => ({
      id: instrument.id,
      name: instrument.name,
      score,
      terms,
    })),
    ...(outcome === "to_clarify"
      ? { unclear: describeUnclear(clarity, language), ask: askEnterprise(need, clarity, language) }
      : {}),
    ...(outcome === "unmatched"
      ? {
          why: explainUnmatched(match, candidates, language),
          nearest: nearest === undefined ? null : writePartner(nearest, need, language),
          lacks,
        }
      : {}),
  });
}

function refOf({ partner }: Suggestion) {
  return { kind: partner.kind, id: partner.record.id, name: partner.name };
}

function writePartner(suggestion: Suggestion, need: Need, language: Language) {
  const { partner, score, relevance, band, terms, evidence } = suggestion;
  return {
    ...refOf(suggestion),
    kindText: describeKind(partner, language),
    unit: partner.unit,
    people: partner.people,
    contact: partner.contact,
    score,
    relevance,
    band,
    reason: explainSuggestion(suggestion, need, language),
    terms,
    evidence: evidence.flatMap(({ name, value, contribution }) =>
      value === null ? [] : [{ name, value, contribution }],
    ),
    filters: filtersOf(partner, band),
    mind: describeCautions(partner, language),
  };
}
