import { defineErrors } from "@dual-high/kernel";
import { openSpans, priceOf, type Span } from "./hours.ts";
import {
  BOOKING_STATE_NAMES,
  type BookingAction,
  type BookingRules,
  type BookingState,
  type Opening,
  type Price,
  USER_CLASS_NAMES,
  USER_CLASSES,
  type UserClass,
} from "./types.ts";

const ACTION_NAMES: Readonly<Record<BookingAction, { readonly zh: string; readonly en: string }>> = {
  approve: { zh: "批准", en: "approve" },
  refuse: { zh: "退回", en: "refuse" },
  accept: { zh: "接受候补名额", en: "take the offered place of" },
  cancel: { zh: "取消", en: "cancel" },
  restore: { zh: "恢复", en: "restore" },
  record: { zh: "登记实际用时", en: "record the use of" },
  settle: { zh: "结算", en: "settle" },
};

export const bookingError = defineErrors({
  "facilities.slot_taken": {
    kind: "conflict",
    message: {
      zh: ({ name, line }: { name: string; line: number }) =>
        `“${name}”这个时段刚被约满，您的预约没有提交。可以换一个时段，或加入候补（joinsLine）：前面还有 ${line} 位。`,
      en: ({ name, line }: { name: string; line: number }) =>
        `“${name}” has just been booked out for that time; nothing was booked. Choose another time, or join the waiting list (joinsLine): ${line} before you.`,
    },
  },
  "facilities.line_twice": {
    kind: "conflict",
    message: {
      zh: ({ name, number }: { name: string; number: string }) =>
        `您已在“${name}”这个时段的候补名单里（${number}），不用再排。要换时段，请先取消它。`,
      en: ({ name, number }: { name: string; number: string }) =>
        `You wait for “${name}” at that time already (${number}). To wait for another time, cancel that first.`,
    },
  },
  "facilities.booking_wrong_state": {
    kind: "conflict",
    message: {
      zh: ({ number, action, state }: { number: string; action: BookingAction; state: BookingState }) =>
        `${number} 现在是“${BOOKING_STATE_NAMES[state].zh}”，不能${ACTION_NAMES[action].zh}。请刷新后再看。`,
      en: ({ number, action, state }: { number: string; action: BookingAction; state: BookingState }) =>
        `You cannot ${ACTION_NAMES[action].en} ${number} now: it is ${BOOKING_STATE_NAMES[state].en}. Refresh and look again.`,
    },
  },
  "facilities.booking_own": {
    kind: "forbidden",
    message: {
      zh: ({ number }: { number: string }) => `${number} 是您自己提出的，须由另一位管理人员审批。`,
      en: ({ number }: { number: string }) => `${number} is your own request: somebody else has to approve it.`,
    },
  },
  "facilities.booking_not_yours": {
    kind: "forbidden",
    message: {
      zh: ({ number }: { number: string }) => `${number} 只能由预约人或平台管理人员办理。请联系他们。`,
      en: ({ number }: { number: string }) =>
        `Only who booked ${number}, or those who run the facility, can do this. Ask them.`,
    },
  },
  "facilities.booking_reason_missing": {
    kind: "validation",
    message: {
      zh: ({ number }: { number: string }) => `${number}：请写明原因（reason），预约人会看到。`,
      en: ({ number }: { number: string }) => `${number}: give a reason, which the person who booked will read.`,
    },
  },
  "facilities.booking_use_missing": {
    kind: "validation",
    message: {
      zh: ({ number }: { number: string }) => `${number}：请填写实际使用的分钟数（usedMinutes），没有来用填 0。`,
      en: ({ number }: { number: string }) =>
        `${number}: say how many minutes were used (usedMinutes); 0 if nobody came.`,
    },
  },
  "facilities.booking_use_over": {
    kind: "validation",
    message: {
      zh: ({ number, used, booked, slot }: { number: string; used: number; booked: number; slot: number }) =>
        `${number} 预约了 ${booked} 分钟，登记用了 ${used} 分钟（usedMinutes），超出一个时段（${slot} 分钟）以上。请核对；确实如此请写明原因（reason）。`,
      en: ({ number, used, booked, slot }: { number: string; used: number; booked: number; slot: number }) =>
        `${number} was booked for ${booked} minutes; ${used} are recorded (usedMinutes), more than a slot of ${slot} beyond. Check them, or say why (reason).`,
    },
  },
  "facilities.booking_not_begun": {
    kind: "conflict",
    message: {
      zh: ({ number }: { number: string }) => `${number} 还没有到使用时间，开始之后才能登记实际用时。`,
      en: ({ number }: { number: string }) => `${number} has not begun yet: its use is recorded once it has.`,
    },
  },
  "facilities.booking_begun": {
    kind: "conflict",
    message: {
      zh: ({ number }: { number: string }) => `${number} 已经开始，不能取消或恢复。请由平台管理人员登记实际用时。`,
      en: ({ number }: { number: string }) =>
        `${number} has begun and cannot be cancelled or restored: those who run the facility record its use.`,
    },
  },
  "facilities.offer_over": {
    kind: "conflict",
    message: {
      zh: ({ number }: { number: string }) =>
        `${number} 的候补名额已过保留时间，已让给下一位。可以重新预约或再次候补。`,
      en: ({ number }: { number: string }) =>
        `The place that was kept for ${number} went to the next in line. Book again, or join the waiting list again.`,
    },
  },
  "facilities.class_not_admitted": {
    kind: "validation",
    message: {
      zh: ({ name, userClass }: { name: string; userClass: UserClass }) =>
        `“${name}”不对“${USER_CLASS_NAMES[userClass].zh}”开放预约。请联系平台管理人员。`,
      en: ({ name, userClass }: { name: string; userClass: UserClass }) =>
        `“${name}” is not open to users of the class “${USER_CLASS_NAMES[userClass].en}”. Ask those who run it.`,
    },
  },
  "facilities.class_missing": {
    kind: "validation",
    message: {
      zh: () => "代为预约时请说明使用者类别（userClass）：高校、区内企业或其他。",
      en: () =>
        "When you book for others, say which class of user it is for (userClass): university, zone_enterprise or other.",
    },
  },
  "facilities.booking_period": {
    kind: "validation",
    message: {
      zh: ({ rule, name, limit }: { rule: PeriodRule; name: string; limit: number }) =>
        `“${name}”：${PERIOD_RULES[rule].zh(limit)}。请改开始或结束时间。`,
      en: ({ rule, name, limit }: { rule: PeriodRule; name: string; limit: number }) =>
        `“${name}”: ${PERIOD_RULES[rule].en(limit)}. Change when it begins or ends.`,
    },
  },
  "facilities.price_missing": {
    kind: "validation",
    message: {
      zh: ({ userClass }: { userClass: UserClass }) =>
        `缺少“${USER_CLASS_NAMES[userClass].zh}”在该日有效的收费标准。请在预约设置里补上（prices）。`,
      en: ({ userClass }: { userClass: UserClass }) =>
        `No price is in force on that day for the class “${USER_CLASS_NAMES[userClass].en}”. Add one to the settings (prices).`,
    },
  },
  "facilities.price_in_force": {
    kind: "validation",
    message: {
      zh: ({ validFrom }: { validFrom: string }) =>
        `${validFrom} 起的收费标准已经生效，不能改动或删除。请另加一条从今天或以后起生效的标准。`,
      en: ({ validFrom }: { validFrom: string }) =>
        `The price from ${validFrom} is in force and stays as it is. Add one that begins today or later.`,
    },
  },
  "facilities.price_twice": {
    kind: "validation",
    message: {
      zh: ({ validFrom, userClass }: { validFrom: string; userClass: UserClass }) =>
        `“${USER_CLASS_NAMES[userClass].zh}”在 ${validFrom} 有两条收费标准，请删去一条。`,
      en: ({ validFrom, userClass }: { validFrom: string; userClass: UserClass }) =>
        `The class “${USER_CLASS_NAMES[userClass].en}” has two prices from ${validFrom}. Remove one.`,
    },
  },
  "facilities.hours_upside_down": {
    kind: "validation",
    message: {
      zh: ({ from, until }: { from: string; until: string }) => `时间段 ${from}–${until} 的结束不晚于开始，请改正。`,
      en: ({ from, until }: { from: string; until: string }) =>
        `The period ${from}–${until} ends before it begins. Correct it.`,
    },
  },
  "facilities.bookable_subject": {
    kind: "validation",
    message: {
      zh: () => "预约设置须对应一台仪器或一个平台（instrumentId 或 facilityId 二选一），且在本结对之内。",
      en: () =>
        "What is booked is either an instrument or a facility of this pair: give instrumentId or facilityId, not both.",
    },
  },
});

