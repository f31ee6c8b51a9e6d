import { defineTexts } from "../../../text/texts.ts";

export const utilisationTexts = defineTexts("utilisation", {
  utilisation: { zh: "使用率", en: "Utilisation" },
  purpose: {
    zh: "开放了多少小时，预约和实际用了多少，谁在用。",
    en: "How many hours were open, booked and really used, and by whom.",
  },
  from: { zh: "自何日起", en: "From" },
  until: { zh: "到何日前", en: "Until before" },
  byThing: { zh: "按仪器和平台", en: "By what is used" },
  byUser: { zh: "按使用单位", en: "By user" },
  what: { zh: "仪器或平台", en: "What" },
  unit: { zh: "使用单位", en: "User" },
  userClass: { zh: "类别", en: "Class" },
  bookings: { zh: "次数", en: "Bookings" },
  open: { zh: "开放（小时）", en: "Open (h)" },
  booked: { zh: "预约（小时）", en: "Booked (h)" },
  used: { zh: "实际使用（小时）", en: "Used (h)" },
  share: { zh: "预约占开放", en: "Booked of open" },
  owed: { zh: "应付", en: "Owed" },
  bookedWord: { zh: "预约", en: "booked" },
  usedWord: { zh: "实际使用", en: "used" },
  barText: {
    zh: "{{name}}：开放 {{open}} 小时，预约 {{booked}}，实际使用 {{used}}",
    en: "{{name}}: {{open}} h open, {{booked}} booked, {{used}} used",
  },
  none: { zh: "这段时间没有可预约的仪器或平台。", en: "Nothing could be booked in this time." },
  nobody: { zh: "这段时间没有人使用。", en: "Nobody used anything in this time." },
  export: { zh: "导出", en: "Export" },
  "class.university": { zh: "高校", en: "University" },
  "class.zone_enterprise": { zh: "区内企业", en: "Enterprise of the zone" },
  "class.other": { zh: "其他", en: "Other" },
});
