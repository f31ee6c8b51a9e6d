import { defineTexts } from "../text/texts.ts";

export const askTexts = defineTexts("ask-dialog", {
  cancel: { zh: "取消", en: "Cancel" },
});
