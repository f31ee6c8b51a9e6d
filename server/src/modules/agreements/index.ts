export { agreementDrafted, agreementMoved, deliveryMoved } from "./events.ts";
export { agreementsPersonalData } from "./personal-data.ts";
export { findAgreementRow as findAgreement } from "./queries.ts";
export { draftFromAwards } from "./service/draft-from-award.ts";
export { agreementsWaiting } from "./waiting.ts";
