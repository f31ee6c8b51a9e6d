export { agreementDrafted, agreementMoved, approvalMoved, deliveryMoved, distributionLost } from "./events.ts";
export { agreementsFunnel } from "./funnel.ts";
export { agreementsPersonalData } from "./personal-data.ts";
export { findAgreementRow as findAgreement } from "./queries.ts";
export { draftAgreement } from "./service/draft.ts";
export { draftFromAwards } from "./service/draft-from-award.ts";
export { agreementCourseWaiting } from "./course/waiting.ts";
export { agreementDeadlines } from "./course/deadlines.ts";
export { agreementsWaiting } from "./waiting.ts";
export {
  type AgreementFacts,
  type AgreementStanding,
  listAgreementFacts,
  listAgreementStanding,
} from "./in-force-queries.ts";
export { type Agreement, type AgreementDraft, type AgreementKindName, KINDS, nameOfKind } from "./types.ts";
export { createAgreement, getAgreement, listAgreements, moveAgreement } from "./service/agreements.ts";
export { getFlow, setFlow } from "./approval/flow-service.ts";
export { doStep, listApprovals, startApproval } from "./approval/service.ts";
export { addSignedText, listSignatures } from "./signing/service.ts";
export { listReceiptFacts, type ReceiptFacts } from "./receipts/queries.ts";
export { enterReceipt, getMoney } from "./receipts/service.ts";
export { agreementsBrief } from "./brief.ts";
export { agreementCharge } from "./costs/charge.ts";
