import { defineTexts } from "../text/texts.ts";

export const listImportTexts = defineTexts("list-import", {
  row: { zh: "第 {{row}} 行：{{text}}", en: "Row {{row}}: {{text}}" },
  refused: { zh: "要改的行", en: "Rows to mend" },
  left: {
    zh: "{{count}} 行没有导入，请在原表改好后重新选择。",
    en: {
      one: "{{count}} row was not taken in. Mend it in the list and choose it again.",
      other: "{{count}} rows were not taken in. Mend them in the list and choose it again.",
    },
  },
  cancel: { zh: "取消", en: "Cancel" },
  close: { zh: "关闭", en: "Close" },
});
