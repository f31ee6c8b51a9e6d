import { defineTexts } from "../../../text/texts.ts";

export const clarifyTexts = defineTexts("match-clarify", {
  purpose: {
    zh: "这些需求太笼统，现在配只会乱配。把缺的问清楚，补进需求后再对接一次。",
    en: "These needs are too vague to match without guessing. Ask for what is missing, add it to the need, and run again.",
  },
  none: { zh: "没有待明确的需求", en: "No need is unclear" },
  noneText: { zh: "这次对接的每条需求都说得够清楚。", en: "Every need of this run says enough." },
  missing: { zh: "缺什么", en: "What is missing" },
  draft: { zh: "写给企业的话", en: "Write to the enterprise" },
  hide: { zh: "收起", en: "Close" },
  open: { zh: "看这条需求", en: "Open the need" },
  unmatchedPurpose: {
    zh: "说得清楚，但这批成果和团队里没有够得上的。看看差在哪里，再决定扩大范围还是换个问法。",
    en: "Clear, but nobody in these lists is close enough. See what is lacking, then look further or ask differently.",
  },
  noUnmatched: { zh: "没有未配上的需求", en: "No need is unmatched" },
  noUnmatchedText: { zh: "说清楚了的需求都有推荐的伙伴。", en: "Every clear need has suggested partners." },
  nearest: { zh: "最接近的", en: "Nearest" },
  lacks: { zh: "没有涉及", en: "Says nothing of" },
  more: { zh: "再显示一些", en: "Show more" },
});
