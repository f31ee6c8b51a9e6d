// Function types that a later module implements for an earlier one; app.ts puts them together.
import type { Bilingual } from "@dual-high/kernel";
import type { Caller } from "./access/index.ts";
import type { Tx } from "./db/index.ts";

/** Something that waits for a person, with the one thing to do about it. */
export interface WaitingItem {
  /** What sort of thing it is, such as `ledger_line`. */
  readonly kind: string;
  readonly id: string;
  readonly title: Bilingual;
  /** Where on the web it is done. */
  readonly path: string;
  readonly since: string;
  /** The day on which it is due, or null. */
  readonly due: string | null;
  /** What the button says. */
  readonly action: Bilingual;
}

/** What of a module waits for the caller in a scope. The caller's own transaction: what they may not see waits for nobody. */
export type WaitingSource = (tx: Tx, ctx: { readonly caller: Caller }, scopeId: string) => Promise<WaitingItem[]>;

/** A day by which something has to be done, and who is reminded of it. */
export interface Deadline {
  /** In the singular: `need`, `challenge`. */
  readonly kind: string;
  readonly id: string;
  /** Whose days before hold. */
  readonly scopeId: string;
  /** Calendar day, YYYY-MM-DD. */
  readonly due: string;
  /** What it is called, without the day. */
  readonly label: Bilingual;
  readonly path: string;
  /** Set where it is about a need: whoever may not read that is not told. */
  readonly needId?: string;
  readonly userIds: readonly string[];
  /** Told once more when the day is over and it is not done. */
  readonly isToldLate?: boolean;
}

/** Deadlines from `today` on, at most `within` days away, of what is not done, and late ones that are told; as the system. */
export type DeadlineSource = (tx: Tx, today: string, within: number) => Promise<readonly Deadline[]>;

/** What a module below made of a need: so many of something, as far as the caller sees them. */
export interface NeedTrace {
  readonly kind: string;
  readonly label: Bilingual;
  readonly count: number;
}
export type NeedTraces = (tx: Tx, scopeId: string, needId: string) => Promise<NeedTrace[]>;

/** One figure of the way from a need to a project, with the list behind it. */
export interface FunnelStep {
  readonly key: string;
  readonly label: Bilingual;
  readonly count: number;
  /** What they come to, in fen; null where they are not reckoned in money. */
  readonly amountFen: string | null;
  readonly path: string;
}

/** A stretch of days; `until` is the first that is no longer counted. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

/** What a brief is asked about: a period, and the two that it is compared with. */
export interface BriefAsked extends Period {
  readonly before: Period;
  readonly yearBefore: Period;
  /** Set where the rows of one figure are wanted, and nothing else. */
  readonly rowsOf?: string;
}

/** One row of a figure: when it counts, what it is, what it counts for, and its page. */
export interface BriefRow {
  readonly day: string;
  readonly title: string;
  readonly amount: bigint;
  readonly path: string;
}

/** One figure of a brief with the list behind it: what the period added, and how much there was at its end. */
export interface BriefFigure {
  readonly key: string;
  readonly label: Bilingual;
  /** What one of it is called, as `条`; for money and hours the unit says it. */
  readonly measure: Bilingual;
  readonly unit: "count" | "fen" | "minutes";
  readonly inPeriod: bigint;
  /** In the stretch before, and in that of the year before. */
  readonly before: bigint;
  readonly yearBefore: bigint;
  readonly inAll: bigint;
  /** The first day on which anything counts; null where nothing does. */
  readonly since: string | null;
  readonly path: string;
}

/** What does not move, and what is asked of whom about it. */
export interface BriefStop {
  readonly key: string;
  readonly text: Bilingual;
  readonly count: number;
  readonly path: string;
  readonly whom: Bilingual;
  readonly ask: Bilingual;
}

export interface BriefPart {
  readonly figures: readonly BriefFigure[];
  readonly stops: readonly BriefStop[];
  readonly rows?: readonly BriefRow[];
}

/** What a module says in a brief about a scope and a period. In the caller's own transaction. */
export type BriefSource = (
  tx: Tx,
  ctx: { readonly caller: Caller },
  scopeId: string,
  period: BriefAsked,
) => Promise<BriefPart>;

/** The figures that a module knows, in their order. In the caller's own transaction. */
export type FunnelSource = (tx: Tx, ctx: { readonly caller: Caller }, scopeId: string) => Promise<FunnelStep[]>;
