/** What a benchmark reports as its last line. docs/benchmarks.md explains every key. */
export type Figures = Readonly<Record<string, number | string | readonly number[]>>;

/** One entry of the registry in main.ts. */
export interface Benchmark {
  readonly name: string;
  /** One sentence for the list of benchmarks. */
  readonly describe: string;
  /** Prints tables while it runs; `args` are the words after the name on the command line. */
  readonly run: (args: readonly string[]) => Promise<Figures>;
}
