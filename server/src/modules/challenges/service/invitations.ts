// Asking people into a team, with a link for which nobody needs an account, and what they answer.
import type { Bilingual } from "@dual-high/kernel";
import { type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Config } from "../../../platform/config.ts";
import { type Database, type Tx, withSystem } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import type { Outbox } from "../../../platform/outbox/index.ts";
import { answerLink, createLink, findScope, openLink, revokeLinksTo, takeAttempt } from "../../identity/index.ts";
import { isSamplePair } from "../../pairs/index.ts";
import { teamAnswered } from "../events.ts";
import {
  findMember,
  findTeamRow,
  insertStep,
  inviteMember,
  listMembers,
  lockTeams,
  type MemberRow,
  noteAnswer,
  takeAnswer,
  type TeamRow,
  touchTeam,
} from "../queries.ts";
import { answerMember, challengesError, isIn, refuseAnswered, refuseDissolved, refuseOverLimit } from "../rules.ts";
import type {
  FormedTeam,
  MemberAnswer,
  TeamInvitationAnswer,
  TeamInvitationDraft,
  TeamInvitationMade,
  TeamInvitationView,
} from "../types.ts";
import { requireFound } from "../require-found.ts";
import { invitationPath, invitationText, nameOffice } from "../wording.ts";
import { getTeamRow, showTeam, stateNow } from "./found.ts";
import { describeOrigin, getOrigin, originOf } from "./origin.ts";
import { openPool } from "./pool.ts";
import { auditOf } from "./teams.ts";

const PURPOSE = "challenges.team_answer";

interface Where {
  readonly teamId: string;
  readonly memberId: string;
}

async function memberOf(tx: Tx, { teamId, memberId }: Where): Promise<MemberRow> {
  const member = await findMember(tx, memberId);
  return requireFound(member?.teamId === teamId ? member : null);
}

/** Asks a member: a text to paste and a link, shown once. A second invitation ends the first link. */
export async function inviteToTeam(
  ctx: Ctx,
  where: Where,
  { days }: TeamInvitationDraft,
  origin: string,
  version: number,
): Promise<TeamInvitationMade> {
  return transact(ctx, async (tx) => {
    const team = await getTeamRow(tx, ctx.caller, "team.form", where.teamId, "for_update");
    expectVersion(team, version);
    refuseDissolved(team);
    const member = await memberOf(tx, where);
    refuseAnswered(member);
    await lockTeams(tx, team.scopeId);
    await refuseBusy(ctx, tx, team, member);
    await revokeLinksTo(tx, member.id);
    const { token, expiresAt } = await createLink(tx, {
      purpose: PURPOSE,
      scopeId: team.scopeId,
      subject: { kind: "formed_team_member", id: member.id },
      days,
    });
    await inviteMember(tx, member.id, ctx.caller.userId, expiresAt);
    await insertStep(tx, team, { action: "invited", memberName: member.name, details: { days } });
    await touchTeam(tx, team.id, await stateNow(tx, team));
    await audit(tx, { ...auditOf(team), action: "team.member_invited", details: { memberId: member.id, days } });
    const inside = (await listMembers(tx, [team.id])).filter(({ state }) => isIn(state));
    const path = invitationPath(token);
    const url = `${origin}${path}`;
    const about = {
      from: await whoAsks(tx, team),
      kind: team.originKind,
      title: team.originTitle,
      name: member.name,
      covers: member.covers,
      members: inside.length,
    };
    return {
      team: await showTeam(tx, ctx.caller, team.id),
      token,
      path,
      url,
      expiresAt,
      text: invitationText(about, url, expiresAt),
    };
  });
}

async function whoAsks(tx: Tx, { scopeId, heldBy }: TeamRow): Promise<Bilingual> {
  const { name } = requireFound(await findScope(tx, heldBy ?? scopeId));
  return nameOffice(name, heldBy === null ? "pair" : "university");
}

