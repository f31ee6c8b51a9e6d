-- Matching runs and what comes of them: candidates, plans, decisions, the follow-up ledger, links that reach people.

-- Runs --------------------------------------------------------------------------------------------------------------------
CREATE TABLE match_runs (
  id uuid PRIMARY KEY,
  zone_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  -- First, second, third run of the pair.
  number integer NOT NULL CHECK (number > 0),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  -- What was asked for: how many partners, capacity, which lists and needs, the day on which rights are looked at.
  options jsonb NOT NULL,
  job_id uuid NOT NULL,
  -- The moment as of which the lists were read; all of them in one view.
  snapshot_at timestamptz,
  -- A list was being taken in while they were read, so the run may not have it.
  import_running boolean NOT NULL DEFAULT false,
  -- Each list with its count and the digest of its records.
  inputs jsonb NOT NULL DEFAULT '[]',
  engine text,
  -- Of the record in the file store: the run repeated gives the same.
  digest text CHECK (digest ~ '^[0-9a-f]{64}$'),
  file_id uuid,
  needs integer NOT NULL DEFAULT 0,
  matched integer NOT NULL DEFAULT 0,
  to_clarify integer NOT NULL DEFAULT 0,
  unmatched integer NOT NULL DEFAULT 0,
  candidates integer NOT NULL DEFAULT 0,
  took_ms integer,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Null until its results are there.
  completed_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CHECK ((completed_at IS NULL) = (digest IS NULL))
);
COMMENT ON TABLE match_runs IS 'Matching runs of a pair: what was asked, on which lists, and what it gave in numbers';
CREATE UNIQUE INDEX match_runs_number_key ON match_runs (scope_id, number);
SELECT protect_table('match_runs');
CREATE POLICY app_select ON match_runs FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON match_runs FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON match_runs FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE (note, version) ON match_runs TO dualhigh_app;
GRANT SELECT, UPDATE ON match_runs TO dualhigh_system;

-- Volume table: no other table refers to it.
CREATE TABLE match_run_needs (
  zone_id uuid NOT NULL,
  run_id uuid NOT NULL,
  need_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  -- Place in the list of needs.
  position integer NOT NULL,
  number text NOT NULL,
  enterprise text NOT NULL DEFAULT '',
  title text NOT NULL,
  content text NOT NULL,
  field text NOT NULL DEFAULT '',
  need_version integer NOT NULL,
  -- Of all that the need said: another one means that it was changed.
  digest text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('matched', 'to_clarify', 'unmatched')),
  best_band text NOT NULL CHECK (best_band IN ('strong', 'possible', 'weak', 'none')),
  best_score float8 NOT NULL DEFAULT 0,
  candidates integer NOT NULL DEFAULT 0,
  -- Which parts of the need are missing, whether it is too short, topics that should be apart.
  clarity jsonb NOT NULL,
  -- Sentences in both languages: what is unclear, what to ask the enterprise, why nobody is suggested.
  texts jsonb NOT NULL DEFAULT '{}',
  -- What the need asks for and its nearest partner lacks.
  lacks text[] NOT NULL DEFAULT '{}',
  nearest jsonb,
  instruments jsonb NOT NULL DEFAULT '[]',
  -- Number, enterprise, title, pinyin and initials, folded: what a search looks into.
  search_text text NOT NULL DEFAULT '',
  PRIMARY KEY (zone_id, run_id, need_id)
);
COMMENT ON TABLE match_run_needs IS 'Each need of a run as it was, with its one outcome';
SELECT protect_table('match_run_needs');
CREATE POLICY app_select ON match_run_needs FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
GRANT SELECT ON match_run_needs TO dualhigh_app;
GRANT SELECT, INSERT, DELETE ON match_run_needs TO dualhigh_system;