// When ---------------------------------------------------------------------------------------------------------------------

const PERIOD_RULES = {
  upside_down: { zh: () => "结束时间须晚于开始时间", en: () => "the end has to be after the beginning" },
  slots: {
    zh: (limit: number) => `起止时间须为 ${limit} 分钟的整数倍`,
    en: (limit: number) => `it begins and ends on multiples of ${limit} minutes`,
  },
  lead: {
    zh: (limit: number) => (limit === 0 ? "开始时间已过" : `至少要提前 ${hoursZh(limit)}预约`),
    en: (limit: number) => (limit === 0 ? "that time has passed" : `book at least ${hoursEn(limit)} ahead`),
  },
  horizon: {
    zh: (limit: number) => `最多只能提前 ${limit} 天预约`,
    en: (limit: number) => `it can be booked ${limit} days ahead at most`,
  },
  longest: {
    zh: (limit: number) => `一次最长 ${hoursZh(limit)}`,
    en: (limit: number) => `the longest booking is ${hoursEn(limit)}`,
  },
  closed: {
    zh: () => "所选时段不全在开放时间内，或遇停用",
    en: () => "it is not open, or out of use, during part of that time",
  },
} as const;
type PeriodRule = keyof typeof PERIOD_RULES;

function hoursZh(minutes: number): string {
  return minutes % 60 === 0 ? ` ${minutes / 60} 小时` : ` ${minutes} 分钟`;
}

