import { z } from "zod";
import { eventType } from "../../platform/outbox/index.ts";

export const pairCreated = eventType("pairs.pair_created", z.object({ pairId: z.uuid() }));
