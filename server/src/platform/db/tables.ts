// Generated from the migrated database by `node server/src/generate.ts`; a test keeps it current.
import type { Generated, GeneratedAlways } from "kysely";

export interface Tables {
  access_links: AccessLinks;
  achievements: Achievements;
  agreement_amendments: AgreementAmendments;
  agreement_approval_entries: AgreementApprovalEntries;
  agreement_approvals: AgreementApprovals;
  agreement_counters: AgreementCounters;
  agreement_deliveries: AgreementDeliveries;
  agreement_flows: AgreementFlows;
  agreement_milestones: AgreementMilestones;
  agreement_money: AgreementMoney;
  agreement_papers: AgreementPapers;
  agreement_parties: AgreementParties;
  agreement_payments: AgreementPayments;
  agreement_signatures: AgreementSignatures;
  agreement_steps: AgreementSteps;
  agreement_templates: AgreementTemplates;
  agreements: Agreements;
  attempts: Attempts;
  audit_chains: AuditChains;
  audit_events: AuditEvents;
  bid_members: BidMembers;
  bid_reviews: BidReviews;
  bid_talks: BidTalks;
  bids: Bids;
  bookables: Bookables;
  bookings: Bookings;
  campaign_batches: CampaignBatches;
  campaign_quotes: CampaignQuotes;
  campaigns: Campaigns;
  chain_links: ChainLinks;
  chain_nodes: ChainNodes;
  challenge_addenda: ChallengeAddenda;
  challenge_confidential: ChallengeConfidential;
  challenge_counters: ChallengeCounters;
  challenge_needs: ChallengeNeeds;
  challenge_openings: ChallengeOpenings;
  challenge_steps: ChallengeSteps;
  challenges: Challenges;
  confidential_readings: ConfidentialReadings;
  confidentiality_acceptances: ConfidentialityAcceptances;
  confidentiality_statements: ConfidentialityStatements;
  consortia: Consortia;
  consortium_contributions: ConsortiumContributions;
  consortium_counters: ConsortiumCounters;
  consortium_deliveries: ConsortiumDeliveries;
  consortium_files: ConsortiumFiles;
  consortium_members: ConsortiumMembers;
  consortium_requests: ConsortiumRequests;
  consortium_results: ConsortiumResults;
  consortium_steps: ConsortiumSteps;
  consortium_tasks: ConsortiumTasks;
  credentials: Credentials;
  day_meetings: DayMeetings;
  day_participants: DayParticipants;
  deliveries: Deliveries;
  directory_history: DirectoryHistory;
  distribution_lines: DistributionLines;
  distributions: Distributions;
  duplicate_dismissals: DuplicateDismissals;
  evaluation_experts: EvaluationExperts;
  evaluation_results: EvaluationResults;
  evaluations: Evaluations;
  event_deliveries: EventDeliveries;
  events: Events;
  expert_conflicts: ExpertConflicts;
  facilities: Facilities;
  files: Files;
  formed_team_members: FormedTeamMembers;
  formed_team_steps: FormedTeamSteps;
  formed_teams: FormedTeams;
  fund_accounts: FundAccounts;
  fund_application_steps: FundApplicationSteps;
  fund_applications: FundApplications;
  fund_bank_lines: FundBankLines;
  fund_closings: FundClosings;
  fund_commitments: FundCommitments;
  fund_contributors: FundContributors;
  fund_conversions: FundConversions;
  fund_counters: FundCounters;
  fund_entries: FundEntries;
  fund_lines: FundLines;
  fund_papers: FundPapers;
  fund_payments: FundPayments;
  fund_plan_lines: FundPlanLines;
  fund_receipt_matches: FundReceiptMatches;
  fund_share_transfers: FundShareTransfers;
  fund_steps: FundSteps;
  fund_tranches: FundTranches;
  fund_votes: FundVotes;
  fund_write_offs: FundWriteOffs;
  funds: Funds;
  idempotency_keys: IdempotencyKeys;
  instruments: Instruments;
  invitations: Invitations;
  jobs: Jobs;
  joint_applications: JointApplications;
  ledger_entries: LedgerEntries;
  ledger_imports: LedgerImports;
  ledger_lines: LedgerLines;
  list_import_changes: ListImportChanges;
  list_import_rows: ListImportRows;
  list_imports: ListImports;
  match_candidates: MatchCandidates;
  match_decisions: MatchDecisions;
  match_feedback: MatchFeedback;
  match_plans: MatchPlans;
  match_run_blocks: MatchRunBlocks;
  match_run_needs: MatchRunNeeds;
  match_runs: MatchRuns;
  match_weight_changes: MatchWeightChanges;
  match_weights: MatchWeights;
  meeting_days: MeetingDays;
  memberships: Memberships;
  merges: Merges;
  money_rules: MoneyRules;
  need_counters: NeedCounters;
  need_merges: NeedMerges;
  need_readers: NeedReaders;
  need_revisions: NeedRevisions;
  need_rewrites: NeedRewrites;
  needs: Needs;
  notice_objections: NoticeObjections;
  organisations: Organisations;
  outreach_answers: OutreachAnswers;
  outreaches: Outreaches;
  pairs: Pairs;
  password_resets: PasswordResets;
  people: People;
  person_capabilities: PersonCapabilities;
  preferences: Preferences;
  project_agreements: ProjectAgreements;
  project_counters: ProjectCounters;
  project_deliveries: ProjectDeliveries;
  project_evidence: ProjectEvidence;
  project_gates: ProjectGates;
  project_members: ProjectMembers;
  project_permits: ProjectPermits;
  project_stages: ProjectStages;
  project_steps: ProjectSteps;
  project_support: ProjectSupport;
  project_waivers: ProjectWaivers;
  projects: Projects;
  proof_applications: ProofApplications;
  proof_call_counters: ProofCallCounters;
  proof_calls: ProofCalls;
  proof_documents: ProofDocuments;
  proof_reports: ProofReports;
  proof_reviewers: ProofReviewers;
  proof_reviews: ProofReviews;
  race_results: RaceResults;
  readiness_reviews: ReadinessReviews;
  readiness_verdicts: ReadinessVerdicts;
  receipt_counters: ReceiptCounters;
  receipts: Receipts;
  reminder_days: ReminderDays;
  reminders_sent: RemindersSent;
  room_allocations: RoomAllocations;
  rooms: Rooms;
  saved_views: SavedViews;
  schema_migrations: SchemaMigrations;
  scopes: Scopes;
  search_documents: SearchDocuments;
  seeds: Seeds;
  sessions: Sessions;
  stakes: Stakes;
  survey_claims: SurveyClaims;
  survey_floors: SurveyFloors;
  survey_people: SurveyPeople;
  survey_questionnaires: SurveyQuestionnaires;
  survey_rounds: SurveyRounds;
  survey_sites: SurveySites;
  survey_visit_needs: SurveyVisitNeeds;
  survey_visit_versions: SurveyVisitVersions;
  survey_visits: SurveyVisits;
  teams: Teams;
  technology_registration_records: TechnologyRegistrationRecords;
  technology_registrations: TechnologyRegistrations;
  users: Users;
  workbench_visits: WorkbenchVisits;
}

interface AccessLinks {
  id: string;
  token_hash: Buffer;
  purpose: string;
  scope_id: string;
  subject_kind: string;
  subject_id: string;
  forwarded_from: string | null;
  created_by: string | null;
  created_at: Generated<string>;
  expires_at: string;
  first_opened_at: string | null;
  used_at: string | null;
  revoked_at: string | null;
}

interface Achievements {
  id: string;
  scope_id: string;
  number: string;
  number_is_own: boolean;
  title: string;
  unit: string | null;
  college: string | null;
  kind: string | null;
  field: string | null;
  inventors: string | null;
  patent_number: string | null;
  legal_status: string;
  filed: string | null;
  granted: string | null;
  expiry: string | null;
  owners: Generated<string[]>;
  exclusive_licence: Generated<boolean>;
  readiness: number | null;
  grade: string | null;
  record: unknown;
  digest: string;
  match_keys: string[];
  merged_into: string | null;
  archived_at: string | null;
  version: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
}

