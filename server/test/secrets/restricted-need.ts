// A need that everybody of its pair read, that was matched, followed up, sent around, formed a team for and surveyed, and
// that is restricted then; and a row of a list that says so of itself.
import { sql } from "kysely";
import { insertMember, insertTeam, inviteMember, listMembers } from "../../src/modules/challenges/queries.ts";
import { createLink } from "../../src/modules/identity/index.ts";
import { withActor, withSystem } from "../../src/platform/db/index.ts";
import { newId } from "../../src/platform/ids.ts";
import { deliverDue } from "../../src/platform/outbox/index.ts";
import { actorIn } from "../../src/platform/test-db.ts";
import { handIn } from "../lists.ts";
import { makeRun } from "../matchmaking.ts";
import { makePair, universityOf } from "../pairs.ts";
import { makeRound } from "../surveys.ts";
import type { TestApp } from "../test-app.ts";
import { administrators } from "./administrators.ts";
import { acting, asOwnerOf } from "./planting.ts";
import type { PlantedSecret, Secret } from "./secret.ts";

const MARKER = "玄鸟蓝图QX7731";
const SAYING = {
  title: `${MARKER}冷挤压模具寿命提升`,
  content: `${MARKER}：模具在大批量冷挤压时早期开裂，希望把使用寿命由2万次提高到5万次以上。现有设备为630吨冷挤压机。`,
  indicators: `${MARKER}寿命不低于5万次`,
  basis: `${MARKER}现有工艺`,
};

export const restrictedNeed: Secret = { name: "a restricted need", plant };

