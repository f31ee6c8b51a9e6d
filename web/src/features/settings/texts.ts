import { defineTexts } from "../../text/texts.ts";

export const settingsTexts = defineTexts("settings", {
  title: { zh: "设置", en: "Settings" },
  purpose: {
    zh: "您的资料、密码和登录，页面的语言和明暗。",
    en: "Your profile, password and sessions, and how pages look.",
  },
  theme: { zh: "明暗", en: "Theme" },
  "theme.system": { zh: "跟随系统", en: "As the system" },
  "theme.light": { zh: "浅色", en: "Light" },
  "theme.dark": { zh: "深色", en: "Dark" },
});
