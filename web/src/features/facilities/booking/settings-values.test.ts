import { expect, test } from "vitest";
import type { Bookable } from "./queries.ts";
import { bodyOf, firstValues, periodsOf, valuesOf } from "./settings-values.ts";

test("hours are read as people type them", () => {
  expect(periodsOf("09:00-12:00, 13:30—17:00")).toEqual([
    { from: "09:00", until: "12:00" },
    { from: "13:30", until: "17:00" },
  ]);
  expect(periodsOf("00：00 至 24：00")).toEqual([{ from: "00:00", until: "24:00" }]);
  expect(periodsOf("")).toEqual([]);
  expect(periodsOf("9-5")).toBe(null);
});

test("what was read from the server goes back as it was", () => {
  const values = firstValues("2026-11-26");
  const priced = { ...values, prices: values.prices.map((price) => ({ ...price, yuan: "120.05" })) };
  const closed = { startsAt: "2026-12-01T09:00", endsAt: "2026-12-02T00:00", reason: "检修" };
  const body = bodyOf({ ...priced, closures: [closed] });
  expect(body).toMatchObject({
    closures: [{ startsAt: "2026-12-01T01:00:00.000Z", endsAt: "2026-12-01T16:00:00.000Z" }],
  });
  expect(bodyOf(valuesOf(body as unknown as Bookable))).toEqual(body);
  expect(bodyOf(values)).toEqual({ kind: "price", text: "" });
  expect(bodyOf({ ...priced, opening: ["x"] })).toEqual({ kind: "opening", weekday: 1 });
});
