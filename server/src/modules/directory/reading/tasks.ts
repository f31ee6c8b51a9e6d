import type { Bilingual, Language } from "@dual-high/kernel";
import type { ListKind } from "@dual-high/lists";
import type { StoredRecord } from "../import-target.ts";

/** A list file and how a person assigned its columns, `header=field`. */
export interface ListSource {
  readonly kind: ListKind;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly map: readonly string[];
}

/** What the thread is asked. */
export type OfficeTask =
  | { readonly task: "read"; readonly source: ListSource }
  | { readonly task: "corrections"; readonly source: ListSource; readonly language: Language };

/** A problem as it is stored and shown: in both languages. */
export interface ReadProblem {
  readonly level: "refused" | "warning" | "notice";
  readonly code: string;
  readonly column: string | null;
  readonly text: Bilingual;
}

export interface ReadRow {
  readonly file: string;
  readonly sheet: string | null;
  readonly row: number | null;
  /** Null when the row was refused. */
  readonly entry: { readonly record: StoredRecord; readonly hasOwnNumber: boolean; readonly digest: string } | null;
  readonly problems: readonly ReadProblem[];
}

export interface ReadColumn {
  readonly sheet: string;
  readonly header: string;
  readonly field: string | null;
  readonly hidden: boolean;
}

export interface ReadOutcome {
  readonly rows: readonly ReadRow[];
  readonly columns: readonly ReadColumn[];
  readonly notices: readonly ReadProblem[];
  readonly warned: number;
  /** Where a mark of a state secret stands, in words; null where none does. */
  readonly secretAt: Bilingual | null;
}

export type OfficeAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly kind: string; readonly text: Bilingual }
  | { readonly ok: false; readonly crash: string };
