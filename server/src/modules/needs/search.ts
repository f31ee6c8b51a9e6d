import type { Tx } from "../../platform/db/index.ts";
import { putSearchDocuments, removeSearchDocuments } from "../../platform/search/index.ts";
import { ensureEnterprises } from "../directory/index.ts";
import { contentOf, type StoredNeed } from "./content.ts";

const NEED_DOCUMENT = "need";

/** The enterprises that needs name stand in the directory of their pair; who names them in a restricted need is not told. */
export async function enterEnterprises(tx: Tx, scopeId: string, needs: readonly StoredNeed[]): Promise<void> {
  const named = needs
    .filter(({ visibility }) => visibility !== "restricted")
    .map(contentOf)
    .flatMap(({ enterprise, creditCode }) =>
      enterprise === null ? [] : [{ name: enterprise, ...(creditCode === null ? {} : { creditCode }) }],
    );
  if (named.length > 0) await ensureEnterprises(tx, scopeId, named);
}

/** Makes needs findable by what they say now, and those that were put away or restricted no longer. */
export async function indexNeeds(
  tx: Tx,
  needs: readonly (StoredNeed & { readonly archivedAt?: string | null })[],
): Promise<void> {
  const isGone = ({ archivedAt, visibility, heldBy }: (typeof needs)[number]) =>
    (archivedAt !== null && archivedAt !== undefined) || visibility === "restricted" || heldBy !== null;
  const gone = needs.filter(isGone).map(({ id }) => id);
  if (gone.length > 0) await removeSearchDocuments(tx, NEED_DOCUMENT, gone);
  await putSearchDocuments(
    tx,
    needs
      .filter((need) => !isGone(need))
      .map((need) => {
        const { title, enterprise, creditCode, field, content, indicators } = contentOf(need);
        return {
          kind: NEED_DOCUMENT,
          id: need.id,
          scopeId: need.scopeId,
          title,
          subtitle: [need.code, enterprise].filter((part) => part !== null).join(" · "),
          keywords: [need.code, need.number, enterprise, creditCode, field],
          text: `${content}\n${indicators ?? ""}`,
        };
      }),
  );
}

/** A need that was merged into another is found by nothing that it said. */
export async function forgetNeed(tx: Tx, needId: string): Promise<void> {
  await removeSearchDocuments(tx, NEED_DOCUMENT, [needId]);
}
