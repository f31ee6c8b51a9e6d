import { mayIn } from "../../../platform/access/index.ts";
import type { WaitingSource } from "../../../platform/ports.ts";
import { listWaitingCampaigns } from "./queries.ts";

const ASKED = {
  requested: { zh: "待报价", en: "to be quoted", action: { zh: "去报价", en: "Quote" } },
  quoted: { zh: "报价待接受", en: "a quote to accept", action: { zh: "去看报价", en: "Read the quote" } },
  accepted: { zh: "待安环审查", en: "to be reviewed for safety", action: { zh: "去审查", en: "Review" } },
  cleared: { zh: "待排期", en: "to be scheduled", action: { zh: "去排期", en: "Schedule" } },
} as const;
const AMENDMENT = {
  zh: "变更待答复",
  en: "an amendment to answer",
  action: { zh: "去看变更", en: "Read the amendment" },
} as const;

/** Campaigns in which it is the turn of those who run the line, or of who applied. */
export const campaignsWaiting: WaitingSource = async (tx, { caller }, scopeId) => {
  const rows = await listWaitingCampaigns(tx, scopeId);
  return rows.flatMap(({ id, number, title, state, since, isApplicant, isAmendment }) => {
    const words = isAmendment ? AMENDMENT : ASKED[state as keyof typeof ASKED];
    const isTheirs = mayIn(
      caller,
      isAmendment || (isApplicant && state === "quoted") ? "booking.request" : "booking.manage",
      scopeId,
    );
    if (words === undefined || !isTheirs) return [];
    const { zh, en, action } = words;
    return {
      kind: isAmendment ? "campaign_amendment" : "campaign",
      id,
      title: { zh: `${number} ${title}：${zh}`, en: `${number} ${title}: ${en}` },
      path: `/p/${scopeId}/campaigns/${id}`,
      since,
      due: null,
      action,
    };
  });
};
