// Who may do what. Everything that is not written here is refused.

/** What a role can be held in. `system` is the installation itself: one scope, for its administrators alone. */
export const SCOPE_KINDS = [
  "system",
  "province",
  "department",
  "zone",
  "university",
  "pair",
  "enterprise",
  "facility",
  "fund",
  "consortium",
  "person",
] as const;
export type ScopeKind = (typeof SCOPE_KINDS)[number];

/** Known before the database is: policies in SQL compare with it. */
export const SYSTEM_SCOPE_ID = "00000000-0000-7000-8000-000000000001";

/** Where the audit administrators' own work stands: with it among the scopes that are read, every scope's audit is. */
export const AUDIT_DESK_ID = "00000000-0000-7000-8000-000000000002";

interface RoleDefinition {
  readonly kinds: readonly ScopeKind[];
  /** Opens nothing of its scope: whoever holds it sees what names them. */
  readonly seesNothing?: true;
  /** Sees its scope and changes nothing there. */
  readonly readsOnly?: true;
  readonly zh: string;
  readonly en: string;
}

/** 三员分立: administrators of the system, of security and of audit. Nobody is two of them. */
export const ADMIN_ROLES = ["system_admin", "security_admin", "audit_admin"] as const;

export const ROLES = {
  system_admin: { kinds: ["system"], zh: "系统管理员", en: "System administrator" },
  security_admin: { kinds: ["system"], zh: "安全管理员", en: "Security administrator" },
  audit_admin: { kinds: ["system"], readsOnly: true, zh: "审计管理员", en: "Audit administrator" },
  province_officer: { kinds: ["province"], zh: "省级工作人员", en: "Province officer" },
  department_officer: { kinds: ["department"], zh: "部门工作人员", en: "Department officer" },
  liaison_officer: { kinds: ["pair", "zone", "university"], zh: "联络员", en: "Liaison officer" },
  zone_officer: { kinds: ["zone"], zh: "高新区工作人员", en: "Zone officer" },
  transfer_officer: { kinds: ["university"], zh: "高校成果转化人员", en: "Transfer officer" },
  researcher: { kinds: ["university"], zh: "科研人员", en: "Researcher" },
  talent_manager: { kinds: ["zone", "university"], zh: "人才工作人员", en: "Talent manager" },
  pair_lead: { kinds: ["pair"], zh: "专班负责人", en: "Head of the pair office" },
  pair_officer: { kinds: ["pair"], zh: "专班工作人员", en: "Pair officer" },
  technology_manager: { kinds: ["pair"], zh: "技术经理人", en: "Technology manager" },
  enterprise_lead: { kinds: ["enterprise"], zh: "企业负责人", en: "Head of the enterprise" },
  enterprise_member: { kinds: ["enterprise"], zh: "企业人员", en: "Member of the enterprise" },
  facility_manager: { kinds: ["facility"], zh: "平台管理人员", en: "Facility manager" },
  fund_manager: { kinds: ["fund"], zh: "基金管理人员", en: "Fund manager" },
  consortium_manager: { kinds: ["consortium"], zh: "联合体秘书", en: "Consortium manager" },
  expert: { kinds: ["pair"], seesNothing: true, zh: "评审专家", en: "Expert" },
  reader: {
    kinds: ["pair", "province", "department", "zone", "university", "enterprise", "facility", "fund", "consortium"],
    readsOnly: true,
    zh: "只读人员",
    en: "Reader",
  },
} as const satisfies Record<string, RoleDefinition>;
export type Role = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as readonly Role[];

/** `own`: where the role is held. `below`: there and in every scope beneath. `all`: anywhere. */
export const REACHES = ["own", "below", "all"] as const;
export type Reach = (typeof REACHES)[number];

const ADMINS = ADMIN_ROLES;
/** Answers for the people of a scope: invites, lists and removes them. */
const HEADS = [
  "department_officer",
  "zone_officer",
  "transfer_officer",
  "pair_lead",
  "enterprise_lead",
  "facility_manager",
  "fund_manager",
  "consortium_manager",
] as const;
const COLLEAGUES = [
  ...HEADS,
  "liaison_officer",
  "researcher",
  "talent_manager",
  "pair_officer",
  "technology_manager",
  "enterprise_member",
  "reader",
] as const;

/** See what stands beneath: a province its zones and pairs, a zone and a university the pairs in which they are. */
const OFFICERS_ABOVE = ["province_officer", "zone_officer", "transfer_officer"] as const;
/** Do the daily work of a pair. */
const OFFICE = ["pair_lead", "pair_officer", "technology_manager"] as const;
const ENTERPRISE_PEOPLE = ["enterprise_lead", "enterprise_member"] as const;
/** Work in a pair, or on one of its sides. */
const PAIR_PEOPLE = [
  "liaison_officer",
  "researcher",
  "talent_manager",
  "pair_lead",
  "pair_officer",
  "technology_manager",
  "reader",
] as const;

