-- Base space: rooms by building and floor, and who has which room from when to when.

CREATE TABLE rooms (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  manager_scope_id uuid,
  facility_id uuid NOT NULL REFERENCES facilities (id),
  building text NOT NULL CHECK (length(building) BETWEEN 1 AND 100),
  -- As the sign in the lift says it, and where it stands in the stack.
  floor text NOT NULL CHECK (length(floor) BETWEEN 1 AND 50),
  level integer NOT NULL,
  number text NOT NULL CHECK (length(number) BETWEEN 1 AND 50),
  kind text NOT NULL CHECK (kind IN ('office', 'laboratory', 'workshop', 'pilot_hall', 'store', 'meeting', 'other')),
  -- Hundredths of a square metre, so that sums are exact.
  area_hundredths integer NOT NULL CHECK (area_hundredths > 0),
  fen_per_m2_month bigint NOT NULL CHECK (fen_per_m2_month >= 0),
  archived_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE rooms IS 'Rooms of a facility that are allocated to enterprises and teams';
CREATE UNIQUE INDEX rooms_number_key ON rooms (facility_id, building, floor, number) WHERE archived_at IS NULL;
SELECT protect_table('rooms');
CREATE POLICY app_select ON rooms FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON rooms FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON rooms FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON rooms TO dualhigh_app;

CREATE TABLE room_allocations (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  room_id uuid NOT NULL REFERENCES rooms (id),
  occupant text NOT NULL CHECK (length(occupant) BETWEEN 1 AND 200),
  starts_on date NOT NULL,
  -- The first day that is no longer theirs.
  ends_before date NOT NULL,
  purpose text NOT NULL DEFAULT '' CHECK (length(purpose) <= 2000),
  charge_reference text CHECK (length(charge_reference) <= 200),
  cancelled_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (ends_before > starts_on)
);
COMMENT ON TABLE room_allocations IS 'Who has a room from which day to which; no two at once';
CREATE INDEX room_allocations_by_room ON room_allocations (room_id, starts_on);
CREATE INDEX room_allocations_by_end ON room_allocations (scope_id, ends_before) WHERE cancelled_at IS NULL;
SELECT protect_table('room_allocations');
CREATE POLICY app_select ON room_allocations FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON room_allocations FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON room_allocations FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON room_allocations TO dualhigh_app;

-- As the wall behind bookings: without btree_gist, whoever allocates a room waits for the one before.
CREATE FUNCTION keep_rooms_single() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.cancelled_at IS NOT NULL OR current_setting('role') = 'dualhigh_keeper' THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('room ' || NEW.room_id, 0));
  IF EXISTS (SELECT FROM public.room_allocations a
    WHERE a.room_id = NEW.room_id AND a.id <> NEW.id AND a.cancelled_at IS NULL
      AND a.starts_on < NEW.ends_before AND a.ends_before > NEW.starts_on) THEN
    RAISE EXCEPTION 'the room is allocated in that period' USING ERRCODE = '23P01', CONSTRAINT = 'room_allocations_single';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION keep_rooms_single() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_rooms_single() TO dualhigh_app, dualhigh_keeper;
GRANT SELECT ON room_allocations TO dualhigh_signin;
CREATE POLICY signin_select ON room_allocations FOR SELECT TO dualhigh_signin USING (true);
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION keep_rooms_single() OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
CREATE TRIGGER room_allocations_single BEFORE INSERT OR UPDATE ON room_allocations
  FOR EACH ROW EXECUTE FUNCTION keep_rooms_single();
