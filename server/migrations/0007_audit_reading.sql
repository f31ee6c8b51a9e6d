-- Who reads the audit of every scope: whoever has the audit administrators' desk among the scopes that they read.

-- Must equal AUDIT_DESK_ID in the code; a test compares them. It is where the audit administrators' own work stands.
CREATE FUNCTION audit_desk_id() RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT '00000000-0000-7000-8000-000000000002'::uuid $$;

CREATE POLICY app_select_all ON audit_events FOR SELECT TO dualhigh_app
  USING (audit_desk_id() = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_select_all ON audit_chains FOR SELECT TO dualhigh_app
  USING (audit_desk_id() = ANY ((SELECT app_read_scopes())::uuid[]));

-- The newest first, everywhere and in one scope.
CREATE INDEX audit_events_by_time ON audit_events (at DESC, id DESC);
CREATE INDEX audit_events_by_scope_and_time ON audit_events (scope_id, at DESC, id DESC);
