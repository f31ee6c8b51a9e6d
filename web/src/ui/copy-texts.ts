import { defineTexts } from "../text/texts.ts";

export const copyTexts = defineTexts("copy-text", {
  language: { zh: "语言", en: "Language" },
  copy: { zh: "复制", en: "Copy" },
  copied: { zh: "已复制", en: "Copied" },
  reset: { zh: "恢复原文", en: "Back to the original" },
});
