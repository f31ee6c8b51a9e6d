export type {
  AppliedChange,
  Changed,
  Comparison,
  ImportTarget,
  IncomingRecord,
  Reversion,
  StoredRecord,
} from "./import-target.ts";
export { type Loaded, loadAchievements, loadTeams } from "./loaders.ts";
export { directoryTargets } from "./targets.ts";
export { compareCode, compareName, matchKey } from "./rules.ts";
export {
  digestOf,
  type RecordChange,
  type TableTarget,
  type TableTargetDefinition,
  tableTarget,
  toStored,
  type WrittenRow,
} from "./table-target.ts";
