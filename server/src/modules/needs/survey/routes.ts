import type { Router } from "../../../platform/http/index.ts";
import { roundRoutes } from "./routes/rounds.ts";
import { siteRoutes } from "./routes/sites.ts";
import { visitRoutes } from "./routes/visits.ts";

export function surveyRoutes(api: Router): void {
  roundRoutes(api);
  siteRoutes(api);
  visitRoutes(api);
}
