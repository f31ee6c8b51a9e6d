/**
 * The best `size` of many, kept in a heap whose root is the worst kept: one that is no better is refused at the cost of
 * one comparison. Better is the higher score, and among equal scores the lower order.
 *
 * What is kept has a place 0 .. size - 1, under which the caller can store more about it.
 */
export class BestList {
  readonly size: number;
  readonly scores: Float64Array;
  readonly orders: Float64Array;
  /** What the score is of. */
  readonly items: Uint32Array;
  readonly #heap: Int32Array;
  #count = 0;

  constructor(size: number) {
    this.size = size;
    this.scores = new Float64Array(size);
    this.orders = new Float64Array(size);
    this.items = new Uint32Array(size);
    this.#heap = new Int32Array(size);
  }

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
  }

  /** A score below this is refused. */
  least(): number {
    return this.#count < this.size ? Number.NEGATIVE_INFINITY : this.scores[this.#heap[0]!]!;
  }

  /** Keeps it and returns its place, or returns -1. The place may be that of one that had to go. */
  offer(score: number, order: number, item: number): number {
    if (this.#count < this.size) {
      const place = this.#count++;
      this.#put(place, score, order, item);
      this.#heap[place] = place;
      this.#rise(place);
      return place;
    }
    const place = this.#heap[0]!;
    const worst = this.scores[place]!;
    if (score < worst || (score === worst && order >= this.orders[place]!)) return -1;
    this.#put(place, score, order, item);
    this.#sink();
    return place;
  }

  /** The places of what is kept, best first. */
  places(): Int32Array {
    return this.#heap.slice(0, this.#count).sort((a, b) => (this.#isWorse(b, a) ? -1 : this.#isWorse(a, b) ? 1 : 0));
  }

  #put(place: number, score: number, order: number, item: number): void {
    this.scores[place] = score;
    this.orders[place] = order;
    this.items[place] = item;
  }

  #isWorse(a: number, b: number): boolean {
    const difference = this.scores[a]! - this.scores[b]!;
    return difference < 0 || (difference === 0 && this.orders[a]! > this.orders[b]!);
  }

  #rise(from: number): void {
    const heap = this.#heap;
    let at = from;
    const place = heap[at]!;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (!this.#isWorse(place, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = place;
  }

  #sink(): void {
    const heap = this.#heap;
    const place = heap[0]!;
    let at = 0;
    for (let child = 1; child < this.#count; child = 2 * at + 1) {
      if (child + 1 < this.#count && this.#isWorse(heap[child + 1]!, heap[child]!)) child += 1;
      if (!this.#isWorse(heap[child]!, place)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = place;
  }
}
