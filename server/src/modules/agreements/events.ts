import { z } from "zod";
import { eventType } from "../../platform/outbox/index.ts";

const About = z.object({
  agreementId: z.uuid(),
  scopeId: z.uuid(),
  number: z.string(),
  title: z.string(),
  enterpriseId: z.uuid().nullable(),
});

/** An award made a draft, which the office completes. */
export const agreementDrafted = eventType("agreements.drafted", About.extend({ originNumber: z.string() }));

export const agreementMoved = eventType(
  "agreements.moved",
  About.extend({ action: z.enum(["sign", "send", "complete", "end"]), createdBy: z.uuid().nullable() }),
);

/** An approval waits for a step, is through, or was sent back. */
export const approvalMoved = eventType(
  "agreements.approval_moved",
  About.extend({
    institution: z.string(),
    institutionId: z.uuid(),
    what: z.enum(["waits", "through", "sent_back"]),
    step: z.string(),
    roles: z.array(z.string()).describe("Of whom the step waits for"),
    to: z.array(z.uuid()),
  }),
);

/** Something was delivered for a milestone, or the other side has decided about it. */
export const deliveryMoved = eventType(
  "agreements.delivery_moved",
  About.extend({
    milestone: z.string(),
    what: z.enum(["delivered", "accepted", "refused"]),
    side: z.enum(["enterprise", "office"]),
    createdBy: z.uuid().nullable(),
  }),
);

/** A distribution went because the receipt beneath it was reversed, by somebody who need not be able to approve one. */
export const distributionLost = eventType(
  "agreements.distribution_lost",
  About.extend({
    receipt: z.string(),
    wasApproved: z.boolean(),
    to: z.array(z.uuid()).describe("Who drew it up and who approved it, without whoever reversed the receipt"),
  }),
);
