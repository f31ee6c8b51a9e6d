import type { Router } from "../../platform/http/index.ts";
import { chainRoutes, organisationRoutes, peopleRoutes } from "./column-routes.ts";
import { importRoutes } from "./import-routes.ts";
import { achievementRoutes, teamRoutes } from "./listed-routes.ts";
import { mergeRoutes } from "./merge-routes.ts";
import type { ImportDeps } from "./service/imports.ts";
import { stakeRoutes } from "./stakes/routes.ts";

export function directoryRoutes(api: Router, deps: ImportDeps): void {
  importRoutes(api, deps);
  achievementRoutes(api);
  teamRoutes(api);
  organisationRoutes(api);
  peopleRoutes(api);
  chainRoutes(api);
  mergeRoutes(api);
  stakeRoutes(api);
}
