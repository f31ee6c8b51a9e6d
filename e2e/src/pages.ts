import type { World } from "./world.ts";

export interface NamedPage {
  readonly name: string;
  readonly path: string;
  /** The server refuses what it asks for, and it tells so. */
  readonly isRefused?: boolean;
}

/** What the browser itself writes of a refusal that the page tells of. */
export const REFUSAL = /^Failed to load resource: .* status of 4\d\d/;

/** Opened without signing in. */
const STRANGERS_PAGES: readonly (readonly [name: string, pattern: string, isRefused?: true])[] = [
  ["sign-in", "/sign-in"],
  ["invitation", "/invitation#token=$invitationToken"],
  ["invitation-incomplete", "/join"],
  ["reset", "/reset#token=x"],
  ["reset-request", "/reset/request"],
  ["link", "/l#token=$linkToken"],
  ["link-revoked", "/l#token=$revokedToken", true],
  ["link-incomplete", "/l"],
  ["team-invitation", "/t#token=$teamToken"],
  ["team-invitation-incomplete", "/t"],
  ["team-invitation-unknown", "/t#token=x", true],
  ["link-unknown", "/l#token=x", true],
  ["public-notice-unknown", "/public-notices/$challengeId", true],
  // Asks to sign in.
  ["evaluation-signed-out", "/evaluations/$challengeId"],
  ["day-invitation", "/d#token=$dayToken"],
  ["day-invitation-incomplete", "/d"],
  ["day-invitation-unknown", "/d#token=x", true],
];

