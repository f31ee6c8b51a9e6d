import { defineTexts } from "../../../text/texts.ts";

export const signingTexts = defineTexts("agreementSigning", {
  title: { zh: "签署件", en: "Signed text" },
  none: { zh: "还没有上传签署件。", en: "The signed text is not here yet." },
  add: { zh: "上传签署件", en: "Add the signed text" },
  added: { zh: "签署件已登记，SHA-256 {{digest}}…", en: "Recorded, SHA-256 {{digest}}…" },
  by: { zh: "{{service}}：{{name}} 于 {{at}} 登记", en: "{{service}}: recorded by {{name}}, {{at}}" },
  intact: { zh: "文件与登记时一致", en: "the file is as it was recorded" },
  altered: { zh: "文件与登记时不一致", en: "the file is not what was recorded" },
  licensed: { zh: "有资质的电子认证服务", en: "licensed service" },
});