interface AgreementAmendments {
  scope_id: string;
  enterprise_id: string | null;
  agreement_id: string;
  id: string;
  number: number;
  state: Generated<string>;
  reason: string;
  content: unknown;
  replaced: unknown;
  signed_on: string | null;
  signed_by: string | null;
  created_by: string;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  version: Generated<number>;
  sent_at: string | null;
}

interface AgreementApprovalEntries {
  scope_id: string;
  agreement_id: string;
  approval_id: string;
  step_id: string;
  id: string;
  outcome: string;
  reasons: Generated<string>;
  details: Generated<unknown>;
  done_by: string;
  role: string;
  done_at: Generated<string>;
}

interface AgreementApprovals {
  scope_id: string;
  agreement_id: string;
  amendment_id: string | null;
  id: string;
  institution_id: string;
  institution_name: string;
  flow_version: number;
  steps: unknown;
  text_sha256: string;
  state: Generated<string>;
  drafted_by: string;
  started_by: string;
  started_at: Generated<string>;
  written_by: Generated<string[]>;
}

interface AgreementCounters {
  scope_id: string;
  year: number;
  last: number;
}

interface AgreementDeliveries {
  scope_id: string;
  enterprise_id: string | null;
  agreement_id: string;
  milestone_id: string;
  id: string;
  party: string;
  side: string;
  delivered_on: string;
  note: Generated<string>;
  recorded_by: string;
  recorded_at: Generated<string>;
  decision: string | null;
  reasons: Generated<string>;
  decided_party: string | null;
  decided_by: string | null;
  decided_at: string | null;
}

interface AgreementFlows {
  scope_id: string;
  id: string;
  version: number;
  steps: unknown;
  created_by: string;
  created_at: Generated<string>;
}

interface AgreementMilestones {
  scope_id: string;
  enterprise_id: string | null;
  agreement_id: string;
  position: number;
  title: string;
  deliverable: Generated<string>;
  due_on: string | null;
  id: string;
}

interface AgreementMoney {
  agreement_id: string | null;
  scope_id: string | null;
  enterprise_id: string | null;
  agreed_fen: bigint | null;
  received_fen: bigint | null;
  royalty_fen: bigint | null;
  overdue_fen: bigint | null;
  overdue_since: string | null;
}

interface AgreementPapers {
  scope_id: string;
  enterprise_id: string | null;
  agreement_id: string;
  id: string;
  kind: string;
  subject_id: string | null;
  name: string;
  sha256: string;
  size_bytes: bigint;
  added_by: string;
  added_at: Generated<string>;
}

interface AgreementParties {
  scope_id: string;
  enterprise_id: string | null;
  agreement_id: string;
  position: number;
  role: string;
  name: string;
  credit_code: string | null;
  representative: Generated<string>;
  share_bp: number;
}

interface AgreementPayments {
  scope_id: string;
  enterprise_id: string | null;
  agreement_id: string;
  position: number;
  kind: string;
  condition: Generated<string>;
  amount_fen: bigint | null;
  royalty_bp: number | null;
  due_on: string | null;
}

interface AgreementSignatures {
  scope_id: string;
  enterprise_id: string | null;
  agreement_id: string;
  id: string;
  paper_id: string;
  sha256: string;
  service: string;
  evidence: Generated<unknown>;
  recorded_by: string;
  recorded_at: Generated<string>;
}

interface AgreementSteps {
  scope_id: string;
  enterprise_id: string | null;
  agreement_id: string;
  id: string;
  at: Generated<string>;
  actor_id: string | null;
  action: string;
  details: Generated<unknown>;
}

interface AgreementTemplates {
  scope_id: string;
  kind: string;
  version: number;
  id: string;
  file_id: string | null;
  name: string | null;
  sha256: string | null;
  created_by: string;
  created_at: Generated<string>;
}

interface Agreements {
  id: string;
  scope_id: string;
  zone_id: string;
  number: string;
  kind: string;
  sub_kind: string | null;
  title: string;
  state: Generated<string>;
  enterprise_id: string | null;
  amount_fen: bigint | null;
  starts_on: string | null;
  ends_on: string | null;
  subject: Generated<string>;
  indicators: Generated<string>;
  ip_terms: Generated<string>;
  other_terms: Generated<string>;
  origin_kind: string | null;
  origin_id: string | null;
  origin_number: string | null;
  origin_title: string | null;
  origin_part: string | null;
  need_ids: Generated<string[]>;
  signed_on: string | null;
  signed_by: string | null;
  ended_on: string | null;
  state_reason: string | null;
  created_by: string | null;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  version: Generated<number>;
  sample_note: unknown;
  sent_at: string | null;
}

interface Attempts {
  key: Buffer;
  window_started_at: string;
  count: number;
}

interface AuditChains {
  scope_id: string;
  zone_id: string;
  last_seq: bigint;
  last_hash: string;
  sealed_at: Generated<string>;
}

interface AuditEvents {
  zone_id: string;
  scope_id: string;
  id: string;
  at: Generated<string>;
  actor_id: string | null;
  action: string;
  subject_kind: string;
  subject_id: string;
  details: Generated<unknown>;
  personal: unknown;
  seq: bigint | null;
  hash: string | null;
}

interface BidMembers {
  bid_id: string | null;
  challenge_id: string | null;
  scope_id: string | null;
  position: number | null;
  name: string | null;
  unit: string | null;
  title: string | null;
  role: string | null;
  hours: number | null;
  is_lead: boolean | null;
}

interface BidReviews {
  id: string;
  challenge_id: string;
  bid_id: string;
  scope_id: string;
  university_id: string;
  user_id: string;
  state: Generated<string>;
  scores: Generated<unknown>;
  comment: Generated<string>;
  is_open: Generated<boolean>;
  submitted_at: string | null;
  set_aside_at: string | null;
  updated_at: Generated<string>;
  version: Generated<number>;
}

interface BidTalks {
  zone_id: string;
  scope_id: string;
  university_id: string;
  bid_id: string;
  id: string;
  poster_id: string | null;
  readers: string[];
  at: Generated<string>;
  actor_id: string;
  side: string;
  kind: string;
  held_on: string | null;
  body: string;
}

interface Bids {
  id: string;
  challenge_id: string;
  scope_id: string;
  zone_id: string;
  poster_id: string | null;
  mode: string;
  bidder_id: string;
  bidder_name: string;
  receipt: string;
  number: number | null;
  state: Generated<string>;
  state_reason: string | null;
  readers: string[];
  reviewers: Generated<string[]>;
  is_open: Generated<boolean>;
  content: unknown;
  sealed: Buffer | null;
  lead_digest: Buffer | null;
  member_digests: Generated<Buffer[]>;
  formed_team_id: string | null;
  submitted_at: string | null;
  withdrawn_at: string | null;
  opened_at: string | null;
  created_by: string;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  version: Generated<number>;
  university_id: string;
  from_paper: Generated<boolean>;
  paper_at: string | null;
  paper_note: Generated<string>;
  paper_file_id: string | null;
  bidder_key: Generated<string>;
}

interface Bookables {
  id: string;
  scope_id: string;
  zone_id: string;
  manager_scope_id: string | null;
  facility_id: string | null;
  instrument_id: string | null;
  name: string;
  location: string | null;
  capacity: number;
  is_open: Generated<boolean>;
  opened_at: string | null;
  opening: unknown;
  closures: Generated<unknown>;
  rules: unknown;
  prices: unknown;
  version: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
}

interface Bookings {
  id: string;
  number: string;
  bookable_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  booker_scope_id: string;
  booked_by: string;
  booker_name: string;
  booker_unit: string;
  user_class: string;
  starts_at: string;
  ends_at: string;
  purpose: Generated<string>;
  charge_kind: string;
  charge_reference: string;
  state: string;
  state_since: Generated<string>;
  state_before: string | null;
  offer_ends_at: string | null;
  waiting_since: string | null;
  fen_per_hour: bigint;
  decided_by: string | null;
  reason: string | null;
  used_minutes: number | null;
  use_note: string | null;
  used_by: string | null;
  amount_fen: bigint | null;
  settled_by: string | null;
  version: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  charge_id: string | null;
  charge_scope_id: string | null;
}

interface CampaignBatches {
  id: string;
  campaign_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  applicant_scope_id: string;
  number: number;
  ran_on: string;
  outcome: string;
  figures: unknown;
  note: Generated<string>;
  reported_by: string;
  reported_at: Generated<string>;
}