export const MATRIX = {
  // scopes
  "scope.read": { all: ADMINS, below: OFFICERS_ABOVE, own: COLLEAGUES },
  "scope.create": { all: ["system_admin"] },
  "scope.update": { all: ["system_admin"] },
  // records of a pair, and the lists that they come from
  "directory.read": { below: OFFICERS_ABOVE, own: PAIR_PEOPLE },
  "directory.write": {
    below: ["zone_officer", "transfer_officer"],
    own: ["pair_lead", "pair_officer", "technology_manager"],
  },
  "contact.reveal": {
    below: ["zone_officer", "transfer_officer"],
    own: ["liaison_officer", "pair_lead", "pair_officer", "technology_manager"],
  },
  "import.read": {
    below: OFFICERS_ABOVE,
    own: ["liaison_officer", "pair_lead", "pair_officer", "technology_manager", "reader"],
  },
  "import.manage": { below: ["zone_officer", "transfer_officer"], own: ["pair_lead", "pair_officer"] },
  // pairs
  "pair.read": { all: ["system_admin"], below: OFFICERS_ABOVE, own: PAIR_PEOPLE },
  "pair.create": { all: ["system_admin"], below: ["province_officer"] },
  "pair.update": { all: ["system_admin"], below: ["province_officer"], own: ["pair_lead"] },
  // shared platforms and instruments
  "facility.read": { below: OFFICERS_ABOVE, own: [...PAIR_PEOPLE, "facility_manager"] },
  "facility.export": { below: OFFICERS_ABOVE, own: [...PAIR_PEOPLE, "facility_manager"] },
  "facility.create": { below: ["zone_officer", "transfer_officer"], own: ["pair_lead", "pair_officer"] },
  "facility.update": {
    below: ["zone_officer", "transfer_officer"],
    own: ["pair_lead", "pair_officer", "facility_manager"],
  },
  // hours booked of them; those who run one decide about them
  "booking.read": { below: OFFICERS_ABOVE, own: [...PAIR_PEOPLE, ...ENTERPRISE_PEOPLE, "facility_manager"] },
  "booking.request": {
    below: ["zone_officer", "transfer_officer"],
    own: [...OFFICE, "researcher", ...ENTERPRISE_PEOPLE, "facility_manager"],
  },
  "booking.manage": {
    below: ["zone_officer", "transfer_officer"],
    own: ["pair_lead", "pair_officer", "facility_manager"],
  },
  // needs
  "need.read": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader", ...ENTERPRISE_PEOPLE] },
  // what a pair has opened to its province
  "need.read_open": { below: OFFICERS_ABOVE, own: [...PAIR_PEOPLE, "department_officer"] },
  "need.export": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader", ...ENTERPRISE_PEOPLE] },
  "need.create": { below: ["zone_officer"], own: [...OFFICE, ...ENTERPRISE_PEOPLE] },
  "need.update": { below: ["zone_officer"], own: [...OFFICE, ...ENTERPRISE_PEOPLE] },
  "need.triage": { below: ["zone_officer"], own: ["pair_lead", "pair_officer"] },
  "need.advance": { own: OFFICE },
  "need.move": { below: ["zone_officer"], own: [...OFFICE, ...ENTERPRISE_PEOPLE] },
  // what is shown to named people only: who reads it without being invited, invites others and sees who read
  "confidential.handle": { own: ["zone_officer", "pair_lead", ...ENTERPRISE_PEOPLE] },
  // survey rounds, floor by floor; a visit is written where needs are
  "survey.read": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader"] },
  "survey.export": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader"] },
  "survey.manage": { below: ["zone_officer"], own: ["pair_lead"] },
  "survey.visit": { below: ["zone_officer"], own: ["pair_lead", "pair_officer"] },
  // views of lists that somebody keeps for themselves; sharing one takes the right to write in the scope
  "view.read": { below: OFFICERS_ABOVE, own: COLLEAGUES },
  // matching and the ledger
  "match.read": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader"] },
  "match.run": { own: OFFICE },
  "match.decide": { own: OFFICE },
  // what counts in every later run of the pair, and what it is learnt from
  "match.weigh": { own: ["pair_lead"] },
  "ledger.read": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader"] },
  "ledger.update": { own: OFFICE },
  "outreach.send": { own: OFFICE },
  // meeting days: the office holds them; people who have a meeting see theirs by being its readers
  "meeting_day.read": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader"] },
  "meeting_day.export": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader"] },
  "meeting_day.manage": { own: OFFICE },
  // teams that are formed: the university organizes them
  "team.read": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader"] },
  "team.form": { below: ["transfer_officer"], own: OFFICE },
  // challenges: drafted in the office, published by it or by the zone; bids, of the institution that bids until they are open
  "challenge.read": {
    below: OFFICERS_ABOVE,
    own: [...OFFICE, "liaison_officer", "reader", "researcher", ...ENTERPRISE_PEOPLE],
  },
  "challenge.write": { below: ["zone_officer"], own: OFFICE },
  "challenge.publish": { below: ["zone_officer"], own: ["pair_lead", "pair_officer"] },
  "challenge.decide": { below: ["zone_officer"], own: ["pair_lead"] },
  // in its institution, whoever prepares it; in the pair and in the enterprise that poses the challenge, once it lies open
  "bid.read": { below: ["zone_officer"], own: [...OFFICE, ...ENTERPRISE_PEOPLE, "transfer_officer", "researcher"] },
  "bid.write": { own: ["transfer_officer", "researcher"] },
  "bid.open": { below: ["zone_officer"], own: ["pair_lead", "pair_officer"] },
  // evaluation: experts are asked and conflicts recorded by the office; who judges holds nothing else
  "evaluation.read": { below: ["zone_officer"], own: ["pair_lead", "pair_officer"] },
  "evaluation.manage": { below: ["zone_officer"], own: ["pair_lead", "pair_officer"] },
  "evaluation.score": { own: ["expert"] },
  // agreements: drawn up by the office or the university, read by the enterprise that is a party
  "agreement.read": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader", ...ENTERPRISE_PEOPLE] },
  "agreement.export": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader", ...ENTERPRISE_PEOPLE] },
  "agreement.manage": { below: ["transfer_officer"], own: OFFICE },
  // the institution's own way to a signing: whose turn it is, is told by the flow
  "agreement.approve": { below: ["zone_officer", "transfer_officer"], own: [...OFFICE, "liaison_officer"] },
  "agreement.set_flow": { own: ["zone_officer", "transfer_officer", "pair_lead"] },
  "agreement.set_template": { own: ["zone_officer", "transfer_officer", "pair_lead"] },
  // what was delivered, and whether it is accepted: each side for itself
  "agreement.deliver": { below: ["transfer_officer"], own: [...OFFICE, ...ENTERPRISE_PEOPLE] },
  // what becomes of money received: rules are entered by the institution; whoever divides a receipt does not approve it
  "income.read": { below: ["transfer_officer"], own: OFFICE },
  "income.draw": { below: ["transfer_officer"], own: OFFICE },
  "income.approve": { below: ["transfer_officer"], own: ["pair_lead"] },
  "income.rule": { below: ["transfer_officer"], own: ["pair_lead"] },
  // innovation consortia: the zone's or the pair's, and those who manage one
  "consortium.read": {
    below: OFFICERS_ABOVE,
    own: [...OFFICE, "liaison_officer", "reader", "consortium_manager", ...ENTERPRISE_PEOPLE],
  },
  "consortium.export": {
    below: OFFICERS_ABOVE,
    own: [...OFFICE, "liaison_officer", "reader", "consortium_manager"],
  },
  "consortium.create": { below: ["zone_officer"], own: ["pair_lead", "pair_officer"] },
  // asks for an entry or an exit, and brings files of tasks that are its own
  "consortium.take_part": { below: ["zone_officer"], own: [...OFFICE, "consortium_manager", ...ENTERPRISE_PEOPLE] },
  "consortium.manage": { below: ["zone_officer"], own: [...OFFICE, "consortium_manager"] },
  // transformation projects: kept by the office and both sides, read by the company, and by members as readers of the row
  "project.read": {
    below: OFFICERS_ABOVE,
    own: [...OFFICE, "liaison_officer", "reader", "researcher", ...ENTERPRISE_PEOPLE],
  },
  "project.export": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader", ...ENTERPRISE_PEOPLE] },
  "project.write": { below: ["zone_officer", "transfer_officer"], own: OFFICE },
  // each side speaks for itself; the office, which is made of both, for neither
  "project.support_university": { below: ["transfer_officer"] },
  "project.support_zone": { below: ["zone_officer"] },
  "project.evidence": { below: ["zone_officer", "transfer_officer"], own: [...OFFICE, ...ENTERPRISE_PEOPLE] },
  // judges a readiness level, once named for it
  "project.grant": { below: ["zone_officer", "transfer_officer"], own: ["pair_lead", "pair_officer"] },
  // passes gates, ends projects: whoever applied does not
  "project.decide": { below: ["zone_officer", "transfer_officer"], own: ["pair_lead"] },
  // transformation funds: seen by the pair and the zone, kept by the office or by managers of their own
  "fund.read": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader", "fund_manager"] },
  "fund.export": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader", "fund_manager"] },
  "fund.create": { below: ["zone_officer"], own: ["pair_lead", "pair_officer"] },
  "fund.manage": { below: ["zone_officer"], own: ["pair_lead", "pair_officer", "fund_manager"] },
  // asked for by the office, the university or the enterprise; judged on the fund's side, and not by who asked
  "fund.apply": { below: ["transfer_officer"], own: [...OFFICE, ...ENTERPRISE_PEOPLE] },
  "fund.read_application": {
    below: OFFICERS_ABOVE,
    own: [...OFFICE, "liaison_officer", "reader", "fund_manager", ...ENTERPRISE_PEOPLE],
  },
  "fund.decide": { below: ["zone_officer"], own: ["pair_lead", "fund_manager"] },
  "fund.pay": { below: ["zone_officer"], own: ["pair_lead", "fund_manager"] },
  // proof of concept: a call is run by the office, a side or a proof-of-concept centre; whoever applies reads their own
  "proof.read": {
    below: OFFICERS_ABOVE,
    own: [...OFFICE, "liaison_officer", "reader", "researcher", "facility_manager"],
  },
  "proof.export": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader", "facility_manager"] },
  "proof.manage": {
    below: ["zone_officer", "transfer_officer"],
    own: ["pair_lead", "pair_officer", "facility_manager"],
  },
  "proof.apply": { below: ["transfer_officer"], own: [...OFFICE, "researcher"] },
  // grants and refuses: neither of the team nor a reviewer of the call
  "proof.decide": { below: ["zone_officer", "transfer_officer"], own: ["pair_lead", "facility_manager"] },
  // the page that a district leader reads; of each figure only what the reader may read anyway
  "brief.read": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader"] },
  // registration of technology contracts: the seller's, which is the university
  "registration.read": { below: OFFICERS_ABOVE, own: [...OFFICE, "liaison_officer", "reader"] },
  "registration.manage": { below: ["transfer_officer"], own: OFFICE },
  // people in a scope
  "member.read": { all: ADMINS, below: ["province_officer"], own: COLLEAGUES },
  "member.invite": { all: ["system_admin"], below: ["province_officer"], own: HEADS },
  "member.remove": { all: ["security_admin"], below: ["province_officer"], own: HEADS },
  // administrators
  "admin.appoint": { all: ["security_admin"] },
  // accounts
  "user.read": { all: ADMINS },
  "user.disable": { all: ["security_admin"] },
  "user.reset_password": { all: ["security_admin"] },
  "user.erase": { all: ["security_admin"] },
  // the record of what was done
  "audit.read": { all: ["audit_admin"] },
  "scope_audit.read": { all: ["audit_admin"], own: [...HEADS, "province_officer"] },
} as const satisfies Record<string, Partial<Record<Reach, readonly Role[]>>>;
export type Permission = keyof typeof MATRIX;
export const PERMISSIONS = Object.keys(MATRIX) as readonly Permission[];

