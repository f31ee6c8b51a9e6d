// Pairs with people, and teams that were formed of them.
import { createLink } from "../src/modules/identity/index.ts";
import { insertMember, insertTeam, inviteMember, listMembers, putSaid } from "../src/modules/challenges/queries.ts";
import { personKey } from "../src/modules/challenges/people.ts";
import { withActor, withSystem } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import { actorIn } from "../src/platform/test-db.ts";
import { makeNeed } from "./needs.ts";
import type { TestApp } from "./test-app.ts";

/** A team of one, for a need, in any scope, without what leads there. */
export async function insertSampleTeam(world: TestApp, scopeId: string) {
  const needId = await makeNeed(world, scopeId, { state: "accepted", title: "提高轴承钢的纯净度" });
  const actor = actorIn([scopeId]);
  const team = {
    id: newId(),
    scopeId,
    zoneId: scopeId,
    heldBy: null,
    originKind: "need" as const,
    originId: needId,
    originNumber: "NEED-2026-900001",
    originTitle: "提高轴承钢的纯净度",
    capabilities: [{ term: "精炼", times: 1 }],
    limits: { seniors: 0, mostProjects: 3, mostMembers: null },
    units: [],
    note: "",
    createdBy: actor.userId,
  };
  await withActor(world.db, actor, async (tx) => {
    await insertTeam(tx, team);
    await insertMember(tx, team, {
      key: personKey("李某", "某大学"),
      personId: null,
      name: "李某",
      unit: "某大学",
      college: "",
      title: "",
      isSenior: false,
      covers: ["精炼"],
      evidence: [],
      load: 0,
    });
  });
  const [member] = await withSystem(world.db, async (tx) => listMembers(tx, [team.id]));
  return { needId, teamId: team.id, memberId: member?.id ?? "" };
}

/** A good link into a team, in a scope of its own. */
export async function makeTeamLink(world: TestApp): Promise<string> {
  const scopeId = await world.createScope("pair");
  const { memberId } = await insertSampleTeam(world, scopeId);
  const actor = actorIn([scopeId]);
  return withActor(world.db, actor, async (tx) => {
    const link = await createLink(tx, {
      purpose: "challenges.team_answer",
      scopeId,
      subject: { kind: "formed_team_member", id: memberId },
      days: 1,
    });
    await inviteMember(tx, memberId, actor.userId, link.expiresAt);
    return link.token;
  });
}

/** Something that somebody of the scope typed in about a person. */
export async function insertSaid(world: TestApp, scopeId: string, key: string): Promise<void> {
  const actor = actorIn([scopeId]);
  const [name = "", unit = ""] = key.split("|");
  await withActor(world.db, actor, async (tx) =>
    putSaid(tx, scopeId, {
      key,
      name,
      unit,
      adds: ["精炼"],
      removes: [],
      isSenior: true,
      otherProjects: 1,
      updatedBy: actor.userId,
    }),
  );
}
