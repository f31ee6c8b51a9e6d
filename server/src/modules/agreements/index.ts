export { agreementDrafted, agreementMoved, deliveryMoved } from "./events.ts";
export { agreementsPersonalData } from "./personal-data.ts";
export { draftFromAwards } from "./service/draft-from-award.ts";
export { agreementsWaiting } from "./waiting.ts";
