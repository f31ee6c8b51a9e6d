import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { Filter } from "./types.ts";

/** What a list shows: all of it stands in the address, so that it can be sent to a colleague. */
export interface ListState {
  readonly search: string;
  readonly sort: string;
  /** The values chosen per filter; a filter that is not set is not there. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

export interface ListAddress {
  readonly state: ListState;
  /** `isTyping` replaces the place in the history, so that back does not go letter by letter. */
  readonly change: (part: Partial<ListState>, isTyping?: boolean) => void;
}

export function readState(
  search: Readonly<Record<string, unknown>>,
  filters: readonly Filter[],
  defaultSort: string,
): ListState {
  const text = (name: string) => (typeof search[name] === "string" ? search[name] : "");
  const set = filters.flatMap(({ key }) => (text(key) === "" ? [] : [[key, text(key).split(",")] as const]));
  return { search: text("search"), sort: text("sort") || defaultSort, filters: Object.fromEntries(set) };
}

/** The parameters of the address that say a state; what is as by default is left out. */
export function writeState(
  state: ListState,
  filters: readonly Filter[],
  defaultSort: string,
): Record<string, string | undefined> {
  const set = filters.map(({ key }) => [key, state.filters[key]?.join(",") || undefined] as const);
  return {
    search: state.search || undefined,
    sort: state.sort === defaultSort ? undefined : state.sort,
    ...Object.fromEntries(set),
  };
}

export function useListState(filters: readonly Filter[], defaultSort: string): ListAddress {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const keys = filters.map(({ key }) => key).join(",");
  // oxlint-disable-next-line react/exhaustive-deps -- labels of filters change with the language, their keys do not
  const state = useMemo(() => readState(search, filters, defaultSort), [search, keys, defaultSort]);
  const change = useCallback<ListAddress["change"]>(
    (part, isTyping = false) => {
      const next = writeState({ ...state, ...part }, filters, defaultSort);
      const to = { to: ".", search: (prev: object) => ({ ...prev, ...next }), replace: isTyping };
      void navigate(to as never);
    },
    // oxlint-disable-next-line react/exhaustive-deps -- as above
    [state, keys, defaultSort, navigate],
  );
  return { state, change };
}