interface CampaignQuotes {
  id: string;
  campaign_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  applicant_scope_id: string;
  number: number;
  lines: unknown;
  total_fen: bigint;
  reason: Generated<string>;
  quoted_by: string;
  quoted_at: Generated<string>;
  accepted_by: string | null;
  accepted_at: string | null;
  closed_as: string | null;
  closed_by: string | null;
  closed_at: string | null;
  closed_reason: string | null;
}

interface Campaigns {
  id: string;
  number: string;
  bookable_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  applicant_scope_id: string;
  applied_by: string;
  applicant_name: string;
  applicant_unit: string;
  title: string;
  description: string;
  hazards: Generated<string>;
  charge_reference: string;
  state: Generated<string>;
  state_since: Generated<string>;
  reason: string | null;
  reviewed_by: string | null;
  reviewed_at: string | null;
  review_outcome: string | null;
  review_text: string | null;
  starts_on: string | null;
  ends_before: string | null;
  settled_fen: bigint | null;
  version: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  user_class: string | null;
  charge_id: string | null;
  charge_scope_id: string | null;
}

interface ChainLinks {
  scope_id: string;
  node_id: string;
  subject_kind: string;
  subject_id: string;
  created_at: Generated<string>;
}

interface ChainNodes {
  id: string;
  scope_id: string;
  parent_id: string | null;
  name: string;
  name_en: string | null;
  position: Generated<number>;
  note: string | null;
  archived_at: string | null;
  version: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
}

interface ChallengeAddenda {
  id: string;
  challenge_id: string;
  scope_id: string;
  zone_id: string;
  university_id: string;
  province_id: string | null;
  audience: string;
  poster_id: string | null;
  number: number;
  body: string;
  closed_at_before: string | null;
  closes_at: string | null;
  created_by: string;
  created_at: Generated<string>;
}

interface ChallengeConfidential {
  challenge_id: string;
  scope_id: string;
  poster_id: string | null;
  readers: Generated<string[]>;
  body: string;
  updated_at: Generated<string>;
  university_id: string;
}

interface ChallengeCounters {
  scope_id: string;
  year: number;
  last: number;
}

interface ChallengeNeeds {
  challenge_id: string;
  need_id: string;
  scope_id: string;
  position: number;
  number: string;
  title: string;
  enterprise: Generated<string>;
  enterprise_id: string | null;
}

interface ChallengeOpenings {
  challenge_id: string;
  scope_id: string;
  user_id: string;
  at: Generated<string>;
}

interface ChallengeSteps {
  zone_id: string;
  scope_id: string;
  challenge_id: string;
  id: string;
  poster_id: string | null;
  at: Generated<string>;
  actor_id: string | null;
  action: string;
  from_state: string | null;
  to_state: string;
  reason: string | null;
  details: Generated<unknown>;
}

interface Challenges {
  id: string;
  scope_id: string;
  zone_id: string;
  university_id: string;
  province_id: string | null;
  code: string;
  mode: Generated<string>;
  state: Generated<string>;
  state_since: Generated<string>;
  state_reason: string | null;
  reached: Generated<unknown>;
  title: string;
  purpose: Generated<string>;
  terms: unknown;
  terms_digest: string | null;
  opens_at: string | null;
  closes_at: string | null;
  notice_days: Generated<number>;
  quota: number | null;
  audience: Generated<string>;
  poster_id: string | null;
  poster_name: Generated<string>;
  names_poster: Generated<boolean>;
  wrapped_key: Buffer | null;
  wrapped_by: string | null;
  published_at: string | null;
  published_by: string | null;
  created_by: string;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  version: Generated<number>;
  zone_name: Generated<string>;
  university_name: Generated<string>;
}

interface ConfidentialReadings {
  zone_id: string;
  scope_id: string;
  id: string;
  owner_id: string | null;
  subject_kind: string;
  subject_id: string;
  part: string;
  user_id: Generated<string>;
  user_name: Generated<string | null>;
  user_units: Generated<string | null>;
  at: Generated<string>;
}

interface ConfidentialityAcceptances {
  id: string;
  scope_id: string;
  owner_id: string | null;
  subject_kind: string;
  subject_id: string;
  user_id: Generated<string>;
  user_name: Generated<string | null>;
  user_units: Generated<string | null>;
  accepted_at: Generated<string>;
  version: number;
  text_zh: string;
  text_en: string;
  digest: string;
}

interface ConfidentialityStatements {
  scope_id: string;
  version: number;
  text_zh: string;
  text_en: string;
  digest: string;
  created_by: string;
  created_at: Generated<string>;
}

interface Consortia {
  id: string;
  scope_id: string;
  zone_id: string;
  manager_scope_id: string | null;
  readers: string[];
  number: string;
  name: string;
  type: string;
  state: Generated<string>;
  chain_node: string | null;
  goal: Generated<string>;
  governance: Generated<string>;
  basis: Generated<string>;
  agreement_id: string | null;
  founded_on: string | null;
  assess_on: string | null;
  assessed_on: string | null;
  grade: string | null;
  ended_on: string | null;
  started_by: string | null;
  created_by: string | null;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  version: Generated<number>;
  pair_ids: Generated<string[]>;
}

interface ConsortiumContributions {
  id: string;
  consortium_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  readers: string[];
  member_id: string;
  kind: string;
  title: string;
  promised: bigint;
  due_on: string | null;
}

interface ConsortiumCounters {
  scope_id: string;
  year: number;
  last: number;
}

interface ConsortiumDeliveries {
  id: string;
  consortium_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  readers: string[];
  contribution_id: string;
  quantity: bigint;
  delivered_on: string;
  note: Generated<string>;
  noted_by: string;
  noted_at: Generated<string>;
  confirmed_by: string | null;
  confirmed_at: string | null;
}

interface ConsortiumFiles {
  id: string;
  consortium_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  readers: string[];
  task_id: string | null;
  result_id: string | null;
  name: string;
  sha256: string;
  size_bytes: bigint;
  added_in: string;
  added_by: string;
  added_at: Generated<string>;
}

interface ConsortiumMembers {
  id: string;
  consortium_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  readers: string[];
  name: string;
  kind: string;
  credit_code: string | null;
  representative: Generated<string>;
  is_lead: Generated<boolean>;
  entered_on: string;
  entry_agreed_by: Generated<string>;
  left_on: string | null;
  exit_agreed_by: string | null;
  keeps: string | null;
  position: number;
  enterprise_id: string | null;
}

interface ConsortiumRequests {
  id: string;
  consortium_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  readers: string[];
  kind: string;
  member_id: string | null;
  name: string;
  member_kind: string | null;
  representative: Generated<string>;
  reason: string;
  state: Generated<string>;
  asked_in: string;
  asked_by: string;
  asked_at: Generated<string>;
  decided_by: string | null;
  decided_at: string | null;
  answer: Generated<string>;
  withdrawn_by: string | null;
  withdrawn_at: string | null;
}

interface ConsortiumResults {
  id: string;
  consortium_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  readers: string[];
  title: string;
  kind: string;
  reference: Generated<string>;
  achieved_on: string;
  terms: Generated<string>;
  shares: unknown;
}

interface ConsortiumSteps {
  id: string;
  consortium_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  readers: string[];
  at: Generated<string>;
  actor_id: string;
  action: string;
  details: Generated<unknown>;
}

interface ConsortiumTasks {
  id: string;
  consortium_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  readers: string[];
  title: string;
  member_id: string;
  due_on: string;
  state: Generated<string>;
  result: Generated<string>;
  reported_by: string | null;
  reported_on: string | null;
  accepted_by: string | null;
  accepted_on: string | null;
  reported_in: string | null;
}

interface Credentials {
  user_id: string;
  kind: string;
  secret: string;
  changed_at: Generated<string>;
}

interface DayMeetings {
  id: string;
  scope_id: string;
  day_id: string;
  line_id: string;
  enterprise_id: string;
  partner_id: string;
  need_title: string;
  enterprise_name: string;
  partner_name: string;
  score: Generated<number>;
  priority: Generated<string>;
  slot: number | null;
  table_number: number | null;
  is_locked: Generated<boolean>;
  unplaced: unknown;
  outcome: string | null;
  next_step: Generated<string>;
  next_on: string | null;
  outcome_note: Generated<string>;
  recorded_by: string | null;
  recorded_at: string | null;
  in_ledger: unknown;
  entry_id: string | null;
  dropped_at: string | null;
  readers: Generated<string[]>;
  created_at: Generated<string>;
  version: Generated<number>;
  need_id: string;
}

