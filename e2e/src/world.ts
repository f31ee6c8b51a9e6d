import { ifMatch } from "@dual-high/client";
import { drawUpAgreement, signAgreement } from "./agreements.ts";
import { reviewAgreement } from "./reviewed-agreement.ts";
import { amendAgreement } from "./amended-agreement.ts";
import { makeBookings, makeSpace } from "./bookings.ts";
import { makeChallenges } from "./challenge.ts";
import { type Api, clientOf, waitForJobs } from "./client.ts";
import { makeConsortia } from "./consortia.ts";
import type { Account } from "./server.ts";
import { makeFund } from "./funds.ts";
import { makeMeetingDay } from "./meeting-day.ts";
import { makeProject } from "./projects.ts";
import { decideProof, makeProof } from "./proof.ts";
import { makeSurvey } from "./survey.ts";

/** What stands for the parameters of an address: ids by what they are of, and tokens of links. */
type Records = Readonly<Record<string, string>>;

export interface World {
  /** The pair that the first start made up, with its lists taken in and matched. */
  readonly pairId: string;
  readonly runId: string;
  readonly records: Records;
  /** Somebody who has an account and belongs nowhere. */
  readonly nobody: Account;
}

export type Accounts = Readonly<Record<string, Account>>;

export function accountIn(accounts: Accounts, role: string): Account {
  const account = accounts[role];
  if (account === undefined) throw new Error(`The server printed no account for ${role}.`);
  return account;
}

/** Waits until the sample's lists are in, matches them twice, and makes one of whatever a page shows. */
export async function prepareWorld(url: string, accounts: Accounts): Promise<World> {
  const lead = await clientOf(url, accountIn(accounts, "pair_lead"));
  const pairId = (await lead.get("/api/me")).grants[0]?.scopeId ?? "";
  await waitForJobs(lead);
  const path = { scopeId: pairId };
  const first = await lead.post("/api/scopes/{scopeId}/match-runs", { params: { path }, body: {} });
  const enterprise = await clientOf(url, accountIn(accounts, "enterprise_lead"));
  const security = await clientOf(url, accountIn(accounts, "security_admin"));
  const records = {
    ...(await findRecords(lead, pairId)),
    ...(await makeRecords(lead, pairId)),
    ...(await drawUpAgreement(lead, pairId)),
    ...(await signAgreement(lead, pairId)),
    ...(await makeProject(
      {
        officer: await clientOf(url, accountIn(accounts, "pair_officer")),
        lead,
        givers: {
          university: await clientOf(url, accountIn(accounts, "transfer_officer")),
          zone: await clientOf(url, accountIn(accounts, "zone_officer")),
        },
      },
      pairId,
    )),
    ...(await makeChallenges(lead, await clientOf(url, accountIn(accounts, "researcher")), pairId)),
    ...(await makeFund(
      {
        asker: await clientOf(url, accountIn(accounts, "technology_manager")),
        officer: await clientOf(url, accountIn(accounts, "pair_officer")),
        lead,
      },
      pairId,
    )),
    ...(await makeConsortia(lead, await clientOf(url, accountIn(accounts, "zone_officer")), pairId)),
    ...(await makeSurvey(lead, await clientOf(url, accountIn(accounts, "zone_officer")), pairId)),
    userId: (await security.get("/api/users")).items[0]?.id ?? "",
    ownScopeId: (await enterprise.get("/api/me")).grants[0]?.scopeId ?? "",
  };
  const { login } = accountIn(accounts, "researcher");
  const researcher = await clientOf(url, accountIn(accounts, "researcher"));
  const proof = await makeProof({ lead, researcher, login }, pairId, (records as Records)["achievementId"] ?? "");
  const zone = await clientOf(url, accountIn(accounts, "zone_officer"));
  const reviewed = await reviewAgreement(lead, zone, pairId);
  const amended = await amendAgreement(lead, enterprise, { scopeId: pairId, enterpriseId: records.ownScopeId });
  const booked = await makeBookings(lead, enterprise, { ...records, scopeId: pairId });
  await makeSpace(lead, booked["facilityId"] ?? "");
  const secretNeedId = await makeSecret(lead, pairId, accountIn(accounts, "reader").login);
  const ownNeedId = await draftOwnNeed(enterprise, records.ownScopeId, pairId);
  const nobody = await makeNobody(url, lead, pairId);
  await waitForJobs(lead);
  const second = await lead.post("/api/scopes/{scopeId}/match-runs", { params: { path }, body: { withTeams: false } });
  await waitForJobs(lead);
  const matched = await acceptSome(lead, first.id);
  const formed = await formTeam(lead, matched["needId"] ?? "");
  const meeting = await makeMeetingDay(lead, pairId);
  await decideProof({ lead, expert: await clientOf(url, accountIn(accounts, "expert")) }, proof);
  return {
    pairId,
    runId: first.id,
    records: {
      ...records,
      ...proof,
      ...amended,
      ...reviewed,
      secretNeedId,
      ownNeedId,
      ...booked,
      ...matched,
      ...formed,
      ...meeting,
      scopeId: pairId,
      runId: first.id,
      otherId: second.id,
    },
    nobody,
  };
}

