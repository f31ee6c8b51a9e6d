import { z } from "@hono/zod-openapi";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const version = z.number().int();
const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Person = z.object({ id, name: z.string() });
const Text = (most: number) => z.string().trim().max(most);

export const TEAM_STATES = ["draft", "inviting", "formed", "dissolved"] as const;
export type TeamState = (typeof TEAM_STATES)[number];
export const MEMBER_STATES = ["proposed", "invited", "accepted", "declined", "left"] as const;
export type MemberState = (typeof MEMBER_STATES)[number];
export const TEAM_SORTS = ["number", "state", "title", "updatedAt"] as const;

/** What a team may be formed for. */
export const ORIGIN_KINDS = ["need", "challenge"] as const;
export type OriginKind = (typeof ORIGIN_KINDS)[number];

const MOST_CAPABILITIES = 20;
const PersonKey = z.string().min(2).max(500).describe("Name and unit as they are compared: who of the lists it is");

export const Capability = z
  .strictObject({
    term: Text(100).min(1),
    times: z.number().int().min(1).max(5).default(1).describe("How many members must have it"),
  })
  .openapi("Capability");
export type Capability = z.infer<typeof Capability>;

const Capabilities = z.array(Capability).min(1).max(MOST_CAPABILITIES);

export const TeamLimits = z
  .strictObject({
    seniors: z.number().int().min(0).max(10).default(1).describe("At least so many with a senior title"),
    mostProjects: z.number().int().min(1).max(50).default(3).describe("Nobody has more projects, this one included"),
    mostMembers: z.number().int().min(1).max(50).nullable().default(null),
  })
  .openapi("TeamLimits");
export type TeamLimits = z.infer<typeof TeamLimits>;

const KeptCapability = z.object({ term: z.string(), times: z.number().int() });
const KeptLimits = z.object({
  seniors: z.number().int(),
  mostProjects: z.number().int(),
  mostMembers: z.number().int().nullable(),
});

const LIMITS = { seniors: 1, mostProjects: 3, mostMembers: null };
const Units = z.array(Text(300)).max(50).describe("Where people are looked for; empty: in all units of the lists");

export const TeamWish = z
  .strictObject({
    capabilities: Capabilities,
    limits: TeamLimits.default(LIMITS),
    units: Units.default([]),
    include: z.array(PersonKey).max(50).default([]).describe("Who is in whatever else is chosen"),
    exclude: z.array(PersonKey).max(200).default([]),
  })
  .openapi("TeamWish");
export type TeamWish = z.infer<typeof TeamWish>;

const EVIDENCE_KINDS = ["achievement", "team", "person", "typed"] as const;

export const Evidence = z.object({
  term: z.string(),
  kind: z
    .enum(EVIDENCE_KINDS)
    .describe("Where it was read: a work, a team, the person's own record, what was typed in"),
  id: id.nullable(),
  text: z.string().describe("Title of the work, name of the team, what the record says"),
  works: z.number().int().describe("How many works show it"),
});
export type Evidence = z.infer<typeof Evidence>;

export const CONFLICTS = ["busy", "no_capacity", "declined", "other_team", "own_enterprise", "namesake"] as const;
export type ConflictCode = (typeof CONFLICTS)[number];

export const TeamConflict = z.object({
  code: z.enum(CONFLICTS),
  keepsOut: z.boolean().describe("Is not proposed for it, unless somebody asks for this person"),
  text: Bilingual,
});
export type TeamConflict = z.infer<typeof TeamConflict>;

export const TeamCandidate = z
  .object({
    key: PersonKey,
    personId: id.nullable().describe("The directory's record, where there is one"),
    name: z.string(),
    unit: z.string(),
    college: z.string(),
    title: z.string(),
    isSenior: z.boolean(),
    covers: z.array(z.string()).describe("Of the capabilities asked for"),
    evidence: z.array(Evidence),
    works: z.number().int().describe("Achievements in the lists that name this person"),
    load: z.number().int().describe("Projects that this person has"),
    conflicts: z.array(TeamConflict),
  })
  .openapi("TeamCandidate");
export type TeamCandidate = z.infer<typeof TeamCandidate>;

const Missing = z.object({
  term: z.string().nullable().describe("Null: a senior"),
  lacks: z.number().int(),
  people: z.number().int().describe("How many of those who may be asked have it"),
});

