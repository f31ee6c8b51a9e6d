export { consortiaPersonalData } from "./personal-data.ts";
export { consortiaWaiting } from "./waiting.ts";
export { consortiaBrief } from "./brief.ts";