-- Volume table: no other table refers to it. Written once, with the run.
CREATE TABLE match_candidates (
  zone_id uuid NOT NULL,
  run_id uuid NOT NULL,
  need_id uuid NOT NULL,
  id uuid NOT NULL,
  scope_id uuid NOT NULL,
  rank integer NOT NULL CHECK (rank > 0),
  partner_kind text NOT NULL CHECK (partner_kind IN ('achievement', 'team')),
  partner_id uuid NOT NULL,
  partner_version integer NOT NULL,
  -- As the record of the run and its plan name them.
  partner_key text NOT NULL,
  supplier_key text NOT NULL,
  name text NOT NULL,
  unit text NOT NULL DEFAULT '',
  people text NOT NULL DEFAULT '',
  kind_text jsonb NOT NULL,
  score float8 NOT NULL,
  relevance float8 NOT NULL,
  band text NOT NULL CHECK (band IN ('strong', 'possible', 'weak', 'none')),
  -- Phrases that both texts share: part of the score, and where they stand in either text.
  shared jsonb NOT NULL,
  cautions jsonb NOT NULL DEFAULT '[]',
  -- Why, in one sentence of either language.
  reason jsonb NOT NULL,
  best_item text,
  others jsonb NOT NULL DEFAULT '[]',
  -- Title, text and items as they were, for the marks to stand where they belong.
  partner_text jsonb NOT NULL,
  digest text NOT NULL,
  PRIMARY KEY (zone_id, run_id, need_id, id)
);
COMMENT ON TABLE match_candidates IS 'Partners suggested for the needs of a run, with the reasons';
CREATE INDEX match_candidates_by_id ON match_candidates (run_id, id);
SELECT protect_table('match_candidates');
CREATE POLICY app_select ON match_candidates FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
GRANT SELECT ON match_candidates TO dualhigh_app;
GRANT SELECT, INSERT, DELETE ON match_candidates TO dualhigh_system;

CREATE TABLE match_plans (
  zone_id uuid NOT NULL,
  run_id uuid NOT NULL,
  -- 1 is the run's own; each re-plan is a further one.
  version integer NOT NULL CHECK (version > 0),
  scope_id uuid NOT NULL,
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
  -- Locked and forbidden pairs, capacities that someone set.
  wishes jsonb NOT NULL DEFAULT '{}',
  lines jsonb NOT NULL,
  loads jsonb NOT NULL,
  placed integer NOT NULL,
  total float8 NOT NULL,
  greedy_total float8 NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (zone_id, run_id, version)
);
COMMENT ON TABLE match_plans IS 'Who takes which need when capacity is short; kept in versions';
SELECT protect_table('match_plans');
CREATE POLICY app_select ON match_plans FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON match_plans FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON match_plans TO dualhigh_app;
GRANT SELECT, INSERT ON match_plans TO dualhigh_system;

-- Decisions ----------------------------------------------------------------------------------------------------------------
CREATE TABLE match_decisions (
  id uuid PRIMARY KEY,
  zone_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  need_id uuid NOT NULL,
  partner_kind text NOT NULL CHECK (partner_kind IN ('achievement', 'team')),
  partner_id uuid NOT NULL,
  -- none: taken back. The row stays, so that its version goes on.
  decision text NOT NULL CHECK (decision IN ('accepted', 'refused', 'postponed', 'none')),
  reason text CHECK (reason ~ '^[a-z_]{3,40}$'),
  comment text NOT NULL DEFAULT '' CHECK (length(comment) <= 2000),
  -- The run in which it was decided last.
  run_id uuid NOT NULL,
  decided_by uuid NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  version integer NOT NULL DEFAULT 1,
  CHECK ((decision = 'refused') = (reason IS NOT NULL))
);
COMMENT ON TABLE match_decisions IS 'What a person decided on a need and a partner; holds for every later run';
CREATE UNIQUE INDEX match_decisions_pair_key ON match_decisions (scope_id, need_id, partner_kind, partner_id);
SELECT protect_table('match_decisions');
CREATE POLICY app_select ON match_decisions FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON match_decisions FOR INSERT TO dualhigh_app
  WITH CHECK (decided_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON match_decisions FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])) WITH CHECK (decided_by = (SELECT app_user_id()));
GRANT SELECT, INSERT, UPDATE (decision, reason, comment, run_id, decided_by, decided_at, version)
  ON match_decisions TO dualhigh_app;
GRANT SELECT ON match_decisions TO dualhigh_system;

