/**
 * How the index scales: a generated corpus of natural shape, ours beside search libraries on the same tokens, each in a
 * process of its own; and how the time of a need grows with the number of documents. docs/index.md explains the figures.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildIndex, rankAll } from "@dual-high/matching";
import type { Benchmark, Figures } from "./benchmark.ts";
import { compareShapes } from "./index/shapes.ts";
import { type OurFigures, runOurs } from "./index/ours.ts";
import { type PeerFigures, runPeer } from "./index/run-peer.ts";
import { PEERS } from "./index/peers.ts";
import { measureRanking, type RankingQuality } from "./metrics.ts";
import { readNeedsData } from "./needs-data.ts";
import { findDataFolder } from "./shared-data.ts";
import { printTable } from "./table.ts";

const SMALLEST = 10_000;
const LEAST_DOCUMENTS = 20_000;

export const index: Benchmark = {
  name: "index",
  describe: "search at scale: --docs 100000|1000000 [--needs 2000] [--no-peers]",
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        docs: { type: "string", default: "100000" },
        needs: { type: "string", default: "2000" },
        "no-peers": { type: "boolean", default: false },
      },
    });
    const documents = Number(values.docs);
    if (!(Number.isInteger(documents) && documents >= LEAST_DOCUMENTS))
      throw new Error("--docs: a number, at least 20000");
    compareShapes();
    const folder = await mkdtemp(join(tmpdir(), "dual-high-bench-"));
    try {
      const sizes = sizesUpTo(documents);
      const ours: OurFigures[] = [];
      for (const size of sizes) ours.push(await runOurs(size, Number(values.needs), folder));
      const peers = values["no-peers"] ? [] : await runPeers(documents);
      return report(sizes, ours, peers);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** 10,000, the size itself, and the geometric mean of both. */
function sizesUpTo(documents: number): number[] {
  return [...new Set([SMALLEST, Math.round(Math.sqrt(SMALLEST * documents)), documents])];
}

async function runPeers(documents: number): Promise<PeerFigures[]> {
  const figures: PeerFigures[] = [];
  for (const name of Object.keys(PEERS)) figures.push(await runPeer(name, documents));
  return figures;
}

function report(sizes: readonly number[], ours: readonly OurFigures[], peers: readonly PeerFigures[]): Figures {
  printTable(
    [
      "documents",
      "documents/s",
      "needs/s, 1 thread",
      "2 threads",
      "CPU ms/need",
      "exact, 2",
      "top 20 as exact",
      "serving MB",
      "building MB",
      "file MB",
    ],
    ours.map((own, at) => [
      String(sizes[at]),
      Math.round(sizes[at]! / own.buildSeconds),
      Math.round(own.needsPerSecond1),
      Math.round(own.needsPerSecond2),
      own.cpuMs,
      Math.round(own.exactPerSecond),
      own.overlap,
      own.serveMb,
      own.buildMb,
      Math.round(own.fileMb),
    ]),
  );
  const exponent = fitExponent(
    sizes,
    ours.map(({ needsPerSecond1 }) => 1 / needsPerSecond1),
  );
  const last = ours.at(-1)!;
  const documents = sizes.at(-1)!;
  const quality = measureOurs();
  const cells = (measured: Partial<RankingQuality> | null): (string | number)[] => [
    measured?.rerankNdcg10 ?? "-",
    measured?.fullNdcg10 ?? "-",
    measured?.recall100 ?? "-",
  ];
  printTable(
    [
      `${documents} documents`,
      "documents/s",
      "needs/s",
      "needs asked",
      "peak MB",
      "rerank nDCG@10",
      "full nDCG@10",
      "R@100",
    ],
    [
      [
        "ours, 2 threads",
        Math.round(documents / last.buildSeconds),
        last.needsPerSecond2,
        last.needs,
        last.serveMb,
        ...cells(quality),
      ],
      ["ours, 1 thread", "", last.needsPerSecond1, last.needs, "", "", "", ""],
      ...peers.map((peer) => [
        peer.name,
        ...(peer.found === null
          ? [peer.remark, "-", "-", "-"]
          : [
              Math.round(documents / peer.found.indexSeconds),
              peer.found.needsPerSecond,
              peer.found.needs,
              peer.found.peakMb,
            ]),
        ...cells(peer.quality),
      ]),
    ],
  );
  const running = peers.filter(({ found }) => found !== null);
  const rateOf = ({ found }: PeerFigures): number => found?.needsPerSecond ?? 0;
  const fastest = Math.max(...running.map(rateOf));
  const bestRanking = [...running].sort((a, b) => (b.quality?.rerankNdcg10 ?? 0) - (a.quality?.rerankNdcg10 ?? 0))[0];
  return {
    documents,
    documentsPerSecond: Math.round(documents / last.buildSeconds),
    needsPerSecond: Math.round(last.needsPerSecond2),
    needsPerSecond1Thread: Math.round(last.needsPerSecond1),
    cpuMsPerNeed: round(last.cpuMs),
    exactNeedsPerSecond: Math.round(last.exactPerSecond),
    overlap: round(last.overlap),
    rssMb: last.serveMb,
    buildRssMb: last.buildMb,
    exponent: round(exponent),
    ...(quality === null ? {} : { ndcg10: round(quality.rerankNdcg10), fullNdcg10: round(quality.fullNdcg10) }),
    ...(bestRanking === undefined
      ? {}
      : {
          fastestPeerRatio: round(last.needsPerSecond2 / fastest),
          fastestPeerRatio1Thread: round(last.needsPerSecond1 / fastest),
          bestRankingPeer: bestRanking.name,
          bestRankingPeerRatio: round(last.needsPerSecond2 / rateOf(bestRanking)),
        }),
  };
}

/** The power of the number of documents with which the seconds grow: least squares on logarithms. */
function fitExponent(sizes: readonly number[], seconds: readonly number[]): number {
  const x = sizes.map(Math.log);
  const y = seconds.map(Math.log);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middleX, middleY] = [mean(x), mean(y)];
  const rise = x.reduce((sum, value, at) => sum + (value - middleX) * (y[at]! - middleY), 0);
  return rise / x.reduce((sum, value) => sum + (value - middleX) ** 2, 0);
}

function measureOurs(): RankingQuality | null {
  const folder = findDataFolder("needs");
  if (folder === null) return null;
  const data = readNeedsData(folder);
  const built = buildIndex(data.candidates);
  const judged = new Set(data.judgments.map(({ needId }) => needId));
  const run = new Map(
    data.needs
      .filter(({ id }) => judged.has(id))
      .map((need) => [need.id, new Map(rankAll(built, need).map(({ id, score }) => [id, score]))]),
  );
  return measureRanking(data.judgments, run);
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
