import { heldDraft } from "./held-draft.ts";
import { restrictedNeed } from "./restricted-need.ts";
import { sealedBid } from "./sealed-bid.ts";
import type { Secret } from "./secret.ts";

export const SECRETS: readonly Secret[] = [restrictedNeed, sealedBid, heldDraft];
