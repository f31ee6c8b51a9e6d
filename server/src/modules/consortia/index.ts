export { consortiaPersonalData } from "./personal-data.ts";
export { consortiaWaiting } from "./waiting.ts";
