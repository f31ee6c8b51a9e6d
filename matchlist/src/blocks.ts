/** Needs that are matched together: their places in the list, the last not among them. */
export interface NeedBlock {
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts a list of needs into blocks that can be matched apart, in any order and anywhere. A block is small enough to be
 * repeated without regret when whoever had it is gone, and large enough that keeping its result costs nothing beside
 * finding it. The cut depends on the number of needs alone, never on who shares the work.
 */
export function cutBlocks(needs: number): NeedBlock[] {
  const size = needs <= 10_000 ? 64 : 256;
  return Array.from({ length: Math.ceil(needs / size) }, (_, number) => ({
    number,
    from: number * size,
    to: Math.min(needs, (number + 1) * size),
  }));
}