/** A need for named people, to which somebody is invited who has not accepted the statement. */
async function makeSecret(lead: Api, scopeId: string, login: string): Promise<string> {
  const body = { title: "某型薄膜的配方替代", content: "现用配方含受限原料，希望替代后透光率不低于 92%。" };
  const query = { submit: "true", visibility: "restricted" } as const;
  const { id: needId } = await lead.post("/api/scopes/{scopeId}/needs", { params: { path: { scopeId }, query }, body });
  await lead.post("/api/needs/{needId}/readers", { params: { path: { needId } }, body: { login } });
  return needId;
}

/** A need that the enterprise is still writing. */
async function draftOwnNeed(enterprise: Api, scopeId: string, officeId: string): Promise<string> {
  const params = { path: { scopeId }, query: { officeId } };
  const body = { title: "缩短糖化时间", content: "现在糖化要 36 小时，希望缩短到 24 小时以内，收率不降。" };
  return (await enterprise.post("/api/scopes/{scopeId}/needs", { params, body })).id;
}

async function findRecords(api: Api, scopeId: string): Promise<Records> {
  const params = { path: { scopeId }, query: { limit: 1 } };
  const first = ({ items }: { readonly items: readonly { readonly id: string }[] }) => items[0]?.id ?? "";
  const universities = await api.get("/api/organisations", { params: { query: { kind: "university", limit: 1 } } });
  return {
    achievementId: first(await api.get("/api/scopes/{scopeId}/achievements", { params })),
    teamId: first(await api.get("/api/scopes/{scopeId}/teams", { params })),
    enterpriseId: first(await api.get("/api/scopes/{scopeId}/enterprises", { params })),
    instrumentId: first(await api.get("/api/scopes/{scopeId}/instruments", { params })),
    organisationId: first(universities),
  };
}

/** What lists do not bring in: people, platforms, an industrial chain with what stands at its links. */
async function makeRecords(api: Api, scopeId: string): Promise<Records> {
  const params = { path: { scopeId } };
  const person = { name: "华某某", unit: "样例大学", college: "生物工程学院", title: "教授", field: "合成生物" };
  const { id: personId } = await api.post("/api/scopes/{scopeId}/people", { params, body: person });
  const { items: enterprises } = await api.get("/api/scopes/{scopeId}/enterprises", {
    params: { path: { scopeId }, query: { limit: 1 } },
  });
  const organisationId = enterprises[0]?.id ?? "";
  for (const holder of [
    { holderKind: "person", holderId: personId, role: "founder", shareBp: 1250, since: "2021-06-01" },
    { holderKind: "organisation", holderName: "样例创业投资有限公司", role: "investor", until: "2025-01-01" },
  ] as const) {
    await api.post("/api/organisations/{organisationId}/stakes", {
      params: { path: { organisationId } },
      body: { ...holder, source: "国家企业信用信息公示系统（样例）" },
    });
  }
  const platform = {
    kind: "pilot_platform",
    name: "发酵中试平台",
    unit: "样例大学",
    location: "中试基地 3 号楼",
    description: "5 吨发酵罐两套，配有分离纯化线。",
    areaM2: 10_000,
    price: "12 万元/批",
  } as const;
  const { id: facilityId } = await api.post("/api/scopes/{scopeId}/facilities", { params, body: platform });

  const chain = { name: "合成生物", nameEn: "Synthetic biology" };
  const { id: parentId } = await api.post("/api/scopes/{scopeId}/chain-nodes", { params, body: chain });
  const { items: needs } = await api.get("/api/scopes/{scopeId}/needs", {
    params: { path: { scopeId }, query: { limit: 3 } },
  });
  for (const [position, name] of ["菌种设计", "发酵", "分离纯化"].entries()) {
    const node = await api.post("/api/scopes/{scopeId}/chain-nodes", { params, body: { name, parentId, position } });
    const subjectId = needs[position]?.id;
    if (subjectId === undefined) continue;
    await api.put("/api/chain-nodes/{chainNodeId}/links", {
      params: { path: { chainNodeId: node.id } },
      body: { subjectKind: "need", subjectId },
    });
  }
  const { handout } = await invite(api, scopeId, "newcomer");
  return { personId, facilityId, invitationToken: handout.token };
}

