import { defineErrors } from "@dual-high/kernel";
import type { Bilingual } from "@dual-high/kernel";

const SIDES: Readonly<Record<"zone" | "university", Bilingual>> = {
  zone: { zh: "高新区", en: "high-tech zone" },
  university: { zh: "高校", en: "university" },
};
type Side = keyof typeof SIDES;

const pairsError = defineErrors({
  "pairs.side_unfit": {
    kind: "validation",
    message: {
      zh: ({ side }: { readonly side: Side }) =>
        `所选的${SIDES[side].zh}不存在，或不是${SIDES[side].zh}。请在名录里重新选择。`,
      en: ({ side }: { readonly side: Side }) =>
        `The chosen ${SIDES[side].en} does not exist or is none. Choose it again in the directory.`,
    },
  },
});

/** Each side is what it should be: a pair joins one zone and one university. */
export function refuseUnfitSide<S extends { readonly kind: string }>(side: Side, scope: S | null): S {
  if (scope?.kind !== side) throw pairsError("pairs.side_unfit", { side });
  return scope;
}
