import { sql } from "kysely";
import { withSystem } from "../src/platform/db/index.ts";
import { withOwner } from "../src/platform/db/transaction.ts";
import { newId } from "../src/platform/ids.ts";
import type { TestApp } from "./test-app.ts";

const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** Open day and night to everybody, an hour at a time. */
export const BOOKABLE = {
  capacity: 1,
  isOpen: false,
  opening: DAYS.map((weekday) => ({ weekday, from: "00:00", until: "24:00" })),
  closures: [],
  rules: {
    slotMinutes: 30,
    leadMinutes: 0,
    horizonDays: 365,
    longestMinutes: 1440,
    admits: ["university", "zone_enterprise", "other"],
    needsApproval: true,
    // Longer than from any hour of today to noon of tomorrow.
    cancelMinutes: 2880,
    lateShare: 5000,
    offerMinutes: 60,
  },
  prices: [
    { userClass: "university", validFrom: "2026-01-01", fenPerHour: "10000" },
    { userClass: "zone_enterprise", validFrom: "2026-01-01", fenPerHour: "20001" },
    { userClass: "other", validFrom: "2026-01-01", fenPerHour: "40000" },
  ],
};

/** Noon in Shanghai, so many days from now. */
export function noonIn(days: number, hours = 0): string {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return new Date(Date.parse(`${day}T04:00:00Z`) + hours * 3_600_000).toISOString();
}

/** A facility of the scope that can be booked, and an hour of tomorrow's. */
export async function makeBookable(
  world: TestApp,
  scopeId: string,
  { managerScopeId = null, ...change }: Partial<typeof BOOKABLE> & { readonly managerScopeId?: string | null } = {},
): Promise<{ readonly bookableId: string; readonly startsAt: string; readonly endsAt: string }> {
  const { capacity, isOpen, opening, closures, rules, prices } = { ...BOOKABLE, ...change };
  const bookableId = newId();
  const facilityId = newId();
  await withSystem(world.db, async (tx) =>
    sql`INSERT INTO facilities (id, scope_id, kind, name, manager_scope_id)
      VALUES (${facilityId}, ${scopeId}, 'pilot_platform', '发酵中试线', ${managerScopeId})`.execute(tx.kysely),
  );
  await withOwner(world.db, async (client) => {
    await client.query("SET LOCAL ROLE dualhigh_keeper");
    await client.query(
      `INSERT INTO bookables (id, scope_id, zone_id, manager_scope_id, facility_id, name, capacity, is_open, opened_at,
          opening, closures, rules, prices)
        SELECT $1, $2, coalesce((SELECT parent_id FROM scopes WHERE id = $2), $2), $3, $4, '发酵中试线', $5, $6, CASE WHEN $6 THEN now() END,
          $7, $8, $9, $10`,
      [
        bookableId,
        scopeId,
        managerScopeId,
        facilityId,
        capacity,
        isOpen,
        ...[opening, closures, rules, prices].map((part) => JSON.stringify(part)),
      ],
    );
  });
  return { bookableId, startsAt: noonIn(1), endsAt: noonIn(1, 1) };
}

let counter = 0;

/** A booking that awaits approval, tomorrow at noon. */
export async function makeBooking(
  world: TestApp,
  {
    bookableId,
    scopeId,
    bookedBy,
    startsAt = noonIn(1),
    endsAt = noonIn(1, 1),
    state = "requested",
  }: {
    readonly bookableId: string;
    readonly scopeId: string;
    readonly bookedBy: string;
    readonly startsAt?: string;
    readonly endsAt?: string;
    readonly state?: "requested" | "approved";
  },
): Promise<string> {
  const id = newId();
  const number = `BOOK-2026-9${String((counter += 1)).padStart(6, "0")}`;
  await withOwner(world.db, async (client) => {
    await client.query("SET LOCAL ROLE dualhigh_keeper");
    await client.query(
      `INSERT INTO bookings (id, number, bookable_id, scope_id, booker_scope_id, booked_by, booker_name, booker_unit,
          user_class, starts_at, ends_at, charge_kind, charge_reference, state, fen_per_hour)
        VALUES ($1, $2, $3, $4, $4, $5, '张某', '某单位', 'university', $6, $7, 'other', '课题组经费', $8, 10000)`,
      [id, number, bookableId, scopeId, bookedBy, startsAt, endsAt, state],
    );
  });
  return id;
}
