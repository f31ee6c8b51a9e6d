import { defineTexts } from "../../../text/texts.ts";

export const templateTexts = defineTexts("agreementTemplates", {
  title: { zh: "合同模板", en: "Agreement templates" },
  purpose: {
    zh: "用本单位自己的 Word 范本出合同文本；没有模板的类型用内置文本",
    en: "Texts of agreements by your own Word documents; kinds without one use the built-in text",
  },
  kind: { zh: "合同类型", en: "Kind of agreement" },
  builtIn: { zh: "现在用内置文本。", en: "The built-in text is used." },
  inForce: {
    zh: "现在用第 {{version}} 版“{{file}}”，{{name}} {{at}} 上传。",
    en: "Version {{version}}, “{{file}}”, is in force; {{name}} uploaded it on {{at}}.",
  },
  starter: { zh: "下载起步模板", en: "Download a starter template" },
  current: { zh: "下载在用模板", en: "Download the one in force" },
  drop: { zh: "改回内置文本", en: "Use the built-in text again" },
  dropped: { zh: "{{kind}}改用内置文本", en: "{{kind}} uses the built-in text again" },
  upload: { zh: "上传模板（.docx）", en: "Upload a template (.docx)" },
  how: {
    zh: "把起步模板改成本单位的样子，或在自己的范本里写上下面的占位符。上传后先检查、可用一份合同试填，启用前不影响现在的文本。模板里不能有宏、外部链接和嵌入文件。",
    en: "Change the starter template into your own, or write the placeholders below into a document that you have. What you upload is checked and can be tried with an agreement; until it is put in force nothing changes. Macros, links to elsewhere and embedded files are refused.",
  },
  checked: { zh: "检查结果", en: "What was found" },
  wrong: {
    zh: "“{{file}}”有 {{count}} 处要改，改好后重新上传；现在的文本没有变：",
    en: {
      one: "One thing in “{{file}}” has to be mended; then upload it again. Nothing has changed:",
      other: "{{count}} things in “{{file}}” have to be mended; then upload it again. Nothing has changed:",
    },
  },
  fine: { zh: "“{{file}}”可以使用，要填：{{fields}}。", en: "“{{file}}” can be used. It asks for: {{fields}}." },
  comma: { zh: "、", en: ", " },
  colon: { zh: "：", en: ": " },
  trial: { zh: "用哪份合同试填", en: "Try it with" },
  noTrials: { zh: "还没有这类合同，无法试填。", en: "There is no agreement of this kind to try it with." },
  try: { zh: "试填并下载", en: "Fill in and download" },
  apply: { zh: "启用为第 {{version}} 版", en: "Put in force as version {{version}}" },
  applied: { zh: "第 {{version}} 版已启用", en: "Version {{version}} is in force" },
  forget: { zh: "不用了", en: "Leave it" },
  earlier: { zh: "各版", en: "Versions" },
  version: { zh: "版次", en: "Version" },
  file: { zh: "文件", en: "File" },
  by: { zh: "上传人", en: "Uploaded by" },
  at: { zh: "时间", en: "When" },
  backToBuiltIn: { zh: "改回内置文本", en: "Back to the built-in text" },
  fields: { zh: "可以写的占位符", en: "Placeholders" },
  fieldsText: {
    zh: "中文、英文名都可以写，写在两对半角花括号里。字体、字号照模板里占位符的样子。",
    en: "Either name may be written, between two pairs of braces. Type and size are those of the placeholder.",
  },
  chinese: { zh: "中文", en: "Chinese" },
  english: { zh: "英文", en: "English" },
  gives: { zh: "填入什么", en: "What it gives" },
  repeated: {
    zh: "{{name}}：{{gives}}。把起止标记写在要重复的表格行的首末两格，或单独成段放在要重复的段落前后：",
    en: "{{name}}: {{gives}}. Write the marks into the first and last cell of the row that repeats, or as paragraphs of their own around what repeats:",
  },
  pdfHow: {
    zh: "模板出的是 Word。要 PDF：用 Word 或 WPS 打开，选“另存为”或“导出为 PDF”；内置文本可以在合同页直接下载 PDF。",
    en: "A template gives a Word document. For a PDF open it in Word or WPS and save or export it as PDF; the built-in text comes as PDF from the agreement's page.",
  },
  byTemplate: { zh: "按{{institution}}的模板下载 Word", en: "Word by the template of {{institution}}" },
  filled: {
    zh: "{{name}} 已下载。要 PDF，请用 Word 或 WPS 打开后另存。",
    en: "{{name}} is downloaded. For a PDF open it in Word or WPS and save it as one.",
  },
});
