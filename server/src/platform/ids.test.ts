import { expect, test, vi } from "vitest";
import { newId } from "./ids.ts";

test("ids sort in the order in which they were made, also when the clock is set back", () => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  const ids = Array.from({ length: 10_000 }, newId);
  vi.setSystemTime(1_700_000_000_000);
  ids.push(...Array.from({ length: 10_000 }, newId));
  vi.useRealTimers();
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
