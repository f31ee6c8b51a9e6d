// @vitest-environment happy-dom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dropOldDrafts, useDraft } from "./drafts.ts";
import { rememberPerson } from "./session.ts";

const EMPTY = { title: "", budget: "" };
const person = (userId: string) => ({ userId, login: userId, displayName: userId });
const write = (title: string) => {
  const { result } = open();
  act(() => result.current.change({ title }));
};
const open = (name = "need:1") => renderHook(() => useDraft(name, EMPTY));

beforeEach(() => rememberPerson(person("a")));
afterEach(() => {
  cleanup();
  localStorage.clear();
});

test("what is typed is there again after the page went away", () => {
  const first = open();
  expect(first.result.current.restoredFrom).toBeNull();
  act(() => first.result.current.change({ title: "发酵" }));
  act(() => first.result.current.change({ budget: "50" }));
  first.unmount();
  const second = open();
  expect(second.result.current.value).toEqual({ title: "发酵", budget: "50" });
  expect(second.result.current.restoredFrom).not.toBeNull();
});

test("what was saved is not kept", () => {
  const first = open();
  act(() => first.result.current.change({ title: "发酵" }));
  act(() => first.result.current.clear());
  expect(first.result.current.value).toEqual(EMPTY);
  first.unmount();
  expect(open().result.current.restoredFrom).toBeNull();
});

test("a draft is its writer's, and its record's", () => {
  write("发酵");
  expect(open("need:2").result.current.value).toEqual(EMPTY);
  rememberPerson(person("b"));
  expect(open().result.current.value).toEqual(EMPTY);
});

test("drafts that nobody came back for go after a month; others stay", () => {
  write("发酵");
  dropOldDrafts(1000, Date.now() + 500);
  expect(open().result.current.value.title).toBe("发酵");
  dropOldDrafts(1000, Date.now() + 2000);
  expect(open().result.current.value.title).toBe("");
});