async function plant(world: TestApp): Promise<PlantedSecret> {
  const province = await world.createScope("province");
  const zone = await world.createScope("zone", { parentId: province });
  const pair = await makePair(world, zone);
  const university = await universityOf(world, pair);
  const enterprise = await world.createScope("enterprise");
  const lead = await world.someone("pair_lead", pair);
  const owner = await world.someone("enterprise_lead", enterprise);
  const outsider = await world.createUser([
    ["pair_officer", pair],
    ["technology_manager", pair],
    ["liaison_officer", pair],
    ["reader", pair],
    ["transfer_officer", university],
    ["researcher", university],
    ["liaison_officer", zone],
    ["talent_manager", zone],
    ["reader", zone],
    ["province_officer", province],
    ["reader", enterprise],
  ]);

  const byLead = acting(world, lead.token);
  const byOwner = acting(world, owner.token);

  // Written by the outsider's office, worded anew, accepted: history, proposals, messages.
  const draft = { ...SAYING, enterprise: "某公司", enterpriseId: enterprise };
  const need = await acting(world, await world.signInAs(outsider))(
    "POST",
    `/api/scopes/${pair}/needs?submit=true`,
    draft,
  );
  const needId = String(need["id"]);
  const version = async () => Number((await byLead("GET", `/api/needs/${needId}`))["version"]);
  const reworded = { ...SAYING, content: `${SAYING.content}批量供货。`, note: `${MARKER}请确认` };
  await byLead("POST", `/api/needs/${needId}/rewrites`, reworded, await version());
  await byOwner("POST", `/api/needs/${needId}/rewrites/decision`, { decision: "confirm" }, await version());
  for (const action of ["begin_triage", "accept"]) {
    await byLead("POST", `/api/needs/${needId}/transitions`, { action }, await version());
  }

  // Matched, taken up, sent around.
  const { runId } = await makeRun(world, pair);
  const found = await byLead("GET", `/api/match-runs/${runId}/needs/${needId}`);
  const [candidate] = found["suggestions"] as { id: string; partnerKey: string }[];
  const candidateId = candidate?.id ?? "";
  await byLead("PUT", `/api/match-runs/${runId}/candidates/${candidateId}/decision`, { decision: "accepted" }, 0);
  const { items: lines } = await byLead("GET", `/api/scopes/${pair}/ledger`);
  const lineId = (lines as { id: string }[])[0]?.id ?? "";
  await byLead("POST", `/api/ledger-lines/${lineId}/entries`, { kind: "call", text: `${MARKER}约好走访` });
  const link = await byLead("POST", `/api/ledger-lines/${lineId}/links`, {});
  const { items: sent } = await byLead("GET", `/api/scopes/${pair}/outreach`);
  const outreachId = (sent as { id: string }[])[0]?.id ?? "";
  const ledger = await world.call("GET", `/api/scopes/${pair}/ledger/export?format=xlsx`, { token: lead.token });
  const ledgerFile = { name: "台账.xlsx", bytes: ledger.bytes };
  const handedIn = await world.call("POST", `/api/scopes/${pair}/ledger/imports`, {
    token: lead.token,
    file: ledgerFile,
  });

  // As if somebody had filled in a cell.
  await asOwnerOf(
    world,
    "ledger_imports",
    `UPDATE ledger_imports SET rows = jsonb_set(rows, '{0,edited,nextStep}', '"送样"') WHERE scope_id = $1`,
    [pair],
  );

  const team = await formTeam(world, pair, needId);
  const round = await makeRound(world, pair, lead.userId);
  await surveyed(world, pair, round, needId);

  // A list whose row is marked; the head hands it in, so that nobody but who handles such needs has seen it.
  const list = `序号,需求名称,需求内容,企业名称,保密,拟投入资金\n77,${MARKER}清单,${MARKER}清单内容,某厂,是,若干\n78,,没有名称,某厂,,\n`;
  const imported = await handIn(
    world,
    lead.token,
    pair,
    { name: "需求.csv", bytes: new TextEncoder().encode(list) },
    "kind=needs&classification=confidential",
  );
  const importId = String(imported.body["id"]);
  await deliverDue(world.db, world.app.outbox);

  const others = await world.createUser([
    ["pair_lead", await makePair(world, await world.createScope("zone", { parentId: province }))],
    ["enterprise_lead", await world.createScope("enterprise", { parentId: zone })],
  ]);
  const addresses: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "match-runs": { runId, otherRunId: runId, candidateId, needId },
    "ledger-lines": { lineId },
    "ledger-imports": { importId: String(handedIn.body["id"]) },
    imports: { importId },
    outreach: { outreachId },
    "formed-teams": { teamId: team.teamId, memberId: team.memberId },
    "survey-rounds": { roundId: round.roundId, visitId: round.visitId },
    needs: { needId },
    scopes: { scopeId: pair, needId },
    pairs: { pairId: pair },
  };
  return {
    marker: MARKER,
    scopeId: pair,
    paramsOf: (path) => addresses[path.split("/")[2] ?? ""] ?? {},
    queries: {
      "GET /api/search": `?q=${encodeURIComponent(MARKER)}`,
      "GET /api/match-runs/{runId}/needs/{needId}/why-not": `?partner=${encodeURIComponent(candidate?.partnerKey ?? "")}`,
    },
    bodies: {
      "POST /api/outreach/view": { token: link["token"] },
      "POST /api/outreach/answer": { token: link["token"], answer: "interested" },
      "POST /api/outreach/forward": { token: link["token"] },
      "POST /api/team-invitations/view": { token: team.token },
      "POST /api/team-invitations/answer": { token: team.token, answer: "accept" },
    },
    insiders: [
      { userId: owner.userId, route: "GET /api/needs/{needId}" },
      { userId: lead.userId, route: "GET /api/scopes/{scopeId}/needs" },
      { userId: (await world.someone("zone_officer", zone)).userId, route: "GET /api/needs/{needId}/history" },
    ],
    outsiders: [
      { name: "everybody else of the pair, its sides and its province", userId: outsider, tries: "everything" },
      { name: "the head of another pair", userId: others, tries: "everything" },
      ...(await administrators(world)),
    ],
    shownBefore: [
      "GET /api/scopes/{scopeId}/needs",
      "GET /api/scopes/{scopeId}/needs/export",
      "GET /api/needs/{needId}",
      "GET /api/needs/{needId}/history",
      "GET /api/needs/{needId}/rewrites",
      "GET /api/needs/{needId}/team-suggestion",
      "GET /api/survey-rounds/{roundId}/visits/{visitId}",
      "GET /api/match-runs/{runId}/needs",
      "GET /api/match-runs/{runId}/needs/{needId}",
      "GET /api/match-runs/{runId}/workbook",
      "GET /api/scopes/{scopeId}/ledger",
      "GET /api/scopes/{scopeId}/ledger/export",
      "GET /api/ledger-lines/{lineId}",
      "GET /api/ledger-lines/{lineId}/entries",
      "GET /api/ledger-imports/{importId}",
      "GET /api/scopes/{scopeId}/outreach",
      "GET /api/scopes/{scopeId}/formed-teams",
      "GET /api/formed-teams/{teamId}",
      "GET /api/search",
      "GET /api/me/inbox",
      "GET /api/me/export",
    ],
    async close() {
      await byOwner("PUT", `/api/needs/${needId}/visibility`, { visibility: "restricted" }, await version());
      await deliverDue(world.db, world.app.outbox);
      // Whoever wrote it down is no reader of a need that was restricted later.
      await byOwner("GET", `/api/needs/${needId}`);
    },
  };
}

