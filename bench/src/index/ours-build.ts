/** `ours-build.ts DOCUMENTS THREADS FILE`: builds an index of the generated corpus into a file. A process of its own. */
import { statSync } from "node:fs";
import process from "node:process";
import { buildStoredIndex, saveIndex } from "@dual-high/matching/node";
import { Corpus } from "./corpus.ts";
import { peakMemoryMb } from "./memory.ts";

const documents = Number(process.argv[2]);
const threads = Number(process.argv[3]);
const file = process.argv[4] ?? "";
const corpus = new Corpus();
function* source() {
  for (let at = 0; at < documents; at++) yield corpus.achievement(at);
}

const started = performance.now();
const index = await buildStoredIndex(source, { threads });
const built = performance.now();
await saveIndex(file, index);
const saved = performance.now();
const sum = (of: "postings" | "entries"): number => index.blocks.reduce((total, block) => total + block[of], 0);
console.log(
  JSON.stringify({
    buildSeconds: (built - started) / 1000,
    saveSeconds: (saved - built) / 1000,
    fileMb: statSync(file).size / 1e6,
    peakMb: peakMemoryMb(),
    terms: index.model.vocabulary.table.terms,
    frequentTerms: index.frequentTerms,
    postingsPerDocument: sum("postings") / documents,
    entriesPerDocument: sum("entries") / documents,
  }),
);
process.exit(0);
