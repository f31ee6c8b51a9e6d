/** What is missing and how to ask for it, in words that an enterprise understands. */
import type { Language } from "../errors.ts";
import type { TriagePart } from "./types.ts";

interface PartWords {
  readonly name: string;
  /** A whole sentence: what a team cannot know. */
  readonly lack: string;
  /** The rest of “please tell us …”. */
  readonly ask: string;
}

const WORDS: Readonly<Record<TriagePart, Readonly<Record<Language, PartWords>>>> = {
  problem: {
    zh: {
      name: "具体问题",
      lack: "没有写清要解决什么：只有领域、产品或合作意愿。",
      ask: "现在卡在哪一步、表现是什么（如缺陷、停机、超差），希望变成什么样",
    },
    en: {
      name: "Problem",
      lack: "It does not say what is to be solved: only a field, a product or a wish to cooperate.",
      ask: "where it fails today and how it shows (defects, stoppages, tolerances), and what it should be like",
    },
  },
  indicators: {
    zh: {
      name: "量化指标",
      lack: "没有可以检验的目标值：做到什么程度算解决，看不出来。",
      ask: "现在的数值是多少，希望达到多少（带单位，如“寿命由 2 万次提高到 5 万次以上”）",
    },
    en: {
      name: "Indicators",
      lack: "There is no target that a test could fail: nobody can tell when it is solved.",
      ask: "today's figures and the ones wanted, with units (such as “life from 20,000 to over 50,000 cycles”)",
    },
  },
  conditions: {
    zh: {
      name: "约束条件",
      lack: "没有写在什么条件下要成立：材料、设备、温度、环境、标准、成本都没有提到。",
      ask: "在什么条件下使用（材料、设备、温度、环境、批量），要符合什么标准，产品成本不能超过多少",
    },
    en: {
      name: "Conditions",
      lack: "It does not say under which conditions the result must hold: material, equipment, temperature, environment, standard, cost.",
      ask: "the conditions of use (material, equipment, temperature, environment, batch), the standard to meet, and what the product may cost",
    },
  },
  basis: {
    zh: {
      name: "现有基础",
      lack: "没有写企业为此已有什么；企业简介不算。",
      ask: "目前用什么设备、材料和工艺，做过哪些尝试，结果如何",
    },
    en: {
      name: "Existing basis",
      lack: "It does not say what the enterprise has for it already; an introduction of the enterprise does not count.",
      ask: "the equipment, materials and process in use, what has been tried and with what result",
    },
  },
  budget: {
    zh: {
      name: "预算",
      lack: "没有写准备投入多少；“面议”和已经花掉的钱不算。",
      ask: "准备投入多少（写个范围也可以）",
    },
    en: {
      name: "Budget",
      lack: "It does not say what may be spent; “negotiable” and money already spent do not count.",
      ask: "how much it may cost (a range will do)",
    },
  },
  deadline: {
    zh: { name: "期限", lack: "没有写什么时候要结果。", ask: "最晚什么时候要用上" },
    en: { name: "Deadline", lack: "It does not say by when the result is wanted.", ask: "when it has to be in use" },
  },
};

export function nameOfPart(part: TriagePart, language: Language): string {
  return WORDS[part][language].name;
}

/** What a team cannot know as long as the part is missing: one sentence. */
export function describeLack(part: TriagePart, language: Language): string {
  return WORDS[part][language].lack;
}

/** What to ask the enterprise: the end of a sentence, without a full stop. */
export function askFor(part: TriagePart, language: Language): string {
  return WORDS[part][language].ask;
}
