export { pairCreated } from "./events.ts";