function hoursEn(minutes: number): string {
  if (minutes % 60 !== 0) return `${minutes} minutes`;
  return minutes === 60 ? "an hour" : `${minutes / 60} hours`;
}

export interface Hours {
  readonly name: string;
  readonly rules: BookingRules;
  readonly opening: readonly Opening[];
  readonly closures: readonly Span[];
}

/** Throws unless the span can be booked now, whoever else has: by hours, closures and rules. Minutes since 1970. */
export function refuseUnbookable({ name, rules, opening, closures }: Hours, span: Span, now: number): void {
  const refuse = (rule: PeriodRule, limit = 0) => bookingError("facilities.booking_period", { rule, name, limit });
  if (span.until <= span.from) throw refuse("upside_down");
  const { slotMinutes, leadMinutes, horizonDays, longestMinutes } = rules;
  if (span.from % slotMinutes !== 0 || span.until % slotMinutes !== 0) throw refuse("slots", slotMinutes);
  if (span.from < now + leadMinutes) throw refuse("lead", leadMinutes);
  if (span.from > now + horizonDays * 1440) throw refuse("horizon", horizonDays);
  if (span.until - span.from > longestMinutes) throw refuse("longest", longestMinutes);
  const [open] = openSpans(opening, closures, span);
  if (open === undefined || open.from !== span.from || open.until !== span.until) throw refuse("closed");
}

// Who, and at what price -----------------------------------------------------------------------------------------------------

export interface BookerScope {
  readonly kind: string;
  readonly parentId: string | null;
}

