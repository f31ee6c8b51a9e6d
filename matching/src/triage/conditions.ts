/** Constraints under which a result must hold. */
import { blankUnmeasured, MEASURED } from "./figures.ts";
import type { Clause, Sentence } from "./passages.ts";

const CONSTRAINT = new RegExp(
  [
    "(?:条件|环境|工况|情况|气氛|压力|载荷|负荷|温度|湿度|风|介质)以?下",
    "(?:使用|工作|运行|施工|应用|服役|现场|气候)(?:条件|环境|工况|温度|场景|场合)",
    "在[^，。；]{2,16}(?:环境|条件|工况|温度|场合|地区|范围)[下内中]",
    "(?:适应|适用|适合)于?[^，。；]{2,}的",
    "(?<!电磁)兼容(?!特性)|相容|匹配",
    "(?:材质|材料)(?:为|是|采用|选用|要求)|为[^，。；]{1,8}材质",
    "(?:符合|满足|遵循|按照|达到)[^，。；]{0,16}(?:法规|标准|规范|规程|药典)",
    "(?:成本|价格|造价|售价)[^，。；]{0,6}(?:不高于|不超过|低于|控制在|以内|以下)",
    "不(?:影响|改变|增加|损伤|破坏|能使用|得)|无需|避免使用",
    "(?:高温|低温|高压|真空|潮湿|高寒|腐蚀|复杂)(?:、[^，。；]{2,8})?[^，。；]{0,8}(?:条件|环境|工况)",
    "露天|室外|户外|地下|井下|防爆|无菌",
    "小试|中试",
    "平原|丘陵|山区|黄淮",
    "under (?:the )?(?:condition|load|pressure|temperature)|compatible|comply|standard|must not|without (?:loss|changing)|outdoor|environment|temperature|cost (?:below|under|limit)",
  ].join("|"),
  "i",
);
const GENERAL =
  /国[内外]|全球|世界|市场|行业|近年|随着|据统计|产业|发展|政策|公司(?:成立|位于|占地)|前景|减产|污染的|一般|普遍|较多/;
const CHANGED = /提[高升]|降[低到至]|希望|^现有|减少|缩短|延长|增加|节[能材约电]|预?获得?|达到?|寿命|合格率|效率/;

export function findConditions(sentences: readonly Sentence[]): Clause[] {
  return sentences.flatMap((sentence) => {
    if (sentence.field === "title" || sentence.section === "background" || sentence.section === "basis") return [];
    return sentence.clauses.filter(({ text }) => !GENERAL.test(text) && (CONSTRAINT.test(text) || isSized(text)));
  });
}

/** The size, kind or amount of what is worked on; a change of it is an indicator. */
function isSized(text: string): boolean {
  if (!/\d/.test(text) || CHANGED.test(text)) return false;
  return [...blankUnmeasured(text).matchAll(MEASURED)].some(({ 0: found }) => !/[%％个年月天套台次]$/.test(found));
}
