import { expect, test } from "vitest";
import { readState, writeState } from "./list-state.ts";
import type { Filter } from "./types.ts";

const filters: readonly Filter[] = [
  { key: "state", label: "状态", options: [] },
  { key: "field", label: "领域", options: [] },
];

test("the address says search, sort and any of several values per filter", () => {
  const address = { search: "发酵", state: "accepted,matched", other: "kept by others" };
  expect(readState(address, filters, "-updatedAt")).toEqual({
    search: "发酵",
    sort: "-updatedAt",
    filters: { state: ["accepted", "matched"] },
  });
});

test("what is as by default is not in the address, and what was taken away is removed from it", () => {
  const state = { search: "", sort: "-updatedAt", filters: { field: ["a"] } };
  expect(writeState(state, filters, "-updatedAt")).toEqual({
    search: undefined,
    sort: undefined,
    state: undefined,
    field: "a",
  });
});

test("reading what was written gives the same state", () => {
  const state = { search: "酶", sort: "name", filters: { state: ["draft"] } };
  const written = writeState(state, filters, "-updatedAt");
  expect(readState(written, filters, "-updatedAt")).toEqual(state);
});
