-- What a team gave away of its shares after a grant became equity: not before the end of the lock that was agreed.

CREATE TABLE fund_share_transfers (
  id uuid PRIMARY KEY,
  fund_id uuid NOT NULL REFERENCES funds (id),
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  readers uuid[] NOT NULL,
  conversion_id uuid NOT NULL REFERENCES fund_conversions (id),
  on_day date NOT NULL,
  share_bp integer NOT NULL CHECK (share_bp BETWEEN 1 AND 9000),
  recipient text NOT NULL CHECK (length(recipient) BETWEEN 1 AND 300),
  recorded_by uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  taken_back_by uuid,
  taken_back_at timestamptz,
  taken_back_reason text CHECK (length(taken_back_reason) BETWEEN 1 AND 2000),
  CHECK ((taken_back_by IS NULL) = (taken_back_at IS NULL) AND (taken_back_by IS NULL) = (taken_back_reason IS NULL))
);
COMMENT ON TABLE fund_share_transfers IS 'What teams transferred of their shares, and what was recorded by mistake';
CREATE INDEX fund_share_transfers_by_conversion ON fund_share_transfers (conversion_id);
SELECT protect_table('fund_share_transfers');
CREATE POLICY app_select ON fund_share_transfers FOR SELECT TO dualhigh_app
  USING (readers && (SELECT app_read_scopes())::uuid[]);
CREATE POLICY app_insert ON fund_share_transfers FOR INSERT TO dualhigh_app
  WITH CHECK (recorded_by = (SELECT app_user_id()) AND (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[])));
CREATE POLICY app_update ON fund_share_transfers FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT ON fund_share_transfers TO dualhigh_app, dualhigh_system;
GRANT UPDATE (manager_scope_id, readers, taken_back_by, taken_back_at, taken_back_reason) ON fund_share_transfers
  TO dualhigh_app;

-- Whoever writes: the lock is what the application's terms say, and a team gives away no more than it has.
CREATE FUNCTION check_fund_share_lock() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  locked date;
  held integer;
BEGIN
  SELECT (p.terms ->> 'lockedUntil')::date,
    v.team_share_bp - (SELECT coalesce(sum(s.share_bp), 0) FROM fund_share_transfers s
      WHERE s.conversion_id = v.id AND s.taken_back_at IS NULL)
  INTO locked, held
  FROM fund_conversions v JOIN fund_commitments c ON c.id = v.commitment_id
    JOIN fund_applications p ON p.id = c.application_id
  WHERE v.id = NEW.conversion_id;
  IF locked IS NULL OR NEW.on_day <= locked OR NEW.share_bp > held THEN
    RAISE EXCEPTION 'shares are locked until %, and % basis points are held', locked, held
      USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_share_transfers_locked', TABLE = 'fund_share_transfers';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fund_share_transfers_locked BEFORE INSERT ON fund_share_transfers
  FOR EACH ROW WHEN (current_user <> 'dualhigh_keeper') EXECUTE FUNCTION check_fund_share_lock();
