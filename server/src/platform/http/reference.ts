import { readFileSync } from "node:fs";
import type { Bilingual, Language } from "@dual-high/kernel";

const asset = (name: string) => readFileSync(new URL(`../../../assets/${name}`, import.meta.url), "utf8");

/** The interactive page of the API: our own files, nothing from elsewhere. */
export const referenceScript = asset("reference.js");
export const referenceStyle = asset("reference.css");

const TEXTS: Readonly<Record<string, Bilingual>> = {
  title: { zh: "双高协同 接口", en: "Dual-High API" },
  intro: {
    zh: "请求以您当前的登录身份发送。出错时看 code，不要依赖文字。完整描述：",
    en: "Requests are sent as whom you are signed in. Branch on an error's code, never on its text. Full description: ",
  },
  filter: { zh: "筛选：路径、名称或权限", en: "Filter by path, name or permission" },
  send: { zh: "发送", en: "Send" },
  body: { zh: "正文（JSON）", en: "Body (JSON)" },
  answer: { zh: "应答", en: "Answer" },
  access: { zh: "权限", en: "Access" },
  schema: { zh: "结构", en: "Schema" },
  required: { zh: "必填", en: "required" },
  failed: { zh: "没有连上服务", en: "The server could not be reached" },
  none: { zh: "没有符合的接口", en: "Nothing matches" },
};

export function referencePage(language: Language, nonce: string): string {
  const texts = Object.fromEntries(Object.entries(TEXTS).map(([key, text]) => [key, text[language]]));
  const title = TEXTS["title"]?.[language] ?? "";
  // `<` cannot end the script early.
  const data = JSON.stringify(texts).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/api/reference.css">
</head>
<body>
<header><h1>${title}</h1><p>${TEXTS["intro"]?.[language]}<a href="/api/openapi.json">/api/openapi.json</a></p>
<label>${TEXTS["filter"]?.[language]} <input id="filter" type="search" autocomplete="off"></label></header>
<main id="operations" aria-live="polite"></main>
<script nonce="${nonce}">window.referenceTexts=${data}</script>
<script type="module" src="/api/reference.js"></script>
</body>
</html>
`;
}