/** Pages by who opens them: patterns of the router, whose parameters the world's records stand for. A new page is added here. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  pair_lead: [
    "/p/$scopeId",
    "/p/$scopeId/needs",
    "/p/$scopeId/needs/new",
    "/p/$scopeId/needs/$needId",
    "/p/$scopeId/needs/$needId/edit",
    "/p/$scopeId/needs/$needId/triage",
    "/p/$scopeId/needs/$needId/rewrite",
    "/p/$scopeId/needs/$secretNeedId",
    "/p/$scopeId/needs/$secretNeedId/readers",
    "/p/$scopeId/open-needs",
    "/p/$scopeId/confidentiality",
    "/p/$scopeId/surveys",
    "/p/$scopeId/surveys/new",
    "/p/$scopeId/surveys/$roundId",
    "/p/$scopeId/surveys/$roundId/edit",
    "/p/$scopeId/surveys/$roundId/doors",
    "/p/$scopeId/surveys/$roundId/questionnaire",
    "/p/$scopeId/surveys/$roundId/visits",
    "/p/$scopeId/surveys/$roundId/visits/$visitId",
    "/p/$scopeId/surveys/$roundId/visits/$clashId",
    "/walk",
    "/walk/$roundId",
    "/walk/$roundId/new",
    "/walk/$roundId/$siteId",
    "/p/$scopeId/surveys/$emptyRoundId",
    "/p/$scopeId/needs/$needId/team",
    "/p/$scopeId/challenges/$challengeId/team",
    "/p/$scopeId/formed-teams",
    "/p/$scopeId/formed-teams/$formedTeamId",
    "/p/$scopeId/challenges/$challengeId/evaluation",
    "/p/$scopeId/agreements",
    "/p/$scopeId/agreements/new",
    "/p/$scopeId/agreements/$agreementId",
    "/p/$scopeId/agreements/$agreementId/edit",
    "/p/$scopeId/agreements/$signedAgreementId/money",
    "/p/$scopeId/receipts",
    "/p/$scopeId/agreements/$amendedAgreementId",
    "/p/$scopeId/agreements/$reviewedAgreementId",
    "/p/$scopeId/agreement-flow",
    "/p/$scopeId/agreement-templates",
    "/p/$scopeId/agreements/$amendedAgreementId/amendments/$amendmentId",
    "/p/$scopeId/money-rules",
    "/p/$scopeId/brief",
    "/p/$scopeId/brief/rows",
    "/p/$scopeId/consortia",
    "/p/$scopeId/consortia?as=table",
    "/p/$scopeId/consortia/new",
    "/p/$scopeId/consortia/$consortiumId",
    "/p/$scopeId/consortia/$consortiumId/edit",
    "/p/$scopeId/funds",
    "/p/$scopeId/funds/new",
    "/p/$scopeId/funds/$fundId",
    "/p/$scopeId/funds/$fundId/edit",
    "/p/$scopeId/funds/$fundId/applications",
    "/p/$scopeId/funds/$fundId/commitments",
    "/p/$scopeId/fund-applications",
    "/p/$scopeId/fund-applications/new",
    "/p/$scopeId/fund-applications/$fundApplicationId",
    "/p/$scopeId/fund-applications/$fundDraftId/edit",
    "/p/$scopeId/funds/$fundId/ledger",
    "/p/$scopeId/funds/$fundId/statement",
    "/p/$scopeId/funds/$fundId/reconciliation",
    "/p/$scopeId/projects",
    "/p/$scopeId/projects/new",
    "/p/$scopeId/projects/$projectId",
    "/p/$scopeId/projects/$projectId/edit",
    "/p/$scopeId/proof-calls",
    "/p/$scopeId/proof-calls/new",
    "/p/$scopeId/proof-calls/$proofCallId",
    "/p/$scopeId/proof-calls/$draftCallId/edit",
    "/p/$scopeId/proof-calls/$closingCallId",
    "/p/$scopeId/proof-applications/$grantedId",
    "/p/$scopeId/proof-applications/$grantedId/report",
    "/p/$scopeId/projects/$provedProjectId",
    "/p/$scopeId/transformation-report",
    "/p/$scopeId/agreements/$signedAgreementId/registration",
    "/p/$scopeId/meeting-days",
    "/p/$scopeId/meeting-days/new",
    "/p/$scopeId/meeting-days/$meetingDayId",
    "/p/$scopeId/meeting-days/$meetingDayId/edit",
    "/p/$scopeId/meeting-days/$meetingDayId/people",
    "/p/$scopeId/meeting-days/$meetingDayId/today",
    "/p/$scopeId/meeting-days/$meetingDayId/print",
    "/p/$scopeId/meeting-days/$meetingDayId/print?sheet=tables",
    "/p/$scopeId/meeting-days/$meetingDayId/print?sheet=names",
    "/p/$scopeId/meeting-days/$meetingDayId/print?sheet=people",
    "/p/$scopeId/meeting-days/$emptyDayId",
    "/p/$scopeId/challenges",
    "/p/$scopeId/challenges/new",
    "/p/$scopeId/challenges/$challengeId",
    "/p/$scopeId/challenges/$draftChallengeId",
    "/p/$scopeId/challenges/$draftChallengeId/edit",
    "/p/$scopeId/challenges/$challengeId/bids",
    "/p/$scopeId/challenges/$challengeId/paper-bid",
    "/p/$scopeId/bids/$bidId",
    "/p/$scopeId/imports",
    "/p/$scopeId/imports/history",
    "/p/$scopeId/runs",
    "/p/$scopeId/runs/$runId",
    "/p/$scopeId/runs/$runId?tab=plan",
    "/p/$scopeId/runs/$runId?tab=clarify",
    "/p/$scopeId/runs/$runId?tab=unmatched",
    "/p/$scopeId/runs/$runId/compare/$otherId",
    "/p/$scopeId/ledger",
    "/p/$scopeId/ledger/import",
    "/p/$scopeId/links",
    "/p/$scopeId/weights",
    "/p/$scopeId/achievements",
    "/p/$scopeId/achievements/new",
    "/p/$scopeId/achievements/$achievementId",
    "/p/$scopeId/achievements/$achievementId/edit",
    "/p/$scopeId/teams",
    "/p/$scopeId/teams/new",
    "/p/$scopeId/teams/$teamId",
    "/p/$scopeId/teams/$teamId/edit",
    "/p/$scopeId/people",
    "/p/$scopeId/people/new",
    "/p/$scopeId/people/$personId",
    "/p/$scopeId/people/$personId/edit",
    "/p/$scopeId/enterprises",
    "/p/$scopeId/enterprises/new",
    "/p/$scopeId/enterprises/$enterpriseId",
    "/p/$scopeId/enterprises/$enterpriseId/edit",
    "/p/$scopeId/chains",
    "/p/$scopeId/duplicates",
    "/p/$scopeId/duplicates?kind=person",
    "/p/$scopeId/instruments",
    "/p/$scopeId/instruments/new",
    "/p/$scopeId/instruments/$instrumentId",
    "/p/$scopeId/instruments/$instrumentId/edit",
    "/p/$scopeId/facilities",
    "/p/$scopeId/facilities/new",
    "/p/$scopeId/facilities/$facilityId",
    "/p/$scopeId/facilities/$facilityId/edit",
    "/p/$scopeId/facilities/$facilityId/booking",
    "/p/$scopeId/facilities/$facilityId/space",
    "/p/$scopeId/instruments/$instrumentId/booking",
    "/p/$scopeId/bookables",
    "/p/$scopeId/bookables/$bookableId",
    "/p/$scopeId/bookables/$bookableId/settings",
    "/p/$scopeId/bookings",
    "/p/$scopeId/bookings/$bookingId",
    "/p/$scopeId/bookables/$lineId/campaign",
    "/p/$scopeId/campaigns",
    "/p/$scopeId/campaigns/$campaignId",
    "/p/$scopeId/utilisation",
    "/p/$scopeId/members",
    "/p/$scopeId/reminder-days",
    "/p/$scopeId/audit",
    "/organisations",
    "/organisations/$organisationId",
    "/inbox",
    "/settings",
    "/pairs",
    "/no/such/page",
  ],
  system_admin: ["/users", "/scopes"],
  security_admin: ["/users", "/users/$userId"],
  audit_admin: ["/audit"],
  province_officer: ["/pairs", "/p/$scopeId"],
  enterprise_lead: [
    "/p/$ownScopeId",
    "/p/$ownScopeId/needs",
    "/p/$ownScopeId/needs/new",
    "/p/$ownScopeId/needs/new?from=$ownNeedId",
    "/p/$ownScopeId/needs/$ownNeedId",
    "/p/$ownScopeId/needs/$ownNeedId/edit",
    "/p/$ownScopeId/members",
    "/p/$ownScopeId/my-meetings",
  ],
  zone_officer: ["/p/$zoneId/surveys"],
  researcher: [
    "/bids/$bidId/result",
    "/p/$universityId/projects",
    "/p/$universityId/proof-calls",
    "/p/$universityId/proof-calls/$proofCallId",
    "/p/$universityId/proof-applications/$draftApplicationId/edit",
    "/p/$universityId/proof-applications/$grantedId/report",
    "/p/$universityId/challenges",
    "/p/$universityId/challenges/$challengeId",
    "/p/$universityId/bids",
    "/p/$universityId/bids/$ownBidId",
  ],
  expert: ["/evaluations", "/proof-reviews", "/proof-reviews/$closingCallId"],
  reader: ["/p/$scopeId", "/p/$scopeId/needs", "/p/$scopeId/needs/$needId", "/needs/$secretNeedId/reading"],
  nobody: ["/"],
};

/** Pages that one window goes through; a role with more of them has several windows. */
const MOST_PAGES = 80;

