// What the settings' form holds, as people type it, and what is sent of it.
import type { Schemas } from "@dual-high/client";
import { readYuan, yuanText } from "../../../text/amounts.ts";
import type { Bookable, UserClass } from "./queries.ts";
import { clockOf, startOfDay, minuteOf, dayNumberOf, dayName, instantOf, dayNumber } from "./calendar-grid.ts";

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export interface ClosureText {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly reason: string;
}

export interface PriceText {
  readonly userClass: UserClass;
  readonly validFrom: string;
  readonly yuan: string;
}

export interface SettingsValues {
  readonly capacity: number;
  readonly isOpen: boolean;
  /** By weekday, Monday first: "09:00-12:00, 13:30-17:00". */
  readonly opening: readonly string[];
  readonly closures: readonly ClosureText[];
  readonly prices: readonly PriceText[];
  readonly slotMinutes: 15 | 30 | 60;
  readonly leadHours: number;
  readonly horizonDays: number;
  readonly longestHours: number;
  readonly cancelHours: number;
  readonly latePercent: number;
  readonly offerMinutes: number;
  readonly admits: readonly UserClass[];
  readonly needsApproval: boolean;
}

/** On working days from nine to five; what most places begin with. */
export function firstValues(today: string): SettingsValues {
  return {
    capacity: 1,
    isOpen: true,
    opening: WEEKDAYS.map((weekday) => (weekday <= 5 ? "09:00-17:00" : "")),
    closures: [],
    prices: (["university", "zone_enterprise", "other"] as const).map((userClass) => ({
      userClass,
      validFrom: today,
      yuan: "",
    })),
    slotMinutes: 30,
    leadHours: 2,
    horizonDays: 60,
    longestHours: 8,
    cancelHours: 24,
    latePercent: 50,
    offerMinutes: 120,
    admits: ["university", "zone_enterprise", "other"],
    needsApproval: true,
  };
}

export function valuesOf({ rules, opening, closures, prices, ...bookable }: Bookable): SettingsValues {
  return {
    capacity: bookable.capacity,
    isOpen: bookable.isOpen,
    opening: WEEKDAYS.map((weekday) =>
      opening
        .filter((each) => each.weekday === weekday)
        .map(({ from, until }) => `${from}-${until}`)
        .join(", "),
    ),
    closures: closures.map(({ startsAt, endsAt, reason = "" }) => ({
      startsAt: wallOf(startsAt),
      endsAt: wallOf(endsAt),
      reason,
    })),
    prices: prices.map(({ fenPerHour, ...price }) => ({ ...price, yuan: yuanText(fenPerHour) })),
    slotMinutes: rules.slotMinutes,
    leadHours: rules.leadMinutes / 60,
    horizonDays: rules.horizonDays,
    longestHours: rules.longestMinutes / 60,
    cancelHours: rules.cancelMinutes / 60,
    latePercent: rules.lateShare / 100,
    offerMinutes: rules.offerMinutes,
    admits: rules.admits,
    needsApproval: rules.needsApproval,
  };
}

/** A date and time of Shanghai's wall, as a field of the kind `datetime-local` holds it. */
function wallOf(instant: string): string {
  const minute = minuteOf(instant);
  const day = dayNumberOf(minute);
  return `${dayName(day)}T${clockOf(minute - startOfDay(day))}`;
}

function instantOfWall(wall: string): string {
  const [day = "", clock = "00:00"] = wall.split("T");
  const [hours = "0", minutes = "0"] = clock.split(":");
  return instantOf(startOfDay(dayNumber(day)) + Number(hours) * 60 + Number(minutes));
}

const PERIOD = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24:00))$/;

/** Periods of one day; null where they cannot be read. */
export function periodsOf(text: string): { readonly from: string; readonly until: string }[] | null {
  const parts = text
    .normalize("NFKC")
    .split(/[,;、]/)
    .map((part) => part.replaceAll(/\s/g, "").replaceAll(/[–—~至]/g, "-"))
    .filter((part) => part !== "");
  const periods = parts.map((part) => (PERIOD.test(part) ? part.split("-") : []));
  if (periods.some(({ length }) => length !== 2)) return null;
  return periods.map(([from = "", until = ""]) => ({ from, until }));
}

/** What cannot be read: a weekday's hours, or a price. */
export type Unread =
  | { readonly kind: "opening"; readonly weekday: number }
  | { readonly kind: "price"; readonly text: string };

export function bodyOf(values: SettingsValues): Required<Schemas["BookableChange"]> | Unread {
  const opening: Schemas["Bookable"]["opening"] = [];
  for (const weekday of WEEKDAYS) {
    const periods = periodsOf(values.opening[weekday - 1] ?? "");
    if (periods === null) return { kind: "opening", weekday };
    opening.push(...periods.map((period) => ({ weekday, ...period })));
  }
  const prices: Schemas["Bookable"]["prices"] = [];
  for (const { userClass, validFrom, yuan } of values.prices) {
    const fenPerHour = readYuan(yuan);
    if (fenPerHour === null) return { kind: "price", text: yuan };
    prices.push({ userClass, validFrom, fenPerHour });
  }
  const minutes = (hours: number) => Math.round(hours * 60);
  return {
    capacity: values.capacity,
    isOpen: values.isOpen,
    opening,
    prices,
    closures: values.closures.map(({ startsAt, endsAt, reason }) => ({
      startsAt: instantOfWall(startsAt),
      endsAt: instantOfWall(endsAt),
      reason,
    })),
    rules: {
      slotMinutes: values.slotMinutes,
      leadMinutes: minutes(values.leadHours),
      horizonDays: values.horizonDays,
      longestMinutes: minutes(values.longestHours),
      admits: [...values.admits],
      needsApproval: values.needsApproval,
      cancelMinutes: minutes(values.cancelHours),
      lateShare: Math.round(values.latePercent * 100),
      offerMinutes: values.offerMinutes,
    },
  };
}
