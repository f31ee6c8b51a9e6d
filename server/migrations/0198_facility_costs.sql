-- What hours, campaigns and rooms are charged to: the agreement or the project that was found under its number, and its
-- scope. Null where the account is said in words, and for what was entered before it was looked up.
ALTER TABLE bookings ADD COLUMN charge_id uuid, ADD COLUMN charge_scope_id uuid,
  ADD CONSTRAINT bookings_charge_check CHECK ((charge_id IS NULL) = (charge_scope_id IS NULL));
ALTER TABLE campaigns ADD COLUMN charge_id uuid, ADD COLUMN charge_scope_id uuid,
  ADD CONSTRAINT campaigns_charge_check CHECK ((charge_id IS NULL) = (charge_scope_id IS NULL));
ALTER TABLE room_allocations ADD COLUMN charge_id uuid, ADD COLUMN charge_scope_id uuid,
  ADD CONSTRAINT room_allocations_charge_check CHECK ((charge_id IS NULL) = (charge_scope_id IS NULL));
CREATE INDEX bookings_by_charge ON bookings (charge_id) WHERE charge_id IS NOT NULL;
CREATE INDEX campaigns_by_charge ON campaigns (charge_id) WHERE charge_id IS NOT NULL;
CREATE INDEX room_allocations_by_charge ON room_allocations (charge_id) WHERE charge_id IS NOT NULL;

GRANT SELECT ON campaign_quotes, rooms TO dualhigh_signin;
CREATE POLICY signin_select ON campaign_quotes FOR SELECT TO dualhigh_signin USING (true);
CREATE POLICY signin_select ON rooms FOR SELECT TO dualhigh_signin USING (true);

-- What is charged to one agreement or project. Its scope reads all of it, wherever the facility is; others what they may
-- read anyhow: their own, and that of what they run.
CREATE FUNCTION charged_costs(of_charge uuid)
RETURNS TABLE (kind text, id uuid, number text, name text, unit text, starts_on date, ends_before date, state text,
  expected_fen bigint, owed_fen bigint, month_fen bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT 'booking', b.id, b.number, k.name, b.booker_unit, (b.starts_at AT TIME ZONE 'Asia/Shanghai')::date, NULL::date,
    b.state, coalesce(b.amount_fen,
      ((extract(epoch FROM b.ends_at - b.starts_at) / 60)::bigint * b.fen_per_hour + 30) / 60), b.amount_fen, NULL::bigint
  FROM public.bookings b JOIN public.bookables k ON k.id = b.bookable_id
  WHERE b.charge_id = of_charge
    AND (b.state IN ('requested', 'approved', 'used', 'settled') OR (b.state = 'cancelled' AND b.amount_fen > 0))
    AND (b.charge_scope_id = ANY (public.app_read_scopes()) OR b.scope_id = ANY (public.app_read_scopes())
      OR b.manager_scope_id = ANY (public.app_read_scopes()) OR b.booker_scope_id = ANY (public.app_read_scopes()))
  UNION ALL
  SELECT 'campaign', c.id, c.number, k.name || ' ' || c.title, c.applicant_unit,
    coalesce(c.starts_on, (c.created_at AT TIME ZONE 'Asia/Shanghai')::date), c.ends_before, c.state,
    coalesce(c.settled_fen, (SELECT sum(q.total_fen) FROM public.campaign_quotes q
      WHERE q.campaign_id = c.id AND q.accepted_at IS NOT NULL), 0)::bigint, c.settled_fen, NULL
  FROM public.campaigns c JOIN public.bookables k ON k.id = c.bookable_id
  WHERE c.charge_id = of_charge AND c.state NOT IN ('refused', 'withdrawn')
    AND (c.charge_scope_id = ANY (public.app_read_scopes()) OR c.scope_id = ANY (public.app_read_scopes())
      OR c.manager_scope_id = ANY (public.app_read_scopes()) OR c.applicant_scope_id = ANY (public.app_read_scopes()))
  UNION ALL
  SELECT 'room', a.id, NULL, r.building || ' ' || r.floor || ' ' || r.number, a.occupant, a.starts_on, a.ends_before,
    NULL, NULL, NULL, (r.area_hundredths * r.fen_per_m2_month + 50) / 100
  FROM public.room_allocations a JOIN public.rooms r ON r.id = a.room_id
  WHERE a.charge_id = of_charge AND a.cancelled_at IS NULL
    AND (a.charge_scope_id = ANY (public.app_read_scopes()) OR a.scope_id = ANY (public.app_read_scopes())
      OR a.manager_scope_id = ANY (public.app_read_scopes()))
  ORDER BY 6, 2
$$;
REVOKE ALL ON FUNCTION charged_costs(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION charged_costs(uuid) TO dualhigh_app;
GRANT CREATE ON SCHEMA public TO dualhigh_signin;
ALTER FUNCTION charged_costs(uuid) OWNER TO dualhigh_signin;
REVOKE CREATE ON SCHEMA public FROM dualhigh_signin;
