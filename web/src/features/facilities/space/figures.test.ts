import { expect, test } from "vitest";
import { areaText, hundredthsOf, storeysOf } from "./figures.ts";
import type { Room } from "./queries.ts";

test("areas are kept in hundredths and shown as people write them", () => {
  expect(["120", "120.5", "0.05", "1.234", "", "-3"].map(hundredthsOf)).toEqual([12_000, 12_050, 5, null, null, null]);
  expect(areaText(1_012_050)).toBe("10,120.5");
});

test("a building stands with its top floor above", () => {
  const room = (building: string, floor: string, level: number) => ({ building, floor, level }) as Room;
  const found = storeysOf([room("A", "B1", -1), room("A", "1F", 1), room("A", "1F", 1), room("B", "2F", 2)]);
  expect(
    found.map(({ building, storeys }) => [building, storeys.map(({ floor, rooms }) => `${floor} ${rooms.length}`)]),
  ).toEqual([
    ["A", ["1F 2", "B1 1"]],
    ["B", ["2F 1"]],
  ]);
});
