import { raise } from "./glyphs.ts";
import type { Attribute } from "./xml.ts";

/** Parts of a formula that are written differently once their end is known. */
const MARKS: Readonly<Record<string, readonly [before: string, after: string]>> = {
  "m:sup": ["", ""],
  "m:num": ["(", ")"],
  "m:den": ["(", ")"],
  "m:rad": ["√(", ")"],
  "m:d": ["(", ")"],
};

interface Part {
  readonly element: string;
  text: string;
  before: string;
  after: string;
}

/** Word's formulas on one line: indicators are often set as such, and 10³/m² must stay legible in a cell. */
export class Formula {
  readonly #parts: Part[] = [];

  /** Takes text that belongs to an open part; false when there is none. */
  take(text: string): boolean {
    const part = this.#parts.at(-1);
    if (part) part.text += text;
    return part !== undefined;
  }

  open(name: string, attribute: Attribute): void {
    const marks = MARKS[name];
    if (marks) this.#parts.push({ element: name, text: "", before: marks[0], after: marks[1] });
    else if (name === "m:begChr" || name === "m:endChr") {
      const delimiter = this.#parts.findLast((part) => part.element === "m:d");
      if (delimiter) delimiter[name === "m:begChr" ? "before" : "after"] = attribute("val") ?? "";
    }
  }

  /** The text of the part that ends here; null when no part does. */
  close(name: string): string | null {
    if (!MARKS[name]) return null;
    const part = this.#parts.pop();
    if (!part) return null;
    if (name === "m:sup") return raise(part.text);
    const isPlain = /^[\p{L}\d.]*$/u.test(part.text);
    const isFraction = name === "m:num" || name === "m:den";
    const text = isFraction && isPlain ? part.text : part.before + part.text + part.after;
    return name === "m:den" ? `/${text}` : text;
  }
}
