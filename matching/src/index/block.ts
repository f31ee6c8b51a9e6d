/**
 * A block: up to 65,536 passages with their vectors in one buffer, so that a passage has a 16-bit number and the sums of
 * all of them (256 KB) stay in a core's cache while a need is scored.
 *
 *     all but frequent terms  term -> its postings    passages [ 4, 90, 311 ]   codes [ 31, 12, 44 ]
 *     common terms            passage -> its entries  terms    [ 0, 3, 17, 40 ] codes [ 9, 9, 5, 21 ]
 *     dense                   passage -> one row of 8-bit numbers
 *
 * Terms are numbered by falling frequency, so a term is frequent when its number is below `frequentTerms`, and common below
 * `commonTerms`, which is not less. Postings of common terms would be most of the work and tell little: most of them are looked
 * at for the best passages only, by passage, and which of them a need can do without is decided for each need.
 *
 * A code is a weight divided by its passage's `unit`, rounded to 1 .. 255. The scorer is defined on codes, so whatever
 * is computed from a block is exact in whole numbers and does not depend on the order of sums.
 */
import {
  type Allocate,
  alignedBytes,
  type ByteRange,
  bytesOfSections,
  openSections,
  type Room,
  type Sections,
} from "./sections.ts";

export const BLOCK_PASSAGES = 65_536;

const MAGIC = 0x4b4c4244;
const LAYOUT = 4;
const HEADER_WORDS = 16;

const SECTIONS = {
  /** One bit for each term number: whether a posting of it is here. */
  termBits: "u32",
  /** For each word of `termBits`, the number of bits set before it. */
  termRank: "u32",
  /** Postings of the r-th term that is here: postingStart[r] .. postingStart[r + 1]. */
  postingStart: "u32",
  /** Entries of passage p: forwardStart[p] .. forwardStart[p + 1], terms ascending. */
  forwardStart: "u32",
  /** Passages of candidate c of the block: passageStart[c] .. passageStart[c + 1]. */
  passageStart: "u32",
  /** The number of candidate c in the whole index. */
  candidate: "u32",
  /** Which text a passage is: -1 for the candidate's own, else the position in its items. */
  passageItem: "i32",
  /** The weight that code 1 stands for, by passage. */
  unit: "f32",
  /** The same for dense rows; 0 where a passage has none. */
  denseUnit: "f32",
  /** Length of a passage's entries of frequent terms: times the need's, the most they can add to a score. */
  forwardLength: "f32",
  postingPassage: "u16",
  forwardTerm: "u16",
  postingCode: "u8",
  forwardCode: "u8",
  dense: "i8",
} as const;

export interface BlockShape {
  readonly passages: number;
  readonly candidates: number;
  /** Term numbers are below this. */
  readonly terms: number;
  readonly frequentTerms: number;
  readonly commonTerms: number;
  /** Different terms with postings here. */
  readonly rareTerms: number;
  readonly postings: number;
  readonly entries: number;
  readonly dimensions: number;
}

export interface Block extends BlockShape, Sections<typeof SECTIONS> {
  /** Where it lies; sharing these bytes is sharing the block. */
  readonly range: ByteRange;
}

const SHAPE = [
  "passages",
  "candidates",
  "terms",
  "frequentTerms",
  "commonTerms",
  "rareTerms",
  "postings",
  "entries",
  "dimensions",
] as const satisfies readonly (keyof BlockShape)[];

/** An empty block of a shape, to be filled. */
export function allocateBlock(shape: BlockShape, allocate: Allocate): Block {
  const byteLength = bytesOfBlock(shape);
  const range = { ...allocate(byteLength), byteOffset: 0, byteLength };
  const header = new Uint32Array(range.buffer, 0, HEADER_WORDS);
  header[0] = MAGIC;
  header[1] = LAYOUT;
  for (const [at, name] of SHAPE.entries()) header[2 + at] = shape[name];
  return viewBlock(shape, range);
}

/** The block that lies at `byteOffset`, or null when these bytes are not a whole block of this layout. */
export function openBlock({ byteOffset, ...room }: Room & { readonly byteOffset: number }): Block | null {
  const { buffer } = room;
  if (byteOffset % 8 !== 0 || buffer.byteLength < byteOffset + HEADER_WORDS * 4) return null;
  const header = new Uint32Array(buffer, byteOffset, HEADER_WORDS);
  if (header[0] !== MAGIC || header[1] !== LAYOUT) return null;
  const shape = Object.fromEntries(SHAPE.map((name, at) => [name, header[2 + at]!])) as unknown as BlockShape;
  const byteLength = bytesOfBlock(shape);
  if (shape.passages > BLOCK_PASSAGES || buffer.byteLength < byteOffset + byteLength) return null;
  return viewBlock(shape, { ...room, byteOffset, byteLength });
}

/** Which of the terms with postings in the block this is, or -1. */
export function rankOfRareTerm(block: Block, term: number): number {
  const word = term >>> 5;
  if (word >= block.termBits.length) return -1;
  const bits = block.termBits[word]!;
  const bit = 1 << (term & 31);
  return (bits & bit) === 0 ? -1 : block.termRank[word]! + countBits(bits & (bit - 1));
}

// Counts in parallel in 2, 4 and 8 bits, then adds the bytes by a multiplication (Warren: Hacker's Delight, §5-1).
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function viewBlock(shape: BlockShape, range: ByteRange): Block {
  const sections = openSections(SECTIONS, lengthsOf(shape), range.buffer, range.byteOffset + HEADER_WORDS * 4);
  return { ...shape, ...sections, range };
}

function bytesOfBlock(shape: BlockShape): number {
  return alignedBytes(HEADER_WORDS * 4) + bytesOfSections(SECTIONS, lengthsOf(shape));
}

function lengthsOf(shape: BlockShape): Record<keyof typeof SECTIONS, number> {
  const { passages, candidates, rareTerms, postings, entries } = shape;
  const words = Math.ceil(shape.terms / 32);
  return {
    termBits: words,
    termRank: words,
    postingStart: rareTerms + 1,
    forwardStart: passages + 1,
    passageStart: candidates + 1,
    candidate: candidates,
    passageItem: passages,
    unit: passages,
    denseUnit: passages,
    forwardLength: passages,
    postingPassage: postings,
    forwardTerm: entries,
    postingCode: postings,
    forwardCode: entries,
    dense: passages * shape.dimensions,
  };
}
