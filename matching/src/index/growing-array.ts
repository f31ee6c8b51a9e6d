/** A typed array that grows by doubling, for numbers whose count is not known before. */
export class GrowingArray<T extends Uint8Array | Int8Array | Uint32Array> {
  readonly #make: (length: number) => T;
  #array: T;
  #length = 0;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#array = make(1024);
  }

  get length(): number {
    return this.#length;
  }

  append(values: ArrayLike<number>): void {
    const length = this.#length + values.length;
    if (length > this.#array.length) {
      const grown = this.#make(Math.max(this.#array.length * 2, length));
      grown.set(this.values());
      this.#array = grown;
    }
    this.#array.set(values, this.#length);
    this.#length = length;
  }

  /** What was appended so far. Not to be kept: the next one may move it. */
  values(): T {
    return this.#array.subarray(0, this.#length) as T;
  }
}
