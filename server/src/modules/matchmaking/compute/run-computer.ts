// What is computed of a run, block by block. It knows neither threads nor the database.
import { createHash } from "node:crypto";
import type { SharedIndex } from "@dual-high/matching";
import {
  makeEngine,
  type Matching,
  openMatching,
  openPlan,
  openRecord,
  type OpenRecord,
  plannedNeed,
  type PlannedNeed,
  type PlanWriter,
  solvePlan,
  writeFound,
} from "@dual-high/matchlist";
import {
  type DescribedBlock,
  describeLine,
  describeLoads,
  describeNeed,
  digestOf,
  type PlanOutline,
} from "./content.ts";
import type { RunInputDigest } from "./protocol.ts";

const LISTS = ["needs", "achievements", "instruments", "teams"] as const;

/** What a run is computed from. */
export interface RunOrder {
  readonly head: Uint8Array;
  /** The partners' index, where another thread has built it. */
  readonly shared?: SharedIndex | null;
}

export class RunComputer {
  readonly #record: OpenRecord;
  readonly #planned: PlannedNeed[] = [];
  #matching: Matching | null = null;
  #plan: PlanWriter | null = null;

  readonly #shared: SharedIndex | null;

  /** `head` is that of the run's record: the lists and options, in bytes. */
  constructor({ head, shared = null }: RunOrder) {
    this.#record = openRecord(head);
    this.#shared = shared;
  }

  /** Each list with its count and a digest of what it says. */
  inputs(): RunInputDigest[] {
    const { lists } = this.#record;
    return LISTS.flatMap((kind) => {
      const records = lists[kind]?.records;
      if (records === undefined) return [];
      const hash = createHash("sha256");
      for (const each of records) hash.update(digestOf(each));
      return [{ kind, count: records.length, digest: hash.digest("hex") }];
    });
  }

  /** Indexes the partners, which takes long; `match` does it where nobody has. */
  index(): Matching {
    const { lists, options } = this.#record;
    this.#matching ??= openMatching(lists, options, makeEngine, this.#shared);
    return this.#matching;
  }

  /** @returns the lines of the needs from `from` to `to`, as they stand in the record */
  match({ from, to }: { readonly from: number; readonly to: number }): Uint8Array<ArrayBuffer> {
    const { matchNeed } = this.index();
    const needs = this.#record.lists.needs.records.slice(from, to);
    return new TextEncoder().encode(needs.map((need) => `${writeFound(matchNeed(need))}\n`).join(""));
  }

  /** Takes note of what the plan may choose from; block after block, in order. */
  collect({ from, lines }: { readonly from: number; readonly lines: Uint8Array }): void {
    for (const found of this.#read(from, lines)) {
      if (found.match.outcome === "matched") this.#planned.push(plannedNeed(found, this.#record.partners.suppliers));
    }
  }

  /** Plans what was collected. */
  solve(): PlanOutline {
    const { lists, partners } = this.#record;
    const solution = solvePlan(this.#planned, partners.suppliers);
    const needById = new Map(lists.needs.records.map((need) => [need.id, need]));
    this.#plan = openPlan(solution, partners.suppliers, needById);
    const { total, greedyTotal, conflicts } = solution;
    return { loads: describeLoads(this.#plan.loads()), total, greedyTotal, conflicts };
  }

  /** Once the plan is solved. */
  describe({ from, lines }: { readonly from: number; readonly lines: Uint8Array }): DescribedBlock {
    const plan = this.#plan;
    if (plan === null) throw new Error("A run is described when its plan is solved.");
    const { achievements, teams } = this.#record.lists;
    const candidates = (achievements?.records.length ?? 0) + (teams?.records.length ?? 0);
    const found = this.#read(from, lines);
    return {
      needs: found.map(({ match }) => describeNeed(match, candidates)),
      planLines: found.flatMap((each) =>
        each.match.outcome === "matched" ? [describeLine(plan.lineOf(each), false)] : [],
      ),
    };
  }

  #read(from: number, lines: Uint8Array) {
    const texts = new TextDecoder().decode(lines).split("\n").slice(0, -1);
    return texts.map((line, at) => this.#record.readLine(from + at, line));
  }
}
