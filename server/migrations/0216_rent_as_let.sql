-- Rent of a month as the room cost when it was let: a new price or another area holds for what is let afterwards.
ALTER TABLE room_allocations ADD COLUMN month_fen bigint CHECK (month_fen >= 0);
-- Forced row-level security would hide the rows from their owner.
ALTER TABLE room_allocations NO FORCE ROW LEVEL SECURITY;
ALTER TABLE rooms NO FORCE ROW LEVEL SECURITY;
UPDATE room_allocations a SET month_fen = (r.area_hundredths * r.fen_per_m2_month + 50) / 100
  FROM rooms r WHERE r.id = a.room_id;
ALTER TABLE room_allocations FORCE ROW LEVEL SECURITY;
ALTER TABLE rooms FORCE ROW LEVEL SECURITY;
ALTER TABLE room_allocations ALTER COLUMN month_fen SET NOT NULL;

-- As before, but for the rent.
CREATE OR REPLACE FUNCTION charged_costs(of_charge uuid)
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
    NULL, NULL, NULL, a.month_fen
  FROM public.room_allocations a JOIN public.rooms r ON r.id = a.room_id
  WHERE a.charge_id = of_charge AND a.cancelled_at IS NULL
    AND (a.charge_scope_id = ANY (public.app_read_scopes()) OR a.scope_id = ANY (public.app_read_scopes())
      OR a.manager_scope_id = ANY (public.app_read_scopes()))
  ORDER BY 6, 2
$$;
