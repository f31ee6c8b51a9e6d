/**
 * A binary min-heap of node numbers, ordered by an array of keys that its owner keeps. Each node is in it at most once;
 * after lowering a node's key, call {@link pushOrRaise}. Push and pop cost O(log size).
 */
export class IndexedHeap {
  readonly #keys: Float64Array;
  readonly #nodes: Uint32Array;
  /** Place of each node in #nodes, plus one; 0 when absent. */
  readonly #places: Uint32Array;
  #size = 0;

  /** Nodes are 0 .. keys.length - 1. */
  constructor(keys: Float64Array) {
    this.#keys = keys;
    this.#nodes = new Uint32Array(keys.length);
    this.#places = new Uint32Array(keys.length);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a node, or moves it up after its key was lowered. */
  pushOrRaise(node: number): void {
    const place = this.#places[node]!;
    if (place === 0) this.#raise(node, this.#size++);
    else this.#raise(node, place - 1);
  }

  /** Removes and returns a node with the smallest key. Only when `size` is above 0. */
  pop(): number {
    const top = this.#nodes[0]!;
    this.#places[top] = 0;
    this.#size--;
    if (this.#size > 0) this.#sink(this.#nodes[this.#size]!);
    return top;
  }

  /** Empties the heap, at a cost of what is still in it. */
  clear(): void {
    for (let place = 0; place < this.#size; place++) this.#places[this.#nodes[place]!] = 0;
    this.#size = 0;
  }

  #raise(node: number, from: number): void {
    const key = this.#keys[node]!;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >>> 1;
      const above = this.#nodes[parent]!;
      if (this.#keys[above]! <= key) break;
      this.#put(above, place);
      place = parent;
    }
    this.#put(node, place);
  }

  #sink(node: number): void {
    const key = this.#keys[node]!;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#keys[this.#nodes[child + 1]!]! < this.#keys[this.#nodes[child]!]!) child++;
      const below = this.#nodes[child]!;
      if (this.#keys[below]! >= key) break;
      this.#put(below, place);
      place = child;
    }
    this.#put(node, place);
  }

  #put(node: number, place: number): void {
    this.#nodes[place] = node;
    this.#places[node] = place + 1;
  }
}
