/** What a key asks for on the run page. */
export type KeyWish =
  | { readonly kind: "need"; readonly step: 1 | -1 }
  | { readonly kind: "partner"; readonly at: number }
  | { readonly kind: "accept" | "refuse" | "later" | "undo" | "search" | "help" | "export" };

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
}

const WISHES: Readonly<Record<string, KeyWish>> = {
  j: { kind: "need", step: 1 },
  k: { kind: "need", step: -1 },
  a: { kind: "accept" },
  r: { kind: "refuse" },
  l: { kind: "later" },
  u: { kind: "undo" },
  e: { kind: "export" },
  "/": { kind: "search" },
  "?": { kind: "help" },
  // What these keys write while a Chinese input method is on.
  "、": { kind: "search" },
  "？": { kind: "help" },
};

/** Letters alone; with Ctrl, Alt or ⌘ they belong to the browser, and while a word is being composed to the input method. */
export function wishOf({ key, ctrlKey, metaKey, altKey, isComposing }: PressedKey): KeyWish | null {
  if (ctrlKey || metaKey || altKey || isComposing) return null;
  if (/^[1-9]$/.test(key)) return { kind: "partner", at: Number(key) - 1 };
  return WISHES[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

/** Where letters are text, or where a dialog or menu stands over the page, they are no commands. */
export function isForTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest(
      'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"], [role="combobox"], [data-keys="own"]',
    ) !== null
  );
}

/** The place that a step leads to: the first or the last when there is nowhere further. */
export function stepFrom(at: number, step: 1 | -1, count: number): number {
  if (count === 0) return -1;
  if (at === -1) return step === 1 ? 0 : count - 1;
  return Math.min(Math.max(at + step, 0), count - 1);
}
