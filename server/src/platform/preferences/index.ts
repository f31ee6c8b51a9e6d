export { listPreferring, personalPreferences } from "./preferences.ts";
export { preferenceRoutes } from "./routes.ts";
