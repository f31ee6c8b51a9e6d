export { consortiaPersonalData } from "./personal-data.ts";
export { consortiaWaiting } from "./waiting.ts";
export { consortiaBrief } from "./brief.ts";
export { consortiaDeadlines } from "./deadlines.ts";
export { consortiumNews, type News } from "./events.ts";
export { ENTERPRISE as CONSORTIUM_ENTERPRISE_ROLES, keepersOf } from "./keepers.ts";
