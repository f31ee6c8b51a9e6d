/**
 * What weights are learnt from, as lines of JSON: the weights in force, the texts that were compared, and what people decided.
 * It holds no name, contact, comment or day: needs and partners are numbered anew.
 */
import { type CandidateText, NEED_WEIGHTS, type NeedText, readTrainedWeights, type Weights } from "@dual-high/matching";
import type { OpenRecord } from "./record.ts";

/** Raised when what is written changes its shape. */
const FORMAT = 1;

/** What people decided on a need and a candidate. */
export interface Judgement {
  readonly needId: string;
  readonly candidateId: string;
  readonly accepted: boolean;
  /** Why it was refused, as a code. */
  readonly reason: string | null;
}

export interface Learning {
  readonly needs: readonly NeedText[];
  readonly candidates: readonly CandidateText[];
  readonly judgements: readonly Judgement[];
  readonly present: Weights;
}

/** Refusals that speak of the matter. Who had no time, or was known already, says nothing about ranking. */
const OF_THE_MATTER: readonly (string | null)[] = [null, "wrong_field", "not_mine"];

/** Whether a judgement says anything about the order of candidates. */
export function tellsOrder({ accepted, reason }: Pick<Judgement, "accepted" | "reason">): boolean {
  return accepted || OF_THE_MATTER.includes(reason);
}

/**
 * All texts of a run, for how rare a word is depends on them all, with the judgements on its needs and partners. Needs go by
 * the number of their list, partners by their key; a judgement on another is left out.
 */
export function* writeLearning(
  { lists, options, partners }: Pick<OpenRecord, "lists" | "options" | "partners">,
  judgements: readonly Judgement[],
): Generator<string> {
  const needs = new Map(lists.needs.records.map(({ id }, at) => [id, at + 1]));
  const candidates = new Map(partners.texts.map(({ id }, at) => [id, at + 1]));
  yield JSON.stringify({ kind: "learning", format: FORMAT, weights: options.weights ?? NEED_WEIGHTS });
  for (const { id, title, content } of lists.needs.records) {
    yield JSON.stringify({ kind: "need", id: needs.get(id), title, content });
  }
  for (const { id, title, content, items = [] } of partners.texts) {
    const told =
      items.length === 0 ? {} : { items: items.map((item) => ({ title: item.title, content: item.content })) };
    yield JSON.stringify({ kind: "candidate", id: candidates.get(id), title, content, ...told });
  }
  for (const { needId, candidateId, accepted, reason } of judgements) {
    const [need, candidate] = [needs.get(needId), candidates.get(candidateId)];
    if (need === undefined || candidate === undefined) continue;
    yield JSON.stringify({ kind: "judgement", need, candidate, accepted, reason });
  }
}

/** Null where the lines are not what {@link writeLearning} writes. */
export function readLearning(lines: Iterable<string>): Learning | null {
  const needs: NeedText[] = [];
  const candidates: CandidateText[] = [];
  const judgements: Judgement[] = [];
  let present: Weights | null = null;
  try {
    for (const line of lines) {
      if (line.trim() === "") continue;
      const told = JSON.parse(line) as WrittenLine;
      if (present === null) {
        if (told.kind !== "learning" || told.format !== FORMAT) return null;
        present = readTrainedWeights({ weights: told.weights }).weights;
      } else if (told.kind === "need") needs.push(textOf(told));
      else if (told.kind === "candidate") {
        candidates.push({ ...textOf(told), ...(told.items === undefined ? {} : { items: told.items }) });
      } else if (told.kind === "judgement") {
        const { need, candidate, accepted, reason } = told;
        judgements.push({ needId: String(need), candidateId: String(candidate), accepted, reason });
      } else return null;
    }
  } catch {
    return null;
  }
  return present === null ? null : { needs, candidates, judgements, present };
}

type WrittenText = { readonly id: number; readonly title: string; readonly content: string };
type WrittenLine =
  | { readonly kind: "learning"; readonly format: number; readonly weights: unknown }
  | ({ readonly kind: "need" } & WrittenText)
  | ({ readonly kind: "candidate"; readonly items?: CandidateText["items"] & object } & WrittenText)
  | {
      readonly kind: "judgement";
      readonly need: number;
      readonly candidate: number;
      readonly accepted: boolean;
      readonly reason: string | null;
    };

function textOf({ id, title, content }: WrittenText): NeedText {
  return { id: String(id), title, content };
}