/** Routes that answer without signing in. One that is not here cannot be registered as open. */
export const OPEN_ROUTES = [
  "POST /api/session",
  "POST /api/password-resets",
  "POST /api/password-resets/complete",
  "POST /api/invitations/view",
  "POST /api/invitations/accept",
  "POST /api/outreach/view",
  "POST /api/outreach/answer",
  "POST /api/outreach/forward",
  "POST /api/team-invitations/view",
  "POST /api/team-invitations/answer",
  "GET /api/calendar-feeds/{token}",
  "POST /api/day-invitations/view",
  "POST /api/day-invitations/answer",
  "POST /api/day-invitations/forward",
  "GET /api/public-notices/{challengeId}",
  "POST /api/public-notices/{challengeId}/objections",
] as const;

export function reachOf(role: Role, permission: Permission): Reach | null {
  const line: Partial<Record<Reach, readonly Role[]>> = MATRIX[permission];
  return REACHES.findLast((reach) => line[reach]?.includes(role)) ?? null;
}

/** Roles that see beneath the scope in which they are held, for whatever permission. */
export const ROLES_REACHING_BELOW: readonly Role[] = ROLE_NAMES.filter((role) =>
  PERMISSIONS.some((permission) => reachOf(role, permission) === "below"),
);

const READING = /\.(?:read|export)$/;
/** Of those, the roles that change something beneath as well. */
export const ROLES_WRITING_BELOW: readonly Role[] = ROLE_NAMES.filter((role) =>
  PERMISSIONS.some((permission) => !READING.test(permission) && reachOf(role, permission) === "below"),
);
