export { invitationMade, passwordResetRequested, userDisabled } from "./events.ts";
export {
  findDisplayNames,
  findNamesOnRecord,
  findInvitable,
  findScope,
  findEnterpriseScopes,
  listEnterpriseAccountRows,
  findScopeKind,
  insertScope,
  insertScopes,
  type LinkTrace,
  listHolders,
  listLinksTo,
} from "./queries.ts";
export { hashPassword } from "./passwords.ts";
export { createAccounts, type NewAccount } from "./service/accounts.ts";
export { inviteFirstAdministrators, recoverAdministrator } from "./service/administrators.ts";
export { findCaller, openCallers } from "./service/callers.ts";
export { grantRole } from "./service/invitations.ts";
export { takeAttempt } from "./service/attempts.ts";
export { answerLink, createLink, forwardLink, type Link, openLink, revokeLinksTo } from "./service/links.ts";
export type { PersonalData } from "./service/person.ts";
export { runUpkeep } from "./service/upkeep.ts";
export type { Handout } from "./types.ts";