/** What a scope says about those who book in it; null for offices, which book for others and say for whom. */
export function classOfScope({ kind, parentId }: BookerScope, zoneId: string): UserClass | null {
  if (kind === "university") return "university";
  if (kind === "enterprise") return parentId === zoneId ? "zone_enterprise" : "other";
  return null;
}

export function chooseClass(
  { name, rules }: Pick<Hours, "name" | "rules">,
  ofScope: UserClass | null,
  stated: UserClass | null,
): UserClass {
  const userClass = ofScope ?? stated;
  if (userClass === null) throw bookingError("facilities.class_missing", {});
  if (!rules.admits.includes(userClass)) throw bookingError("facilities.class_not_admitted", { name, userClass });
  return userClass;
}

/** The price per hour of a class on a day, in fen. */
export function priceOn(prices: readonly Price[], userClass: UserClass, day: string): bigint {
  const [price] = prices
    .filter((each) => each.userClass === userClass && each.validFrom <= day)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  if (price === undefined) throw bookingError("facilities.price_missing", { userClass });
  return BigInt(price.fenPerHour);
}

/** Prices that came into force stay; every class that may book has one. */
export function refuseUnsoundPrices(
  before: readonly Price[],
  after: readonly Price[],
  { admits }: Pick<BookingRules, "admits">,
  today: string,
): void {
  const same = (a: Price) => (b: Price) =>
    a.userClass === b.userClass && a.validFrom === b.validFrom && a.fenPerHour === b.fenPerHour;
  for (const price of before) {
    if (price.validFrom < today && !after.some(same(price))) throw bookingError("facilities.price_in_force", price);
  }
  for (const price of after) {
    const { userClass, validFrom } = price;
    const isTwice = after.filter((each) => each.userClass === userClass && each.validFrom === validFrom).length > 1;
    if (isTwice) throw bookingError("facilities.price_twice", price);
    const isNewInThePast = before.length > 0 && validFrom < today && !before.some(same(price));
    if (isNewInThePast) throw bookingError("facilities.price_in_force", price);
  }
  for (const userClass of USER_CLASSES.filter((each) => admits.includes(each))) priceOn(after, userClass, today);
}

export function refuseUpsideDownHours(
  opening: readonly Opening[],
  closures: readonly { startsAt: string; endsAt: string }[],
) {
  for (const { from, until } of opening) {
    if (from >= until) throw bookingError("facilities.hours_upside_down", { from, until });
  }
  for (const { startsAt, endsAt } of closures) {
    if (startsAt >= endsAt) throw bookingError("facilities.hours_upside_down", { from: startsAt, until: endsAt });
  }
}

// What becomes of a booking --------------------------------------------------------------------------------------------------

/** Who may do it: those who run what is booked, or who booked (and those who run it for them). */
const BY: Readonly<Record<BookingAction, "manager" | "booker">> = {
  approve: "manager",
  refuse: "manager",
  record: "manager",
  settle: "manager",
  accept: "booker",
  cancel: "booker",
  restore: "booker",
};
const FROM: Readonly<Record<BookingAction, readonly BookingState[]>> = {
  approve: ["requested"],
  refuse: ["requested"],
  accept: ["offered"],
  cancel: ["waiting", "offered", "requested", "approved"],
  restore: ["cancelled"],
  record: ["approved", "used"],
  settle: ["used"],
};

export interface BookingFacts {
  readonly number: string;
  readonly state: BookingState;
  readonly stateBefore: BookingState | null;
  readonly bookedBy: string;
  readonly startsMinute: number;
  readonly endsMinute: number;
  readonly offerMinute: number | null;
  readonly fenPerHour: bigint;
  readonly usedMinutes: number | null;
  readonly rules: BookingRules;
}

export interface Who {
  readonly userId: string;
  readonly isManager: boolean;
}

