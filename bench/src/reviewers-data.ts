/** Researchers, their papers, and how well they say they know papers they read (Stelmakh et al. 2023). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TextItem } from "@dual-high/matching";

/** How well a researcher says to know the subject of a paper: 1 to 5. */
export interface Rating {
  readonly paper: string;
  readonly expertise: number;
}

export interface ReviewersData {
  /** Title and abstract of every paper, written or rated. */
  readonly papers: ReadonlyMap<string, TextItem>;
  /** For each of ten draws: the papers that each researcher is represented by. */
  readonly profiles: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  readonly ratings: ReadonlyMap<string, readonly Rating[]>;
}

/** Reads papers.jsonl, profiles.json and ratings.tsv of a folder. */
export function readReviewersData(folder: string): ReviewersData {
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const lines = (file: string): string[] => read(file).split("\n").filter(Boolean);
  const rated = lines("ratings.tsv")
    .slice(1)
    .map((line) => {
      const [reviewer, paper, expertise] = line.split("\t");
      return { reviewer: reviewer!, paper: paper!, expertise: Number(expertise) };
    });
  const profiles = JSON.parse(read("profiles.json")) as Record<string, Record<string, string[]>>;
  return {
    papers: new Map(
      lines("papers.jsonl").map((line) => {
        const { id, title, abstract } = JSON.parse(line) as { id: string; title: string; abstract: string };
        return [id, { title, content: abstract }];
      }),
    ),
    profiles: new Map(Object.entries(profiles).map(([draw, papers]) => [draw, new Map(Object.entries(papers))])),
    ratings: Map.groupBy(rated, ({ reviewer }) => reviewer),
  };
}