export const TeamProposal = z
  .object({
    status: z
      .enum(["optimal", "bound", "infeasible", "unknown"])
      .describe("optimal: nobody can do with fewer, proven; infeasible: no team within the limits covers all"),
    sizeBound: z.number().int().describe("No team that covers all is smaller"),
    members: z.array(TeamCandidate),
    alternates: z
      .array(z.object({ key: PersonKey, candidates: z.array(TeamCandidate) }))
      .describe("For each member, who could take the place with nothing lost"),
    missing: z.array(Missing),
    pool: z.object({
      people: z.number().int().describe("In the units that were looked at"),
      capable: z.number().int().describe("Who have at least one of the capabilities"),
      keptOut: z.number().int().describe("Of those, who are not proposed because of a conflict"),
    }),
    keptOut: z.array(TeamCandidate).describe("Those with the most capabilities who are not proposed, and why"),
  })
  .openapi("TeamProposal");
export type TeamProposal = z.infer<typeof TeamProposal>;

export const CAPABILITY_SOURCES = ["chain", "terms", "match", "keywords"] as const;

export const CapabilitySuggestion = z.object({
  term: z.string(),
  other: z.array(z.string()).describe("What it is called in the other language"),
  sources: z
    .array(z.enum(CAPABILITY_SOURCES))
    .describe("Chain node, bilingual term list, last match, keywords of works"),
  people: z.number().int().describe("Who have it"),
  isLikely: z.boolean().describe("Among those to begin with"),
});
export type CapabilitySuggestion = z.infer<typeof CapabilitySuggestion>;

export const TeamSuggestion = z
  .object({
    origin: z.object({ kind: z.enum(ORIGIN_KINDS), id, number: z.string(), title: z.string(), text: z.string() }),
    capabilities: z.array(CapabilitySuggestion),
    units: z.array(z.object({ unit: z.string(), people: z.number().int(), isOfPair: z.boolean() })),
    people: z.number().int(),
  })
  .openapi("TeamSuggestion");
export type TeamSuggestion = z.infer<typeof TeamSuggestion>;

export const CandidateSearch = z
  .strictObject({
    capabilities: Capabilities,
    limits: TeamLimits.default(LIMITS),
    units: Units.default([]),
    search: Text(100).default("").describe("Part of a name or unit; empty: who have the most"),
    limit: z.number().int().min(1).max(50).default(20),
  })
  .openapi("CandidateSearch");
export type CandidateSearch = z.infer<typeof CandidateSearch>;

export const CandidateList = z.object({ items: z.array(TeamCandidate) }).openapi("CandidateList");

// What people say of somebody's capabilities ----------------------------------------------------------------------------------

const Terms = z.array(Text(100).min(1)).max(50);

export const PersonCapabilities = z
  .object({
    id: id.nullable().describe("Null while nobody has said anything"),
    key: PersonKey,
    name: z.string(),
    unit: z.string(),
    adds: z.array(z.string()),
    removes: z.array(z.string()),
    isSenior: z.boolean().nullable().describe("Null: as the title says"),
    otherProjects: z.number().int().describe("That are not in the system"),
    updatedBy: Person.nullable(),
    updatedAt: instant.nullable(),
    version: version.describe("0 while nobody has said anything"),
  })
  .openapi("PersonCapabilities");
export type PersonCapabilities = z.infer<typeof PersonCapabilities>;

export const PersonCapabilitiesChange = z
  .strictObject({
    key: PersonKey,
    name: Text(200).min(1),
    unit: Text(300).default(""),
    adds: Terms.default([]),
    removes: Terms.default([]),
    isSenior: z.boolean().nullable().default(null),
    otherProjects: z.number().int().min(0).max(99).default(0),
  })
  .openapi("PersonCapabilitiesChange");
export type PersonCapabilitiesChange = z.infer<typeof PersonCapabilitiesChange>;

// Formed teams ----------------------------------------------------------------------------------------------------------------

const Members = z.array(PersonKey).max(50);

export const FormedTeamDraft = z
  .strictObject({
    capabilities: Capabilities,
    limits: TeamLimits.default(LIMITS),
    units: Units.default([]),
    members: Members.min(1),
    note: Text(2000).default(""),
  })
  .openapi("FormedTeamDraft");
export type FormedTeamDraft = z.infer<typeof FormedTeamDraft>;

export const FormedTeamChange = z
  .strictObject({
    capabilities: Capabilities,
    limits: TeamLimits,
    units: Units,
    members: Members.min(1).describe(
      "All who are to be in it; who is not named is taken off, and their link with them",
    ),
    note: Text(2000),
  })
  .partial()
  .openapi("FormedTeamChange");
export type FormedTeamChange = z.infer<typeof FormedTeamChange>;

