import type { Language } from "@dual-high/kernel";
import { readTexts, type TextReading } from "@dual-high/lists";
import { cliError } from "./errors.ts";
import { readInput } from "./files.ts";
import { isRefusal, tellSome } from "./problems.ts";
import type { makeProgress } from "./progress.ts";

/** Reads needs and candidates as texts and tells what could not be used. A file without one usable record is bad input. */
export async function loadTexts(
  files: { readonly needs: string; readonly candidates: string },
  progress: ReturnType<typeof makeProgress>,
  isQuiet: boolean,
  language: Language,
): Promise<{ readonly needsRead: TextReading; readonly candidatesRead: TextReading }> {
  const read = async (path: string, kind: "needs" | "achievements"): Promise<TextReading> => {
    progress.read(path);
    const reading = await readTexts(await readInput(path), kind);
    progress.end();
    const hasNone = reading.records.length === 0;
    if (!isQuiet || hasNone) tellReading(reading, language);
    if (hasNone) throw cliError("cli.no_texts", { path });
    return reading;
  };
  return { needsRead: await read(files.needs, "needs"), candidatesRead: await read(files.candidates, "achievements") };
}

function tellReading({ problems }: TextReading, language: Language): void {
  tellSome(problems.filter(isRefusal), language, "moreLines");
  tellSome(
    problems.filter((problem) => !isRefusal(problem)),
    language,
    "moreRemarks",
  );
}
