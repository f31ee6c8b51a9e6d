import { type MakeMatcher, makeEngine } from "./matcher.ts";
import { type Groundwork, openMatching } from "./match-need.ts";
import type { Partners } from "./partners.ts";
import { planNeeds } from "./plan.ts";
import type {
  MatchCounts,
  MatchList,
  MatchOptions,
  NeedFound,
  Offer,
  Outcome,
  PairLists,
  PlanWishes,
} from "./types.ts";

export interface Progress {
  (step: { readonly phase: "index" | "match" | "plan"; readonly done: number; readonly total: number }): void;
}

export interface ComposeOptions {
  readonly onProgress?: Progress;
  /** Who ranks; the engine unless told otherwise. */
  readonly makeMatcher?: MakeMatcher;
  /** That of the lists, where it was laid before. */
  readonly groundwork?: Groundwork;
}

/**
 * The main job: for every need the few partners worth a visit and why, who takes which need when capacity is short, and
 * which needs are too vague to match. Pure: the same lists and options give the same match list.
 */
export function composeMatchList(
  lists: PairLists,
  options: MatchOptions,
  { onProgress = () => {}, makeMatcher = makeEngine, groundwork }: ComposeOptions = {},
): MatchList {
  onProgress({ phase: "index", done: 0, total: 1 });
  const { partners, matchNeed } = openMatching(lists, options, makeMatcher, null, groundwork);
  onProgress({ phase: "index", done: 1, total: 1 });

  const needs = lists.needs.records;
  const found = needs.map((need, at) => {
    onProgress({ phase: "match", done: at, total: needs.length });
    return matchNeed(need);
  });
  onProgress({ phase: "match", done: needs.length, total: needs.length });

  onProgress({ phase: "plan", done: 0, total: 1 });
  const list = listOfFound(lists, options, found, partners);
  onProgress({ phase: "plan", done: 1, total: 1 });
  return list;
}

/** The match list of what was found for each need, in the order of the needs, with the plan that follows from it. */
export function listOfFound(
  lists: PairLists,
  options: MatchOptions,
  found: readonly NeedFound[],
  { suppliers }: Partners,
  wishes: PlanWishes = {},
): MatchList {
  const matches = found.map(({ match }) => match);
  const offers = found.flatMap(({ match, offers: own }) =>
    own.map((suggestion): Offer => ({ needId: match.need.id, suggestion })),
  );
  return { lists, options, matches, offers, plan: planNeeds(matches, offers, suppliers, wishes) };
}

/** How many needs had each outcome; the three sum to the needs read. */
export function countOutcomes(matchList: MatchList): MatchCounts {
  const count = (outcome: Outcome) => matchList.matches.filter((match) => match.outcome === outcome).length;
  return { matched: count("matched"), toClarify: count("to_clarify"), unmatched: count("unmatched") };
}