async function formTeam(world: TestApp, scopeId: string, needId: string) {
  const actor = actorIn([scopeId]);
  const team = {
    id: newId(),
    scopeId,
    zoneId: scopeId,
    heldBy: null,
    originKind: "need" as const,
    originId: needId,
    originNumber: "NEED-2026-900001",
    originTitle: SAYING.title,
    capabilities: [{ term: "冷挤压", times: 1 }],
    limits: { seniors: 0, mostProjects: 3, mostMembers: null },
    units: [],
    note: "",
    createdBy: actor.userId,
  };
  await withActor(world.db, actor, async (tx) => insertTeam(tx, team));
  await withActor(world.db, actor, async (tx) =>
    insertMember(tx, team, {
      key: "李某|某大学",
      personId: null,
      name: "李某",
      unit: "某大学",
      college: "",
      title: "",
      isSenior: false,
      covers: ["冷挤压"],
      evidence: [],
      load: 0,
    }),
  );
  const [member] = await withSystem(world.db, async (tx) => listMembers(tx, [team.id]));
  const memberId = member?.id ?? "";
  const { token } = await withActor(world.db, actor, async (tx) => {
    const subject = { kind: "formed_team_member", id: memberId };
    const link = await createLink(tx, { purpose: "challenges.team_answer", scopeId, subject, days: 1 });
    await inviteMember(tx, memberId, actor.userId, link.expiresAt);
    return link;
  });
  return { teamId: team.id, memberId, token };
}

/** What was written at the door, with the need that came of it. */
async function surveyed(
  world: TestApp,
  scopeId: string,
  round: Awaited<ReturnType<typeof makeRound>>,
  needId: string,
): Promise<void> {
  await withSystem(world.db, async (tx) => {
    await sql`INSERT INTO survey_visit_needs (zone_id, scope_id, visit_id, need_key, digest, need_id, round_id, site_id)
      SELECT zone_id, scope_id, id, ${newId()}, digest, ${needId}, round_id, site_id FROM survey_visits
      WHERE scope_id = ${scopeId} AND id = ${round.visitId}`.execute(tx.kysely);
  });
  await asOwnerOf(
    world,
    "survey_visit_versions",
    "UPDATE survey_visit_versions SET content = jsonb_set(content, '{note}', to_jsonb($2::text)) WHERE visit_id = $1",
    [round.visitId, `${MARKER}门口记下的话`],
  );
}
