// Suggestions and proposals: nothing is written.
import { type Ctx, transact } from "../../../platform/access/index.ts";
import { compareName, listNodesFor } from "../../directory/index.ts";
import { listSharedTerms } from "../../matchmaking/index.ts";
import { findTeamAside } from "../compute/find-team-aside.ts";
import { gatherPeople } from "../people.ts";
import { byUse, problemOf, proposalOf } from "../proposal.ts";
import { refuseTwice } from "../rules.ts";
import { collectTerms, rateSuggestions } from "../suggestion.ts";
import { foldText, seekTerm } from "../terms.ts";
import type { CandidateSearch, TeamCandidate, TeamProposal, TeamSuggestion, TeamWish } from "../types.ts";
import { getOrigin, type OriginRef } from "./origin.ts";
import { loadSources, openPool } from "./pool.ts";

/** Which capabilities the text asks for, and where people could be looked for. */
export async function suggestCapabilities(ctx: Ctx, ref: OriginRef): Promise<TeamSuggestion> {
  return transact(ctx, async (tx) => {
    const origin = await getOrigin(tx, ctx.caller, "team.read", ref);
    const { kind, id, number, title, text, scopeId } = origin;
    const sources = await loadSources(tx, scopeId);
    const keywords = sources.achievements.flatMap(({ record }) => splitKeywords(record.keywords));
    const terms = collectTerms(`${title}\n${text}`, {
      nodes: await listNodesFor(tx, scopeId, id),
      shared: await listSharedTerms(tx, scopeId, id),
      keywords: [...new Set(keywords)],
    });
    const people = gatherPeople(
      sources,
      terms.map(({ term }) => seekTerm(term)),
    );
    const university = compareName(sources.home);
    const byUnit = new Map<string, { readonly unit: string; people: number }>();
    for (const { unit } of people) {
      if (unit === "") continue;
      const known = byUnit.get(compareName(unit)) ?? { unit, people: 0 };
      known.people += 1;
      byUnit.set(compareName(unit), known);
    }
    return {
      origin: { kind, id, number, title, text },
      capabilities: rateSuggestions(terms, people),
      units: [...byUnit.entries()]
        .map(([key, { unit, people: count }]) => ({ unit, people: count, isOfPair: key === university }))
        .sort((a, b) => Number(b.isOfPair) - Number(a.isOfPair) || b.people - a.people)
        .slice(0, 50),
      people: people.length,
    };
  });
}

function splitKeywords(keywords: string | undefined): string[] {
  return (keywords ?? "").split(/[;；,，、|/\s]+/).filter((word) => word.length > 1);
}

/** The smallest team that covers what is asked for. */
export async function proposeTeam(ctx: Ctx, ref: OriginRef, wish: TeamWish): Promise<TeamProposal> {
  refuseTwice(wish.capabilities);
  const pool = await transact(ctx, async (tx) =>
    openPool(tx, await getOrigin(tx, ctx.caller, "team.read", ref), {
      terms: wish.capabilities.map(({ term }) => term),
      units: wish.units,
      mostProjects: wish.limits.mostProjects,
    }),
  );
  return proposalOf(wish, pool, await findTeamAside(problemOf(wish, pool)));
}

/** People by name, or those who bring most, to put into a team by hand. */
export async function searchCandidates(
  ctx: Ctx,
  ref: OriginRef,
  { capabilities, limits, units, search, limit }: CandidateSearch,
): Promise<TeamCandidate[]> {
  refuseTwice(capabilities);
  const pool = await transact(ctx, async (tx) =>
    openPool(tx, await getOrigin(tx, ctx.caller, "team.read", ref), {
      terms: capabilities.map(({ term }) => term),
      units,
      mostProjects: limits.mostProjects,
    }),
  );
  const words = foldText(search)
    .split(/\s+/)
    .filter((word) => word !== "");
  return pool
    .filter(({ name, unit, college }) => {
      const text = foldText(`${name} ${unit} ${college}`);
      return words.every((word) => text.includes(word));
    })
    .toSorted(byUse)
    .slice(0, limit);
}