/** What the caller could do now; the same conditions as `moveBooking`, without what is typed. */
export function actionsFor(booking: BookingFacts, who: Who, now: number): BookingAction[] {
  const all = Object.keys(FROM) as BookingAction[];
  return all.filter((action) => {
    if (!FROM[action].includes(booking.state)) return false;
    if (BY[action] === "manager" ? !who.isManager : !who.isManager && who.userId !== booking.bookedBy) return false;
    if ((action === "approve" || action === "refuse") && who.userId === booking.bookedBy) return false;
    if (action === "record") return booking.startsMinute <= now;
    if (action === "accept") return who.userId === booking.bookedBy && (booking.offerMinute ?? 0) > now;
    if (action === "restore") return booking.startsMinute > now && isOwnCancellation(booking);
    return action !== "cancel" || booking.startsMinute > now;
  });
}

/** A place in the line that was given up is not taken back: the line has moved on. */
function isOwnCancellation({ stateBefore }: BookingFacts): boolean {
  return stateBefore === "requested" || stateBefore === "approved";
}

export interface Moved {
  readonly state: BookingState;
  /** What is owed; null for nothing yet. */
  readonly amountFen: bigint | null;
  readonly usedMinutes: number | null;
}

interface Step {
  readonly action: BookingAction;
  readonly reason: string;
  readonly usedMinutes: number | null;
}

/** The next state, or the reason why not. */
export function moveBooking(booking: BookingFacts, step: Step, who: Who, now: number): Moved {
  const { number, state, bookedBy, startsMinute, endsMinute, fenPerHour, rules } = booking;
  const { action } = step;
  const isBooker = who.userId === bookedBy;
  if (BY[action] === "manager" ? !who.isManager : !who.isManager && !isBooker) {
    throw bookingError("facilities.booking_not_yours", { number });
  }
  if (!FROM[action].includes(state)) throw bookingError("facilities.booking_wrong_state", { number, action, state });
  const stays = { amountFen: null, usedMinutes: null };
  const used = action === "record" ? step.usedMinutes : booking.usedMinutes;
  if (action === "settle") return { state: "settled", usedMinutes: used, amountFen: priceOf(used ?? 0, fenPerHour) };
  if (action === "record") {
    if (used === null) throw bookingError("facilities.booking_use_missing", { number });
    if (startsMinute > now) throw bookingError("facilities.booking_not_begun", { number });
    const booked = endsMinute - startsMinute;
    const slot = rules.slotMinutes;
    if (used > booked + slot && step.reason === "") {
      throw bookingError("facilities.booking_use_over", { number, used, booked, slot });
    }
    return { state: "used", usedMinutes: used, amountFen: priceOf(used, fenPerHour) };
  }
  if (action === "approve" || action === "refuse") {
    if (isBooker) throw bookingError("facilities.booking_own", { number });
    if (action === "approve") return { ...stays, state: "approved" };
    if (step.reason === "") throw bookingError("facilities.booking_reason_missing", { number });
    return { ...stays, state: "refused" };
  }
  if (action === "accept") {
    if (!isBooker) throw bookingError("facilities.booking_not_yours", { number });
    if ((booking.offerMinute ?? 0) <= now) throw bookingError("facilities.offer_over", { number });
    return { ...stays, state: rules.needsApproval ? "requested" : "approved" };
  }
  if (startsMinute <= now) throw bookingError("facilities.booking_begun", { number });
  if (action === "restore") {
    if (!isOwnCancellation(booking)) throw bookingError("facilities.booking_wrong_state", { number, action, state });
    return { ...stays, state: booking.stateBefore ?? "requested" };
  }
  if (!isBooker && step.reason === "") throw bookingError("facilities.booking_reason_missing", { number });
  const isLate = isBooker && state === "approved" && now > startsMinute - rules.cancelMinutes;
  const price = priceOf(endsMinute - startsMinute, fenPerHour);
  return { ...stays, state: "cancelled", amountFen: isLate ? shareOf(price, rules.lateShare) : null };
}

/** Basis points of an amount, rounded half up to the fen. */
function shareOf(fen: bigint, basisPoints: number): bigint {
  return (fen * BigInt(basisPoints) + 5000n) / 10_000n;
}