interface DayParticipants {
  id: string;
  scope_id: string;
  day_id: string;
  side: string;
  participant_key: string;
  name: string;
  unit: Generated<string>;
  attendee: Generated<string>;
  contact: Generated<string>;
  comment: Generated<string>;
  unavailable: Generated<number[]>;
  answer: Generated<string>;
  answered_at: string | null;
  answered_by: string | null;
  invited_at: string | null;
  link_expires_at: string | null;
  is_walk_in: Generated<boolean>;
  arrived_at: string | null;
  removed_at: string | null;
  readers: Generated<string[]>;
  created_at: Generated<string>;
  version: Generated<number>;
}

interface Deliveries {
  zone_id: string;
  user_id: string;
  id: string;
  scope_id: string | null;
  event_id: string;
  kind: string;
  title: unknown;
  path: string;
  occurred_at: string;
  read_at: string | null;
  need_id: string | null;
}

interface DirectoryHistory {
  scope_id: string;
  id: string;
  subject_kind: string;
  subject_id: string;
  version: number;
  action: string;
  actor_id: string | null;
  at: Generated<string>;
  changed: Generated<unknown>;
}

interface DistributionLines {
  scope_id: string;
  distribution_id: string;
  position: number;
  kind: string;
  name: string;
  unit: Generated<string>;
  share_bp: number | null;
  amount_fen: bigint;
}

interface Distributions {
  id: string;
  scope_id: string;
  agreement_id: string;
  receipt_id: string;
  path: string;
  receipt_fen: bigint;
  net_fen: bigint | null;
  rules: unknown;
  state: Generated<string>;
  public_from: string | null;
  drawn_by: string;
  drawn_at: Generated<string>;
  approved_by: string | null;
  approved_at: string | null;
  ended_by: string | null;
  ended_at: string | null;
  end_reason: string | null;
  version: Generated<number>;
}

interface DuplicateDismissals {
  scope_id: string;
  subject_kind: string;
  first_id: string;
  second_id: string;
  dismissed_by: string;
  dismissed_at: Generated<string>;
}

interface EvaluationExperts {
  id: string;
  challenge_id: string;
  scope_id: string;
  university_id: string;
  user_id: string;
  name: string;
  unit: string;
  state: Generated<string>;
  invited_by: string;
  invited_at: Generated<string>;
  answered_at: string | null;
  statement: Generated<string>;
  withdrawn_reason: string | null;
  withdrawn_by: string | null;
  withdrawn_at: string | null;
}

interface EvaluationResults {
  challenge_id: string;
  bid_id: string;
  scope_id: string;
  university_id: string;
  is_chosen: boolean;
  reason: string;
}

interface Evaluations {
  challenge_id: string;
  scope_id: string;
  zone_id: string;
  university_id: string;
  poster_id: string | null;
  experts_per_bid: number | null;
  begun_at: Generated<string>;
  closed_by: string | null;
  closed_at: string | null;
  close_reason: string | null;
  decided_by: string | null;
  decided_at: string | null;
  decision: string | null;
  announced_by: string | null;
  announced_at: string | null;
  notice_ends_at: string | null;
  notice_text: Generated<string>;
  is_public: Generated<boolean>;
  awarded_by: string | null;
  awarded_at: string | null;
  version: Generated<number>;
  due_on: string | null;
}

interface EventDeliveries {
  event_id: string;
  subscriber: string;
  seq: bigint;
  aggregate: string;
  state: Generated<string>;
  attempts: Generated<number>;
  next_at: Generated<string>;
  last_error: string | null;
  settled_at: string | null;
}

interface Events {
  id: string;
  seq: bigint;
  type: string;
  aggregate: string;
  scope_id: string | null;
  actor_id: string | null;
  payload: unknown;
  occurred_at: Generated<string>;
}

interface ExpertConflicts {
  id: string;
  challenge_id: string;
  bid_id: string;
  scope_id: string;
  university_id: string;
  user_id: string;
  kind: string;
  fact: unknown;
  found_at: Generated<string>;
  found_by: string | null;
  cleared_by: string | null;
  cleared_at: string | null;
  clear_reason: string | null;
}

interface Facilities {
  id: string;
  scope_id: string;
  kind: string;
  name: string;
  name_en: string | null;
  unit: string | null;
  location: string | null;
  description: Generated<string>;
  field: string | null;
  area_m2: number | null;
  price: string | null;
  website: string | null;
  contact: unknown;
  manager_scope_id: string | null;
  archived_at: string | null;
  version: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
}

interface Files {
  id: string;
  scope_id: string;
  owner_kind: string;
  owner_id: string;
  sha256: string;
  size_bytes: bigint;
  media_type: string;
  name: string;
  classification: Generated<string>;
  readers: Generated<string[]>;
  created_by: string;
  created_at: Generated<string>;
  shared_with: Generated<string[]>;
}

interface FormedTeamMembers {
  id: string;
  scope_id: string;
  team_id: string;
  person_key: string;
  person_id: string | null;
  name: string;
  unit: Generated<string>;
  college: Generated<string>;
  title: Generated<string>;
  is_senior: boolean;
  covers: string[];
  evidence: unknown;
  load: number;
  state: Generated<string>;
  invited_by: string | null;
  invited_at: string | null;
  link_expires_at: string | null;
  answered_at: string | null;
  answered_by: string | null;
  comment: Generated<string>;
  created_at: Generated<string>;
  held_by: string | null;
}

interface FormedTeamSteps {
  scope_id: string;
  team_id: string;
  id: string;
  at: Generated<string>;
  actor_id: string | null;
  action: string;
  member_name: string | null;
  details: Generated<unknown>;
  held_by: string | null;
}

interface FormedTeams {
  id: string;
  scope_id: string;
  zone_id: string;
  number: number;
  origin_kind: string;
  origin_id: string;
  origin_number: string;
  origin_title: string;
  state: Generated<string>;
  capabilities: unknown;
  limits: unknown;
  units: Generated<string[]>;
  note: Generated<string>;
  created_by: string;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  version: Generated<number>;
  held_by: string | null;
}

interface FundAccounts {
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  code: string;
  key: string;
  name_zh: string;
  name_en: string;
  type: string;
}

interface FundApplicationSteps {
  id: string;
  application_id: string;
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  applicant_scope_id: string;
  readers: string[];
  at: Generated<string>;
  actor_id: string;
  action: string;
  details: Generated<unknown>;
}

interface FundApplications {
  id: string;
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  applicant_scope_id: string;
  readers: string[];
  number: string;
  project_id: string | null;
  project_scope_id: string | null;
  project_number: string | null;
  title: string;
  applicant: string;
  purpose: Generated<string>;
  stage: string;
  kind: string;
  amount_fen: bigint;
  terms: unknown;
  state: Generated<string>;
  submitted_by: string | null;
  submitted_at: string | null;
  investigator_id: string | null;
  report: unknown;
  reported_at: string | null;
  meets_on: string | null;
  decided_by: string | null;
  decided_on: string | null;
  reason: Generated<string>;
  created_by: string;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  version: Generated<number>;
}

interface FundBankLines {
  id: string;
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  on_day: string;
  amount_fen: bigint;
  counterparty: Generated<string>;
  reference: Generated<string>;
  nth: number;
  entry_id: string | null;
  matched_by: string | null;
  imported_by: string;
  imported_at: Generated<string>;
  taken_back_by: string | null;
  taken_back_at: string | null;
  taken_back_reason: string | null;
}

interface FundClosings {
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  number: number;
  closed_until: string | null;
  is_reopening: boolean;
  reason: Generated<string>;
  made_by: string;
  made_at: Generated<string>;
}

interface FundCommitments {
  id: string;
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  readers: string[];
  application_id: string;
  project_id: string | null;
  title: string;
  stage: string;
  kind: string;
  amount_fen: bigint;
  released_fen: Generated<bigint>;
  committed_on: string;
  closed_on: string | null;
  closed_reason: string | null;
}

interface FundContributors {
  id: string;
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  name: string;
  source: string;
  position: number;
}

