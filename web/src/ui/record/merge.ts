/** What a form holds: texts as they are typed, and ticks. */
export type Values = Readonly<Record<string, string | boolean>>;

export interface Merged<V> {
  /** Both sides' changes together; where both changed a field, mine. */
  readonly values: V;
  /** Fields that both changed, and differently: somebody has to choose. */
  readonly conflicts: readonly (keyof V & string)[];
  /** Fields that the other side alone changed. */
  readonly theirs: readonly (keyof V & string)[];
}

/** What was typed here and what was saved elsewhere meanwhile, both made from the same `base`. Nothing of either is lost. */
export function mergeValues<V extends Values>(base: V, mine: V, theirs: V): Merged<V> {
  const fields = Object.keys(theirs) as (keyof V & string)[];
  const changedBy = (side: V, field: keyof V) => side[field] !== base[field];
  const conflicts = fields.filter(
    (field) => changedBy(mine, field) && changedBy(theirs, field) && mine[field] !== theirs[field],
  );
  const fromTheirs = fields.filter((field) => changedBy(theirs, field) && !changedBy(mine, field));
  const taken = Object.fromEntries(fromTheirs.map((field) => [field, theirs[field]]));
  return { values: { ...mine, ...taken }, conflicts, theirs: fromTheirs };
}

/** The fields in which a form differs from what is held. */
export function changedFields<V extends Values>(base: V, values: V): (keyof V & string)[] {
  return (Object.keys(values) as (keyof V & string)[]).filter((field) => values[field] !== base[field]);
}
