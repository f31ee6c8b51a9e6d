import type { Router } from "../../../platform/http/index.ts";
import { applicationRoutes } from "./applications/routes.ts";
import { callRoutes } from "./calls/routes.ts";
import { reportRoutes } from "./reports/routes.ts";
import { reviewRoutes } from "./reviews/routes.ts";

export function proofRoutes(api: Router): void {
  callRoutes(api);
  applicationRoutes(api);
  reviewRoutes(api);
  reportRoutes(api);
}