interface FundConversions {
  id: string;
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  readers: string[];
  commitment_id: string;
  entry_id: string;
  converted_on: string;
  event: string;
  amount_fen: bigint;
  valuation_fen: bigint;
  fund_share_bp: number;
  team_share_bp: number;
  reversal_id: string | null;
}

interface FundCounters {
  scope_id: string;
  year: number;
  last: number;
}

interface FundEntries {
  id: string;
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  number: number;
  kind: string;
  on_day: string;
  text: Generated<string>;
  voucher: Generated<string>;
  contributor_id: string | null;
  commitment_id: string | null;
  reverses_id: string | null;
  created_by: string;
  created_at: Generated<string>;
}

interface FundLines {
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  entry_id: string;
  position: number;
  account: string;
  amount_fen: bigint;
}

interface FundPapers {
  id: string;
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  application_id: string;
  title: string;
  file_id: string;
  added_by: string;
  added_at: Generated<string>;
}

interface FundPayments {
  id: string;
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  readers: string[];
  tranche_id: string;
  entry_id: string;
  paid_on: string;
  reversal_id: string | null;
}

interface FundPlanLines {
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  dimension: string;
  key: string;
  amount_fen: bigint;
}

interface FundReceiptMatches {
  payment_id: string;
  receipt_id: string;
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  matched_by: string;
  matched_at: Generated<string>;
  amount_fen: bigint;
}

interface FundShareTransfers {
  id: string;
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  readers: string[];
  conversion_id: string;
  on_day: string;
  share_bp: number;
  recipient: string;
  recorded_by: string;
  recorded_at: Generated<string>;
  taken_back_by: string | null;
  taken_back_at: string | null;
  taken_back_reason: string | null;
}

interface FundSteps {
  id: string;
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  at: Generated<string>;
  actor_id: string;
  action: string;
  details: Generated<unknown>;
}

interface FundTranches {
  id: string;
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  readers: string[];
  commitment_id: string;
  position: number;
  amount_fen: bigint;
  planned_on: string;
  gate: string | null;
}

interface FundVotes {
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  application_id: string;
  member_id: string;
  vote: string | null;
  reason: Generated<string>;
  voted_at: string | null;
}

interface FundWriteOffs {
  id: string;
  fund_id: string;
  scope_id: string;
  manager_scope_id: string | null;
  commitment_id: string;
  amount_fen: bigint;
  reason: string;
  proposed_by: string;
  proposed_at: Generated<string>;
  approved_by: string | null;
  entry_id: string | null;
  reversal_id: string | null;
  dropped_as: string | null;
  dropped_by: string | null;
  dropped_reason: string | null;
}

interface Funds {
  id: string;
  scope_id: string;
  zone_id: string;
  manager_scope_id: string | null;
  readers: string[];
  number: string;
  name: string;
  purpose: Generated<string>;
  size_fen: bigint;
  starts_on: string;
  ends_on: string;
  last_entry: Generated<number>;
  last_application: Generated<number>;
  created_by: string;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  version: Generated<number>;
  committee_least: Generated<number>;
}

interface IdempotencyKeys {
  user_id: string;
  key: string;
  request_digest: string;
  status: number | null;
  response: unknown;
  created_at: Generated<string>;
}

interface Instruments {
  id: string;
  scope_id: string;
  facility_id: string | null;
  number: string;
  number_is_own: boolean;
  name: string;
  model: string | null;
  unit: string | null;
  location: string | null;
  price: string | null;
  record: unknown;
  digest: string;
  match_keys: string[];
  archived_at: string | null;
  version: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
}

interface Invitations {
  id: string;
  token_hash: Buffer;
  scope_id: string;
  role: string;
  login: string;
  display_name: string;
  invited_by: string | null;
  created_at: Generated<string>;
  expires_at: string;
  accepted_at: string | null;
  accepted_by: string | null;
  withdrawn_at: string | null;
}

interface Jobs {
  id: string;
  kind: string;
  scope_id: string | null;
  created_by: string | null;
  input: unknown;
  state: Generated<string>;
  progress_done: Generated<bigint>;
  progress_total: Generated<bigint>;
  progress_text: Generated<string>;
  attempts: Generated<number>;
  last_error: string | null;
  result: unknown;
  carriage: Generated<number>;
  carried_at: string | null;
  cancel_requested_at: string | null;
  run_after: Generated<string>;
  created_at: Generated<string>;
  started_at: string | null;
  finished_at: string | null;
  progress_texts: unknown;
  last_error_texts: unknown;
}

interface JointApplications {
  bid_id: string;
  challenge_id: string;
  scope_id: string;
  zone_id: string;
  university_id: string;
  poster_id: string | null;
  readers: string[];
  summary: string;
  amount_fen: bigint | null;
  agreement_file_id: string | null;
  bidder_confirmed_by: string | null;
  bidder_confirmed_at: string | null;
  poster_confirmed_by: string | null;
  poster_confirmed_at: string | null;
  accepted_by: string | null;
  accepted_at: string | null;
  updated_by: string;
  updated_at: Generated<string>;
  version: Generated<number>;
}

interface LedgerEntries {
  zone_id: string;
  line_id: string;
  id: string;
  scope_id: string;
  kind: string;
  happened_on: string;
  text: string;
  corrects: string | null;
  details: Generated<unknown>;
  author_id: string | null;
  at: Generated<string>;
}

interface LedgerImports {
  id: string;
  zone_id: string;
  scope_id: string;
  file_name: string;
  sha256: string;
  state: Generated<string>;
  rows: unknown;
  result: unknown;
  created_by: string;
  created_at: Generated<string>;
  applied_by: string | null;
  applied_at: string | null;
  version: Generated<number>;
  written: unknown;
  undo: unknown;
  undone_by: string | null;
  undone_at: string | null;
}

interface LedgerLines {
  id: string;
  zone_id: string;
  scope_id: string;
  number: number;
  need_id: string;
  partner_kind: string;
  partner_id: string;
  need_number: string;
  need_title: string;
  enterprise: Generated<string>;
  partner_name: string;
  partner_unit: Generated<string>;
  partner_people: Generated<string>;
  origin: string;
  run_id: string | null;
  owner_id: string | null;
  state: Generated<string>;
  outcome: Generated<string>;
  next_step: Generated<string>;
  next_on: string | null;
  contract_number: Generated<string>;
  amount_fen: bigint | null;
  last_answer: string | null;
  answer_waiting: Generated<boolean>;
  search_text: Generated<string>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  version: Generated<number>;
}

interface ListImportChanges {
  scope_id: string;
  import_id: string;
  target_id: string;
  change: string;
  version_before: number;
  version_after: number;
  before: unknown;
  changed: Generated<unknown>;
}

interface ListImportRows {
  scope_id: string;
  import_id: string;
  seq: number;
  outcome: string;
  sheet: string | null;
  row_number: number | null;
  file: string;
  label: string;
  record: unknown;
  has_own_number: Generated<boolean>;
  digest: string | null;
  changed: Generated<unknown>;
  problems: Generated<unknown>;
  target_id: string | null;
  created_by: Generated<string | null>;
  is_restricted: GeneratedAlways<boolean | null>;
}

interface ListImports {
  id: string;
  scope_id: string;
  kind: string;
  state: Generated<string>;
  file_name: string;
  file_id: string | null;
  sha256: string;
  size_bytes: bigint;
  classification: string | null;
  mapping: Generated<unknown>;
  columns: Generated<unknown>;
  notices: Generated<unknown>;
  read: Generated<number>;
  added: Generated<number>;
  updated: Generated<number>;
  unchanged: Generated<number>;
  refused: Generated<number>;
  warned: Generated<number>;
  moved: Generated<number>;
  accept_job: string | null;
  accepted_by: string | null;
  accepted_at: string | null;
  undone_by: string | null;
  undone_at: string | null;
  reverted: Generated<number>;
  left_changed: Generated<number>;
  created_by: string;
  created_at: Generated<string>;
  version: Generated<number>;
}

interface MatchCandidates {
  zone_id: string;
  run_id: string;
  need_id: string;
  id: string;
  scope_id: string;
  rank: number;
  partner_kind: string;
  partner_id: string;
  partner_version: number;
  partner_key: string;
  supplier_key: string;
  name: string;
  unit: Generated<string>;
  people: Generated<string>;
  kind_text: unknown;
  score: number;
  relevance: number;
  band: string;
  shared: unknown;
  cautions: Generated<unknown>;
  reason: unknown;
  best_item: string | null;
  others: Generated<unknown>;
  partner_text: unknown;
  digest: string;
}

