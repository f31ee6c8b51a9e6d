import type { Achievement, Instrument, Need, Team } from "@dual-high/lists";
import type { Ctx } from "../../platform/access/index.ts";
import type { Tx } from "../../platform/db/index.ts";
import type { Loaded } from "../directory/index.ts";

type Loader<T> = (tx: Tx, scopeId: string) => Promise<Loaded<T>[]>;

/** Where a run gets its lists, and whom it tells that a need has found somebody. Put together in app.ts. */
export interface MatchSources {
  readonly loadNeeds: Loader<Need>;
  readonly loadAchievements: Loader<Achievement>;
  readonly loadTeams: Loader<Team>;
  readonly loadInstruments: Loader<Instrument>;
  readonly noteMatched: (ctx: Ctx, tx: Tx, needId: string) => Promise<void>;
}
