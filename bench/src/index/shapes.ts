/** What two texts of the generated corpus share, beside what two real ones do. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gramsOf } from "@dual-high/matching";
import { readNeedsData } from "../needs-data.ts";
import { findDataFolder } from "../shared-data.ts";
import { printTable } from "../table.ts";
import { Corpus } from "./corpus.ts";

interface Text {
  readonly title: string;
  readonly content: string;
}

const PARTS = [0.1, 0.05, 0.02, 0.01];
const SAMPLE = { documents: 1000, needs: 275 };

/** Prints the mean number of grams that a need and a document share, counting only those rarer than some bounds. */
export function compareShapes(): void {
  const corpus = new Corpus();
  const generated = [
    Array.from({ length: SAMPLE.documents }, (_, at) => corpus.achievement(at)),
    Array.from({ length: SAMPLE.needs }, (_, at) => corpus.need(at)),
  ] as const;
  const rows = [describe("generated", ...generated)];
  const needsFolder = findDataFolder("needs");
  const abstractsFolder = findDataFolder("abstracts");
  if (needsFolder !== null && abstractsFolder !== null) {
    const abstracts = readFileSync(join(abstractsFolder, "papers.jsonl"), "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { title: string; abstract: string })
      .map(({ title, abstract }) => ({ title, content: abstract }));
    const { needs } = readNeedsData(needsFolder);
    rows.push(
      describe("abstracts, real needs", abstracts, needs),
      describe("real needs among themselves", needs, needs),
    );
  }
  printTable(
    [
      "grams shared by a need and a document",
      "in a need",
      "in a document",
      ...PARTS.map((part) => `in < ${part * 100} %`),
    ],
    rows,
  );
}

function describe(name: string, documents: readonly Text[], needs: readonly Text[]): (string | number)[] {
  const bagOf = ({ title, content }: Text): Set<string> => new Set(gramsOf(`${title}\n${content}`));
  const bags = documents.map(bagOf);
  const asked = needs.map(bagOf);
  const holders = new Map<string, number>();
  for (const bag of bags) for (const gram of bag) holders.set(gram, (holders.get(gram) ?? 0) + 1);
  const mean = (sets: readonly ReadonlySet<string>[]): number =>
    Math.round(sets.reduce((sum, { size }) => sum + size, 0) / sets.length);
  const shared = PARTS.map((part) => {
    let pairs = 0;
    for (const bag of asked) {
      for (const gram of bag) {
        const count = holders.get(gram) ?? 0;
        if (count < part * bags.length) pairs += count;
      }
    }
    return pairs / asked.length / bags.length;
  });
  return [name, mean(asked), mean(bags), ...shared];
}
