// Who founded an enterprise or invested in it: entered, changed, ended, and taken out where it was an error.
import { authorize, type Caller, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { organisations, people } from "../column-kinds.ts";
import { requireFound } from "../found.ts";
import { compareName } from "../rules.ts";
import { loadRecord } from "../service/records.ts";
import { stakeError } from "./errors.ts";
import {
  findStake,
  insertStake,
  listStakesIn,
  listStakesOf,
  setStakeRemoved,
  type StakeRow,
  updateStake,
} from "./queries.ts";
import type { OrganisationStakes, Stake, StakeChange, StakeDraft } from "./types.ts";

export async function listOrganisationStakes(ctx: Ctx, organisationId: string): Promise<OrganisationStakes> {
  return transact(ctx, async (tx) => {
    const { id } = await loadRecord(tx, ctx.caller, organisations, organisationId, "directory.read");
    return showStakes(tx, id);
  });
}

export async function listPersonStakes(ctx: Ctx, personId: string): Promise<{ readonly held: Stake[] }> {
  return transact(ctx, async (tx) => {
    const { id } = await loadRecord(tx, ctx.caller, people, personId, "directory.read");
    return { held: await listStakesOf(tx, "person", id) };
  });
}

async function showStakes(tx: Tx, organisationId: string): Promise<OrganisationStakes> {
  const items = await listStakesIn(tx, organisationId);
  const held = await listStakesOf(tx, "organisation", organisationId);
  const currentBp = items.filter(({ isCurrent }) => isCurrent).reduce((sum, { shareBp }) => sum + (shareBp ?? 0), 0);
  return { items, held, currentBp };
}

/** Enters a stake. The same holder has one that has not ended in an enterprise, whatever is sent twice. */
export async function createStake(ctx: Ctx, organisationId: string, draft: StakeDraft): Promise<Stake> {
  return transact(ctx, async (tx) => {
    // Locked: of two who enter the same stake at once, the second finds it.
    const row = await loadRecord(tx, ctx.caller, organisations, organisationId, "directory.write", "for_update");
    const enterprise = organisations.show(row);
    const scopeId = row.scopeId ?? "";
    if (enterprise.kind !== "enterprise") {
      throw stakeError("directory.stake_not_in_enterprise", { name: enterprise.name });
    }
    const holder = await findHolder(tx, ctx.caller, { id: row.id, name: enterprise.name }, draft);
    refuseBackwards(holder.name, draft);
    const known = (await listStakesIn(tx, row.id)).find(
      (stake) => stake.until === null && draft.until === null && isHeldBy(stake, draft.holderKind, holder),
    );
    if (known !== undefined) {
      throw stakeError("directory.stake_known", { holder: holder.name, enterprise: enterprise.name });
    }
    const id = newId();
    const { holderKind, role, shareBp, since, until, source } = draft;
    await insertStake(tx, {
      id,
      scopeId,
      enterpriseId: row.id,
      holderKind,
      holderId: holder.id,
      holderName: holder.name,
      holderUnit: holder.unit,
      role,
      shareBp,
      since,
      until,
      source,
      recordedBy: ctx.caller.userId,
    });
    const stake = requireFound(await findStake(tx, id));
    await noteStake(tx, stake, "recorded", { holder: holder.name });
    return shown(stake);
  });
}

export async function changeStake(ctx: Ctx, stakeId: string, change: StakeChange, version: number): Promise<Stake> {
  return transact(ctx, async (tx) => {
    const stake = await holdStake(tx, ctx.caller, stakeId, version);
    const { role = stake.role, source = stake.source } = change;
    const { shareBp = stake.shareBp, since = stake.since, until = stake.until } = change;
    const after = { id: stakeId, role, source, shareBp, since, until };
    refuseBackwards(stake.holderName, after);
    await updateStake(tx, after);
    const changed = requireFound(await findStake(tx, stakeId));
    await noteStake(tx, changed, "changed", { fields: Object.keys(change) });
    return shown(changed);
  });
}

/** Takes an error out, or puts it back. A stake that has ended is not an error: it keeps its place with its last day. */
export async function removeStake(ctx: Ctx, stakeId: string, version: number, isRemoved: boolean): Promise<Stake> {
  return transact(ctx, async (tx) => {
    const stake = await holdStake(tx, ctx.caller, stakeId, version);
    if ((stake.removedAt !== null) === isRemoved) return shown(stake);
    await setStakeRemoved(tx, stakeId, isRemoved);
    const now = requireFound(await findStake(tx, stakeId));
    await noteStake(tx, now, isRemoved ? "removed" : "restored", {});
    return shown(now);
  });
}

async function holdStake(tx: Tx, caller: Caller, stakeId: string, version: number): Promise<StakeRow> {
  const { scopeId } = requireFound(await findStake(tx, stakeId));
  authorize(caller, "directory.write", scopeId);
  const stake = requireFound(await findStake(tx, stakeId, "for_update"));
  expectVersion(stake, version);
  return stake;
}

interface Holder {
  readonly id: string | null;
  readonly name: string;
  readonly unit: string | null;
}

async function findHolder(
  tx: Tx,
  caller: Caller,
  enterprise: { readonly id: string; readonly name: string },
  { holderKind, holderId, holderName, holderUnit }: StakeDraft,
): Promise<Holder> {
  if (holderId === null) {
    if (holderName === "") throw stakeError("directory.stake_holder_missing", { enterprise: enterprise.name });
    return { id: null, name: holderName, unit: holderUnit === "" ? null : holderUnit };
  }
  const row =
    holderKind === "person"
      ? await loadRecord(tx, caller, people, holderId, "directory.read")
      : await loadRecord(tx, caller, organisations, holderId, "directory.read");
  if (row.id === enterprise.id) throw stakeError("directory.stake_in_itself", { enterprise: enterprise.name });
  const unit = holderKind === "person" ? row["unit"] : null;
  return { id: row.id, name: String(row["name"]), unit: typeof unit === "string" ? unit : null };
}

function isHeldBy(stake: Stake, holderKind: Stake["holderKind"], { id, name, unit }: Holder): boolean {
  if (stake.holderKind !== holderKind) return false;
  if (id !== null && stake.holderId !== null) return stake.holderId === id;
  const isSame = (one: string | null, other: string | null) => compareName(one ?? "") === compareName(other ?? "");
  return isSame(stake.holderName, name) && isSame(stake.holderUnit, unit);
}

function refuseBackwards(holder: string, { since, until }: Pick<Stake, "since" | "until">): void {
  if (since !== null && until !== null && until <= since) {
    throw stakeError("directory.stake_period", { holder, since, until });
  }
}

function shown(row: StakeRow): Stake {
  const { removedAt: _, ...stake } = row;
  return stake;
}

async function noteStake(
  tx: Tx,
  { id, scopeId, enterpriseId, version }: StakeRow,
  action: "recorded" | "changed" | "removed" | "restored",
  { holder, fields }: { readonly holder?: string; readonly fields?: readonly string[] },
): Promise<void> {
  await audit(tx, {
    scopeId,
    action: `stake.${action}`,
    subjectKind: "organisation",
    subjectId: enterpriseId,
    details: { stakeId: id, version, ...(fields === undefined ? {} : { fields }) },
    ...(holder === undefined ? {} : { personal: { holder } }),
  });
}
