// What hours, campaigns and rooms are charged to: an agreement or a project by its number, or an account in words.
import type { Ctx } from "../../../platform/access/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { ChargeKind } from "../booking/types.ts";
import { type ChargedTable, findCharged } from "./queries.ts";
import { chargeError } from "./rules.ts";

interface Charge {
  readonly id: string;
  readonly scopeId: string;
  readonly isInForce: boolean;
}

/** Implemented by a later module; app.ts hands it in. */
export interface ChargeSource {
  /** What its numbers look like: a text of this form is looked up wherever it is entered. */
  readonly pattern: RegExp;
  /** Those of the number that the caller may read; numbers are given out by scope, so there may be several. */
  readonly find: (tx: Tx, ctx: Pick<Ctx, "caller">, number: string) => Promise<readonly Charge[]>;
  /** Its first day, whoever asks; null where it has none. */
  readonly beginsOn: (tx: Tx, id: string) => Promise<string | null>;
}

export type ChargeSources = Readonly<Record<Exclude<ChargeKind, "other">, ChargeSource>>;

/** As it is kept beside what was entered; nulls for an account in words. */
export interface Charged {
  readonly chargeId: string | null;
  readonly chargeScopeId: string | null;
}

interface Entered {
  readonly reference: string;
  readonly kind?: ChargeKind;
  /** Where one of several of the same number is looked for first: the pair of the facility, and who books. */
  readonly near: readonly string[];
  /** The first day of what is charged; null where it is not known yet. */
  readonly on: string | null;
}

/** Throws unless there is one of the number that the caller may read, that is in force, and that has begun on that day. */
export async function findCharge(
  tx: Tx,
  ctx: Pick<Ctx, "caller">,
  { reference, kind = "other", near, on }: Entered,
  sources: ChargeSources,
): Promise<Charged> {
  const source = kind === "other" ? sourceOf(reference, sources) : sources[kind];
  if (source === undefined) return { chargeId: null, chargeScopeId: null };
  const found = await source.find(tx, ctx, reference);
  if (found.length === 0) throw chargeError("facilities.charge_unknown", { reference });
  const inForce = found.filter(({ isInForce }) => isInForce);
  if (inForce.length === 0) throw chargeError("facilities.charge_not_in_force", { reference });
  const nearest = inForce.filter(({ scopeId }) => near.includes(scopeId));
  const [charge, other] = nearest.length > 0 ? nearest : inForce;
  if (charge === undefined || other !== undefined) throw chargeError("facilities.charge_several", { reference });
  if (on !== null) await refuseBeforeTerm(tx, { reference, chargeId: charge.id, on }, source);
  return { chargeId: charge.id, chargeScopeId: charge.scopeId };
}

/** Throws where what is charged already would then begin before the agreement that it is charged to. */
export async function refuseEarlyCharge(
  tx: Tx,
  { table, id, on }: { readonly table: ChargedTable; readonly id: string; readonly on: string },
  sources: ChargeSources,
): Promise<void> {
  const charged = await findCharged(tx, table, id);
  if (charged === null) return;
  const source = sourceOf(charged.reference, sources);
  if (source !== undefined) await refuseBeforeTerm(tx, { ...charged, on }, source);
}

/** What has numbers of that form; undefined for an account in words. */
function sourceOf(reference: string, sources: ChargeSources): ChargeSource | undefined {
  return Object.values(sources).find(({ pattern }) => pattern.test(reference));
}

async function refuseBeforeTerm(
  tx: Tx,
  { reference, chargeId, on }: { readonly reference: string; readonly chargeId: string; readonly on: string },
  source: ChargeSource,
): Promise<void> {
  const since = await source.beginsOn(tx, chargeId);
  if (since !== null && on < since) throw chargeError("facilities.charge_not_begun", { reference, since, on });
}
