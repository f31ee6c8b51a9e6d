// What a run found, taken apart into what is stored. Runs in the thread that computed it.
import { createHash } from "node:crypto";
import type { Bilingual, Language } from "@dual-high/kernel";
import {
  askEnterprise,
  describeCaution,
  describeKind,
  describeUnclear,
  explainPlanLine,
  explainSuggestion,
  explainUnmatched,
  type MatchPlan,
  nameOfTerm,
  type NeedMatch,
  openPlan,
  type OpenRecord,
  type Partner,
  plannedNeed,
  type PlanLine,
  type PlannedNeed,
  type PlanRevision,
  type PlanWishes,
  solvePlan,
  type Suggestion,
} from "@dual-high/matchlist";
import type { Clarity, NeedTexts, PartnerKind, PartnerText, SharedTerm } from "../types.ts";

/** A partner. Achievements, teams and instruments come in under the ids of their rows, needs under their lists' numbers. */
export interface PartnerRef {
  readonly kind: PartnerKind;
  readonly id: string;
  readonly name: string;
}

export interface CandidateContent extends PartnerRef {
  readonly partnerKey: string;
  readonly supplierKey: string;
  readonly rank: number;
  readonly unit: string;
  readonly people: string;
  readonly kindText: Bilingual;
  readonly score: number;
  readonly relevance: number;
  readonly band: Suggestion["band"];
  readonly shared: readonly SharedTerm[];
  readonly cautions: readonly { readonly code: string; readonly text: Bilingual }[];
  readonly reason: Bilingual;
  readonly bestItem: string | null;
  readonly others: readonly PartnerRef[];
  readonly text: PartnerText;
  readonly digest: string;
}

export interface NeedContent {
  readonly number: string;
  readonly enterprise: string;
  readonly title: string;
  readonly content: string;
  readonly field: string;
  readonly digest: string;
  readonly outcome: NeedMatch["outcome"];
  readonly bestBand: Suggestion["band"];
  readonly bestScore: number;
  readonly clarity: Clarity;
  readonly texts: NeedTexts;
  readonly lacks: readonly string[];
  readonly nearest:
    | (PartnerRef & {
        readonly unit: string;
        readonly score: number;
        readonly band: Suggestion["band"];
        readonly terms: readonly string[];
      })
    | null;
  readonly instruments: readonly {
    readonly instrumentId: string;
    readonly name: string;
    readonly model: string;
    readonly unit: string;
    readonly score: number;
    readonly terms: readonly string[];
  }[];
  readonly candidates: readonly CandidateContent[];
}

interface SupplierContent {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly capacity: number;
}

export interface PlanContent {
  readonly lines: readonly {
    readonly number: string;
    readonly supplier: SupplierContent | null;
    readonly partner: PartnerRef | null;
    readonly score: number | null;
    readonly band: Suggestion["band"] | null;
    readonly firstChoice: SupplierContent | null;
    readonly takenBy: readonly string[];
    readonly isLocked: boolean;
    readonly text: Bilingual;
  }[];
  readonly loads: readonly (SupplierContent & { readonly numbers: readonly string[] })[];
  readonly placed: number;
  readonly total: number;
  readonly greedyTotal: number;
  readonly conflicts: MatchPlan["conflicts"];
  readonly revision: PlanRevision | null;
}

/** A block as the run's record has it, taken apart into what is stored. */
export interface DescribedBlock {
  readonly needs: readonly NeedContent[];
  readonly planLines: PlanContent["lines"];
}

export type PlanOutline = Omit<PlanContent, "lines" | "placed" | "revision">;

const EMPTY: Bilingual = { zh: "", en: "" };

function both(say: (language: Language) => string): Bilingual {
  return { zh: say("zh"), en: say("en") };
}

/** Digest of what a record says, wherever it was read: the order of its fields and its place in a file do not count. */
export function digestOf(record: object): string {
  const { origin: _, ...said } = record as Record<string, unknown>;
  return createHash("sha256").update(canonical(said)).digest("hex");
}

function canonical(value: unknown): string {
  if (typeof value === "bigint") return `"${value}"`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`)
    .join(",")}}`;
}

/** `candidates`: with how many the need was compared. */
export function describeNeed(match: NeedMatch, candidates: number): NeedContent {
  const { need, clarity, outcome, suggestions, nearest, lacks, instruments } = match;
  const [best] = suggestions;
  return {
    number: need.id,
    enterprise: need.enterprise ?? "",
    title: need.title,
    content: need.content,
    field: need.field ?? "",
    digest: digestOf(need),
    outcome,
    bestBand: best?.band ?? "none",
    bestScore: best?.score ?? 0,
    clarity: {
      missing: [...clarity.missing],
      isTooShort: clarity.isTooShort,
      topics: [...clarity.topics],
      mustClarify: clarity.mustClarify,
    },
    texts: {
      unclear: both((language) => describeUnclear(clarity, language)),
      ask: clarity.missing.length === 0 && !clarity.mustClarify ? EMPTY : both((l) => askEnterprise(need, clarity, l)),
      why: outcome === "unmatched" ? both((language) => explainUnmatched(match, candidates, language)) : EMPTY,
    },
    lacks,
    nearest:
      nearest === undefined
        ? null
        : {
            ...refOf(nearest.partner),
            unit: nearest.partner.unit,
            score: nearest.score,
            band: nearest.band,
            terms: nearest.terms,
          },
    instruments: instruments.map(({ instrument, score, terms }) => ({
      instrumentId: instrument.id,
      name: instrument.name,
      model: instrument.model ?? "",
      unit: instrument.unit ?? "",
      score,
      terms,
    })),
    candidates: suggestions.map((suggestion, at) => describeCandidate(suggestion, need, at + 1)),
  };
}

