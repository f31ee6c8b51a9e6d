import type { Config } from "../../platform/config.ts";
import type { Router } from "../../platform/http/index.ts";
import { ledgerRoutes } from "./routes/ledger.ts";
import { outreachRoutes } from "./routes/outreach.ts";
import { runRoutes } from "./routes/runs.ts";
import type { MatchSources } from "./sources.ts";

export function matchmakingRoutes(api: Router, config: Config, sources: MatchSources): void {
  runRoutes(api, sources);
  ledgerRoutes(api);
  outreachRoutes(api, config);
}
