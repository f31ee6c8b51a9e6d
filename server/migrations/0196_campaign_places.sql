-- The days of a campaign take a place of its line, under the lock and the count of the bookings by the hour.

-- As of the bookings; null where an office applied.
ALTER TABLE campaigns ADD COLUMN user_class text CHECK (user_class IN ('university', 'zone_enterprise', 'other'));
-- Forced row-level security would hide the rows from their owner.
ALTER TABLE campaigns NO FORCE ROW LEVEL SECURITY;
ALTER TABLE bookables NO FORCE ROW LEVEL SECURITY;
ALTER TABLE scopes NO FORCE ROW LEVEL SECURITY;
UPDATE campaigns c SET user_class = CASE s.kind WHEN 'university' THEN 'university'
    WHEN 'enterprise' THEN CASE WHEN s.parent_id = k.zone_id THEN 'zone_enterprise' ELSE 'other' END END
  FROM scopes s, bookables k WHERE s.id = c.applicant_scope_id AND k.id = c.bookable_id;
ALTER TABLE campaigns FORCE ROW LEVEL SECURITY;
ALTER TABLE bookables FORCE ROW LEVEL SECURITY;
ALTER TABLE scopes FORCE ROW LEVEL SECURITY;
CREATE INDEX campaigns_by_line ON campaigns (bookable_id, starts_on) WHERE starts_on IS NOT NULL;

-- Who counts places sees whose they are no more than before.
GRANT SELECT ON campaigns TO dualhigh_signin;
CREATE POLICY signin_select ON campaigns FOR SELECT TO dualhigh_signin USING (true);

-- Until when a campaign in this state keeps its place, null where it keeps none: one that is settled sooner than was
-- planned gives back the days after.
CREATE FUNCTION campaign_keeps_until(state text, ends_before date, state_since timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN state IN ('scheduled', 'running') THEN ends_before::timestamp
    WHEN state = 'settled' THEN least(ends_before, (state_since AT TIME ZONE 'Asia/Shanghai')::date + 1)::timestamp
  END AT TIME ZONE 'Asia/Shanghai'
$$;

-- One row for each place of a bookable that is kept within a period, by a booking or a campaign.
CREATE FUNCTION kept_places(wanted uuid, from_at timestamptz, to_at timestamptz)
RETURNS TABLE (id uuid, starts_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE ROWS 50 SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT b.id, b.starts_at, b.ends_at FROM public.bookings b
  WHERE b.bookable_id = wanted AND b.starts_at < to_at AND b.ends_at > from_at
    AND public.booking_holds(b.state, b.offer_ends_at)
  UNION ALL
  SELECT c.id, p.starts_at, p.ends_at
  FROM public.campaigns c CROSS JOIN LATERAL (SELECT c.starts_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS starts_at,
    public.campaign_keeps_until(c.state, c.ends_before, c.state_since) AS ends_at) p
  WHERE c.bookable_id = wanted AND c.starts_on IS NOT NULL AND p.starts_at < to_at AND p.ends_at > from_at
    AND p.ends_at > p.starts_at
$$;

-- How many places are kept at the fullest moment of a period, one's own left out.
CREATE FUNCTION most_kept(wanted uuid, own uuid, from_at timestamptz, to_at timestamptz) RETURNS integer
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  WITH kept AS (SELECT k.starts_at, k.ends_at FROM public.kept_places(wanted, from_at, to_at) k WHERE k.id <> own)
  SELECT max((SELECT count(*) FROM kept k WHERE k.starts_at <= p.moment AND k.ends_at > p.moment))::integer
  FROM (SELECT from_at AS moment UNION ALL SELECT starts_at FROM kept WHERE starts_at > from_at) p
$$;

CREATE OR REPLACE FUNCTION taken_hours(wanted uuid, from_at timestamptz, to_at timestamptz)
RETURNS TABLE (id uuid, starts_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE ROWS 50 SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT t.id, t.starts_at, t.ends_at
  FROM public.bookables k CROSS JOIN LATERAL public.kept_places(k.id, from_at, to_at) t
  WHERE k.id = wanted
    AND (current_setting('role') = 'dualhigh_system'
      OR (k.opened_at IS NOT NULL AND public.app_user_id() IS NOT NULL)
      OR k.scope_id = ANY (public.app_read_scopes()) OR k.manager_scope_id = ANY (public.app_read_scopes()))
$$;

CREATE OR REPLACE FUNCTION keep_within_capacity() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
  IF public.most_kept(NEW.bookable_id, NEW.id, NEW.starts_at, NEW.ends_at)
    >= (SELECT capacity FROM public.bookables WHERE id = NEW.bookable_id) THEN
    RAISE EXCEPTION 'no place is left at that time' USING ERRCODE = '23P01', CONSTRAINT = 'bookings_capacity';
  END IF;
  RETURN NEW;
END $$;

-- The same wall for campaigns.
CREATE FUNCTION keep_campaigns_within_capacity() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  starts_at timestamptz := NEW.starts_on::timestamp AT TIME ZONE 'Asia/Shanghai';
  ends_at timestamptz := public.campaign_keeps_until(NEW.state, NEW.ends_before, NEW.state_since);
BEGIN
  IF current_setting('role') = 'dualhigh_keeper' OR starts_at IS NULL OR ends_at IS NULL OR ends_at <= starts_at THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.bookable_id = NEW.bookable_id AND OLD.starts_on <= NEW.starts_on
    AND public.campaign_keeps_until(OLD.state, OLD.ends_before, OLD.state_since) >= ends_at THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('bookings ' || NEW.bookable_id, 0));
  IF public.most_kept(NEW.bookable_id, NEW.id, starts_at, ends_at)
    >= (SELECT capacity FROM public.bookables WHERE id = NEW.bookable_id) THEN
    RAISE EXCEPTION 'no place is left on these days' USING ERRCODE = '23P01', CONSTRAINT = 'campaigns_capacity';
  END IF;
  RETURN NEW;
END $$;

REVOKE ALL ON FUNCTION kept_places(uuid, timestamptz, timestamptz), most_kept(uuid, uuid, timestamptz, timestamptz),
  keep_campaigns_within_capacity() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kept_places(uuid, timestamptz, timestamptz), most_kept(uuid, uuid, timestamptz, timestamptz)
  TO dualhigh_signin;
GRANT EXECUTE ON FUNCTION keep_campaigns_within_capacity() TO dualhigh_app, dualhigh_system, dualhigh_keeper;
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION keep_campaigns_within_capacity() OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
CREATE TRIGGER campaigns_capacity BEFORE INSERT OR UPDATE ON campaigns
  FOR EACH ROW EXECUTE FUNCTION keep_campaigns_within_capacity();
