// Generated from the migrated database by `node server/src/generate.ts`; a test keeps it current.
import type { Generated } from "kysely";

export interface Tables {
  access_links: AccessLinks;
  attempts: Attempts;
  audit_chains: AuditChains;
  audit_events: AuditEvents;
  credentials: Credentials;
  event_deliveries: EventDeliveries;
  events: Events;
  files: Files;
  idempotency_keys: IdempotencyKeys;
  invitations: Invitations;
  jobs: Jobs;
  memberships: Memberships;
  pairs: Pairs;
  password_resets: PasswordResets;
  schema_migrations: SchemaMigrations;
  scopes: Scopes;
  sessions: Sessions;
  users: Users;
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

interface Credentials {
  user_id: string;
  kind: string;
  secret: string;
  changed_at: Generated<string>;
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
}

interface IdempotencyKeys {
  user_id: string;
  key: string;
  request_digest: string;
  status: number | null;
  response: unknown;
  created_at: Generated<string>;
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
}

interface Memberships {
  user_id: string;
  scope_id: string;
  role: string;
  granted_by: string | null;
  granted_at: Generated<string>;
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