async function invite(api: Api, scopeId: string, login: string) {
  return api.post("/api/scopes/{scopeId}/invitations", {
    params: { path: { scopeId } },
    body: { login, displayName: login, role: "reader" },
  });
}

/** Takes two partners on, so that the ledger has lines, and sends a link to each; one link is taken back. */
async function acceptSome(api: Api, runId: string): Promise<Records> {
  const { items } = await api.get("/api/match-runs/{runId}/needs", {
    params: { path: { runId }, query: { outcome: "matched", limit: 2 } },
  });
  const tokens: string[] = [];
  for (const { id: needId } of items) {
    const need = await api.get("/api/match-runs/{runId}/needs/{needId}", { params: { path: { runId, needId } } });
    const candidate = need.suggestions[0];
    if (candidate === undefined) continue;
    const path = { runId, candidateId: candidate.id };
    await api.put("/api/match-runs/{runId}/candidates/{candidateId}/decision", {
      params: { path, header: ifMatch(candidate.decision) },
      body: { decision: "accepted" },
    });
    const link = await api.post("/api/match-runs/{runId}/candidates/{candidateId}/links", {
      params: { path },
      body: {},
    });
    tokens.push(link.token);
    if (tokens.length === items.length) {
      await api.post("/api/outreach/{outreachId}/revoke", { params: { path: { outreachId: link.id } } });
    }
  }
  return { needId: items[0]?.id ?? "", linkToken: tokens[0] ?? "", revokedToken: tokens[1] ?? "" };
}

/** A team for a need, as it is proposed, with one person asked and another who said no. */
async function formTeam(api: Api, needId: string): Promise<Records> {
  const path = { needId };
  const suggestion = await api.get("/api/needs/{needId}/team-suggestion", { params: { path } });
  const likely = suggestion.capabilities.filter(({ isLikely }) => isLikely);
  const body = { capabilities: likely.map(({ term }) => ({ term })), limits: { seniors: 0 } };
  const { members } = await api.post("/api/needs/{needId}/team-proposals", { params: { path }, body });
  const kept = await api.post("/api/needs/{needId}/formed-teams", {
    params: { path },
    body: { ...body, members: members.map(({ key }) => key) },
  });
  const [asked, other] = kept.members;
  const invited = await api.post("/api/formed-teams/{teamId}/members/{memberId}/invitation", {
    params: { path: { teamId: kept.id, memberId: asked?.id ?? "" }, header: ifMatch(kept) },
    body: {},
  });
  if (other !== undefined) {
    await api.post("/api/formed-teams/{teamId}/members/{memberId}/answer", {
      params: {
        path: { teamId: kept.id, memberId: other.id },
        header: ifMatch(invited.team),
      },
      body: { answer: "decline", comment: "近期有国家项目" },
    });
  }
  return { formedTeamId: kept.id, teamToken: invited.token };
}

/** Somebody who was invited, came, and was let go. */
async function makeNobody(url: string, api: Api, scopeId: string): Promise<Account> {
  const account = { login: "nobody", password: "belongs-nowhere-yet-7" };
  const stranger = await clientOf(url, null);
  const { handout } = await invite(api, scopeId, account.login);
  await stranger.post("/api/invitations/accept", { body: { token: handout.token, password: account.password } });
  const { items } = await api.get("/api/scopes/{scopeId}/members", {
    params: { path: { scopeId }, query: { search: account.login } },
  });
  const userId = items[0]?.userId ?? "";
  await api.delete("/api/scopes/{scopeId}/members/{userId}/{role}", {
    params: { path: { scopeId, userId, role: "reader" } },
  });
  return account;
}
