import type { IsKnownLabel } from "./labels.ts";

/** An answer of a form once read; `label` is empty for text under no label. */
export interface ReadAnswer {
  readonly kind: "answer";
  readonly label: string;
  readonly hint: string;
  readonly isKnown: boolean;
  readonly group: string;
  readonly answer: string;
}

export type ReadEntry = ReadAnswer | { readonly kind: "title" | "note"; readonly text: string };

/**
 * One file may hold several forms one after the other, or one enterprise with several needs. Where a form begins anew
 * is told by its title, else by its first label, else by the label of a need's title coming again; what stands before
 * the first of several needs, or only after the last, belongs to each.
 */
export function splitForms(entries: readonly ReadEntry[], isTitleLabel: IsKnownLabel): ReadEntry[][] {
  return splitAtTitles(entries)
    .flatMap((form) => splitAtFirstLabel(form))
    .flatMap((form) => splitAtNeeds(form, isTitleLabel));
}

function splitAtTitles(entries: readonly ReadEntry[]): ReadEntry[][] {
  const key = (entry: ReadEntry) =>
    entry.kind === "title" ? entry.text.replace(/[\s\d一二三四五六七八九十()（）]/g, "") : "";
  const first = entries.find((entry) => entry.kind === "title");
  if (!first) return [[...entries]];
  const starts = entries.flatMap((entry, at) => (entry.kind === "title" && key(entry) === key(first) ? [at] : []));
  const forms = cut(entries, starts);
  return forms.slice(1).every(hasAnswers) ? forms : [[...entries]];
}

function splitAtFirstLabel(entries: readonly ReadEntry[]): ReadEntry[][] {
  const first = entries.find((entry) => entry.kind === "answer" && entry.isKnown);
  if (first?.kind !== "answer") return [[...entries]];
  const starts = beginnings(
    entries,
    positionsOf(entries, (answer) => answer.label === first.label),
  );
  if (starts.length < 2) return [[...entries]];
  const [head = [], ...forms] = cut(entries, starts, true);
  const [model = new Set(), ...others] = forms.map((form) => new Set(knownLabels(form)));
  // The same label twice in one form, for two persons say, is not yet a second form.
  const isRepeated = others.every((labels) => [...labels].filter((label) => model.has(label)).length * 2 >= model.size);
  if (model.size < 3 || !isRepeated || !isSharable(head, forms.length)) return [[...entries]];
  return forms.map((form) => [...head, ...form]);
}

function splitAtNeeds(entries: readonly ReadEntry[], isTitleLabel: IsKnownLabel): ReadEntry[][] {
  const positions = positionsOf(entries, (answer) => answer.answer !== "" && isTitleLabel(answer.label));
  const first = entries[positions[0] ?? -1];
  const label = first?.kind === "answer" ? first.label : "";
  const starts = beginnings(
    entries,
    positionsOf(entries, (answer) => answer.label === label && isTitleLabel(answer.label)),
  );
  if (positions.length < 2 || starts.length < 2) return [[...entries]];
  const [head = [], ...blocks] = cut(entries, starts, true);
  const repeated = new Set(blocks.slice(0, -1).flatMap(knownLabels));
  const last = blocks.at(-1) ?? [];
  const isShared = (entry: ReadEntry) => entry.kind !== "answer" || (entry.isKnown && !repeated.has(entry.label));
  const tail = last.filter(isShared);
  if (!isSharable([...head, ...tail], blocks.length)) return [[...entries]];
  const own = [...blocks.slice(0, -1), last.filter((entry) => !isShared(entry))];
  return own.filter(hasAnswers).map((block) => [...head, ...block, ...tail]);
}

/** A hostile file must not multiply what it holds: thousands of answers shared by thousands of needs. */
function isSharable(shared: readonly ReadEntry[], forms: number): boolean {
  return shared.length * forms <= 50_000;
}

function positionsOf(entries: readonly ReadEntry[], test: (answer: ReadAnswer) => boolean): number[] {
  return entries.flatMap((entry, at) => (entry.kind === "answer" && test(entry) ? [at] : []));
}

/** Where the forms begin that hold the label at these positions: as far before it as the same labels precede it each time. */
function beginnings(entries: readonly ReadEntry[], positions: readonly number[]): number[] {
  const [first = 0, second = 0] = positions;
  if (positions.length < 2) return [...positions];
  const labelAt = (at: number) => {
    const entry = entries[at];
    return entry?.kind === "answer" ? entry.label : undefined;
  };
  let before = 0;
  while (
    first - before - 1 >= 0 &&
    second - before - 1 > first &&
    labelAt(first - before - 1) !== undefined &&
    positions.every((at) => labelAt(at - before - 1) === labelAt(first - before - 1))
  ) {
    before += 1;
  }
  return positions.map((at) => at - before);
}

/** The pieces that begin at `starts`. What stands before the first is a piece of its own, or part of the first piece. */
function cut(entries: readonly ReadEntry[], starts: readonly number[], keepsHead = false): ReadEntry[][] {
  const pieces = starts.map((start, at) => entries.slice(start, starts[at + 1]));
  const head = entries.slice(0, starts[0]);
  if (keepsHead) return [head, ...pieces];
  const [first = [], ...rest] = pieces;
  return [[...head, ...first], ...rest];
}

function knownLabels(entries: readonly ReadEntry[]): string[] {
  return entries.flatMap((entry) => (entry.kind === "answer" && entry.isKnown ? [entry.label] : []));
}

export function hasAnswers(entries: readonly ReadEntry[]): boolean {
  return entries.some((entry) => entry.kind === "answer" && entry.answer !== "");
}