/** One window's pages of a role: every `of`-th, beginning at `part`. */
export interface Round {
  readonly role: string;
  readonly part: number;
  readonly of: number;
}

export const ROUNDS: readonly Round[] = Object.entries(PAGES).flatMap(([role, { length }]) => {
  const of = Math.ceil(length / MOST_PAGES);
  return Array.from({ length: of }, (_, part) => ({ role, part, of }));
});

/** Routes of the router that no page above opens. */
export function findUnlisted(routes: readonly string[]): string[] {
  // What a parameter is called is of no matter, nor are a search and a fragment.
  const shapeOf = (pattern: string) => pattern.replace(/[?#].*/, "").replaceAll(/\$\w+/g, "$");
  const patterns = [...Object.values(PAGES).flat(), ...STRANGERS_PAGES.map(([, pattern]) => pattern)];
  const listed = new Set(patterns.map(shapeOf));
  return routes.filter((route) => !listed.has(shapeOf(route)));
}

function fillIn(pattern: string, { records }: World): string {
  return pattern.replaceAll(/\$(\w+)/g, (_all, name: string) => {
    const record = records[name];
    if (record === undefined || record === "") throw new Error(`Nothing stands for $${name} of ${pattern}.`);
    return record;
  });
}

export function pagesOf({ role, part, of }: Round, world: World): readonly NamedPage[] {
  const patterns = (PAGES[role] ?? []).filter((_, index) => index % of === part);
  return patterns.map((pattern) => ({
    name: `${role}${pattern.replaceAll("$", "").replaceAll(/[/?=]/g, "-")}`,
    path: fillIn(pattern, world),
    // A statement is shown because the server refuses the need until it is accepted.
    isRefused: pattern.endsWith("/reading"),
  }));
}

export function strangersPages(world: World): readonly NamedPage[] {
  return STRANGERS_PAGES.map(([name, pattern, isRefused = false]) => ({
    name,
    path: fillIn(pattern, world),
    isRefused,
  }));
}
