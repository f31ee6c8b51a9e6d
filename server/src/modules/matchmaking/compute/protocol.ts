// What is asked of the threads that compute, and what they answer.
import type { Language } from "@dual-high/kernel";
import type { Achievement, Instrument, Need, Team } from "@dual-high/lists";
import type { SharedIndex } from "@dual-high/matching";
import type { Judgement, PlanTally, RunFacts, WhyNotPartner } from "@dual-high/matchlist";
import type { CandidateContent, DescribedBlock, PartnerRef, PlanContent, PlanOutline } from "./content.ts";

export interface ListRecords {
  readonly needs: readonly Need[];
  readonly achievements?: readonly Achievement[];
  readonly instruments?: readonly Instrument[];
  readonly teams?: readonly Team[];
}

export interface RunInputDigest {
  readonly kind: keyof ListRecords;
  readonly count: number;
  readonly digest: string;
}

/** Lines of a record, and the place of their first need. */
interface Lines {
  readonly from: number;
  readonly lines: Uint8Array;
}

/** What is asked while a run is computed: the answer by the name of the question. */
export interface RunQuestions {
  /** Indexes the partners; for other threads too, when it is shared. */
  readonly index: { readonly ask: { readonly isShared: boolean }; readonly answer: SharedIndex | null };
  readonly inputs: { readonly ask: null; readonly answer: RunInputDigest[] };
  readonly match: {
    readonly ask: { readonly from: number; readonly to: number };
    readonly answer: Uint8Array<ArrayBuffer>;
  };
  readonly collect: { readonly ask: Lines; readonly answer: null };
  readonly solve: { readonly ask: null; readonly answer: PlanOutline };
  readonly describe: { readonly ask: Lines; readonly answer: DescribedBlock };
}
export type RunQuestionName = keyof RunQuestions;

/** Wishes as they cross between threads and into the database. */
export interface WrittenWishes {
  readonly locked: readonly (readonly [needNumber: string, supplierKey: string])[];
  readonly forbidden: readonly (readonly [needNumber: string, supplierKey: string])[];
  readonly capacities: Readonly<Record<string, number>>;
  /** The plan that is to change little; absent where there is none. */
  readonly keep?: {
    readonly version: number;
    readonly previous: readonly (readonly [needNumber: string, supplierKey: string])[];
    readonly changeAtMost: number;
  };
}

export interface PartnerFound extends PartnerRef {
  readonly key: string;
  readonly unit: string;
  readonly people: string;
}

export interface WhyNotFound extends Omit<WhyNotPartner, "partner"> {
  readonly partner: PartnerFound;
  readonly cautions: CandidateContent["cautions"];
}

/** Which records there were and what each said, by its digest. */
export interface RunDigests {
  readonly needs: Readonly<Record<string, string>>;
  readonly partners: Readonly<Record<string, string>>;
  readonly instruments: Readonly<Record<string, string>>;
}

/** Questions about a run that is done: the answer by the name of the question. */
export interface Questions {
  readonly partners: {
    readonly ask: { readonly search: string; readonly limit: number };
    readonly answer: PartnerFound[];
  };
  readonly whyNot: {
    readonly ask: { readonly needNumber: string; readonly partnerKey: string };
    readonly answer: WhyNotFound | null;
  };
  readonly plan: {
    readonly ask: WrittenWishes;
    readonly answer: {
      readonly plan: PlanContent;
      /** Locked pairs that the run knows no way for. */
      readonly impossible: readonly (readonly [needNumber: string, supplierKey: string])[];
    };
  };
  readonly tally: {
    readonly ask: {
      readonly pairs: readonly (readonly [needNumber: string, supplierKey: string])[];
      readonly wishes: WrittenWishes;
    };
    readonly answer: PlanTally;
  };
  readonly workbook: {
    readonly ask: {
      readonly facts: RunFacts;
      readonly language: Language;
      readonly wishes: WrittenWishes;
      /** What was decided, by need and partner. */
      readonly decisions: Readonly<Record<string, string>>;
    };
    readonly answer: Uint8Array<ArrayBuffer>;
  };
  readonly learning: {
    /** Needs by their numbers, partners by their keys. */
    readonly ask: { readonly judgements: readonly Judgement[] };
    readonly answer: Uint8Array<ArrayBuffer>;
  };
  readonly digests: { readonly ask: null; readonly answer: RunDigests };
  readonly repeat: { readonly ask: null; readonly answer: string };
}
export type QuestionName = keyof Questions;

export interface ReaderRequest {
  readonly id: number;
  readonly digest: string;
  /** Sent when the thread does not hold this record yet. */
  readonly record: Uint8Array<ArrayBuffer> | null;
  readonly name: QuestionName;
  readonly ask: unknown;
}

export type ReaderMessage =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: string };

export function decisionKey(needNumber: string, partnerKey: string): string {
  return `${needNumber}\n${partnerKey}`;
}
