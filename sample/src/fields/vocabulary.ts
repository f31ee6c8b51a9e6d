/**
 * The vocabulary of one industry, from which needs, achievements and teams are composed. Notation inside the texts:
 * `{20~35}` is a number drawn from that range with the decimals of its ends; `≥` and `≤` in a goal are read as the
 * demand of a need and the reached value of an achievement; `{}` in the name of a thing stands for the object.
 */
export interface Way {
  /** Fits "基于…的" and "采用…". */
  readonly means: string;
  /** What a patent on it would claim: methods, devices, materials. */
  readonly things: readonly string[];
  /** Steps or parts as clauses without a subject, in working order. */
  readonly steps: readonly string[];
}

export interface Topic {
  /** The object in its variants; the first is the plain one. */
  readonly objects: readonly string[];
  /** How an enterprise would title the need. */
  readonly ask: string;
  /** The defect as a clause: fits "针对…的问题". */
  readonly trouble: string;
  /** The same in the enterprise's own words: whole sentences. */
  readonly plight: string;
  readonly goals: readonly string[];
  /** Empty where the university has nothing: needs of such a topic find near misses only. */
  readonly ways: readonly Way[];
  readonly terms: readonly string[];
}

export interface Field {
  readonly id: string;
  readonly name: string;
  /** Wordings of the field found in lists. */
  readonly labels: readonly string[];
  /** The trade in an enterprise's name. */
  readonly trades: readonly string[];
  /** What such enterprises make, for needs too vague to say more. */
  readonly products: readonly string[];
  readonly colleges: readonly string[];
  /** Opening sentences on the state of the industry. */
  readonly backdrop: readonly string[];
  /** What the enterprise already has: clauses without a final stop. */
  readonly bases: readonly string[];
  /** How a result was verified: fits "经…". */
  readonly trials: readonly string[];
  /** Closing advantages of a result. */
  readonly merits: readonly string[];
  readonly topics: readonly Topic[];
}

type WrittenWay = readonly [means: string, things: string, steps: string];

interface WrittenTopic {
  on: string;
  ask: string;
  trouble: string;
  plight: string;
  goals: string;
  ways: readonly WrittenWay[];
  terms: string;
}

/** Short notation for authors: variants by `/`, goals by `；`, steps by `|`, terms by blanks. */
export function topic(written: WrittenTopic): Topic {
  return {
    objects: written.on.split("/"),
    ask: written.ask,
    trouble: written.trouble,
    plight: written.plight,
    goals: written.goals.split("；"),
    ways: written.ways.map(([means, things, steps]) => ({
      means,
      things: things.split("/"),
      steps: steps.split("|"),
    })),
    terms: written.terms.split(" "),
  };
}
