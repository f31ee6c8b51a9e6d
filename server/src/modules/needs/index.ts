export {
  needChanged,
  needMoved,
  needSubmitted,
  needVisibilityChanged,
  readerInvited,
  rewriteDecided,
  rewriteProposed,
} from "./events.ts";
export { NEED_STATE_NAMES, NEED_VISIBILITY_NAMES } from "./types.ts";
export { findNeedIds, linkNeeds, listNeedsById } from "./queries.ts";
export { describeTransitions } from "./rules.ts";
export { keepEnterprises } from "./service/keep-enterprises.ts";
export { keepFindable } from "./service/keep-findable.ts";
export {
  findNeed,
  hasNeedsToMatch,
  loadNeeds,
  needTarget,
  type NeedProgress,
  notePosed,
  noteProgress,
  noteUnmatched,
  noteUnposed,
} from "./service/lists.ts";
export { needDeadlines } from "./deadlines.ts";
export { findNeedState, isNeedRestricted, listNeedReaders } from "./service/audience.ts";
export { needsFunnel, needsWaiting } from "./waiting.ts";
export { needsPersonalData } from "./service/person.ts";
export { surveysWaiting } from "./survey/waiting.ts";
export { needsBrief } from "./brief.ts";
