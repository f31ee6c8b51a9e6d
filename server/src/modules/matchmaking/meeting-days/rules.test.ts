import { describe, expect, test } from "vitest";
import { LINE_MOVES } from "../rules.ts";
import { LINE_STATES } from "../types.ts";
import { enterpriseKey, findClash, partnerOf, refuseLateEnd, slotTimes, stateAfterMeeting, worthOf } from "./rules.ts";
import { MEETING_OUTCOMES } from "./types.ts";

const day = { startsAt: "09:00", slotMinutes: 20, breakMinutes: 5, slots: 4, pauseAfter: 2, pauseMinutes: 60 };

describe("the times of a day", () => {
  test("leave breaks between slots, and a longer one where it was asked for", () => {
    expect(slotTimes(day).map(({ from, to }) => `${from}-${to}`)).toEqual([
      "09:00-09:20",
      "09:25-09:45",
      "10:45-11:05",
      "11:10-11:30",
    ]);
  });
  test("end on the day on which they began", () => {
    expect(() => refuseLateEnd({ ...day, startsAt: "23:30" })).toThrow("02:00 of the next day");
    expect(() => refuseLateEnd(day)).not.toThrow();
  });
});

describe("who is one participant", () => {
  test.each([
    ["某某（集团）公司", "某某集团公司"],
    ["ABC Co.", "ａｂｃ co"],
  ])("%s is %s", (one, other) => {
    expect(enterpriseKey(one, "N1")).toBe(enterpriseKey(other, "N2"));
  });
  test("needs that name no enterprise are apart", () => {
    expect(enterpriseKey("", "N1")).not.toBe(enterpriseKey("", "N2"));
  });
  test("works of one first person and unit are one, others are not", () => {
    const work = (partnerPeople: string, partnerUnit = "某大学") =>
      partnerOf({ partnerName: "一种方法", partnerUnit, partnerPeople }).key;
    expect(work("李某;王某")).toBe(work("李某、赵某"));
    expect(work("李某")).not.toBe(work("王某"));
    expect(work("李某")).not.toBe(work("李某", "另一大学"));
    expect(partnerOf({ partnerName: "精密成形团队", partnerUnit: "", partnerPeople: "" }).name).toBe("精密成形团队");
  });
});

test("the least meeting that must be goes before the best of the others", () => {
  expect(worthOf({ score: 0, priority: "must" })).toBeGreaterThan(worthOf({ score: 1, priority: "normal" }));
  expect(worthOf({ score: 0, priority: "normal" })).toBeGreaterThan(worthOf({ score: 1, priority: "if_room" }));
  expect(worthOf({ score: 0.9, priority: "normal" })).toBeGreaterThan(worthOf({ score: 0.4, priority: "normal" }));
});

test("a place clashes by enterprise, partner or table, in that order, and never with itself", () => {
  const at = (id: string, enterpriseId: string, partnerId: string, slot: number | null, table: number | null) => ({
    id,
    enterpriseId,
    partnerId,
    slot,
    table,
  });
  const there = [at("m1", "e1", "p1", 0, 0), at("m2", "e2", "p2", 1, 0)];
  const what = (meeting: ReturnType<typeof at>, slot: number, table: number) =>
    findClash(there, meeting, { slot, table })?.what ?? null;
  expect(what(at("m3", "e1", "p3", null, null), 0, 0)).toBe("enterprise");
  expect(what(at("m3", "e3", "p1", null, null), 0, 1)).toBe("partner");
  expect(what(at("m3", "e3", "p3", null, null), 0, 0)).toBe("table");
  expect(what(at("m3", "e3", "p3", null, null), 0, 1)).toBeNull();
  expect(what(there[0]!, 0, 1)).toBeNull();
});

describe("a line of the ledger after a meeting", () => {
  test.each(LINE_STATES)("from %s goes where it may, and never back from further on", (state) => {
    for (const outcome of MEETING_OUTCOMES) {
      const next = stateAfterMeeting(state, outcome);
      expect(next === state || LINE_MOVES[state].includes(next)).toBe(true);
    }
  });
  test.each([
    ["to_contact", "interested", "contacted"],
    ["to_contact", "talks_go_on", "in_talks"],
    ["contacted", "intent_signed", "in_talks"],
    ["in_talks", "interested", "in_talks"],
    ["contacted", "nothing", "ended"],
    ["contracted", "nothing", "contracted"],
    ["to_contact", "partner_absent", "to_contact"],
  ] as const)("%s after %s is %s", (state, outcome, next) => {
    expect(stateAfterMeeting(state, outcome)).toBe(next);
  });
});
