/**
 * Word boundaries for display. Ranking needs no words; a reader does.
 *
 * jieba (N-API build of jieba-rs) with its default dictionary and a few terms of the field. Its table takes about
 * 0.25 s and 50 MB to build, so that happens on first use.
 */
import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { DOMAIN_WORDS } from "./domain-words.ts";

let jieba: Jieba | undefined;

/** Cuts a run of Han characters into words, which joined give the run again. */
export function segment(run: string): string[] {
  loadWords();
  return jieba!.cut(run, true);
}

/** Builds the table now, for whoever has nothing else to do: the first explanation then need not wait for it. */
export function loadWords(): void {
  jieba ??= load();
}

function load(): Jieba {
  const loaded = Jieba.withDict(dict);
  // A high count makes the segmenter prefer the whole term over its parts.
  loaded.loadDict(new TextEncoder().encode(DOMAIN_WORDS.map((word) => `${word} 10000 n`).join("\n")));
  return loaded;
}
