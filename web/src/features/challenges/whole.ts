/** The description of the API calls a field with a default optional; in an answer it is always there. */
export type Whole<T> = T extends readonly (infer I)[]
  ? Whole<I>[]
  : T extends object
    ? { [K in keyof T]-?: Whole<Exclude<T[K], undefined>> }
    : T;

export function whole<T>(answer: T): Whole<T> {
  return answer as Whole<T>;
}
