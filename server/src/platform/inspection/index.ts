export { inspectionRoutes, type NameUsers } from "./routes.ts";
export { verificationJob } from "./verification.ts";
