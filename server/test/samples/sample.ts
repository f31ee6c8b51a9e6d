// A request to each route that is right in everything but, perhaps, who sends it. One file per module.
import type { TestApp } from "../test-app.ts";

export interface Target {
  /** The scope that is acted on. */
  readonly scopeId: string;
  /** Who acts; null is nobody. */
  readonly actorId: string | null;
}

export interface Sample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
  readonly ifMatch?: string;
}

/** By `METHOD /path`. The world is there when a sample is asked for, not before. */
export type Samples = Readonly<Record<string, (target: Target) => Promise<Sample> | Sample>>;
export type SamplesOf = (world: () => TestApp) => Samples;
