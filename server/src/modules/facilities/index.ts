export { instrumentTarget, loadInstruments } from "./targets.ts";
