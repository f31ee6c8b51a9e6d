/**
 * A corpus of natural shape out of a seed: achievements of about 180 characters and needs of about 225, as many as wanted.
 *
 * Words and how often each is used come from the segmenter's dictionary, so characters, pairs and words have the long
 * tails of real Chinese. A text speaks about one topic and touches another; a topic prefers some hundred words, the
 * first of them much. All texts share little words and the wording of their trade; some words are used once in a
 * thousand texts, some nowhere else; what was said is often said again. docs/index.md compares what two such texts
 * share with what two real ones do.
 */
import { dict } from "@node-rs/jieba/dict.js";
import { seededChance } from "../seeded-chance.ts";

export interface GeneratedText {
  readonly id: string;
  readonly title: string;
  readonly content: string;
}

const SEED = 20_261_125;
const TOPICS = 60;
const WORDS_OF_TOPIC = 600;
const COMMON_WORDS = 120;
const WORDS_OF_TRADE = 1500;
const SHIFT_OF_TRADE = 25;
const SHIFT_OF_TOPIC = 5;
const SHARES = { office: 0.2, said: 0.29, common: 0.04, trade: 0.17, topic: 0.22, touched: 0.03, coined: 0.01 };
// A fifth of what offices write says nothing of its subject; the engine reads over it, others weigh it.
const OFFICE_WORDS =
  "公司 企业 项目 技术 研究 研发 开发 应用 需求 目标 解决 问题 提高 实现 具有 采用 利用 使用 目前 国内 先进 方法 系统 相关 进行 通过 生产 产品"
    .split(" ")
    .map((word) => ({ word, count: 1 }));
const TITLE_CHARACTERS = 18;
const ACHIEVEMENT = { characters: 180, spread: 0.35 };
const NEED = { characters: 225, spread: 0.6 };
const LEAST_CHARACTERS = 30;
const LEAST_USES = 3;
const SENTENCE_WORDS = 14;

interface Words {
  readonly words: readonly string[];
  /** Running sums of how often each is used. */
  readonly upTo: Float64Array;
}

const NO_WORDS: Words = { words: [], upTo: new Float64Array(0) };

export class Corpus {
  readonly #office = countUp(OFFICE_WORDS);
  #common: Words;
  #trade: Words;
  #rest: Words;
  #topics: readonly Words[];

  constructor() {
    const lexicon = readLexicon();
    this.#common = countUp(lexicon.slice(0, COMMON_WORDS));
    const rest = lexicon.slice(COMMON_WORDS).filter(({ word }) => word.length > 1);
    this.#rest = countUp(rest);
    const flat = countUp(rest.map(({ word, count }) => ({ word, count: count ** 0.6 })));
    this.#trade = chooseWords(this.#rest, WORDS_OF_TRADE, SHIFT_OF_TRADE, SEED);
    this.#topics = Array.from({ length: TOPICS }, (_, topic) =>
      chooseWords(flat, WORDS_OF_TOPIC, SHIFT_OF_TOPIC, SEED + 1 + topic),
    );
  }

  /** Lets go of the lexicon, 100 MB, when no more texts are wanted. */
  forget(): void {
    this.#common = this.#trade = this.#rest = NO_WORDS;
    this.#topics = [];
  }

  achievement(at: number): GeneratedText {
    return {
      id: `A${String(at).padStart(7, "0")}`,
      ...this.#write(seededChance(SEED ^ Math.imul(at + 1, 0x9e3779b1)), ACHIEVEMENT),
    };
  }

  need(at: number): GeneratedText {
    return {
      id: `N${String(at).padStart(7, "0")}`,
      ...this.#write(seededChance(~SEED ^ Math.imul(at + 1, 0x85ebca6b)), NEED),
    };
  }

  #write(
    chance: () => number,
    { characters, spread }: { readonly characters: number; readonly spread: number },
  ): { title: string; content: string } {
    // Some topics are worked on by many: their numbers fall as Zipf's law has it, gently.
    const topic = this.#topics[Math.floor(TOPICS * chance() ** 1.5)]!;
    const touched = this.#topics[Math.floor(TOPICS * chance())]!;
    const said: string[] = [];
    const title = this.#sentence(chance, topic, touched, TITLE_CHARACTERS, said);
    const length = Math.max(LEAST_CHARACTERS, characters * Math.exp(spread * normal(chance))) - title.length;
    return { title, content: this.#sentence(chance, topic, touched, length, said) };
  }

  #sentence(chance: () => number, topic: Words, touched: Words, length: number, said: string[]): string {
    let text = "";
    let written = 0;
    for (let words = 1; written < length; words++) {
      const word = this.#word(chance, topic, touched, said);
      said.push(word);
      written += word.length;
      text += word;
      if (words % SENTENCE_WORDS === 0) text += words % (3 * SENTENCE_WORDS) === 0 ? "。" : "，";
    }
    return text;
  }

  #word(chance: () => number, topic: Words, touched: Words, said: readonly string[]): string {
    let kind = chance();
    if ((kind -= SHARES.office) < 0) return draw(this.#office, chance());
    if ((kind -= SHARES.said) < 0 && said.length > 0) return said[Math.floor(chance() * said.length)]!;
    if ((kind -= SHARES.common) < 0) return draw(this.#common, chance());
    if ((kind -= SHARES.trade) < 0) return draw(this.#trade, chance());
    if ((kind -= SHARES.topic) < 0) return draw(topic, chance());
    if ((kind -= SHARES.touched) < 0) return draw(touched, chance());
    // A coined word: two common characters that need not stand together anywhere else.
    if (kind - SHARES.coined < 0) return draw(this.#rest, chance()).charAt(0) + draw(this.#rest, chance()).charAt(1);
    return draw(this.#rest, chance());
  }
}

function readLexicon(): { word: string; count: number }[] {
  return new TextDecoder()
    .decode(dict)
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([word = "", count]) => Number(count) >= LEAST_USES && /^\p{Script=Han}{1,6}$/u.test(word))
    .map(([word, count]) => ({ word: word!, count: Number(count) }))
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
}

function countUp(entries: readonly { word: string; count: number }[]): Words {
  const upTo = new Float64Array(entries.length);
  let sum = 0;
  for (const [at, { count }] of entries.entries()) upTo[at] = sum += count;
  return { words: entries.map(({ word }) => word), upTo };
}

/** Words for a purpose, used as Zipf's law (with Mandelbrot's shift) has it: at place n in proportion to 1 / (n + shift). */
function chooseWords(from: Words, count: number, shift: number, seed: number): Words {
  const chance = seededChance(seed);
  return countUp(
    Array.from({ length: count }, (_, place) => ({ word: draw(from, chance()), count: 1 / (place + shift) })),
  );
}

function draw({ words, upTo }: Words, chance: number): string {
  const wanted = chance * upTo[upTo.length - 1]!;
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (upTo[middle]! <= wanted) low = middle + 1;
    else high = middle;
  }
  return words[low]!;
}

/** Box and Muller's. */
function normal(chance: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}