interface MatchDecisions {
  id: string;
  zone_id: string;
  scope_id: string;
  need_id: string;
  partner_kind: string;
  partner_id: string;
  decision: string;
  reason: string | null;
  comment: Generated<string>;
  run_id: string;
  decided_by: string;
  decided_at: Generated<string>;
  version: Generated<number>;
}

interface MatchFeedback {
  zone_id: string;
  id: string;
  scope_id: string;
  need_id: string;
  partner_kind: string;
  partner_id: string;
  run_id: string | null;
  signal: string;
  reason: string | null;
  comment: Generated<string>;
  features: Generated<unknown>;
  engine: string | null;
  actor_id: string | null;
  at: Generated<string>;
}

interface MatchPlans {
  zone_id: string;
  run_id: string;
  version: number;
  scope_id: string;
  note: Generated<string>;
  wishes: Generated<unknown>;
  lines: unknown;
  loads: unknown;
  placed: number;
  total: number;
  greedy_total: number;
  created_by: string;
  created_at: Generated<string>;
  revision: unknown;
}

interface MatchRunBlocks {
  zone_id: string;
  run_id: string;
  number: number;
  scope_id: string;
  from_need: number;
  to_need: number;
  state: Generated<string>;
  lease: Generated<number>;
  leased_until: string | null;
  lost: Generated<number>;
  result: Buffer | null;
  digest: string | null;
  done_at: string | null;
}

interface MatchRunNeeds {
  zone_id: string;
  run_id: string;
  need_id: string;
  scope_id: string;
  position: number;
  number: string;
  enterprise: Generated<string>;
  title: string;
  content: string;
  field: Generated<string>;
  need_version: number;
  digest: string;
  outcome: string;
  best_band: string;
  best_score: Generated<number>;
  candidates: Generated<number>;
  clarity: unknown;
  texts: Generated<unknown>;
  lacks: Generated<string[]>;
  nearest: unknown;
  instruments: Generated<unknown>;
  search_text: Generated<string>;
}

interface MatchRuns {
  id: string;
  zone_id: string;
  scope_id: string;
  number: number;
  note: Generated<string>;
  options: unknown;
  job_id: string;
  snapshot_at: string | null;
  import_running: Generated<boolean>;
  inputs: Generated<unknown>;
  engine: string | null;
  digest: string | null;
  file_id: string | null;
  needs: Generated<number>;
  matched: Generated<number>;
  to_clarify: Generated<number>;
  unmatched: Generated<number>;
  candidates: Generated<number>;
  took_ms: number | null;
  created_by: string;
  created_at: Generated<string>;
  completed_at: string | null;
  version: Generated<number>;
  snapshot_file_id: string | null;
  snapshot_engine: string | null;
}

interface MatchWeightChanges {
  scope_id: string;
  number: number;
  zone_id: string;
  weights_id: string | null;
  changed_by: string;
  changed_at: Generated<string>;
}

interface MatchWeights {
  id: string;
  zone_id: string;
  scope_id: string;
  number: number;
  note: Generated<string>;
  weights: unknown;
  present: unknown;
  held_back: unknown;
  created_by: string;
  created_at: Generated<string>;
}

interface MeetingDays {
  id: string;
  scope_id: string;
  zone_id: string;
  number: number;
  title: string;
  place: Generated<string>;
  held_on: string;
  starts_at: string;
  slot_minutes: number;
  break_minutes: Generated<number>;
  slots: number;
  tables: number;
  pause_after: number | null;
  pause_minutes: Generated<number>;
  note: Generated<string>;
  state: Generated<string>;
  planned_at: string | null;
  remedy: unknown;
  readers: Generated<string[]>;
  created_by: string;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  version: Generated<number>;
}

interface Memberships {
  user_id: string;
  scope_id: string;
  role: string;
  granted_by: string | null;
  granted_at: Generated<string>;
}

interface Merges {
  id: string;
  scope_id: string;
  subject_kind: string;
  survivor_id: string;
  merged_id: string;
  changed: Generated<unknown>;
  survivor_version: number;
  merged_by: string;
  merged_at: Generated<string>;
  undone_by: string | null;
  undone_at: string | null;
  version: Generated<number>;
}

interface MoneyRules {
  id: string;
  scope_id: string;
  key: string;
  value: string;
  in_force_from: string;
  source: string;
  created_by: string;
  created_at: Generated<string>;
}

interface NeedCounters {
  scope_id: string;
  year: number;
  last: number;
}

interface NeedMerges {
  id: string;
  scope_id: string;
  survivor_id: string;
  merged_id: string;
  survivor_version: number;
  survivor_state: string;
  led: Generated<string[]>;
  merged_by: string;
  merged_at: Generated<string>;
  undone_by: string | null;
  undone_at: string | null;
}

interface NeedReaders {
  scope_id: string;
  need_id: string;
  user_id: string;
  zone_id: string;
  enterprise_id: string | null;
  code: string;
  user_name: string | null;
  invited_by: string;
  invited_at: Generated<string>;
  withdrawn_at: string | null;
}

interface NeedRevisions {
  zone_id: string;
  scope_id: string;
  need_id: string;
  version: number;
  enterprise_id: string | null;
  at: Generated<string>;
  actor_id: string | null;
  action: string;
  from_state: string | null;
  to_state: string;
  reason: string | null;
  changes: Generated<unknown>;
}

interface NeedRewrites {
  id: string;
  zone_id: string;
  scope_id: string;
  need_id: string;
  enterprise_id: string | null;
  state: Generated<string>;
  original: unknown;
  proposed: unknown;
  note: string | null;
  proposed_by: string;
  proposed_at: Generated<string>;
  decided_by: string | null;
  decided_at: string | null;
  on_behalf: Generated<boolean>;
  decision_note: string | null;
}

interface Needs {
  id: string;
  scope_id: string;
  zone_id: string | null;
  code: string | null;
  number: string;
  number_is_own: boolean;
  state: Generated<string>;
  state_since: Generated<string>;
  state_reason: string | null;
  title: string;
  enterprise: string | null;
  credit_code: string | null;
  field: string | null;
  budget_low_fen: bigint | null;
  budget_high_fen: bigint | null;
  deadline: string | null;
  enterprise_id: string | null;
  missing: Generated<string[]>;
  is_too_short: Generated<boolean>;
  topics: Generated<string[]>;
  must_clarify: Generated<boolean>;
  record: unknown;
  digest: string;
  match_keys: string[];
  archived_at: string | null;
  created_by: string | null;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  version: Generated<number>;
  merged_into: string | null;
  visibility: Generated<string>;
  readers: Generated<string[]>;
  province_id: string | null;
  opened_by: unknown;
  held_by: string | null;
}

interface NoticeObjections {
  id: string;
  challenge_id: string;
  scope_id: string;
  university_id: string;
  bid_id: string | null;
  user_id: string | null;
  name: string;
  contact: Generated<string>;
  body: string;
  at: Generated<string>;
  answered_by: string | null;
  answered_at: string | null;
  answer: string | null;
  is_upheld: boolean | null;
}

interface Organisations {
  id: string;
  scope_id: string | null;
  kind: string;
  registry_key: string | null;
  name: string;
  name_en: string | null;
  other_names: Generated<string[]>;
  credit_code: string | null;
  match_keys: Generated<string[]>;
  parent_id: string | null;
  city_code: string | null;
  website: string | null;
  details: Generated<unknown>;
  source: string | null;
  confidence: string | null;
  is_sample: Generated<boolean>;
  merged_into: string | null;
  archived_at: string | null;
  version: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
}

interface OutreachAnswers {
  zone_id: string;
  outreach_id: string;
  id: string;
  scope_id: string;
  answer: string;
  comment: Generated<string>;
  name: Generated<string>;
  contact: Generated<string>;
  was_forwarded: boolean;
  line_id: string | null;
  at: Generated<string>;
}

