-- A member's people report the tasks that are theirs and take such a report back; whoever asked to enter or to leave withdraws it.

ALTER TABLE consortium_tasks ADD COLUMN reported_in uuid;
COMMENT ON COLUMN consortium_tasks.reported_in IS 'Scope of the member whose people reported it; null where those who look after the consortium did';

-- Members write nothing else of a consortium: policies let rows through whole, this lets two steps of one row through, on the
-- version that was read. False: it is not theirs, or not as they saw it.
CREATE FUNCTION move_own_consortium_task(of_consortium uuid, seen integer, of_task uuid, took text, on_day date, came text,
  step uuid, told jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  held record;
BEGIN
  UPDATE public.consortia c SET version = c.version + 1, updated_at = now()
  FROM public.consortium_tasks t JOIN public.consortium_members m ON m.id = t.member_id
  WHERE c.id = of_consortium AND c.version = seen AND c.state <> 'ended' AND t.id = of_task AND t.consortium_id = c.id
    AND m.left_on IS NULL AND m.enterprise_id = ANY ((SELECT public.app_write_scopes())::uuid[])
    AND CASE took WHEN 'report' THEN t.state = 'open'
      WHEN 'take_back' THEN t.state = 'reported' AND t.reported_in = m.enterprise_id ELSE false END
  RETURNING c.id, c.scope_id, c.manager_scope_id, c.readers, m.enterprise_id INTO held;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF took = 'report' THEN
    UPDATE public.consortium_tasks SET state = 'reported', result = came, reported_by = public.app_user_id(),
      reported_on = on_day, reported_in = held.enterprise_id
    WHERE id = of_task;
  ELSE
    UPDATE public.consortium_tasks SET state = 'open', result = came, reported_by = NULL, reported_on = NULL,
      reported_in = NULL
    WHERE id = of_task;
  END IF;
  INSERT INTO public.consortium_steps (id, consortium_id, scope_id, manager_scope_id, readers, actor_id, action, details)
  VALUES (step, held.id, held.scope_id, held.manager_scope_id, held.readers, public.app_user_id(), 'task_' || took, told);
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION move_own_consortium_task(uuid, integer, uuid, text, date, text, uuid, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_own_consortium_task(uuid, integer, uuid, text, date, text, uuid, jsonb) TO dualhigh_app;
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION move_own_consortium_task(uuid, integer, uuid, text, date, text, uuid, jsonb) OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;

GRANT SELECT ON consortia, consortium_members, consortium_tasks TO dualhigh_signin;
GRANT UPDATE (version, updated_at) ON consortia TO dualhigh_signin;
GRANT UPDATE (state, result, reported_by, reported_on, reported_in) ON consortium_tasks TO dualhigh_signin;
GRANT INSERT ON consortium_steps TO dualhigh_signin;
CREATE POLICY signin_select ON consortia FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON consortium_members FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON consortium_tasks FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_update ON consortia FOR UPDATE TO dualhigh_signin USING (true);
CREATE POLICY signin_update ON consortium_tasks FOR UPDATE TO dualhigh_signin USING (true);
CREATE POLICY signin_insert ON consortium_steps FOR INSERT TO dualhigh_signin WITH CHECK (true);

ALTER TABLE consortium_requests
  ADD COLUMN withdrawn_by uuid,
  ADD COLUMN withdrawn_at timestamptz,
  DROP CONSTRAINT consortium_requests_state_check,
  DROP CONSTRAINT consortium_requests_check2,
  ADD CONSTRAINT consortium_requests_state CHECK (state IN ('asked', 'accepted', 'declined', 'withdrawn')),
  ADD CONSTRAINT consortium_requests_decided CHECK ((state IN ('accepted', 'declined')) = (decided_by IS NOT NULL)),
  ADD CONSTRAINT consortium_requests_withdrawn CHECK ((state = 'withdrawn') = (withdrawn_by IS NOT NULL)
    AND (withdrawn_by IS NULL) = (withdrawn_at IS NULL));
CREATE POLICY app_withdraw ON consortium_requests FOR UPDATE TO dualhigh_app
  USING (state = 'asked' AND asked_in = ANY ((SELECT app_write_scopes())::uuid[]))
  WITH CHECK (state = 'withdrawn' AND withdrawn_by = (SELECT app_user_id())
    AND asked_in = ANY ((SELECT app_write_scopes())::uuid[]));
