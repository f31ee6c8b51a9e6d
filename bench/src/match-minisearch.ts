/**
 * The main job with MiniSearch in the engine's place: the same lists, the same match list, only the ranking and its
 * reasons are MiniSearch's. Run as a process of its own by match.ts, so that both start cold.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { readList } from "@dual-high/lists";
import { composeMatchList, type MakeMatcher, writeMatchList } from "@dual-high/matchlist";
import MiniSearch from "minisearch";

const TOKENS = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;

/** Bigrams of Chinese runs and whole words of others: MiniSearch's own tokenizer leaves a Chinese sentence in one piece. */
function tokenize(text: string): string[] {
  const tokens: string[] = [];
  for (const [run] of text.normalize("NFKC").toLowerCase().matchAll(TOKENS)) {
    const characters = [...run];
    if (!/\p{Script=Han}/u.test(run) || characters.length === 1) tokens.push(run);
    else for (let at = 1; at < characters.length; at++) tokens.push(`${characters[at - 1]}${characters[at]}`);
  }
  return tokens;
}

const makeMiniSearch: MakeMatcher = (candidates) => {
  const index = new MiniSearch({
    fields: ["title", "content", "items"],
    tokenize,
    searchOptions: { tokenize, boost: { title: 2 } },
  });
  index.addAll(
    candidates.map(({ id, title, content, items = [] }) => ({
      id,
      title,
      content,
      items: items.map((item) => item.title).join("\n"),
    })),
  );
  const found = new Map<string, { terms: readonly string[]; lacks: readonly string[] }>();
  return {
    rank(need, top) {
      const results = index.search(`${need.title}\n${need.content}`).slice(0, top);
      const best = results[0]?.score ?? 1;
      for (const result of results) found.set(`${need.id} ${result.id}`, { terms: result.terms, lacks: [] });
      return results.map((result) => ({ id: String(result.id), score: result.score / best }));
    },
    explain: (need, id) => ({
      terms: (found.get(`${need.id} ${id}`)?.terms ?? []).map((term) => ({
        term,
        share: 0,
        needSpans: [],
        candidateSpans: [],
      })),
      bestItem: null,
    }),
    lacks: (need, id) => found.get(`${need.id} ${id}`)?.lacks ?? [],
  };
};

const [folder = "", out = ""] = process.argv.slice(2);
const started = performance.now();
const load = (name: string) => ({ name: basename(name), bytes: readFileSync(`${folder}/${name}`) });
const lists = {
  needs: await readList("needs", load("needs.xlsx")),
  achievements: await readList("achievements", load("achievements.xlsx")),
  instruments: await readList("instruments", load("instruments.xlsx")),
  teams: await readList("teams", load("teams.xlsx")),
};
const read = performance.now();
const list = composeMatchList(lists, { top: 5, capacity: 2, today: "2026-01-01" }, { makeMatcher: makeMiniSearch });
const matched = performance.now();
writeFileSync(out, await writeMatchList(list, { version: "peer", madeAt: new Date(0), inputs: [] }, "zh"));
const written = performance.now();
const phases = { read: read - started, match: matched - read, write: written - matched };
process.stdout.write(`${JSON.stringify({ phases, ms: written - started })}\n`);
