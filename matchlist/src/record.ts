import type { ListKind, ListReading, Need, RecordOf } from "@dual-high/lists";
import { bandOf, relevanceOf } from "@dual-high/matching";
import type { Clarity } from "./clarity.ts";
import type { SharedTerm } from "./matcher.ts";
import { gatherPartners } from "./partners.ts";
import { planNeeds } from "./plan.ts";
import type {
  MatchList,
  MatchOptions,
  NeedMatch,
  Outcome,
  PairLists,
  Partner,
  PlanWishes,
  Suggestion,
} from "./types.ts";

/** Raised when what is written changes its shape; an older record is refused rather than misread. */
const FORMAT = 1;

interface WrittenSuggestion {
  readonly key: string;
  readonly score: number;
  readonly shared: readonly SharedTerm[];
  readonly bestItem?: string;
  readonly others: readonly string[];
}

interface WrittenMatch {
  readonly outcome: Outcome;
  readonly clarity: Clarity;
  readonly suggestions: readonly WrittenSuggestion[];
  /** Absent where it is the first suggestion. */
  readonly nearest?: WrittenSuggestion;
  readonly lacks: readonly string[];
  readonly instruments: readonly { readonly id: string; readonly score: number; readonly terms: readonly string[] }[];
  readonly offers: readonly WrittenSuggestion[];
}

type WrittenNeed = Omit<Need, "budget"> & { readonly budget?: { readonly low: string; readonly high: string } };

interface Written {
  readonly format: typeof FORMAT;
  readonly options: MatchOptions;
  readonly lists: { readonly needs: readonly WrittenNeed[] } & {
    readonly [K in Exclude<ListKind, "needs">]?: readonly RecordOf[K][];
  };
  /** In the order of the needs. */
  readonly matches: readonly WrittenMatch[];
}

/**
 * A match list as text: the lists it was made of and what was found. The same lists and options give the same text, so that
 * a digest of it proves that a run was repeated. The plan is left out, for it follows from the rest.
 */
export function writeRecord(list: MatchList): string {
  const offersByNeed = Map.groupBy(list.offers, ({ needId }) => needId);
  const written: Written = {
    format: FORMAT,
    options: list.options,
    lists: {
      needs: list.lists.needs.records.map(writeNeed),
      ...(list.lists.achievements === undefined ? {} : { achievements: list.lists.achievements.records }),
      ...(list.lists.instruments === undefined ? {} : { instruments: list.lists.instruments.records }),
      ...(list.lists.teams === undefined ? {} : { teams: list.lists.teams.records }),
    },
    matches: list.matches.map((match): WrittenMatch => {
      const { outcome, clarity, suggestions, nearest, lacks, instruments } = match;
      return {
        outcome,
        clarity,
        suggestions: suggestions.map(writeSuggestion),
        ...(nearest === undefined || nearest === suggestions[0] ? {} : { nearest: writeSuggestion(nearest) }),
        lacks,
        instruments: instruments.map(({ instrument, score, terms }) => ({ id: instrument.id, score, terms })),
        offers: (offersByNeed.get(match.need.id) ?? []).map(({ suggestion }) => writeSuggestion(suggestion)),
      };
    }),
  };
  return JSON.stringify(written);
}

/** The match list that a record was made of, with the plan that these wishes give. */
export function readRecord(text: string, wishes: PlanWishes = {}): MatchList {
  const written = JSON.parse(text) as Written;
  if (written.format !== FORMAT)
    throw new Error(`This record of a match list has the format ${String(written.format)}.`);
  const lists = readLists(written.lists);
  const partners = gatherPartners(lists, written.options);
  const instruments = new Map(lists.instruments?.records.map((instrument) => [instrument.id, instrument]));
  const readSuggestion = ({ key, score, shared, bestItem, others }: WrittenSuggestion): Suggestion => ({
    partner: partners.byKey.get(key) as Partner,
    score,
    relevance: relevanceOf(score),
    band: bandOf(score),
    terms: shared.map(({ term }) => term),
    shared,
    ...(bestItem === undefined ? {} : { bestItem }),
    others: others.map((other) => partners.byKey.get(other) as Partner),
  });
  const matches = written.matches.map((match, at): NeedMatch => {
    const suggestions = match.suggestions.map(readSuggestion);
    const nearest = match.nearest === undefined ? suggestions[0] : readSuggestion(match.nearest);
    return {
      need: lists.needs.records[at] as Need,
      clarity: match.clarity,
      outcome: match.outcome,
      suggestions,
      ...(nearest === undefined ? {} : { nearest }),
      lacks: match.lacks,
      instruments: match.instruments.flatMap(({ id, score, terms }) => {
        const instrument = instruments.get(id);
        return instrument === undefined ? [] : [{ instrument, score, terms }];
      }),
    };
  });
  const offers = written.matches.flatMap((match, at) =>
    match.offers.map((offer) => ({ needId: (matches[at] as NeedMatch).need.id, suggestion: readSuggestion(offer) })),
  );
  const plan = planNeeds(matches, offers, partners.suppliers, wishes);
  return { lists, options: written.options, matches, offers, plan };
}

// JSON knows no bigint.
function writeNeed({ budget, ...need }: Need): WrittenNeed {
  return budget === undefined ? need : { ...need, budget: { low: `${budget.low}`, high: `${budget.high}` } };
}

function readNeed({ budget, ...need }: WrittenNeed): Need {
  return budget === undefined ? need : { ...need, budget: { low: BigInt(budget.low), high: BigInt(budget.high) } };
}

function writeSuggestion({ partner, score, shared, bestItem, others }: Suggestion): WrittenSuggestion {
  return {
    key: partner.key,
    score,
    shared,
    ...(bestItem === undefined ? {} : { bestItem }),
    others: others.map(({ key }) => key),
  };
}

function readLists(lists: Written["lists"]): PairLists {
  return {
    needs: listOf("needs", lists.needs.map(readNeed)),
    ...(lists.achievements === undefined ? {} : { achievements: listOf("achievements", lists.achievements) }),
    ...(lists.instruments === undefined ? {} : { instruments: listOf("instruments", lists.instruments) }),
    ...(lists.teams === undefined ? {} : { teams: listOf("teams", lists.teams) }),
  };
}

/** Records that are kept somewhere, as a list of which nothing was refused. */
export function listOf<K extends ListKind>(kind: K, records: readonly RecordOf[K][]): ListReading<K> {
  return { kind, records, problems: [], tables: [], read: records.length, warned: 0, refused: 0 };
}
