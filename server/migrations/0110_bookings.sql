-- What can be booked by the hour, and every booking from request to settlement.

CREATE TABLE bookables (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES scopes (id),
  -- The pair's zone, whose enterprises have a price of their own.
  zone_id uuid NOT NULL,
  manager_scope_id uuid REFERENCES scopes (id),
  facility_id uuid REFERENCES facilities (id),
  instrument_id uuid REFERENCES instruments (id),
  -- Copied, for those who book see no record of the pair.
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  location text CHECK (length(location) <= 300),
  -- How many may use it at the same time.
  capacity integer NOT NULL CHECK (capacity BETWEEN 1 AND 1000),
  -- Open to everybody who is signed in; otherwise to those who see the pair's records.
  is_open boolean NOT NULL DEFAULT false,
  -- Since when outsiders may have bookings of it: it stays readable to them when it closes again.
  opened_at timestamptz,
  -- Opening hours of the week, closures, rules and prices per hour: shapes in facilities/booking/types.ts. A price that has
  -- come into force stays as it was; the next one stands beside it.
  opening jsonb NOT NULL,
  closures jsonb NOT NULL DEFAULT '[]',
  rules jsonb NOT NULL,
  prices jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (num_nonnulls(facility_id, instrument_id) = 1),
  CHECK (NOT is_open OR opened_at IS NOT NULL)
);
COMMENT ON TABLE bookables IS 'Facilities and instruments that can be booked by the hour, with hours, rules and prices';
CREATE UNIQUE INDEX bookables_facility_key ON bookables (facility_id) WHERE facility_id IS NOT NULL;
CREATE UNIQUE INDEX bookables_instrument_key ON bookables (instrument_id) WHERE instrument_id IS NOT NULL;
CREATE INDEX bookables_by_scope ON bookables (scope_id, name, id);
CREATE INDEX bookables_by_manager ON bookables (manager_scope_id) WHERE manager_scope_id IS NOT NULL;
SELECT protect_table('bookables');
CREATE POLICY app_select ON bookables FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR (opened_at IS NOT NULL AND (SELECT app_user_id()) IS NOT NULL));
CREATE POLICY app_insert ON bookables FOR INSERT TO dualhigh_app
  WITH CHECK (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON bookables FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON bookables TO dualhigh_app;
GRANT SELECT ON bookables TO dualhigh_system;

CREATE SEQUENCE booking_numbers;
GRANT USAGE ON SEQUENCE booking_numbers TO dualhigh_app, dualhigh_system;

CREATE TABLE bookings (
  id uuid PRIMARY KEY,
  number text NOT NULL CHECK (number ~ '^BOOK-\d{4}-\d{6,}$'),
  bookable_id uuid NOT NULL REFERENCES bookables (id),
  -- Of what is booked.
  scope_id uuid NOT NULL,
  manager_scope_id uuid,
  -- On whose behalf, and who pressed the button; their names as they were then.
  booker_scope_id uuid NOT NULL REFERENCES scopes (id),
  booked_by uuid NOT NULL,
  booker_name text NOT NULL CHECK (length(booker_name) <= 100),
  booker_unit text NOT NULL CHECK (length(booker_unit) <= 200),
  user_class text NOT NULL CHECK (user_class IN ('university', 'zone_enterprise', 'other')),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  purpose text NOT NULL DEFAULT '' CHECK (length(purpose) <= 2000),
  -- What it is charged to, as text; agreements and projects are known by their numbers.
  charge_kind text NOT NULL CHECK (charge_kind IN ('agreement', 'project', 'other')),
  charge_reference text NOT NULL CHECK (length(charge_reference) BETWEEN 1 AND 200),
  state text NOT NULL CHECK (state IN ('waiting', 'offered', 'requested', 'approved', 'used', 'settled', 'refused',
    'cancelled', 'lapsed')),
  state_since timestamptz NOT NULL DEFAULT now(),
  -- Of a cancelled one: where it returns to when the cancellation is taken back.
  state_before text,
  -- Of an offered one: until when the place is kept.
  offer_ends_at timestamptz,
  -- In the waiting list: its place in the line.
  waiting_since timestamptz,
  -- The price that was in force for this class on the day of use when it was requested.
  fen_per_hour bigint NOT NULL CHECK (fen_per_hour >= 0),
  decided_by uuid,
  reason text CHECK (length(reason) <= 2000),
  used_minutes integer CHECK (used_minutes BETWEEN 0 AND 100000),
  use_note text CHECK (length(use_note) <= 2000),
  used_by uuid,
  -- What is owed: after use, or after a late cancellation.
  amount_fen bigint CHECK (amount_fen >= 0),
  settled_by uuid,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT bookings_number_key UNIQUE (number),
  CHECK (ends_at > starts_at),
  CHECK ((state = 'offered') = (offer_ends_at IS NOT NULL)),
  CHECK (state NOT IN ('used', 'settled') OR used_minutes IS NOT NULL),
  CHECK (state <> 'settled' OR amount_fen IS NOT NULL)
);
COMMENT ON TABLE bookings IS 'Hours booked of a facility or an instrument, by whom, and what came of it';
CREATE INDEX bookings_by_time ON bookings (bookable_id, starts_at, ends_at);
CREATE INDEX bookings_by_scope ON bookings (scope_id, starts_at);
CREATE INDEX bookings_by_manager ON bookings (manager_scope_id, starts_at) WHERE manager_scope_id IS NOT NULL;
CREATE INDEX bookings_by_booker ON bookings (booker_scope_id, starts_at);
CREATE INDEX bookings_by_person ON bookings (booked_by);
CREATE INDEX bookings_in_line ON bookings (bookable_id, waiting_since) WHERE state IN ('waiting', 'offered');
SELECT protect_table('bookings');
CREATE POLICY app_select ON bookings FOR SELECT TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_read_scopes())::uuid[])
    OR booker_scope_id = ANY ((SELECT app_read_scopes())::uuid[]));
