import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import { BILINGUAL_PAIRS } from "../../test/bilingual-texts.ts";
import { bandOf } from "../bands.ts";
import { buildIndex } from "../candidate-index.ts";
import { rankAll } from "../rank.ts";

/** Real needs and achievements lie beside the project and are never copied into it. */
const DATA = join(process.env["DUAL_HIGH_DATA"] ?? join(import.meta.dirname, "../../../../shared/data"), "needs");
const isThere = existsSync(DATA);

function readLines<T>(name: string): T[] {
  return readFileSync(join(DATA, name), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

test.skipIf(!isThere)(
  `English abstracts come up among thousands of Chinese titles${isThere ? "" : " (skipped: no data beside the project)"}`,
  () => {
    const background = readLines<{ title: string; content: string }>("needs.jsonl");
    const titles = readLines<{ id: string; titleTokens: string[] }>("achievements.jsonl");
    const index = buildIndex(
      [
        ...titles.map(({ id, titleTokens }) => ({ id, title: titleTokens.join(""), content: "" })),
        ...BILINGUAL_PAIRS.map(({ abstract: [title, content] }, at) => ({ id: `abstract ${at}`, title, content })),
      ],
      { background },
    );
    const found = BILINGUAL_PAIRS.map(({ need: [title, content] }, at) => {
      const ranked = rankAll(index, { id: "N", title, content });
      const place = ranked.findIndex(({ id }) => id === `abstract ${at}`);
      return { place: place + 1, band: bandOf(ranked[place]!.score) };
    });
    expect(found.filter(({ place }) => place <= 5).length).toBeGreaterThanOrEqual(14);
    expect(found.filter(({ band }) => band !== "none").length).toBeGreaterThanOrEqual(18);
  },
);
