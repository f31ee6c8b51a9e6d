import { useCallback, useSyncExternalStore } from "react";
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

/** How a person likes things, kept for them: columns of a table, what is folded away. Null until they said so. */
export function usePreference<T>(name: string): readonly [T | null, (value: T | null) => void] {
  const text = useSyncExternalStore(subscribe, () => localStorage.getItem(keyOf(name)));
  const set = useCallback(
    (value: T | null) => {
      if (value === null) localStorage.removeItem(keyOf(name));
      else localStorage.setItem(keyOf(name), JSON.stringify(value));
      for (const listener of listeners) listener();
    },
    [name],
  );
  return [text === null ? null : (JSON.parse(text) as T), set];
}