const FormedTeamMember = z.object({
  id,
  key: PersonKey,
  personId: id.nullable(),
  name: z.string(),
  unit: z.string(),
  college: z.string(),
  title: z.string(),
  isSenior: z.boolean(),
  covers: z.array(z.string()),
  evidence: z.array(Evidence),
  load: z.number().int().describe("Projects besides this one, when the team was last changed"),
  state: z.enum(MEMBER_STATES),
  invitedBy: Person.nullable(),
  invitedAt: instant.nullable(),
  linkExpiresAt: instant.nullable(),
  wasOpened: z.boolean().describe("The link was opened"),
  answeredAt: instant.nullable(),
  answeredBy: Person.nullable().describe(
    "Who of the office wrote the answer down; null: the person's own, by the link",
  ),
  comment: z.string(),
});
export type FormedTeamMember = z.infer<typeof FormedTeamMember>;

const summary = {
  id,
  scopeId: id,
  number: z.number().int(),
  state: z.enum(TEAM_STATES),
  origin: z.object({ kind: z.enum(ORIGIN_KINDS), id, number: z.string(), title: z.string() }),
  isHeld: z.boolean().describe("Seen by the university's people alone: its challenge is sealed or a race"),
  createdBy: Person,
  createdAt: instant,
  updatedAt: instant,
  version,
};

export const FormedTeamSummary = z
  .object({
    ...summary,
    members: z.array(z.object({ name: z.string(), state: z.enum(MEMBER_STATES) })).describe("Those who are in it"),
    capabilities: z.number().int(),
    missing: z.number().int().describe("Places that nobody fills"),
  })
  .openapi("FormedTeamSummary");
export type FormedTeamSummary = z.infer<typeof FormedTeamSummary>;

export const FormedTeam = z
  .object({
    ...summary,
    capabilities: z.array(KeptCapability),
    limits: KeptLimits,
    units: z.array(z.string()),
    note: z.string(),
    members: z.array(FormedTeamMember),
    missing: z.array(Missing.omit({ people: true })),
    breaches: z.array(Bilingual).describe("Limits that the team does not keep"),
    steps: z.array(
      z.object({
        at: instant,
        actor: Person.nullable().describe("Null: somebody without an account, through a link"),
        action: z.string(),
        member: z.string().nullable(),
        text: Bilingual,
      }),
    ),
    mayChange: z.boolean(),
  })
  .openapi("FormedTeam");
export type FormedTeam = z.infer<typeof FormedTeam>;

export const TeamInvitationDraft = z
  .strictObject({ days: z.number().int().min(1).max(90).default(14) })
  .openapi("TeamInvitationDraft");
export type TeamInvitationDraft = z.infer<typeof TeamInvitationDraft>;

export const TeamInvitationMade = z
  .object({
    team: FormedTeam,
    token: z.string(),
    path: z.string(),
    url: z.string().describe("The link; shown once"),
    expiresAt: instant,
    text: Bilingual.describe("To paste into WeChat"),
  })
  .openapi("TeamInvitationMade");
export type TeamInvitationMade = z.infer<typeof TeamInvitationMade>;

const ANSWERS = ["accept", "decline"] as const;
export type TeamAnswer = (typeof ANSWERS)[number];
const answerFields = { answer: z.enum(ANSWERS), comment: Text(2000).default("") };

export const MemberAnswer = z.strictObject(answerFields).openapi("MemberAnswer");
export type MemberAnswer = z.infer<typeof MemberAnswer>;

export const TeamInvitationToken = z.strictObject({ token: z.string().min(1).max(200) }).openapi("TeamInvitationToken");

export const TeamInvitationAnswer = z
  .strictObject({ token: z.string().min(1).max(200), ...answerFields })
  .openapi("TeamInvitationAnswer");
export type TeamInvitationAnswer = z.infer<typeof TeamInvitationAnswer>;

export const TeamInvitationView = z
  .object({
    from: Bilingual.describe("Who asks: the pair's office, or the university for a challenge that the office judges"),
    isSample: z.boolean().describe("Made up, to try the system with"),
    origin: z
      .object({
        kind: z.enum(ORIGIN_KINDS),
        number: z.string(),
        title: z.string(),
        text: z.string(),
        enterprise: z.string().describe("Empty where a challenge does not name it"),
        closesAt: instant.nullable().describe("Of a challenge: when its window ends"),
      })
      .describe("Of a challenge what its notice says, never its confidential part"),
    name: z.string().describe("Who is asked"),
    covers: z.array(z.string()).describe("What this person would bring"),
    capabilities: z.array(z.string()).describe("What the whole team is to have"),
    members: z.number().int().describe("How many are in it, without saying who"),
    note: z.string(),
    expiresAt: instant,
  })
  .openapi("TeamInvitationView");
export type TeamInvitationView = z.infer<typeof TeamInvitationView>;
