import { defineErrors } from "@dual-high/kernel";

export const spaceError = defineErrors({
  "facilities.room_taken": {
    kind: "conflict",
    message: {
      zh: ({ room, occupant, startsOn, endsBefore }: Clash) =>
        `${room} 在 ${startsOn} 至 ${endsBefore}（不含）已分配给“${occupant}”。请改日期或换一间。`,
      en: ({ room, occupant, startsOn, endsBefore }: Clash) =>
        `${room} is ${occupant}'s from ${startsOn} until before ${endsBefore}. Change the days, or choose another room.`,
    },
  },
  "facilities.allocation_begun": {
    kind: "conflict",
    message: {
      zh: ({ room, occupant, startsOn }: Omit<Clash, "endsBefore">) =>
        `${room} 自 ${startsOn} 起由“${occupant}”使用，不能取消，否则已使用的时间和费用就没有了。请把结束日改为实际空出的那天（endsBefore）。`,
      en: ({ room, occupant, startsOn }: Omit<Clash, "endsBefore">) =>
        `${occupant} has had ${room} since ${startsOn}: cancelling would erase that time and its rent. Set the end to the day on which it was really left (endsBefore).`,
    },
  },
  "facilities.allocation_upside_down": {
    kind: "validation",
    message: {
      zh: ({ room, startsOn, endsBefore }: Omit<Clash, "occupant">) =>
        `${room}：结束后的第一天 ${endsBefore} 须晚于开始日 ${startsOn}。请改正。`,
      en: ({ room, startsOn, endsBefore }: Omit<Clash, "occupant">) =>
        `${room}: the first day after the end, ${endsBefore}, has to be after ${startsOn}. Correct one of them.`,
    },
  },
  "facilities.room_in_use": {
    kind: "conflict",
    message: {
      zh: ({ room }: { room: string }) => `${room} 还有未结束的分配，不能停用。请先结束或取消分配。`,
      en: ({ room }: { room: string }) =>
        `${room} is still allocated and cannot be taken out of use. End or cancel that first.`,
    },
  },
});

interface Clash {
  readonly room: string;
  readonly occupant: string;
  readonly startsOn: string;
  readonly endsBefore: string;
}

interface Period {
  readonly startsOn: string;
  readonly endsBefore: string;
}

/** Half-open periods of days meet. */
export function overlaps(a: Period, b: Period): boolean {
  return a.startsOn < b.endsBefore && a.endsBefore > b.startsOn;
}

export function refuseTaken(
  room: string,
  wanted: Period,
  others: readonly (Period & { readonly occupant: string })[],
): void {
  if (wanted.startsOn >= wanted.endsBefore) throw spaceError("facilities.allocation_upside_down", { room, ...wanted });
  const clash = others.find((each) => overlaps(each, wanted));
  if (clash !== undefined) throw spaceError("facilities.room_taken", { ...clash, room });
}

/** What has begun is ended, not undone; a slip is taken back on the day that it was entered. */
export function refuseErasing(
  room: string,
  {
    hasBegun,
    occupant,
    startsOn,
  }: { readonly hasBegun: boolean; readonly occupant: string; readonly startsOn: string },
): void {
  if (hasBegun) throw spaceError("facilities.allocation_begun", { room, occupant, startsOn });
}

/** Rent of a month: hundredths of a square metre times fen per square metre, half a fen upwards. */
export function rentOf(areaHundredths: number, fenPerM2: bigint): bigint {
  return (BigInt(areaHundredths) * fenPerM2 + 50n) / 100n;
}
