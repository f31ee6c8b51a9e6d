import type { Bilingual, Language } from "@dual-high/kernel";

export const LIST_KINDS = ["needs", "achievements", "instruments", "teams"] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** What a list holds, as its counts and messages name it. */
export const LIST_NAMES: Readonly<Record<ListKind, Bilingual>> = {
  needs: { zh: "需求", en: "Needs" },
  achievements: { zh: "成果", en: "Achievements" },
  instruments: { zh: "仪器", en: "Instruments" },
  teams: { zh: "团队", en: "Teams" },
};

/** Where a record was read: enough for a clerk to put a finger on it. `row` is the row number that Excel shows; for a form it is absent. */
export interface Origin {
  readonly file: string;
  readonly sheet?: string;
  readonly row?: number;
}

/** An amount as the enterprise gave it. Both ends are fen; a single figure has `low === high`. */
export interface MoneyRange {
  readonly low: bigint;
  readonly high: bigint;
}

/** Contact as written; a phone is digits as text, never a number. */
export interface Contact {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
}

interface Listed {
  /** The list's own number where it has one, else made from file and row: stable for the same file. */
  readonly id: string;
  readonly origin: Origin;
}

/** 企业技术需求: a problem or capability an enterprise asks for. */
export interface Need extends Listed {
  readonly title: string;
  /** The whole need as one text, sections kept under their labels, one per line. */
  readonly content: string;
  readonly enterprise?: string;
  readonly creditCode?: string;
  readonly field?: string;
  readonly indicators?: string;
  readonly basis?: string;
  readonly cooperation?: string;
  readonly budget?: MoneyRange;
  /** The budget was stated but not as a figure (面议). */
  readonly budgetNegotiable?: boolean;
  readonly deadline?: string;
  /** Not to be given to others: the list says anything but no or public. */
  readonly restricted?: true;
  readonly contact?: Contact;
}

export const LEGAL_STATUSES = ["granted", "pending", "lapsed", "unknown"] as const;
/** Legal status of an achievement's right: in force, applied for, no longer in force, or not said. */
export type LegalStatus = (typeof LEGAL_STATUSES)[number];

/** 科技成果: mostly a patent. */
export interface Achievement extends Listed {
  readonly title: string;
  readonly content: string;
  readonly unit?: string;
  readonly college?: string;
  readonly kind?: string;
  readonly field?: string;
  readonly keywords?: string;
  readonly inventors?: string;
  readonly patentNumber?: string;
  readonly legalStatus: LegalStatus;
  /** The legal status as the file words it. */
  readonly legalStatusText?: string;
  readonly filed?: string;
  readonly granted?: string;
  readonly expiry?: string;
  readonly owners?: readonly string[];
  readonly coOwners?: readonly string[];
  readonly exclusiveLicence?: boolean;
  readonly cooperation?: string;
  /** International patent classification as the file words it. */
  readonly ipc?: string;
  readonly grade?: string;
  /** Technology readiness level 1-9 (GB/T 22900) where the file gives one. */
  readonly readiness?: number;
  readonly contact?: Contact;
}

/** 共享仪器: a large instrument open to outside users. */
export interface Instrument extends Listed {
  readonly name: string;
  readonly model?: string;
  /** What it measures or does, and for which uses. */
  readonly functions: string;
  readonly unit?: string;
  readonly location?: string;
  readonly price?: string;
  readonly contact?: Contact;
}

/** 团队: who can take a need; represented by direction and items (papers, patents, projects). */
export interface Team extends Listed {
  readonly name: string;
  readonly content: string;
  readonly unit?: string;
  readonly college?: string;
  readonly lead?: string;
  readonly field?: string;
  readonly orcid?: string;
  /** How many needs the team can take in this round; absent when the list does not say. */
  readonly capacity?: number;
  readonly items?: readonly { readonly title: string; readonly content: string }[];
  readonly contact?: Contact;
}

export interface RecordOf {
  needs: Need;
  achievements: Achievement;
  instruments: Instrument;
  teams: Team;
}

/** `refused`: the row is not used. `warning`: used, and something in it should be looked at. `notice`: about the file, nothing to mend. */
export const PROBLEM_LEVELS = ["refused", "warning", "notice"] as const;
export type ProblemLevel = (typeof PROBLEM_LEVELS)[number];

/** One thing a person should know about a file: the record, the field and the remedy, in either language. */
export interface Problem {
  readonly level: ProblemLevel;
  /** Stable, `lists.<snake_reason>`. */
  readonly code: string;
  readonly origin: Origin;
  /** The column or label as the file words it. */
  readonly column?: string;
  text(language: Language): string;
}

/** Which column was taken for which field, per table read. */
export interface TableReading {
  readonly sheet: string;
  readonly headerRow: number;
  readonly columns: readonly { readonly header: string; readonly field: string | null; readonly hidden: boolean }[];
}

/** What a list file gave: the good records, every problem, and the counts. `read` = records + refused rows. */
export interface ListReading<K extends ListKind> {
  readonly kind: K;
  readonly records: readonly RecordOf[K][];
  readonly problems: readonly Problem[];
  readonly tables: readonly TableReading[];
  /** Ids that the reader made up because the list gives none of its own; none when absent. */
  readonly madeIds?: ReadonlySet<string>;
  readonly read: number;
  readonly warned: number;
  readonly refused: number;
}
