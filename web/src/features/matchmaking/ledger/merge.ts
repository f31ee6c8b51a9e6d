import type { Schemas } from "@dual-high/client";

type Line = Schemas["LedgerLine"];
/** The fields that people change, as the API takes them. */
export type LineFields = Required<Omit<Schemas["LedgerLineChange"], "answerWaiting">>;
export type LineField = keyof LineFields;

export function fieldsOf({ owner, state, outcome, nextStep, nextOn, contractNumber, amountFen }: Line): LineFields {
  return {
    ownerId: owner?.id ?? null,
    // A withdrawn line takes no change of its state; the form does not offer one.
    state: state === "withdrawn" ? "to_contact" : state,
    outcome,
    nextStep,
    nextOn,
    contractNumber,
    amountFen,
  };
}

export interface Conflict {
  readonly field: LineField;
  readonly theirs: LineFields[LineField];
  readonly mine: LineFields[LineField];
}

/** What is left to send of a change, and where somebody else wrote something different into the same field. */
export interface Merged {
  readonly change: Partial<LineFields>;
  readonly conflicts: readonly Conflict[];
}

/**
 * A change was made on `base`, and meanwhile the line became `now`. Fields that the other person left alone go through;
 * the same value written twice is no conflict and no change.
 */
export function mergeChange(base: LineFields, now: LineFields, change: Partial<LineFields>): Merged {
  const kept: Record<string, unknown> = {};
  const conflicts: Conflict[] = [];
  for (const field of Object.keys(change) as LineField[]) {
    const mine = change[field];
    if (mine === undefined || mine === now[field]) continue;
    if (now[field] === base[field]) kept[field] = mine;
    else conflicts.push({ field, theirs: now[field], mine });
  }
  return { change: kept, conflicts };
}

/** Only what differs from the line as it is. */
export function changedFields(line: LineFields, wished: LineFields): Partial<LineFields> {
  const fields = Object.keys(wished) as LineField[];
  return Object.fromEntries(
    fields.filter((field) => wished[field] !== line[field]).map((field) => [field, wished[field]]),
  );
}
