// Something that named people read and nobody else does, planted so that a walk over every route can look for it.
import type { TestApp } from "../test-app.ts";

export interface Outsider {
  readonly name: string;
  readonly userId: string;
  /** Which routes they try: all, or those that read. An outsider with wide rights tries all. */
  readonly tries: "everything" | "reading";
}

export interface PlantedSecret {
  /** Stands in every text of the secret and nowhere else. */
  readonly marker: string;
  /** Where the walk acts: parameters of a route that `paramsOf` leaves out come from the route's sample in this scope. */
  readonly scopeId: string;
  /** Addresses of the secret and of what came of it, for the parameters of a path such as `/api/needs/{needId}`. */
  paramsOf(path: string): Readonly<Record<string, string>>;
  /** By `METHOD /path`: queries and bodies that aim at it, such as a search for the marker or the token of a link. */
  readonly queries: Readonly<Record<string, string>>;
  readonly bodies: Readonly<Record<string, unknown>>;
  /** People who read it by right, and by which route: else the walk could find nothing because there is nothing. */
  readonly insiders: readonly { readonly userId: string; readonly route: string }[];
  readonly outsiders: readonly Outsider[];
  /** Reading routes by which the first outsider is shown the marker before `close`: that the walk sees what it looks at. */
  readonly shownBefore: readonly string[];
  /** From here on it is secret. */
  close(): Promise<void>;
}

/** A case of app.secrets.test.ts; another secret is one more of these in `all.ts`. */
export interface Secret {
  readonly name: string;
  plant(world: TestApp): Promise<PlantedSecret>;
}
