import type { Config } from "../../platform/config.ts";
import type { Router } from "../../platform/http/index.ts";
import { meetingDayRoutes } from "./meeting-days/routes.ts";
import { ledgerRoutes } from "./routes/ledger.ts";
import { outreachRoutes } from "./routes/outreach.ts";
import { runRoutes } from "./routes/runs.ts";
import { weightRoutes } from "./routes/weights.ts";

export function matchmakingRoutes(api: Router, config: Config): void {
  runRoutes(api);
  weightRoutes(api);
  ledgerRoutes(api);
  outreachRoutes(api, config);
  meetingDayRoutes(api, config);
}
