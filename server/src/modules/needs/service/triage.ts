import { triageListed } from "@dual-high/matchlist";
import { askFor, describeLack, nameOfPart } from "@dual-high/matching";
import { type Ctx, transact } from "../../../platform/access/index.ts";
import { recordOnly } from "../content.ts";
import type { NeedTriage } from "../types.ts";
import { openNeed } from "./access.ts";

/** What the checker finds in a need as it is now, with the words for it. */
export async function triageStored(ctx: Ctx, needId: string): Promise<NeedTriage> {
  return transact(ctx, async (tx) => {
    const need = await openNeed(ctx, tx, needId, "triage");
    const { parts, topics, ...found } = triageListed(recordOnly(need.record));
    const both = (words: (language: "zh" | "en") => string) => ({ zh: words("zh"), en: words("en") });
    return {
      version: need.version,
      ...found,
      topics: [...topics],
      parts: parts.map(({ part, isThere, spans }) => ({
        part,
        isThere,
        spans: [...spans],
        name: both((language) => nameOfPart(part, language)),
        lack: both((language) => describeLack(part, language)),
        ask: both((language) => askFor(part, language)),
      })),
    };
  });
}
