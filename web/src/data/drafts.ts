import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { signedInPerson } from "./session.ts";

interface Kept<T> {
  readonly at: number;
  readonly value: T;
}

const PREFIX = "draft:";
const MONTH_MS = 30 * 24 * 3600 * 1000;

function keyOf(name: string): string {
  return `${PREFIX}${signedInPerson()?.userId ?? "nobody"}:${name}`;
}

export function readDraft<T>(name: string): Kept<T> | null {
  const kept = localStorage.getItem(keyOf(name));
  if (kept === null) return null;
  try {
    return JSON.parse(kept) as Kept<T>;
  } catch {
    return null;
  }
}

function writeDraft(name: string, value: unknown): void {
  const kept = JSON.stringify({ at: Date.now(), value });
  try {
    localStorage.setItem(keyOf(name), kept);
  } catch {
    dropOldDrafts(0);
    localStorage.setItem(keyOf(name), kept);
  }
}

/** Drafts that nobody came back for; with an age of 0 the oldest half, when the browser's room is used up. */
export function dropOldDrafts(age = MONTH_MS, now = Date.now()): void {
  const all = Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => ({ key, at: (JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Kept<unknown>>).at ?? 0 }))
    .sort((a, b) => a.at - b.at);
  const old = age === 0 ? all.slice(0, Math.ceil(all.length / 2)) : all.filter(({ at }) => now - at > age);
  for (const { key } of old) localStorage.removeItem(key);
}

export interface Draft<T> {
  readonly value: T;
  /** Keeps what was typed on this machine, at once. */
  readonly change: (part: Partial<T>) => void;
  /** Saved or given up: nothing is kept any more. */
  readonly clear: () => void;
  /** When what is shown was typed, if it was found from an earlier visit; null otherwise. */
  readonly restoredFrom: string | null;
}

/**
 * What somebody types into a form, kept per person and name until it is saved: through a reload, a crash, a session that
 * ends. The name says which form of which record: `need:0192...`.
 */
export function useDraft<T extends object>(name: string, initial: T): Draft<T> {
  const kept = useMemo(() => readDraft<T>(name), [name]);
  const [value, setValue] = useState<T>(() => ({ ...initial, ...kept?.value }));
  const [restoredFrom, setRestoredFrom] = useState(() => (kept === null ? null : new Date(kept.at).toISOString()));
  const first = useRef(initial);
  const latest = useRef(value);

  const change = useCallback(
    (part: Partial<T>) => {
      latest.current = { ...latest.current, ...part };
      setValue(latest.current);
      writeDraft(name, latest.current);
    },
    [name],
  );
  const clear = useCallback(() => {
    localStorage.removeItem(keyOf(name));
    latest.current = first.current;
    setValue(first.current);
    setRestoredFrom(null);
  }, [name]);

  // Another window of the same form: the later typing counts.
  useEffect(() => {
    const onStorage = (event: StorageEvent) => {
      if (event.key !== keyOf(name) || event.newValue === null) return;
      latest.current = (JSON.parse(event.newValue) as Kept<T>).value;
      setValue(latest.current);
    };
    addEventListener("storage", onStorage);
    return () => removeEventListener("storage", onStorage);
  }, [name]);
  return { value, change, clear, restoredFrom };
}