-- Volume table: no other table refers to it. Kept for retraining.
CREATE TABLE match_feedback (
  zone_id uuid NOT NULL,
  id uuid NOT NULL,
  scope_id uuid NOT NULL,
  need_id uuid NOT NULL,
  partner_kind text NOT NULL,
  partner_id uuid NOT NULL,
  run_id uuid,
  signal text NOT NULL CHECK (signal IN ('accepted', 'refused', 'postponed', 'taken_back', 'interested', 'not_mine',
    'contracted', 'ended')),
  reason text,
  comment text NOT NULL DEFAULT '',
  -- What the engine said of the pair: score, relevance, rank, shared phrases.
  features jsonb NOT NULL DEFAULT '{}',
  engine text,
  -- Null where a link was answered.
  actor_id uuid,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (zone_id, id)
);
COMMENT ON TABLE match_feedback IS 'Every judgement of a match, append-only: what weights can be retrained on';
CREATE INDEX match_feedback_by_scope ON match_feedback (scope_id, id);
SELECT protect_table('match_feedback');
CREATE POLICY app_select ON match_feedback FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON match_feedback FOR INSERT TO dualhigh_app
  WITH CHECK (actor_id = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON match_feedback TO dualhigh_app;
GRANT SELECT, INSERT ON match_feedback TO dualhigh_system;

-- Ledger -------------------------------------------------------------------------------------------------------------------
CREATE TABLE ledger_lines (
  id uuid PRIMARY KEY,
  zone_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  need_id uuid NOT NULL,
  -- stated: somebody who answered a link about a need and is in no list; known by the name they gave.
  partner_kind text NOT NULL CHECK (partner_kind IN ('achievement', 'team', 'stated')),
  partner_id uuid NOT NULL,
  -- As they were when the line was made, so that it reads the same when a list is replaced.
  need_number text NOT NULL,
  need_title text NOT NULL,
  enterprise text NOT NULL DEFAULT '',
  partner_name text NOT NULL,
  partner_unit text NOT NULL DEFAULT '',
  partner_people text NOT NULL DEFAULT '',
  -- By whom it came: a person's decision, or an answer to a link.
  origin text NOT NULL CHECK (origin IN ('decision', 'link')),
  run_id uuid,
  -- The technology manager who follows it up.
  owner_id uuid,
  state text NOT NULL DEFAULT 'to_contact'
    CHECK (state IN ('to_contact', 'contacted', 'in_talks', 'contracted', 'ended', 'withdrawn')),
  outcome text NOT NULL DEFAULT '' CHECK (length(outcome) <= 2000),
  next_step text NOT NULL DEFAULT '' CHECK (length(next_step) <= 500),
  next_on date,
  contract_number text NOT NULL DEFAULT '' CHECK (length(contract_number) <= 100),
  amount_fen bigint CHECK (amount_fen >= 0),
  -- The last answer that came by a link, and whether anybody has dealt with it.
  last_answer text CHECK (last_answer IN ('interested', 'not_mine')),
  answer_waiting boolean NOT NULL DEFAULT false,
  search_text text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE ledger_lines IS 'The ledger (台账): a need and a partner that somebody follows up';
CREATE UNIQUE INDEX ledger_lines_number_key ON ledger_lines (scope_id, number);
CREATE UNIQUE INDEX ledger_lines_pair_key ON ledger_lines (scope_id, need_id, partner_kind, partner_id);
SELECT protect_table('ledger_lines');
CREATE POLICY app_select ON ledger_lines FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON ledger_lines FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON ledger_lines FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON ledger_lines TO dualhigh_app, dualhigh_system;
GRANT UPDATE (owner_id, state, outcome, next_step, next_on, contract_number, amount_fen, last_answer, answer_waiting,
  search_text, updated_at, version) ON ledger_lines TO dualhigh_app, dualhigh_system;

-- Volume table: no other table refers to it. Append-only: a correction is a further entry.
CREATE TABLE ledger_entries (
  zone_id uuid NOT NULL,
  line_id uuid NOT NULL,
  id uuid NOT NULL,
  scope_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('visit', 'call', 'meeting', 'message', 'answer', 'note', 'system')),
  happened_on date NOT NULL,
  text text NOT NULL CHECK (length(text) <= 5000),
  -- The entry that this one puts right.
  corrects uuid,
  -- For what the system noted: what changed, from and to; for an answer: which, and by which link.
  details jsonb NOT NULL DEFAULT '{}',
  -- Null where a link was answered.
  author_id uuid,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (zone_id, line_id, id)
);
COMMENT ON TABLE ledger_entries IS 'What happened on a line of the ledger: visits, talks, answers, changes';
CREATE INDEX ledger_entries_by_line ON ledger_entries (line_id, id);
SELECT protect_table('ledger_entries');
CREATE POLICY app_select ON ledger_entries FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON ledger_entries FOR INSERT TO dualhigh_app
  WITH CHECK (author_id = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON ledger_entries TO dualhigh_app, dualhigh_system;

CREATE TABLE ledger_imports (
  id uuid PRIMARY KEY,
  zone_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  state text NOT NULL DEFAULT 'previewed' CHECK (state IN ('previewed', 'applied', 'discarded')),
  -- Row by row what the workbook says and what it was made of; what it means now is worked out when it is looked at.
  rows jsonb NOT NULL,
  result jsonb,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  applied_by uuid,
  applied_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CHECK ((applied_at IS NULL) = (state <> 'applied'))
);
COMMENT ON TABLE ledger_imports IS 'Workbooks of the ledger that came back edited, from preview to application';
CREATE INDEX ledger_imports_by_scope ON ledger_imports (scope_id, created_at DESC, id);
SELECT protect_table('ledger_imports');
CREATE POLICY app_select ON ledger_imports FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON ledger_imports FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON ledger_imports FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE (state, result, applied_by, applied_at, version) ON ledger_imports TO dualhigh_app;

-- Reaching people ------------------------------------------------------------------------------------------------------------
CREATE TABLE outreaches (
  id uuid PRIMARY KEY,
  zone_id uuid NOT NULL,
  scope_id uuid NOT NULL,
  -- To whom it goes: the partner's people or the enterprise.
  audience text NOT NULL CHECK (audience IN ('partner', 'enterprise')),
  need_id uuid NOT NULL,
  -- Null for a link about a need alone: whoever answers says who they are.
  partner_kind text CHECK (partner_kind IN ('achievement', 'team', 'stated')),
  partner_id uuid,
  run_id uuid,
  -- What the page behind the link shows, in both languages, as it was when the link was made.
  shown jsonb NOT NULL,
  expires_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_by uuid,
  revoked_at timestamptz,
  forwards integer NOT NULL DEFAULT 0,
  CHECK ((partner_kind IS NULL) = (partner_id IS NULL)),
  CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
);
COMMENT ON TABLE outreaches IS 'Texts with a link that were sent to somebody without an account, about a need or a match';
CREATE INDEX outreaches_by_scope ON outreaches (scope_id, id);
SELECT protect_table('outreaches');
CREATE POLICY app_select ON outreaches FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON outreaches FOR INSERT TO dualhigh_app
  WITH CHECK (created_by = (SELECT app_user_id()) AND scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON outreaches FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE (revoked_by, revoked_at) ON outreaches TO dualhigh_app;
GRANT SELECT, UPDATE (forwards) ON outreaches TO dualhigh_system;

-- Volume table: no other table refers to it.
CREATE TABLE outreach_answers (
  zone_id uuid NOT NULL,
  outreach_id uuid NOT NULL,
  id uuid NOT NULL,
  scope_id uuid NOT NULL,
  answer text NOT NULL CHECK (answer IN ('interested', 'not_mine')),
  comment text NOT NULL DEFAULT '' CHECK (length(comment) <= 2000),
  -- As whoever answered gave them.
  name text NOT NULL DEFAULT '' CHECK (length(name) <= 100),
  contact text NOT NULL DEFAULT '' CHECK (length(contact) <= 200),
  was_forwarded boolean NOT NULL,
  -- The line it landed in; null where it is about nobody in particular.
  line_id uuid,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (zone_id, outreach_id, id)
);
COMMENT ON TABLE outreach_answers IS 'Answers to links, one per link';
CREATE INDEX outreach_answers_by_scope ON outreach_answers (scope_id, id);
SELECT protect_table('outreach_answers');
CREATE POLICY app_select ON outreach_answers FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
GRANT SELECT ON outreach_answers TO dualhigh_app;
GRANT SELECT, INSERT ON outreach_answers TO dualhigh_system;