CREATE POLICY app_insert ON bookings FOR INSERT TO dualhigh_app
  WITH CHECK (booked_by = (SELECT app_user_id()) AND booker_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
CREATE POLICY app_update ON bookings FOR UPDATE TO dualhigh_app
  USING (scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR manager_scope_id = ANY ((SELECT app_write_scopes())::uuid[])
    OR booker_scope_id = ANY ((SELECT app_write_scopes())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON bookings TO dualhigh_app;
GRANT SELECT, UPDATE ON bookings TO dualhigh_system;

-- Who books sees their own bookings alone, but has to know what is taken.
GRANT SELECT ON bookables, bookings TO dualhigh_signin;
CREATE POLICY signin_select ON bookables FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON bookings FOR SELECT TO dualhigh_signin USING (true);

-- Whether a booking in this state keeps a place. An offer does until its time is over.
CREATE FUNCTION booking_holds(state text, offer_ends_at timestamptz) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT state IN ('requested', 'approved', 'used', 'settled')
    OR (state = 'offered' AND offer_ends_at > clock_timestamp()) $$;

-- Periods of a bookable that are taken, without saying by whom; for those who see it, and for the system.
CREATE FUNCTION taken_hours(wanted uuid, from_at timestamptz, to_at timestamptz)
RETURNS TABLE (id uuid, starts_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE ROWS 50 SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT b.id, b.starts_at, b.ends_at
  FROM public.bookings b JOIN public.bookables k ON k.id = b.bookable_id
  WHERE b.bookable_id = wanted AND b.starts_at < to_at AND b.ends_at > from_at
    AND public.booking_holds(b.state, b.offer_ends_at)
    AND (current_setting('role') = 'dualhigh_system'
      OR (k.opened_at IS NOT NULL AND public.app_user_id() IS NOT NULL)
      OR k.scope_id = ANY (public.app_read_scopes()) OR k.manager_scope_id = ANY (public.app_read_scopes()))
$$;

-- How many wait for a place at a time that overlaps.
CREATE FUNCTION line_length(wanted uuid, from_at timestamptz, to_at timestamptz) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*)::integer FROM public.bookings b
  WHERE b.bookable_id = wanted AND b.state = 'waiting' AND b.starts_at < to_at AND b.ends_at > from_at
$$;

-- Where a waiting booking stands among those that wait for a time that overlaps its own; 1 is next.
CREATE FUNCTION place_in_line(booking uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*)::integer FROM public.bookings own JOIN public.bookings b ON b.bookable_id = own.bookable_id
    AND b.state = 'waiting' AND b.starts_at < own.ends_at AND b.ends_at > own.starts_at
    AND (b.waiting_since, b.id) <= (own.waiting_since, own.id)
  WHERE own.id = booking
$$;

-- The zone above a pair: those who run a facility from outside do not see the pair.
CREATE FUNCTION zone_above(pair uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(s.parent_id, s.id) FROM public.scopes s WHERE s.id = pair
$$;

-- The wall behind the service's own count: whatever way a booking is written, no more stand at one moment than there is
-- room for. Everybody who takes a place of one bookable waits here for the one before; an exclusion constraint would need
-- btree_gist, which the embedded database lacks, and could not count beyond one.
CREATE FUNCTION keep_within_capacity() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  room integer;
  peak integer;
BEGIN
  -- What is restored from a backup stood before.
  IF current_setting('role') = 'dualhigh_keeper' THEN
    RETURN NEW;
  END IF;
  IF NOT public.booking_holds(NEW.state, NEW.offer_ends_at) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND public.booking_holds(OLD.state, OLD.offer_ends_at)
    AND (OLD.bookable_id, OLD.starts_at, OLD.ends_at) = (NEW.bookable_id, NEW.starts_at, NEW.ends_at) THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('bookings ' || NEW.bookable_id, 0));
  SELECT capacity INTO room FROM public.bookables WHERE id = NEW.bookable_id;
  WITH held AS (
    SELECT b.starts_at, b.ends_at FROM public.bookings b
    WHERE b.bookable_id = NEW.bookable_id AND b.id <> NEW.id AND b.starts_at < NEW.ends_at AND b.ends_at > NEW.starts_at
      AND public.booking_holds(b.state, b.offer_ends_at)
  )
  SELECT max((SELECT count(*) FROM held h WHERE h.starts_at <= p.moment AND h.ends_at > p.moment)) INTO peak
  FROM (SELECT NEW.starts_at AS moment UNION ALL SELECT starts_at FROM held WHERE starts_at > NEW.starts_at) p;
  IF peak >= room THEN
    RAISE EXCEPTION 'no place is left at that time' USING ERRCODE = '23P01', CONSTRAINT = 'bookings_capacity';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION taken_hours(uuid, timestamptz, timestamptz), line_length(uuid, timestamptz, timestamptz),
  place_in_line(uuid), zone_above(uuid), keep_within_capacity() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION taken_hours(uuid, timestamptz, timestamptz), line_length(uuid, timestamptz, timestamptz),
  place_in_line(uuid), zone_above(uuid) TO dualhigh_app, dualhigh_system;
GRANT EXECUTE ON FUNCTION keep_within_capacity() TO dualhigh_app, dualhigh_system, dualhigh_keeper;
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION taken_hours(uuid, timestamptz, timestamptz) OWNER TO dualhigh_signin;
ALTER FUNCTION line_length(uuid, timestamptz, timestamptz) OWNER TO dualhigh_signin;
ALTER FUNCTION place_in_line(uuid) OWNER TO dualhigh_signin;
ALTER FUNCTION zone_above(uuid) OWNER TO dualhigh_signin;
ALTER FUNCTION keep_within_capacity() OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
CREATE TRIGGER bookings_capacity BEFORE INSERT OR UPDATE ON bookings
  FOR EACH ROW EXECUTE FUNCTION keep_within_capacity();
