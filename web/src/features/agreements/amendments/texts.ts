import { defineTexts } from "../../../text/texts.ts";

export const amendmentsTexts = defineTexts("agreementAmendments", {
  title: { zh: "补充协议", en: "Amendments" },
  none: {
    zh: "没有变更过，现行文本就是签署的文本。",
    en: "Nothing was amended: the text in force is the one that was signed.",
  },
  add: { zh: "起草补充协议", en: "Draw up an amendment" },
  addText: {
    zh: "先写明为什么变更；条款随后修改，签署后才生效，原文本留存。",
    en: "Say why. The terms are changed next and are in force once it is signed; the text before is kept.",
  },
  reason: { zh: "变更原因", en: "Reason" },
  name: { zh: "补充协议 {{number}}", en: "Amendment {{number}}" },
  "state.draft": { zh: "草稿", en: "draft" },
  "state.signed": { zh: "已签署", en: "signed" },
  "state.dropped": { zh: "已放弃", en: "dropped" },
  createdBy: { zh: "{{name}} 起草，{{at}}", en: "drawn up by {{name}}, {{at}}" },
  signedBy: { zh: "{{day}} 签署，{{name}} 登记", en: "signed on {{day}}, recorded by {{name}}" },
  noChange: { zh: "还没有改动任何条款。", en: "No terms are changed yet." },
  edit: { zh: "修改条款", en: "Change the terms" },
  document: { zh: "下载 Word 文本", en: "Download as Word" },
  earlier: { zh: "变更前的全文", en: "The whole text before" },
  sign: { zh: "登记签署", en: "Record the signing" },
  signTitle: { zh: "{{name}}：各方已签署", en: "{{name}}: signed by all" },
  signText: {
    zh: "登记后这些变更立即生效，不能再改。",
    en: "From then on the changes are in force and stay as they are.",
  },
  on: { zh: "签署日期", en: "Signed on" },
  drop: { zh: "放弃", en: "Drop" },
  dropTitle: { zh: "放弃{{name}}", en: "Drop {{name}}" },
  dropText: { zh: "编号不再使用，内容留在这里备查。", en: "Its number is not used again; what it said stays here." },
  addFile: { zh: "上传签署件", en: "Add the signed text" },
  editTitle: { zh: "{{number}} 补充协议 {{amendment}}", en: "{{number}}, amendment {{amendment}}" },
  editPurpose: {
    zh: "改成签署后应有的文本；与现行文本的差别会自动列出",
    en: "Change the text to what it is to be; the differences are listed by themselves",
  },
  saved: { zh: "已保存补充协议 {{amendment}}", en: "Amendment {{amendment}} saved" },
  back: { zh: "回到合同", en: "Back to the agreement" },
  closed: { zh: "这份补充协议已经办结，不能再改。", en: "This amendment is closed and stays as it is." },
});
