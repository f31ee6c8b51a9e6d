import { readParts } from "../../../text/amounts.ts";
import type { Room } from "./queries.ts";

/** Hundredths of a square metre as people write them. */
export function areaText(hundredths: number): string {
  return (hundredths / 100).toLocaleString("en-US", { maximumFractionDigits: 2 });
}

export function roomName({ building, floor, number }: Pick<Room, "building" | "floor" | "number">): string {
  return `${building} ${floor} ${number}`;
}

/** "120.5" as hundredths; null where it is no number with at most two decimals. */
export function hundredthsOf(text: string): number | null {
  const parts = readParts(text, { decimals: 2, digits: 8 });
  return parts === null ? null : Number(parts);
}

export interface Storey {
  readonly building: string;
  readonly floor: string;
  readonly level: number;
  readonly rooms: readonly Room[];
}

/** Each building from the top floor down, as it stands. */
export function storeysOf(
  rooms: readonly Room[],
): { readonly building: string; readonly storeys: readonly Storey[] }[] {
  return [...Map.groupBy(rooms, ({ building }) => building)].map(([building, inside]) => ({
    building,
    storeys: [...Map.groupBy(inside, ({ floor }) => floor)]
      .map(([floor, own]) => ({ building, floor, level: own[0]?.level ?? 0, rooms: own }))
      .toSorted((a, b) => b.level - a.level),
  }));
}
