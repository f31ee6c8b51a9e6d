import { defineTexts } from "../../../text/texts.ts";

export const toastTexts = defineTexts("toast", {
  undo: { zh: "撤销", en: "Undo" },
});
