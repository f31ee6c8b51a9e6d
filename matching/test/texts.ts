/** Texts for property tests: few characters, so that they share much; with everything that makes office text hard. */
import fc from "fast-check";
import type { CandidateText } from "../src/types.ts";

const PIECES =
  "永 磁 同 步 电 机 控 制 挤 压 膜 分离 乳铁蛋白 燃料电池 技术 公司 关键技术 现有工作基础： 神经系统 的 与 PERC ｐｅｒｃ 5G 42CrMo 2024 membrane system ， 。 \n \u200b ℃ 𬭊 é e\u0301".split(
    / /,
  );

/** A text of up to 30 pieces, some of them spaces. */
export const officeText = fc.array(fc.constantFrom(...PIECES, " "), { maxLength: 30 }).map((pieces) => pieces.join(""));

const item = fc.record({ title: officeText, content: officeText });

/** Up to 12 candidates with different ids, some of them with items. */
export const candidateTexts: fc.Arbitrary<CandidateText[]> = fc.uniqueArray(
  fc.oneof(
    fc.record({ id: fc.string(), title: officeText, content: officeText }),
    fc.record({ id: fc.string(), title: officeText, content: officeText, items: fc.array(item, { maxLength: 8 }) }),
  ),
  { selector: ({ id }) => id, maxLength: 12 },
);

export const needText = fc.record({ id: fc.constant("need"), title: officeText, content: officeText });
