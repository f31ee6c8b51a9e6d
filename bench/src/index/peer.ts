/**
 * `peer.ts NAME DOCUMENTS`: what one peer reaches. First its ranking of the judged needs, where they are at hand; then
 * it indexes the generated corpus and answers needs from it, for half a minute at most. A process of its own.
 */
import process from "node:process";
import { gramsOf } from "@dual-high/matching";
import { measureRanking } from "../metrics.ts";
import { readNeedsData } from "../needs-data.ts";
import { findDataFolder } from "../shared-data.ts";
import { Corpus } from "./corpus.ts";
import { peakMemoryMb } from "./memory.ts";
import { PEERS } from "./peers.ts";

const TOP = 20;
const MOST_NEEDS = 100;
const MOST_SECONDS = 30;
const TELL_EVERY = 2000;

const documents = Number(process.argv[3]);
const open = PEERS[process.argv[2] ?? ""]!;

const textOf = (text: { title: string; content: string }): string =>
  gramsOf(`${text.title}\n${text.content}`).join(" ");
// Each token once: no peer gains by asking twice, some lose much time.
const questionOf = (text: { title: string; content: string }): string =>
  [...new Set(gramsOf(`${text.title}\n${text.content}`))].join(" ");

async function rankJudgedNeeds(): Promise<object> {
  const folder = findDataFolder("needs");
  if (folder === null) return {};
  const data = readNeedsData(folder);
  const index = await open();
  data.candidates.forEach((candidate, at) => index.add(at, textOf(candidate)));
  index.finish();
  const judged = new Set(data.judgments.map(({ needId }) => needId));
  const run = new Map(
    data.needs
      .filter(({ id }) => judged.has(id))
      .map((need) => {
        const found = index.search(questionOf(need), data.candidates.length);
        return [need.id, new Map(found.map(([at, score]) => [data.candidates[at]!.id, score]))] as const;
      }),
  );
  const { rerankNdcg10, fullNdcg10, recall100 } = measureRanking(data.judgments, run);
  return { rerankNdcg10, fullNdcg10, recall100 };
}

console.log(JSON.stringify({ quality: await rankJudgedNeeds() }));
const corpus = new Corpus();
const index = await open();
let indexing = 0;
for (let at = 0; at < documents; at++) {
  const text = textOf(corpus.achievement(at));
  const before = performance.now();
  index.add(at, text);
  indexing += performance.now() - before;
  if (at % TELL_EVERY === 0) console.log(JSON.stringify({ indexed: at, seconds: indexing / 1000 }));
}
const before = performance.now();
index.finish();
indexing += performance.now() - before;
const rates: number[] = [];
const started = performance.now();
for (let at = 0; at < MOST_NEEDS && performance.now() - started < MOST_SECONDS * 1000; at++) {
  const question = questionOf(corpus.need(at));
  const asked = performance.now();
  index.search(question, TOP);
  rates.push(performance.now() - asked);
}
const needsPerSecond = (rates.length * 1000) / rates.reduce((sum, ms) => sum + ms, 0);
console.log(
  JSON.stringify({
    found: { needsPerSecond, needs: rates.length, indexSeconds: indexing / 1000, peakMb: peakMemoryMb() },
  }),
);
process.exit(0);
