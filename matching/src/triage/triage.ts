/** Reads a need as an officer does: which of the parts that a team needs are there, where, and which are missing. */
import { findBasis } from "./basis.ts";
import { findConditions } from "./conditions.ts";
import { MEASURES } from "./figures.ts";
import { findIndicators } from "./indicators.ts";
import { readSentences, type Sentence } from "./passages.ts";
import { findProblem } from "./problem.ts";
import { countSpecificCharacters } from "./specific.ts";
import { findBudget, findDeadline } from "./terms.ts";
import { findTopics } from "./topics.ts";
import {
  type PartFinding,
  type Triage,
  TRIAGE_PARTS,
  type TriagePart,
  type TriageSpan,
  type TriageText,
} from "./types.ts";

/** Fewer specific characters than this, and no partner could tell what is wanted. */
const SPECIFIC_CHARACTERS = 8;
/** A need that states nothing else, not even a figure, has to say at least this much about its problem. */
const SPECIFIC_CHARACTERS_ALONE = 24;
/** A need with this much to say says what is wanted, in whatever words. */
const SPECIFIC_CHARACTERS_DETAILED = 60;

/** Out of 100. What is to be solved and how to tell weigh most: without them nobody can be asked at all. */
const WEIGHTS: Readonly<Record<TriagePart | "oneTopic", number>> = {
  problem: 30,
  indicators: 20,
  conditions: 10,
  basis: 15,
  budget: 10,
  deadline: 5,
  oneTopic: 10,
};

/** Pure: the same text gives the same findings. Nothing is guessed: a part counts as missing when nothing says it. */
export function triageNeed(need: TriageText): Triage {
  const sentences = readSentences(need);
  const spans: Record<TriagePart, readonly TriageSpan[]> = {
    problem: findProblem(sentences),
    indicators: findIndicators(sentences),
    conditions: findConditions(sentences),
    basis: findBasis(sentences),
    budget: findBudget(sentences),
    deadline: findDeadline(sentences),
  };
  const specific = countSpecificCharacters(`${need.title}\n${need.content}`);
  const states = (part: TriagePart) =>
    spans[part].length > 0 || (part === "budget" ? need.hasBudget : part === "deadline" && need.hasDeadline) === true;
  const statesMore = TRIAGE_PARTS.slice(1).some(states) || MEASURES.test(need.content);
  // Who gives figures to reach, or this much detail, has said what is wanted in whatever words.
  const isDetailed = specific >= (states("indicators") ? SPECIFIC_CHARACTERS_ALONE : SPECIFIC_CHARACTERS_DETAILED);
  const saysProblem = specific >= SPECIFIC_CHARACTERS && (states("problem") || isDetailed);
  const parts = TRIAGE_PARTS.map((part): PartFinding => {
    const isThere = part === "problem" ? saysProblem : states(part);
    return { part, isThere, spans: isThere ? spans[part].map(bare) : [] };
  });
  const { spans: topics, isList } = findTopics(need, sentences);
  return {
    parts,
    topics,
    isList,
    isTooShort: specific < (statesMore ? SPECIFIC_CHARACTERS : SPECIFIC_CHARACTERS_ALONE),
    score: scoreOf(parts, topics.length),
  };
}

/** The weights of the parts that are there, and of having one topic. */
function scoreOf(parts: readonly PartFinding[], topics: number): number {
  const said = parts.reduce((sum, { part, isThere }) => sum + (isThere ? WEIGHTS[part] : 0), 0);
  return said + (topics === 0 ? WEIGHTS.oneTopic : 0);
}

function bare({ field, start, end }: Pick<Sentence, "field" | "start" | "end">): TriageSpan {
  return { field, start, end };
}
