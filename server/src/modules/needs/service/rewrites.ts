// Another wording that the office proposes and the enterprise takes or not.
import { authorize, type Caller, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { contentOf, type NeedContent, type StoredNeed } from "../content.ts";
import { rewriteDecided, rewriteProposed } from "../events.ts";
import { findNeedRow, findPeopleOf } from "../queries.ts";
import {
  closeRewrite,
  findOpenRewrite,
  insertRewrite,
  listRewriteRows,
  type StoredRewrite,
} from "../rewrite-queries.ts";
import {
  isRewritable,
  refuseConfirmation,
  refuseSameRewrite,
  refuseUntimelyRewrite,
  requireOpenRewrite,
} from "../rules.ts";
import type { Need, NeedRewrite, RewriteDecision, RewriteDraft, Wording } from "../types.ts";
import { authorizeNeed, noteShown, openNeed, requireNeed } from "./access.ts";
import { aboutOf, auditOf, payloadOf, replaceContent, shownTo } from "./needs.ts";

const DECIDED = { confirm: "confirmed", decline: "declined", withdraw: "withdrawn" } as const;

export async function listRewrites(ctx: Ctx, needId: string): Promise<NeedRewrite[]> {
  return transact(ctx, async (tx) => {
    const need = await openNeed(ctx, tx, needId, "rewrites");
    return shownRewrites(ctx.caller, tx, need, await listRewriteRows(tx, need));
  });
}

/** A new one takes the place of one that waits. */
export async function proposeRewrite(
  ctx: Ctx,
  needId: string,
  { note, ...proposed }: RewriteDraft,
  version: number,
): Promise<NeedRewrite[]> {
  return transact(ctx, async (tx) => {
    const need = requireNeed(await findNeedRow(tx, needId, "for_update"));
    authorizeNeed(ctx.caller, "need.triage", need);
    expectVersion(need, version);
    const numbered = { number: need.code, state: need.state };
    const original = wordingOf(contentOf(need));
    refuseUntimelyRewrite(numbered);
    refuseSameRewrite(numbered, original, proposed);
    await noteShown(tx, need, "rewrites");
    await closeRewrite(tx, need, { state: "withdrawn", isOnBehalf: false, note: null });
    const id = newId();
    await insertRewrite(tx, need, { id, original, proposed, note });
    await audit(tx, { ...auditOf(ctx.caller, need), action: "need.rewrite_proposed", details: { rewriteId: id } });
    await ctx.outbox.emit(tx, rewriteProposed, { ...aboutOf(tx, need), payload: payloadOf(need) });
    return shownRewrites(ctx.caller, tx, need, await listRewriteRows(tx, need));
  });
}

/** Confirming puts the new wording in the place of the old one, as one line of the need's history. */
export async function decideRewrite(
  ctx: Ctx,
  needId: string,
  { decision, note }: RewriteDecision,
  version: number,
): Promise<Need> {
  return transact(ctx, async (tx) => {
    const need = requireNeed(await findNeedRow(tx, needId, "for_update"));
    authorizeNeed(ctx.caller, "need.update", need);
    if (decision === "withdraw") authorize(ctx.caller, "need.triage", need.scopeId);
    expectVersion(need, version);
    const numbered = { number: need.code, state: need.state };
    const rewrite = requireOpenRewrite(numbered, await findOpenRewrite(tx, need));
    const isOnBehalf = decision === "confirm" && !isEnterprise(ctx.caller, need);
    const content = contentOf(need);
    await noteShown(tx, need, "change");
    if (decision === "confirm") {
      refuseConfirmation(numbered, { original: rewrite.original, current: wordingOf(content), isOnBehalf, note });
    }
    await closeRewrite(tx, need, { state: DECIDED[decision], isOnBehalf, note });
    const details = { rewriteId: rewrite.id, decision, isOnBehalf };
    await audit(tx, { ...auditOf(ctx.caller, need), action: "need.rewrite_decided", details });
    const decided = { decision, proposedBy: rewrite.proposedBy };
    await ctx.outbox.emit(tx, rewriteDecided, { ...aboutOf(tx, need), payload: { ...payloadOf(need), ...decided } });
    if (decision !== "confirm") return shownTo(ctx.caller, need);
    const action = isOnBehalf ? "rewrite_confirmed_for" : "rewrite_confirmed";
    const changed = await replaceContent(ctx, tx, need, { ...content, ...rewrite.proposed }, { action, reason: note });
    return shownTo(ctx.caller, changed);
  });
}

function wordingOf({ title, content, indicators, basis }: NeedContent): Wording {
  return { title, content, indicators, basis };
}

function isEnterprise(caller: Caller, { enterpriseId }: StoredNeed): boolean {
  return enterpriseId !== null && mayIn(caller, "need.update", enterpriseId);
}

async function shownRewrites(
  caller: Caller,
  tx: Tx,
  need: StoredNeed,
  rewrites: readonly StoredRewrite[],
): Promise<NeedRewrite[]> {
  const names = await findPeopleOf(tx, need.id);
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  const isOwn = isEnterprise(caller, need);
  const mayConfirm = isOwn || mayIn(caller, "need.update", need.scopeId);
  return rewrites.map(({ proposedBy, decidedBy, ...rewrite }) => {
    const isOpen = rewrite.state === "open" && isRewritable(need.state);
    return {
      ...rewrite,
      proposedByName: nameOf(proposedBy),
      decidedByName: nameOf(decidedBy),
      decisions: [
        ...(isOpen && mayConfirm ? (["confirm", "decline"] as const) : []),
        ...(isOpen && mayIn(caller, "need.triage", need.scopeId) ? (["withdraw"] as const) : []),
      ],
      needsNote: !isOwn,
    };
  });
}
