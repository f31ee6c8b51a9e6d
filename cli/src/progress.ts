import { basename } from "node:path";
import process from "node:process";
import type { Language } from "@dual-high/kernel";
import type { Progress } from "@dual-high/matchlist";
import { texts } from "./texts.ts";

/** One line on the terminal that is written over as work goes on; nothing at all where nobody looks. */
export function makeProgress(language: Language, isQuiet: boolean) {
  const words = texts[language];
  const isShown = process.stderr.isTTY && !isQuiet;
  let shown = "";
  const show = (text: string) => {
    if (!isShown || text === shown) return;
    shown = text;
    process.stderr.write(`\r\u001B[2K${text}`);
  };
  const step: Progress = ({ phase, done, total }) => {
    // The line changes a hundred times at most, however many needs there are.
    if (done % Math.max(1, Math.ceil(total / 100)) === 0) show(words.step(phase, done, total));
  };
  return {
    step,
    /** Of a long run: how fast it goes, and how long the rest takes. */
    rate: (done: number, total: number, ms: number) => show(words.matchedAt(done, total, ms)),
    read: (path: string) => show(words.reading(basename(path))),
    write: () => show(words.writing),
    end: () => {
      if (isShown && shown !== "") process.stderr.write("\r\u001B[2K");
    },
  };
}
