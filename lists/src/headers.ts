import type { MoneyUnit } from "@dual-high/kernel";
import { fieldsOf, headersOf } from "./fields.ts";
import type { ListKind } from "./types.ts";

/** Which field a header or label means, and how surely (0-1; 1 is a synonym word for word). */
export interface HeaderMatch {
  readonly field: string;
  readonly confidence: number;
  /** Place of the synonym among those of its field: where two columns mean one field, the lower goes first. */
  readonly rank: number;
}

const MARKS = /[\s*＊:：、，,.。;；“”"'‘’|_\-—–]+/g;
const BRACKETED = /[([【〔][^)\]】〕]*[)\]】〕]?/g;
const NUMBERING = /^(?:[一二三四五六七八九十]+[、.．]|\d{1,2}[、.．)](?!\d)|[(][一二三四五六七八九十\d]+[)])\s*/;
/**
 * What may follow a field's name in a header without making it another thing: 需求内容描述 is still the content, whereas
 * 技术需求类别 is a category and 申请人地址 an address.
 */
const DESCRIPTIVE =
  /^(?:的|及|和|与|或|等|\/|情况|说明|描述|内容|简介|简述|概述|介绍|要求|信息|详情|明细|名称|全称|姓名|条件|意向|填写|如下)/;

/** A header as it is compared: half-width, lower case, without numbering, blanks and punctuation. Brackets are kept. */
function compareKey(header: string): string {
  return header.normalize("NFKC").toLowerCase().trim().replace(NUMBERING, "").replace(MARKS, "");
}

/** A unit at the end of a header that puts it in no brackets: 投入预算/万元, 项目预算：亿元. */
const UNIT_BEHIND = /\/?(?:单位)?(?:亿|千万|百万|万|千)?元$/;

function withoutBrackets(key: string): string {
  const bare = key.replace(BRACKETED, "").replace(UNIT_BEHIND, "");
  return bare === "" ? key : bare;
}

interface Synonym {
  readonly field: string;
  readonly rank: number;
}

const keysByKind = new Map<ListKind, ReadonlyMap<string, Synonym>>();

/** Every synonym of a list kind under its compare key. A word that two fields claim belongs to the first that lists it. */
function synonymKeys(kind: ListKind): ReadonlyMap<string, Synonym> {
  const known = keysByKind.get(kind);
  if (known) return known;
  const keys = new Map<string, Synonym>();
  for (const [field, definition] of Object.entries(fieldsOf(kind))) {
    for (const [rank, synonym] of [...headersOf(definition), field].entries()) {
      const key = compareKey(synonym);
      if (!keys.has(key)) keys.set(key, { field, rank });
    }
  }
  keysByKind.set(kind, keys);
  return keys;
}

const LONGEST_HEADER = 40;
const HAN = /\p{Script=Han}/u;

/**
 * The field that a header means, or null. Word for word first; then without what stands in brackets; then by one of its two
 * languages (需求名称 Need title); then by the longest synonym that it ends with, or begins with before a descriptive word,
 * when that makes up two fifths of it (企业技术需求内容描述).
 */
export function matchHeader(header: string, kind: ListKind): HeaderMatch | null {
  if (header.length > LONGEST_HEADER * 3) return null;
  const key = compareKey(header);
  if (key === "") return null;
  const keys = synonymKeys(kind);
  const exact = keys.get(key);
  if (exact !== undefined) return { ...exact, confidence: 1 };
  const bare = withoutBrackets(key);
  const nearly = keys.get(bare) ?? inOneLanguage(bare, keys);
  if (nearly !== null && nearly !== undefined) return { ...nearly, confidence: 0.95 };
  if (bare.length > LONGEST_HEADER || !HAN.test(bare)) return null;
  let best: HeaderMatch | null = null;
  for (const [synonym, { field, rank }] of keys) {
    if (synonym.length < 2 || !HAN.test(synonym)) continue;
    const share = synonym.length / bare.length;
    if (share < 0.4) continue;
    const ends = bare.endsWith(synonym);
    if (!ends && !(bare.startsWith(synonym) && DESCRIPTIVE.test(bare.slice(synonym.length)))) continue;
    // Chinese puts the head of a compound last: 专利申请日期 is a date, so an ending counts more than a beginning.
    const confidence = share * (ends ? 0.9 : 0.7);
    if (best === null || confidence > best.confidence) best = { field, confidence, rank };
  }
  return best;
}

/** A header in two languages. The Latin part decides where it is known, for it names the thing in TRL等级 and ORCID编号. */
function inOneLanguage(bare: string, keys: ReadonlyMap<string, Synonym>): Synonym | null {
  const latin = bare.replace(/[^a-z]+/g, "");
  const han = bare.replace(/[^\p{Script=Han}]+/gu, "");
  if (latin === "" || han === "") return null;
  return keys.get(latin) ?? (latin.length >= 3 ? (keys.get(han) ?? null) : null);
}

/** A unit of money that a header names, and what a bare figure needs behind it where the unit is neither 万元 nor yuan. */
export interface HeaderUnit {
  readonly unit?: MoneyUnit;
  readonly suffix?: string;
}

/** The unit of money that a header names: 拟投入资金（万元）, 预算(百万元), Budget (RMB 10,000). */
export function unitOfHeader(header: string): HeaderUnit {
  const text = header.normalize("NFKC").toLowerCase();
  const large =
    /(?:亿|千万|百万|千)(?=元)/.exec(text)?.[0] ??
    (/million|\bm(?:n)?\s*(?:cny|rmb|yuan)/.test(text) ? "百万" : undefined);
  if (large !== undefined) return { suffix: `${large}元` };
  if (/万|10k|10,?000|ten thousand|\bwan\b/.test(text)) return { unit: "wan" };
  if (/thousand|1,?000|\bk\s*(?:cny|rmb|yuan)/.test(text)) return { suffix: "千元" };
  return /元|yuan|cny|rmb/.test(text) ? { unit: "yuan" } : {};
}

/** Whether a text is, word for word, the header of some field: where a title should stand, it betrays another header. */
export function isHeaderWord(text: string, kind: ListKind): boolean {
  return text.length <= LONGEST_HEADER && synonymKeys(kind).has(compareKey(text));
}

/** Whether a label is one that a list of this kind knows; forms ask this to tell labels from answers. */
export function isKnownLabel(label: string, kind: ListKind): boolean {
  const match = matchHeader(label, kind);
  return match !== null && match.confidence >= 0.6;
}