/** Meanwhile somebody may have been asked into another team. */
async function refuseBusy(ctx: Ctx, tx: Tx, team: TeamRow, member: MemberRow): Promise<void> {
  const origin = await getOrigin(tx, ctx.caller, "team.read", originOf(team));
  const wish = { terms: [], units: [], mostProjects: team.limits.mostProjects };
  const now = (await openPool(tx, origin, wish, team.id)).find(({ key }) => key === member.key);
  refuseOverLimit(now ?? member, team.limits.mostProjects);
}

/** An answer that came by telephone: somebody of the office writes it down under their own name. */
export async function noteMemberAnswer(
  ctx: Ctx,
  where: Where,
  { answer, comment }: MemberAnswer,
  version: number,
): Promise<FormedTeam> {
  return transact(ctx, async (tx) => {
    const team = await getTeamRow(tx, ctx.caller, "team.form", where.teamId, "for_update");
    expectVersion(team, version);
    refuseDissolved(team);
    const member = await memberOf(tx, where);
    const state = answerMember(member, answer);
    if (state === "accepted") {
      await lockTeams(tx, team.scopeId);
      await refuseBusy(ctx, tx, team, member);
    }
    await noteAnswer(tx, member.id, { state, comment, by: ctx.caller.userId });
    await revokeLinksTo(tx, member.id);
    await insertStep(tx, team, { action: state, memberName: member.name, details: { comment } });
    await touchTeam(tx, team.id, await stateNow(tx, team));
    await audit(tx, {
      ...auditOf(team),
      action: "team.answer_noted",
      details: { memberId: member.id, answer },
      personal: { comment },
    });
    return showTeam(tx, ctx.caller, team.id);
  });
}

// Without an account -----------------------------------------------------------------------------------------------------------

export interface Visitor {
  readonly db: Database;
  readonly config: Config;
  readonly network: string;
}

/** What the page behind a link shows: what the team is for and what this person would bring, and no name of another member. */
export async function viewInvitation({ db, config, network }: Visitor, token: string): Promise<TeamInvitationView> {
  await takeAttempt(db, config, { network, at: "link" });
  return withSystem(db, async (tx) => {
    const link = await openLink(tx, token, PURPOSE);
    const member = requireFound(await findMember(tx, link.subject.id));
    const team = requireFound(await findTeamRow(tx, member.teamId));
    const inside = (await listMembers(tx, [team.id])).filter(({ state }) => isIn(state));
    return {
      from: await whoAsks(tx, team),
      isSample: await isSamplePair(tx, team.scopeId),
      origin: await describeOrigin(tx, team),
      name: member.name,
      covers: member.covers,
      capabilities: team.capabilities.map(({ term }) => term),
      members: inside.length,
      note: team.note,
      expiresAt: link.expiresAt,
    };
  });
}

/** Accepts or declines, once. */
export async function answerInvitation(
  { db, config, network }: Visitor,
  outbox: Outbox,
  { token, answer, comment }: TeamInvitationAnswer,
): Promise<void> {
  await takeAttempt(db, config, { network, at: "link" });
  await withSystem(db, async (tx) => {
    const link = await answerLink(tx, token, PURPOSE);
    const { teamId } = requireFound(await findMember(tx, link.subject.id));
    const team = requireFound(await findTeamRow(tx, teamId, "for_update"));
    if (team.state === "dissolved") throw challengesError("challenges.team_not_open", {});
    // Read again under the lock: the office may have noted an answer or taken the person off meanwhile.
    const member = requireFound(await findMember(tx, link.subject.id));
    const state = answerMember(member, answer);
    await takeAnswer(tx, member.id, { state, comment });
    await insertStep(tx, team, { action: state, memberName: member.name, details: { comment } });
    const next = await stateNow(tx, team);
    await touchTeam(tx, team.id, next);
    await audit(tx, {
      ...auditOf(team),
      action: "team.invitation_answered",
      details: { memberId: member.id, answer, linkId: link.id },
      personal: { name: member.name, comment },
    });
    await outbox.emit(tx, teamAnswered, {
      aggregate: `formed_team:${team.id}`,
      scopeId: team.scopeId,
      payload: {
        scopeId: team.scopeId,
        teamId: team.id,
        number: team.number,
        originTitle: team.originTitle,
        createdBy: member.invitedBy ?? team.createdBy,
        answer,
        isFormed: next === "formed",
      },
    });
  });
}
