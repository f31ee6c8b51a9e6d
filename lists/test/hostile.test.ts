import { expect, test } from "vitest";
import { HOSTILE_FILES, measureHostile } from "./hostile.ts";

const MOST_MB = 200;

test("hostile files are refused for what they are, and none takes the memory or the time it is after", async () => {
  expect(HOSTILE_FILES.length).toBeGreaterThanOrEqual(20);
  expect(new Set(HOSTILE_FILES.map(({ name }) => name)).size).toBe(HOSTILE_FILES.length);
  const measured = await measureHostile(HOSTILE_FILES, 20);
  expect(measured.map(({ name, got }) => `${name}: ${got}`)).toEqual(
    measured.map(({ name, expected }) => `${name}: ${expected}`),
  );
  expect(measured.filter(({ mb }) => mb > MOST_MB)).toEqual([]);
}, 180_000);
