-- Meetings of a meeting day about a need that is restricted: put away for everybody, as its line in the ledger is, and without a place.

ALTER TABLE day_meetings ADD COLUMN need_id uuid;
UPDATE day_meetings m SET need_id = l.need_id FROM ledger_lines l WHERE l.id = m.line_id;
ALTER TABLE day_meetings ALTER COLUMN need_id SET NOT NULL;
CREATE INDEX day_meetings_by_need ON day_meetings (need_id);

-- Readers of a meeting need not see the scope of its need, so that app_restricted_needs() would not tell of it.
CREATE FUNCTION restricted_meeting_needs() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(array_agg(n.id), '{}') FROM public.needs n
  WHERE n.visibility = 'restricted' AND EXISTS (SELECT FROM public.day_meetings m WHERE m.need_id = n.id)
$$;

-- In the statement that restricts a need: nobody sees the meeting any more, so nobody could move it out of the way.
CREATE FUNCTION free_restricted_places() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE public.day_meetings SET slot = NULL, table_number = NULL, is_locked = false, version = version + 1
  WHERE need_id = NEW.id AND slot IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER needs_free_places AFTER UPDATE OF visibility ON needs
  FOR EACH ROW WHEN (NEW.visibility = 'restricted' AND OLD.visibility IS DISTINCT FROM NEW.visibility)
  EXECUTE FUNCTION free_restricted_places();

GRANT SELECT, UPDATE ON day_meetings TO dualhigh_signin;
CREATE POLICY signin_all ON day_meetings TO dualhigh_signin USING (true) WITH CHECK (true);
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
REVOKE ALL ON FUNCTION restricted_meeting_needs() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION restricted_meeting_needs() TO dualhigh_app, dualhigh_system;
ALTER FUNCTION restricted_meeting_needs() OWNER TO dualhigh_signin;
REVOKE ALL ON FUNCTION free_restricted_places() FROM PUBLIC;
ALTER FUNCTION free_restricted_places() OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;

CREATE POLICY app_restricted ON day_meetings AS RESTRICTIVE FOR SELECT TO dualhigh_app
  USING (need_id <> ALL ((SELECT restricted_meeting_needs())::uuid[]));
