import { defineTexts } from "../../../text/texts.ts";

export const papersTexts = defineTexts("agreementPapers", {
  digest: { zh: "SHA-256 {{digest}}…", en: "SHA-256 {{digest}}…" },
  added: { zh: "已加上 {{name}}", en: "{{name}} added" },
});
