/** What two readers (language models) marked, each alone, in 60 real needs; docs/triage.md holds the guidelines they had. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const JUDGED = ["problem", "indicators", "conditions", "basis", "budget", "deadline", "topics"] as const;
export type Judged = (typeof JUDGED)[number];

export interface LabelledNeed {
  readonly needId: string;
  /** Rules were written looking at the one half; the other was only counted. */
  readonly half: "tune" | "report";
  /** Per part what each of the two says: true where something is wrong, a part missing or several topics in one. */
  readonly faults: Readonly<Record<Judged, readonly [a: boolean, b: boolean]>>;
}

const FAULTS: ReadonlySet<string> = new Set(["0", "several"]);

/** Reads labels/triage.tsv: a need per line, two columns per part. */
export function readTriageLabels(): LabelledNeed[] {
  const [header = "", ...lines] = readFileSync(join(import.meta.dirname, "../labels/triage.tsv"), "utf8")
    .trim()
    .split("\n");
  const columns = header.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    const cell = (name: string) => cells[columns.indexOf(name)]!;
    const faultOf = (name: string) => FAULTS.has(cell(name));
    return {
      needId: cell("needId"),
      half: cell("half") === "tune" ? "tune" : "report",
      faults: Object.fromEntries(
        JUDGED.map((part) => [part, [faultOf(`${part}.a`), faultOf(`${part}.b`)]]),
      ) as unknown as LabelledNeed["faults"],
    };
  });
}