interface Outreaches {
  id: string;
  zone_id: string;
  scope_id: string;
  audience: string;
  need_id: string;
  partner_kind: string | null;
  partner_id: string | null;
  run_id: string | null;
  shown: unknown;
  expires_at: string;
  created_by: string;
  created_at: Generated<string>;
  revoked_by: string | null;
  revoked_at: string | null;
  forwards: Generated<number>;
}

interface Pairs {
  id: string;
  zone_id: string;
  university_id: string;
  zone_name: string;
  zone_name_en: string | null;
  university_name: string;
  university_name_en: string | null;
  city_code: string | null;
  city_name: string | null;
  phase: Generated<string>;
  since: string | null;
  source: Generated<string>;
  confidence: Generated<string>;
  is_sample: Generated<boolean>;
  version: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  sample_note: unknown;
}

interface PasswordResets {
  id: string;
  token_hash: Buffer;
  user_id: string;
  created_by: string | null;
  created_at: Generated<string>;
  expires_at: string;
  used_at: string | null;
}

interface People {
  id: string;
  scope_id: string;
  name: string;
  unit: string | null;
  college: string | null;
  person_number: string | null;
  title: string | null;
  field: string | null;
  orcid: string | null;
  phone: string | null;
  email: string | null;
  note: string | null;
  user_id: string | null;
  match_keys: Generated<string[]>;
  merged_into: string | null;
  archived_at: string | null;
  version: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
}

interface PersonCapabilities {
  id: string;
  scope_id: string;
  person_key: string;
  name: string;
  unit: Generated<string>;
  adds: Generated<string[]>;
  removes: Generated<string[]>;
  is_senior: boolean | null;
  other_projects: Generated<number>;
  updated_by: string;
  updated_at: Generated<string>;
  version: Generated<number>;
}

interface Preferences {
  user_id: string;
  key: string;
  value: unknown;
  updated_at: Generated<string>;
}

interface ProjectAgreements {
  scope_id: string;
  enterprise_id: string | null;
  project_id: string;
  stage: string;
  agreement_id: string;
  linked_by: string;
  linked_at: Generated<string>;
}

interface ProjectCounters {
  scope_id: string;
  year: number;
  last: number;
}

interface ProjectDeliveries {
  id: string;
  scope_id: string;
  enterprise_id: string | null;
  project_id: string;
  support_id: string;
  delivered_on: string;
  quantity_hundredths: bigint | null;
  value_fen: bigint | null;
  note: Generated<string>;
  confirmed_by: string;
  confirmed_at: Generated<string>;
}

interface ProjectEvidence {
  id: string;
  scope_id: string;
  enterprise_id: string | null;
  project_id: string;
  kind: string;
  title: string;
  shown_on: string;
  file_id: string;
  added_by: string;
  added_at: Generated<string>;
  withdrawn_by: string | null;
  withdrawn_at: string | null;
  withdrawn_reason: string | null;
}

interface ProjectGates {
  id: string;
  scope_id: string;
  enterprise_id: string | null;
  project_id: string;
  stage: string;
  state: Generated<string>;
  statement: Generated<string>;
  applied_by: string;
  applied_at: Generated<string>;
  decided_by: string | null;
  decided_at: string | null;
  reason: string | null;
  findings: unknown;
}

interface ProjectMembers {
  scope_id: string;
  enterprise_id: string | null;
  project_id: string;
  position: number;
  name: string;
  unit: Generated<string>;
  role: string;
  user_id: string | null;
}

interface ProjectPermits {
  id: string;
  scope_id: string;
  enterprise_id: string | null;
  project_id: string;
  name: string | null;
  authority: Generated<string>;
  number: Generated<string>;
  obtained_on: string | null;
  expires_on: string | null;
  note: Generated<string>;
  stated_by: string;
  stated_at: Generated<string>;
}

interface ProjectStages {
  scope_id: string;
  enterprise_id: string | null;
  project_id: string;
  stage: string;
  entered: string | null;
  planned_on: string | null;
  started_on: string | null;
  ended_on: string | null;
  note: Generated<string>;
  readers: Generated<string[]>;
}

interface ProjectSteps {
  scope_id: string;
  enterprise_id: string | null;
  project_id: string;
  id: string;
  at: Generated<string>;
  actor_id: string;
  action: string;
  details: Generated<unknown>;
}

interface ProjectSupport {
  id: string;
  scope_id: string;
  enterprise_id: string | null;
  project_id: string;
  side: string;
  kind: string;
  description: string;
  quantity_hundredths: bigint | null;
  value_fen: bigint | null;
  promised_on: string;
  due_on: string | null;
  state: Generated<string>;
  state_reason: string | null;
  recorded_by: string;
  recorded_at: Generated<string>;
}

interface ProjectWaivers {
  id: string;
  scope_id: string;
  enterprise_id: string | null;
  project_id: string;
  gate_id: string;
  requirement: string;
  reason: string;
  given_by: string;
  given_at: Generated<string>;
  revoked_by: string | null;
  revoked_at: string | null;
}

interface Projects {
  id: string;
  scope_id: string;
  zone_id: string;
  number: string;
  title: string;
  summary: Generated<string>;
  industry: Generated<string>;
  company: Generated<string>;
  enterprise_id: string | null;
  owner_id: string;
  origin_kind: string | null;
  origin_id: string | null;
  origin_number: string | null;
  state: Generated<string>;
  state_reason: string | null;
  ended_on: string | null;
  readiness_level: Generated<number>;
  readers: Generated<string[]>;
  created_by: string;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  version: Generated<number>;
  sample_note: unknown;
}

interface ProofApplications {
  id: string;
  call_id: string;
  scope_id: string;
  centre_id: string | null;
  institution_id: string;
  origin_kind: string;
  origin_id: string;
  origin_number: Generated<string>;
  title: string;
  content: unknown;
  asked_fen: Generated<bigint>;
  state: Generated<string>;
  team: string[];
  created_by: string;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  submitted_at: string | null;
  decided_by: string | null;
  decided_at: string | null;
  granted_fen: bigint | null;
  reason: Generated<string>;
  report_due_on: string | null;
  project_id: string | null;
  agreement_id: string | null;
  version: Generated<number>;
}

interface ProofCallCounters {
  scope_id: string;
  year: number;
  last: number;
}

interface ProofCalls {
  id: string;
  scope_id: string;
  zone_id: string;
  university_id: string;
  province_id: string | null;
  facility_id: string | null;
  centre_id: string | null;
  number: string;
  title: string;
  terms: unknown;
  audience: Generated<string>;
  closes_at: string | null;
  budget_fen: bigint;
  most_fen: bigint;
  granted_fen: Generated<bigint>;
  quota: number | null;
  opened_at: string | null;
  opened_by: string | null;
  decided_at: string | null;
  cancelled_at: string | null;
  cancel_reason: string | null;
  extensions: Generated<unknown>;
  created_by: string;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  version: Generated<number>;
}

interface ProofDocuments {
  id: string;
  application_id: string;
  key: string;
  file_id: string;
  added_by: string;
  added_at: Generated<string>;
}

interface ProofReports {
  application_id: string;
  scope_id: string;
  centre_id: string | null;
  team: string[];
  content: unknown;
  state: Generated<string>;
  submitted_by: string | null;
  submitted_at: string | null;
  decided_by: string | null;
  decided_at: string | null;
  note: Generated<string>;
  evidence_id: string | null;
  updated_at: Generated<string>;
  version: Generated<number>;
}

interface ProofReviewers {
  call_id: string;
  user_id: string;
  scope_id: string;
  centre_id: string | null;
  name: string;
  unit: string;
  due_on: string | null;
  named_by: string;
  named_at: Generated<string>;
}

interface ProofReviews {
  application_id: string;
  reviewer_id: string;
  call_id: string;
  scope_id: string;
  centre_id: string | null;
  state: Generated<string>;
  conflicts: Generated<unknown>;
  scores: Generated<unknown>;
  comment: Generated<string>;
  submitted_at: string | null;
  version: Generated<number>;
}

interface RaceResults {
  challenge_id: string;
  bid_id: string;
  scope_id: string;
  zone_id: string;
  university_id: string;
  poster_id: string | null;
  readers: string[];
  gate: string;
  stays: boolean;
  reason: string;
  decided_by: string;
  decided_at: Generated<string>;
}