export function refOf(partner: Partner): PartnerRef {
  return { kind: partner.kind, id: partner.record.id, name: partner.name };
}

export function describePartnerCautions(partner: Partner): { code: string; text: Bilingual }[] {
  return partner.cautions.map((code) => ({ code, text: both((language) => describeCaution(code, partner, language)) }));
}

function describeCandidate(suggestion: Suggestion, need: NeedMatch["need"], rank: number): CandidateContent {
  const { partner, score, relevance, band, shared, bestItem, others } = suggestion;
  return {
    ...refOf(partner),
    partnerKey: partner.key,
    supplierKey: partner.supplier,
    rank,
    unit: partner.unit,
    people: partner.people,
    kindText: both((language) => describeKind(partner, language)),
    score,
    relevance,
    band,
    shared: shared.map(({ share, needSpans, candidateSpans, ...named }) => ({
      term: nameOfTerm(named),
      share,
      needSpans: [...needSpans],
      partnerSpans: [...candidateSpans],
    })),
    cautions: describePartnerCautions(partner),
    reason: both((language) => explainSuggestion(suggestion, need, language)),
    bestItem: bestItem ?? null,
    others: others.map(refOf),
    text: textOf(partner, shared),
    digest: digestOf(partner.record),
  };
}

/** The text that was compared, with those of its items in which a shared phrase stands. */
function textOf(partner: Partner, shared: Suggestion["shared"]): PartnerText {
  if (partner.kind === "achievement")
    return { title: partner.record.title, content: partner.record.content, items: [] };
  const { name, field, content, items = [] } = partner.record;
  const marked = new Set(shared.flatMap(({ candidateSpans }) => candidateSpans.map(({ item }) => item)));
  return {
    title: name,
    content: [field, content].filter((part) => part !== undefined && part !== "").join("\n"),
    items: items.flatMap((item, at) =>
      marked.has(at) ? [{ item: at, title: item.title, content: item.content }] : [],
    ),
  };
}

/** What a plan may choose from, of all that a record holds. */
export function plannedNeedsOf(record: OpenRecord): PlannedNeed[] {
  return record.lists.needs.records.flatMap((_, at) => {
    const found = record.found(at);
    return found.match.outcome === "matched" ? [plannedNeed(found, record.partners.suppliers)] : [];
  });
}

/** The plan that wishes give for what a record holds. Its needs are read one by one, twice. */
export function describePlan(record: OpenRecord, wishes: PlanWishes): PlanContent {
  const { suppliers } = record.partners;
  const needs = record.lists.needs.records;
  const solution = solvePlan(plannedNeedsOf(record), suppliers, wishes);
  const { lineOf, loads } = openPlan(solution, suppliers, new Map(needs.map((need) => [need.id, need])), wishes);
  const isLocked = new Set(wishes.locked?.map(([needId, key]) => `${needId} ${key}`));
  const lines = needs.flatMap((need, at) => {
    const found = record.found(at);
    if (found.match.outcome !== "matched") return [];
    const line = lineOf(found);
    return [describeLine(line, line.supplier !== null && isLocked.has(`${need.id} ${line.supplier.key}`))];
  });
  const placed = lines.filter(({ supplier }) => supplier !== null).length;
  const { total, greedyTotal, conflicts, revision } = solution;
  return { lines, loads: describeLoads(loads()), placed, total, greedyTotal, conflicts, revision };
}

export function describeLine(line: PlanLine, isLocked: boolean): PlanContent["lines"][number] {
  const { match, supplier, suggestion, firstChoice, takenBy } = line;
  return {
    number: match.need.id,
    supplier: supplier === null ? null : supplierOf(supplier),
    partner: suggestion === undefined ? null : refOf(suggestion.partner),
    score: suggestion?.score ?? null,
    band: suggestion?.band ?? null,
    firstChoice: firstChoice === undefined ? null : supplierOf(firstChoice.supplier),
    takenBy: takenBy.map(({ id }) => id),
    isLocked,
    text: isLocked ? sayLocked(line) : both((language) => explainPlanLine(line, language)),
  };
}

export function describeLoads(loads: MatchPlan["loads"]): PlanContent["loads"] {
  return loads.map(({ supplier, needs }) => ({ ...supplierOf(supplier), numbers: needs.map(({ id }) => id) }));
}

function supplierOf({ key, name, unit, capacity }: SupplierContent): SupplierContent {
  return { key, name, unit, capacity };
}

function sayLocked({ firstChoice }: PlanLine): Bilingual {
  if (firstChoice === undefined) return { zh: "按锁定安排，也是首选", en: "As locked, and the first choice" };
  const { name } = firstChoice.supplier;
  return { zh: `按锁定安排；首选是“${name}”`, en: `As locked; the first choice is “${name}”` };
}
