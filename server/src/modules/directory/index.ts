export type {
  AppliedChange,
  Changed,
  Comparison,
  ImportTarget,
  IncomingRecord,
  Reversion,
  StoredRecord,
} from "./import-target.ts";
export {
  type DirectoryPerson,
  findAchievement,
  hasAchievements,
  hasTeams,
  listAccounts,
  listNodesFor,
  type Loaded,
  loadAchievements,
  loadPeople,
  loadTeams,
  searchAchievements,
} from "./loaders.ts";
export {
  type EnterpriseFacts,
  ensureEnterprises,
  listEnterpriseFacts,
  type NamedEnterprise,
  putRegistryOrganisations,
  type RegistryOrganisation,
} from "./organisations.ts";
export { directoryPerson } from "./person.ts";
export { importUndone, listImported, mergeUndone, recordArchived, recordsMerged } from "./events.ts";
export { acceptImports, acceptImportsJob, requestAcceptance } from "./service/accept-imports.ts";
export { previewImport } from "./service/imports.ts";
export { directoryWaiting } from "./waiting.ts";
export { loadStakes, type StakeFact } from "./stakes/queries.ts";
export { directoryTargets } from "./targets.ts";
export { compareCode, compareName, matchKey, stableText } from "./rules.ts";
export { digestOf, toStored } from "./stored.ts";
export {
  type RecordChange,
  type TableTarget,
  type TableTargetDefinition,
  tableTarget,
  type WrittenRow,
} from "./table-target.ts";
