import { describe, expect, test } from "vitest";
import type { DayMeeting, DayParticipant } from "./data.ts";
import { placeState, slotsAt } from "./places.ts";

const meeting = (id: string, enterpriseId: string, partnerId: string, slot: number | null, table: number | null) =>
  ({ id, enterpriseId, partnerId, slot, table }) as DayMeeting;
const who = (id: string, more: Partial<DayParticipant> = {}) =>
  ({ id, answer: "none", unavailable: [], ...more }) as unknown as DayParticipant;

describe("a place for a meeting", () => {
  const asked = meeting("m", "e1", "p1", 0, 0);
  const day = {
    meetings: [asked, meeting("a", "e1", "p2", 1, 0), meeting("b", "e2", "p1", 2, 0), meeting("c", "e2", "p2", 3, 0)],
    participants: [who("e1", { unavailable: [4] }), who("p1", { unavailable: [5] })],
  };
  test.each([
    [0, 0, "here"],
    [0, 1, "free"],
    [1, 1, "busyEnterprise"],
    [2, 1, "busyPartner"],
    [3, 0, "busyTable"],
    [3, 1, "free"],
    [4, 0, "awayEnterprise"],
    [5, 0, "awayPartner"],
  ] as const)("slot %i, table %i is %s", (slot, table, state) => {
    expect(placeState(day, asked, slot, table)).toBe(state);
  });
  test("is none where a side does not come at all", () => {
    const gone = { ...day, participants: [who("e1", { answer: "not_coming" }), who("p1")] };
    expect(placeState(gone, asked, 3, 1)).toBe("awayEnterprise");
  });
});

test("what runs and what is next goes by the clock", () => {
  const times = [
    { from: "09:00", to: "09:20" },
    { from: "09:25", to: "09:45" },
  ];
  expect(slotsAt(times, "08:59")).toEqual({ running: -1, next: 0 });
  expect(slotsAt(times, "09:00")).toEqual({ running: 0, next: 1 });
  expect(slotsAt(times, "09:20")).toEqual({ running: -1, next: 1 });
  expect(slotsAt(times, "09:44")).toEqual({ running: 1, next: -1 });
});
