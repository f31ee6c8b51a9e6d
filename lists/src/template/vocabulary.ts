// What a template may ask for: fields by their names, and lists whose rows are repeated.
import type { Bilingual } from "@dual-high/kernel";

export interface TemplateField {
  readonly key: string;
  /** Either may stand between the braces. */
  readonly names: Bilingual;
}

export interface TemplateList extends TemplateField {
  readonly fields: readonly TemplateField[];
}

export interface TemplateVocabulary {
  readonly fields: readonly TemplateField[];
  readonly lists: readonly TemplateList[];
}

/** What is filled in: a text for each field, rows for each list. */
export interface TemplateValues {
  readonly texts: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}

const bare = (name: string) => name.normalize("NFKC").replaceAll(/\s/g, "").toLowerCase();

export function findField<T extends TemplateField>(fields: readonly T[], name: string): T | null {
  const wanted = bare(name);
  return fields.find(({ names }) => bare(names.zh) === wanted || bare(names.en) === wanted) ?? null;
}

/** The known name that is least changes away from what was written, where that is less than all of it. */
export function nearestName(fields: readonly TemplateField[], written: string): string | null {
  const wanted = bare(written);
  let nearest: { readonly name: string; readonly distance: number } | null = null;
  for (const name of fields.flatMap(({ names }) => [names.zh, names.en])) {
    const distance = editsBetween(wanted, bare(name));
    if (distance < Math.max(wanted.length, name.length) && distance < (nearest?.distance ?? Infinity)) {
      nearest = { name, distance };
    }
  }
  return nearest?.name ?? null;
}

/** Levenshtein's distance by Wagner and Fischer, one row kept. */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (const [index, wanted] of [...other].entries()) {
      const kept = (row[index] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(kept, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
