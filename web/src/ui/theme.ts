import { useSyncExternalStore } from "react";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "theme";
const listeners = new Set<() => void>();
const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");

function readTheme(): Theme {
  const kept = localStorage.getItem(KEY);
  return THEMES.find((theme) => theme === kept) ?? "system";
}

export function applyTheme(theme: Theme = readTheme()): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  applyTheme(theme);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  dark.addEventListener("change", listener);
  still.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    dark.removeEventListener("change", listener);
    still.removeEventListener("change", listener);
  };
}

export function useTheme(): { readonly theme: Theme; readonly isDark: boolean; readonly isStill: boolean } {
  const theme = useSyncExternalStore(subscribe, readTheme);
  const isDark = useSyncExternalStore(subscribe, () => (theme === "system" ? dark.matches : theme === "dark"));
  const isStill = useSyncExternalStore(subscribe, () => still.matches);
  return { theme, isDark, isStill };
}
