import { DomainError, type Language } from "@dual-high/kernel";
import { type HeadedCell, RowCells } from "./cells.ts";
import { openForms } from "./forms/open-forms.ts";
import { type FormReading, readForm } from "./forms/read-form.ts";
import { isKnownLabel, matchHeader } from "./headers.ts";
import { makeProblem } from "./problems.ts";
import { RecordCollector } from "./record-collector.ts";
import type { ListReading, Origin } from "./types.ts";

export interface ReadFormsOptions {
  /** Told after each form, for progress. */
  readonly onForm?: (name: string) => void;
  /** The bytes of each form as they are read, for a digest of the whole. */
  readonly onBytes?: (name: string, bytes: Uint8Array) => void;
}

/**
 * Reads needs from filled collection forms (征集表): one .docx, a folder of them, or a zip. A form that cannot be read is
 * told as refused and the others are used.
 * @throws DomainError `lists.form_*`, `lists.zip_*` when the folder or the zip itself cannot be opened
 */
export async function readNeedForms(
  source: { readonly path: string } | { readonly name: string; readonly bytes: Uint8Array },
  { onForm = () => {}, onBytes = () => {} }: ReadFormsOptions = {},
): Promise<ListReading<"needs">> {
  const collector = new RecordCollector("needs");
  for await (const form of openForms(source)) {
    const origin: Origin = { file: form.name };
    if ("ignored" in form) {
      collector.tell(makeProblem("lists.form_note", origin, { reason: bothLanguages(form.ignored) }));
      continue;
    }
    onForm(form.name);
    if ("error" in form) {
      collector.refuse(makeProblem("lists.form_unreadable", origin, { reason: bothLanguages(form.error) }));
      continue;
    }
    onBytes(form.name, form.bytes);
    try {
      const readings = await readForm(form, { isKnownLabel: (label) => isKnownLabel(label, "needs"), isTitleLabel });
      for (const reading of readings) addForm(reading, origin, collector);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      collector.refuse(makeProblem("lists.form_unreadable", origin, { reason: bothLanguages(error) }));
    }
  }
  return collector.finish([]);
}

function isTitleLabel(label: string): boolean {
  const match = matchHeader(label, "needs");
  return match?.field === "title" && match.confidence === 1;
}

function bothLanguages(error: DomainError): Readonly<Record<Language, string>> {
  return { zh: error.text("zh"), en: error.text("en") };
}

/** An answer under a label that nobody knows is taken for part of the need when it has this much to say. */
const LONG_ANSWER = 30;

function addForm(form: FormReading, origin: Origin, collector: RecordCollector<"needs">): void {
  const cells = new Map<string, HeadedCell[]>();
  const unknown: string[] = [];
  const put = (field: string, cell: HeadedCell, isFirst: boolean) => {
    const known = cells.get(field) ?? [];
    cells.set(field, isFirst ? [cell, ...known] : [...known, cell]);
  };
  for (const { label, hint, group, answer } of form.answers) {
    if (answer === "") continue;
    const field = label === "" ? null : fieldOf(label, group);
    if (field !== null) {
      // 法定代表人 and 联系人 may both have a telephone: the contact's own goes first.
      put(
        field,
        { header: hint === undefined ? label : `${label}（${hint}）`, value: answer },
        /联系|contact/i.test(group ?? ""),
      );
    } else if (answer.length >= LONG_ANSWER) {
      put("content", { header: label, value: label === "" ? answer : `${label}：${answer}` }, false);
    } else if (label !== "") unknown.push(label);
  }
  if (unknown.length > 0) {
    collector.tell(
      makeProblem("lists.labels_unknown", origin, { headers: unknown.map((label) => `“${label}”`).join("、") }),
    );
  }
  const row = new RowCells(origin, cells);
  if (form.pictures > 0) row.problems.push(makeProblem("lists.form_pictures", origin, { count: form.pictures }));
  collector.add(row, row.text("serial"), 0);
}

/** A label's field; under a group's name where the label alone says nothing (联系方式 above 电话). */
function fieldOf(label: string, group: string | undefined): string | null {
  for (const text of group === undefined ? [label] : [label, `${group}${label}`]) {
    const match = matchHeader(text, "needs");
    if (match !== null && match.confidence >= 0.6) return match.field;
  }
  return null;
}
