// What the source says of the pair of Wuxi, word for word where it names somebody, and what is made up around it. The source is
// in English: names that it gives stand as it gives them, and no Chinese name was made for them.
import type { Bilingual } from "@dual-high/kernel";

/** As the registry has both sides of the pair. */
export const ZONE = "无锡高新区";
export const UNIVERSITY = "江南大学";

export const COMPANY = "Hetang Bioengineering (Wuxi) Co., Ltd.";
export const INSTITUTE = "Wuxi Institute for Special Food and Nutrition Health";
export const LIFE_SCIENCE_PARK = "Wuxi National Hi-Tech District Life Science Park";
export const FOUNDER = {
  name: "Zhang Hongtao",
  unit: "General Manager, Hetang Bioengineering (Wuxi) Co., Ltd.; Associate Professor, Jiangnan University",
} as const;

export const PAIR_NOTE: Bilingual = {
  zh: "来源写明的：双方签了 38 份科技服务合作合同，总额近 1,000 万元；母乳低聚糖项目的中试协议和孵化协议由谁签署。其余都是样例：每份合同的名称、对方、类型、日期和金额，样例账号，以及标有“样例”的内容。",
  en: "What the source says: 38 contracts signed, nearly 10 million yuan in all; who signed the pilot-scale and the incubation agreement of the project. All else is sample: the title, partner, kind, day and amount of each contract, the accounts, and whatever is marked so.",
};

export const CONTRACT_NOTE: Bilingual = {
  zh: "来源只写了份数（38）和总额（近 1,000 万元）。这份合同的名称、对方、类型、日期、金额、到款和条款都是样例。",
  en: "The source says how many contracts there are (38) and what they come to (nearly 10 million yuan). The title, partner, kind, days, amount, receipts and terms of this one are sample.",
};

export const AGREEMENT_NOTE: Bilingual = {
  zh: "来源写明了双方的名称和协议的类型，并与另一份协议一起签署。编号、日期、期限、金额和条款都是样例。",
  en: "The source says who the parties are, what kind of agreement it is, and that it was signed together with the other one. Number, days, term, amount and terms are sample.",
};

export const PROJECT_NOTE: Bilingual = {
  zh: "来源写明的：企业和创办人；实验室、大学科技园概念验证、高新区中试平台；同时签署的中试协议和孵化协议；“从起步起”就有高校和高新区的双重支持。日期、金额、级别、证据、评审人和标有“样例”的支持都是样例。",
  en: "What the source says: the company and its founder; laboratory, concept validation in the university's science park, the zone's pilot-scale platform; both agreements signed together; support from both sides “from its very inception”. Days, amounts, levels, evidence, reviewers and support marked sample (样例) are sample.",
};