interface ReadinessReviews {
  id: string;
  scope_id: string;
  enterprise_id: string | null;
  project_id: string;
  level: number;
  standard: string;
  statement: Generated<string>;
  evidence_ids: string[];
  reached_on: string;
  state: Generated<string>;
  applied_by: string;
  applied_at: Generated<string>;
  decided_at: string | null;
  revoked_by: string | null;
  revoked_at: string | null;
  revoked_reason: string | null;
}

interface ReadinessVerdicts {
  scope_id: string;
  enterprise_id: string | null;
  project_id: string;
  review_id: string;
  reviewer_id: string;
  verdict: string | null;
  reason: Generated<string>;
  given_at: string | null;
}

interface ReceiptCounters {
  scope_id: string;
  year: number;
  last: number;
}

interface Receipts {
  id: string;
  scope_id: string;
  enterprise_id: string | null;
  agreement_id: string;
  number: string;
  received_on: string;
  amount_fen: bigint;
  payer: string;
  voucher: string;
  payment_position: number | null;
  is_royalty: Generated<boolean>;
  sales_fen: bigint | null;
  sales_period: string | null;
  file_id: string | null;
  created_by: string;
  created_at: Generated<string>;
  reversed_at: string | null;
  reversed_by: string | null;
  reversal_reason: string | null;
  version: Generated<number>;
  royalty_bp: number | null;
  early_reason: string | null;
  royalty_reason: string | null;
  recognition_fee_fen: bigint | null;
  vat_fen: bigint | null;
}

interface ReminderDays {
  scope_id: string;
  days: number[];
  version: Generated<number>;
  updated_by: string;
  updated_at: Generated<string>;
}

interface RemindersSent {
  subject_kind: string;
  subject_id: string;
  due: string;
  days: number;
  sent_at: Generated<string>;
}

interface RoomAllocations {
  id: string;
  scope_id: string;
  manager_scope_id: string | null;
  room_id: string;
  occupant: string;
  starts_on: string;
  ends_before: string;
  purpose: Generated<string>;
  charge_reference: string | null;
  cancelled_at: string | null;
  version: Generated<number>;
  created_by: string;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  charge_id: string | null;
  charge_scope_id: string | null;
  month_fen: bigint;
}

interface Rooms {
  id: string;
  scope_id: string;
  manager_scope_id: string | null;
  facility_id: string;
  building: string;
  floor: string;
  level: number;
  number: string;
  kind: string;
  area_hundredths: number;
  fen_per_m2_month: bigint;
  archived_at: string | null;
  version: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
}

interface SavedViews {
  id: string;
  scope_id: string;
  list: string;
  name: string;
  query: unknown;
  owner_id: string;
  is_shared: Generated<boolean>;
  version: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
}

interface SchemaMigrations {
  name: string;
  checksum: string;
  took_ms: number;
  applied_at: Generated<string>;
}

interface Scopes {
  id: string;
  kind: string;
  code: string | null;
  name: string;
  name_en: string | null;
  parent_id: string | null;
  version: Generated<number>;
  created_at: Generated<string>;
  also_beneath: Generated<string[]>;
}

interface SearchDocuments {
  kind: string;
  id: string;
  scope_id: string | null;
  title: string;
  title_en: string | null;
  subtitle: Generated<string>;
  words: string;
  tokens: string[];
  reader_scopes: Generated<string[]>;
  read_beneath: string | null;
  enterprises_beneath: string | null;
  universities_beneath: string | null;
}

interface Seeds {
  name: string;
  digest: string;
  loaded_at: Generated<string>;
}

interface Sessions {
  id: string;
  token_hash: Buffer;
  user_id: string;
  assurance: Generated<number>;
  agent: Generated<string>;
  idle_seconds: number;
  created_at: Generated<string>;
  last_seen_at: Generated<string>;
  expires_at: string;
  ended_at: string | null;
  ended_because: string | null;
}

interface Stakes {
  id: string;
  scope_id: string;
  enterprise_id: string;
  holder_kind: string;
  person_id: string | null;
  organisation_id: string | null;
  holder_name: string;
  holder_unit: string | null;
  role: string;
  share_bp: number | null;
  since: string | null;
  until: string | null;
  source: string;
  recorded_by: string;
  recorded_at: Generated<string>;
  removed_at: string | null;
  updated_at: Generated<string>;
  version: Generated<number>;
}

interface SurveyClaims {
  scope_id: string;
  round_id: string;
  site_id: string;
  user_id: string;
  claimed_at: Generated<string>;
  ends_at: string;
}

interface SurveyFloors {
  id: string;
  scope_id: string;
  round_id: string;
  building: string;
  floor: string;
  level: number;
  officer_ids: Generated<string[]>;
  version: Generated<number>;
}

interface SurveyPeople {
  scope_id: string;
  user_id: string;
  name: string;
}

interface SurveyQuestionnaires {
  scope_id: string;
  round_id: string;
  number: number;
  content: unknown;
  digest: string;
  created_by: string;
  created_at: Generated<string>;
}

interface SurveyRounds {
  id: string;
  scope_id: string;
  zone_id: string;
  code: string;
  name: string;
  starts_on: string;
  ends_before: string;
  state: Generated<string>;
  state_since: Generated<string>;
  lead_id: string;
  questionnaire_number: Generated<number>;
  created_by: string;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  version: Generated<number>;
}

interface SurveySites {
  id: string;
  scope_id: string;
  zone_id: string;
  round_id: string;
  floor_id: string;
  unit: Generated<string>;
  enterprise: string;
  credit_code: string | null;
  match_keys: string[];
  organisation_id: string | null;
  is_added_on_spot: Generated<boolean>;
  archived_at: string | null;
  created_at: Generated<string>;
  version: Generated<number>;
}

interface SurveyVisitNeeds {
  zone_id: string;
  scope_id: string;
  visit_id: string;
  need_key: string;
  digest: string;
  need_id: string;
  round_id: string;
  site_id: string;
}

interface SurveyVisitVersions {
  zone_id: string;
  scope_id: string;
  visit_id: string;
  digest: string;
  content: unknown;
  problems: Generated<unknown>;
  sent_by: string;
  sent_at: string;
  received_at: Generated<string>;
  edition: string | null;
}

interface SurveyVisits {
  zone_id: string;
  scope_id: string;
  id: string;
  round_id: string;
  site_id: string;
  digest: string;
  state: string;
  outcome: string;
  officer_id: string;
  visited_at: string;
  received_at: Generated<string>;
  clock_ahead_seconds: number;
  has_conflict: Generated<boolean>;
  settled_by: string | null;
  settled_at: string | null;
  settled_reason: string | null;
  version: Generated<number>;
}

interface Teams {
  id: string;
  scope_id: string;
  number: string;
  number_is_own: boolean;
  name: string;
  unit: string | null;
  college: string | null;
  lead: string | null;
  field: string | null;
  orcid: string | null;
  capacity: number | null;
  record: unknown;
  digest: string;
  match_keys: string[];
  merged_into: string | null;
  archived_at: string | null;
  version: Generated<number>;
  created_at: Generated<string>;
  updated_at: Generated<string>;
}

interface TechnologyRegistrationRecords {
  agreement_id: string;
  scope_id: string;
  position: number;
  kind: string;
  on_day: string;
  number: string;
  contract_fen: bigint | null;
  transaction_fen: bigint | null;
  technical_income_fen: bigint | null;
  fields: unknown;
  deductions: unknown;
  sheet: unknown;
  reason: string | null;
  recorded_by: string;
  recorded_at: Generated<string>;
}

interface TechnologyRegistrations {
  agreement_id: string;
  scope_id: string;
  state: Generated<string>;
  fields: Generated<unknown>;
  deductions: Generated<unknown>;
  technical_income_fen: bigint | null;
  accepted_on: string | null;
  registered_on: string | null;
  number: string | null;
  returned_reason: string | null;
  updated_by: string;
  updated_at: Generated<string>;
  version: Generated<number>;
  change_reason: string | null;
}

interface Users {
  id: string;
  login: string;
  display_name: string;
  email: string | null;
  language: Generated<string>;
  scope_ids: Generated<string[]>;
  disabled_at: string | null;
  erased_at: string | null;
  version: Generated<number>;
  created_at: Generated<string>;
}

interface WorkbenchVisits {
  user_id: string;
  scope_id: string;
  since: string | null;
  seen_at: Generated<string>;
}
