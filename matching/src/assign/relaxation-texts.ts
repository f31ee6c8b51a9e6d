/** Changes of limits in words. */
import type { Relaxation, Wording } from "./types.ts";

type Named = Omit<Relaxation, "text">;

const LIMITS = {
  need_min: { zh: "需求“{id}”的最少供方数", en: 'the minimum of the need "{id}"' },
  need_max: { zh: "需求“{id}”的最多供方数", en: 'the maximum of the need "{id}"' },
  supplier_min: { zh: "供方“{id}”的最低承接量", en: 'the minimum of the supplier "{id}"' },
  supplier_max: { zh: "供方“{id}”的承接上限", en: 'the maximum of the supplier "{id}"' },
  group_min: { zh: "“{id}”一组的最低承接量", en: 'the minimum of the group "{id}"' },
  group_max: { zh: "“{id}”一组的承接上限", en: 'the maximum of the group "{id}"' },
} as const satisfies Record<Exclude<Named["kind"], "unlock">, Wording>;

/** Adds the sentence that tells a person what to change. */
export function describeRelaxation(change: Named): Relaxation {
  return { ...change, text: wordingOf(change) };
}

function wordingOf({ kind, id, from, to }: Named): Wording {
  if (kind === "unlock") {
    const [need, supplier] = id;
    return { zh: `解除锁定“${need}”—“${supplier}”`, en: `unlock the pair "${need}" - "${supplier}"` };
  }
  const limit = LIMITS[kind];
  const name = String(id);
  const verb = to > from ? { zh: "提高", en: "raise" } : { zh: "降低", en: "lower" };
  return {
    zh: `把${limit.zh.replace("{id}", name)}从 ${from} ${verb.zh}到 ${to}`,
    en: `${verb.en} ${limit.en.replace("{id}", name)} from ${from} to ${to}`,
  };
}
