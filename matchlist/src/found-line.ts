import type { Instrument, Need } from "@dual-high/lists";
import { bandOf, EVIDENCE, type Evidence, relevanceOf, type WeighedEvidence } from "@dual-high/matching";
import type { Clarity } from "./clarity.ts";
import { nameOfTerm, type SharedTerm } from "./matcher.ts";
import type { Partners } from "./partners.ts";
import type { NeedFound, Outcome, Partner, Suggestion } from "./types.ts";

interface WrittenOffer {
  readonly key: string;
  readonly score: number;
  /** Absent where nothing is known beside the texts. */
  readonly evidence?: readonly WeighedEvidence[];
}

interface WrittenSuggestion extends WrittenOffer {
  readonly shared: readonly SharedTerm[];
  readonly bestItem?: string;
  readonly others: readonly string[];
}

/** What was found for a need, without the lists that it speaks of. */
export interface WrittenFound {
  readonly outcome: Outcome;
  readonly clarity: Clarity;
  readonly suggestions: readonly WrittenSuggestion[];
  /** Absent where it is the first suggestion. */
  readonly nearest?: WrittenSuggestion;
  readonly lacks: readonly string[];
  readonly instruments: readonly { readonly id: string; readonly score: number; readonly terms: readonly string[] }[];
  /** By key and score; the reasons stand with the suggestion of the same key, where it is one. */
  readonly offers: readonly WrittenOffer[];
}

/** One line of JSON. The same finding gives the same line, wherever it was made. */
export function writeFound({ match, offers }: NeedFound): string {
  const { outcome, clarity, suggestions, nearest, lacks, instruments } = match;
  const written: WrittenFound = {
    outcome,
    clarity,
    suggestions: suggestions.map(writeSuggestion),
    ...(nearest === undefined || nearest === suggestions[0] ? {} : { nearest: writeSuggestion(nearest) }),
    lacks,
    instruments: instruments.map(({ instrument, score, terms }) => ({ id: instrument.id, score, terms })),
    offers: offers.map(writeOffer),
  };
  return JSON.stringify(written);
}

function writeOffer({ partner, score, evidence }: Suggestion): WrittenOffer {
  const known = evidence.filter(({ value }) => value !== null);
  return { key: partner.key, score, ...(known.length === 0 ? {} : { evidence: known }) };
}

function writeSuggestion(suggestion: Suggestion): WrittenSuggestion {
  const { shared, bestItem, others } = suggestion;
  return {
    ...writeOffer(suggestion),
    shared,
    ...(bestItem === undefined ? {} : { bestItem }),
    others: others.map(({ key }) => key),
  };
}

function notKnown(name: Evidence): WeighedEvidence {
  return { name, value: null, logOdds: 0, contribution: 0 };
}

/** Reads what was written of needs that were matched with these partners and instruments. */
export function openFoundReader(
  partners: Partners,
  instruments: readonly Instrument[],
): (need: Need, written: WrittenFound) => NeedFound {
  const instrumentById = new Map(instruments.map((instrument) => [instrument.id, instrument]));
  const rate = ({ key, score, evidence = [] }: WrittenOffer) => ({
    partner: partners.byKey.get(key) as Partner,
    score,
    evidence: EVIDENCE.map((name) => evidence.find((piece) => piece.name === name) ?? notKnown(name)),
    relevance: relevanceOf(score),
    band: bandOf(score),
  });
  const readSuggestion = (written: WrittenSuggestion): Suggestion => ({
    ...rate(written),
    terms: written.shared.map(nameOfTerm),
    shared: written.shared,
    ...(written.bestItem === undefined ? {} : { bestItem: written.bestItem }),
    others: written.others.map((other) => partners.byKey.get(other) as Partner),
  });
  return (need, { outcome, clarity, lacks, ...written }) => {
    const suggestions = written.suggestions.map(readSuggestion);
    const nearest = written.nearest === undefined ? suggestions[0] : readSuggestion(written.nearest);
    return {
      match: {
        need,
        clarity,
        outcome,
        suggestions,
        ...(nearest === undefined ? {} : { nearest }),
        lacks,
        instruments: written.instruments.flatMap(({ id, score, terms }) => {
          const instrument = instrumentById.get(id);
          return instrument === undefined ? [] : [{ instrument, score, terms }];
        }),
      },
      offers: written.offers.map(
        (offer) =>
          suggestions.find(({ partner }) => partner.key === offer.key) ?? {
            ...rate(offer),
            terms: [],
            shared: [],
            others: [],
          },
      ),
    };
  };
}
