import { expect, test } from "vitest";
import { stakeBody, stakeFields, stakeText } from "./stake-form.ts";

const t = (key: string) => key;

test("a stake is sent as it was typed: percent as basis points, what is empty as nothing", () => {
  const typed = { ...stakeText(null), share: "12.5%", since: "2020-03-01", source: " 年报 " };
  expect(stakeBody(typed)).toEqual({
    role: "investor",
    shareBp: 1250,
    since: "2020-03-01",
    until: null,
    source: "年报",
  });
  expect(stakeBody({ ...typed, share: " " })).toMatchObject({ shareBp: null });
});

test.each([
  ["12.5", null],
  ["0", "notShare"],
  ["101", "notShare"],
  ["一成", "notShare"],
])("a share typed as %j is told to be %j", (share, problem) => {
  const field = stakeFields(t).find(({ key }) => key === "share");
  expect(field?.check?.(share)).toBe(problem);
});
