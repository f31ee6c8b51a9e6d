import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { api, queryClient } from "./api.ts";
import { signedInPerson } from "./session.ts";

const listeners = new Set<() => void>();

function keyOf(name: string): string {
  return `preference:${signedInPerson()?.userId ?? "nobody"}:${name}`;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
}

function keepHere(name: string, text: string | null): void {
  if (text === localStorage.getItem(keyOf(name))) return;
  if (text === null) localStorage.removeItem(keyOf(name));
  else localStorage.setItem(keyOf(name), text);
  for (const listener of listeners) listener();
}

/**
 * How a person likes things, kept for them: columns of a table, what is folded away. Null until they said so. A copy on this
 * machine is shown at once; the server's goes with the person to the next one.
 */
export function usePreference<T>(name: string): readonly [T | null, (value: T | null) => void] {
  const text = useSyncExternalStore(subscribe, () => localStorage.getItem(keyOf(name)));
  const { data } = useQuery({
    queryKey: ["preference", signedInPerson()?.userId, name],
    queryFn: async ({ signal }) => api.get("/api/me/preferences/{key}", { params: { path: { key: name } }, signal }),
    enabled: signedInPerson() !== null,
    staleTime: Infinity,
  });
  useEffect(() => {
    if (data !== undefined) keepHere(name, data.value === null ? null : JSON.stringify(data.value));
  }, [data, name]);
  const set = useCallback(
    (value: T | null) => {
      keepHere(name, value === null ? null : JSON.stringify(value));
      // An answer that is under way says what was before.
      const queryKey = ["preference", signedInPerson()?.userId, name];
      void queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData(queryKey, { key: name, value, updatedAt: null });
      // What did not reach the server is only missed on another machine.
      api.put("/api/me/preferences/{key}", { params: { path: { key: name } }, body: { value } }).catch(() => undefined);
    },
    [name],
  );
  return [text === null ? null : (JSON.parse(text) as T), set];
}
