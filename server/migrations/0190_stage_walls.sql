-- A stage is entered in the ways that the rules know, whoever writes the row: stated where it was over before the project was
-- entered and no gate says otherwise, by its gate where that gate was passed.
CREATE FUNCTION keep_stages_gated() RETURNS trigger
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF current_setting('role') = 'dualhigh_keeper' THEN
    RETURN NEW;
  END IF;
  IF NEW.entered = 'stated' AND (NEW.stage = 'industrialization'
    OR NOT EXISTS (SELECT FROM public.projects p WHERE p.id = NEW.project_id
      AND NEW.ended_on < (p.created_at AT TIME ZONE 'Asia/Shanghai')::date)
    OR EXISTS (SELECT FROM public.project_gates g WHERE g.project_id = NEW.project_id AND g.stage = NEW.stage
      AND (g.state IN ('open', 'held') OR g.decided_by IS NOT NULL))) THEN
    RAISE EXCEPTION 'project_stages_stated_before: the stage was not over before the project was entered, or has a gate'
      USING ERRCODE = '23514', CONSTRAINT = 'project_stages_stated_before';
  END IF;
  IF NEW.entered = 'gate' AND NOT EXISTS (SELECT FROM public.project_gates g
    WHERE g.project_id = NEW.project_id AND g.stage = NEW.stage AND g.state = 'passed') THEN
    RAISE EXCEPTION 'project_stages_gate_passed: the gate to the stage was not passed'
      USING ERRCODE = '23514', CONSTRAINT = 'project_stages_gate_passed';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION keep_stages_gated() IS 'Refuses a stage that is stated or entered around its gate';
CREATE TRIGGER project_stages_gated BEFORE INSERT OR UPDATE OF project_id, stage, entered, started_on, ended_on ON project_stages
  FOR EACH ROW EXECUTE FUNCTION keep_stages_gated();
