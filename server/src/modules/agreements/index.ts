export { agreementDrafted, agreementMoved, approvalMoved, deliveryMoved } from "./events.ts";
export { agreementsPersonalData } from "./personal-data.ts";
export { findAgreementRow as findAgreement } from "./queries.ts";
export { draftFromAwards } from "./service/draft-from-award.ts";
export { agreementCourseWaiting } from "./course/waiting.ts";
export { agreementDeadlines } from "./course/deadlines.ts";
export { agreementsWaiting } from "./waiting.ts";
export { type AgreementFacts, listAgreementFacts } from "./in-force-queries.ts";
export { type AgreementKindName, nameOfKind } from "./types.ts";
