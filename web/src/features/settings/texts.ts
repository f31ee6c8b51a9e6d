import { defineTexts } from "../../text/texts.ts";

export const settingsTexts = defineTexts("settings", {
  reminderDays: { zh: "提醒日", en: "Reminders" },
  reminderDaysPurpose: {
    zh: "到期前几天提醒本结对的人：需求期限、揭榜截止、评分期限、公示结束、考核和里程碑。",
    en: "How many days before a deadline the pair's people are told: needs, windows, scores, notices, gates and milestones.",
  },
  daysBefore: { zh: "提前几天", en: "Days before" },
  reminderDaysText: {
    zh: "可选也可自己输入 0 到 365 的整数，最多 10 个；0 是当天。每个日子只提醒一次。",
    en: "Choose, or type whole numbers from 0 to 365, ten at most; 0 is the day itself. Each reminds once.",
  },
  reminderDaysWrong: {
    zh: "请写 0 到 365 的整数，最多 10 个。",
    en: "Write whole numbers from 0 to 365, ten at most.",
  },
  remindsOn: { zh: "到期前 {{days}} 天各提醒一次。", en: "People are reminded {{days}} days before." },
  remindsNever: {
    zh: "不提醒。临近和过期的仍显示在工作台。",
    en: "Nobody is reminded. The workbench shows what is near or late all the same.",
  },
  isDefault: { zh: "（默认）", en: "(as it comes)" },
  reminderDaysSaved: { zh: "提醒日已保存", en: "Reminders saved" },
  comma: { zh: "、", en: ", " },
  title: { zh: "设置", en: "Settings" },
  purpose: {
    zh: "您的资料、密码和登录，页面的语言和明暗。",
    en: "Your profile, password and sessions, and how pages look.",
  },

  profile: { zh: "资料", en: "Profile" },
  displayName: { zh: "姓名", en: "Name" },
  login: { zh: "登录名", en: "Login" },
  email: { zh: "邮箱", en: "E-mail" },
  emailHint: { zh: "用于接收密码重置链接和通知。", en: "For password links and notices." },
  save: { zh: "保存", en: "Save" },
  saved: { zh: "资料已保存", en: "Your profile is saved" },
  required: { zh: "请填写", en: "Required" },
  notMail: { zh: "不像邮箱地址", en: "That is no e-mail address" },
  roles: { zh: "您的角色", en: "Your roles" },

  reminders: { zh: "提醒", en: "Reminders" },
  remindDeadlines: { zh: "期限临近时发消息提醒我", en: "Tell me when a deadline comes near" },
  tellConsortia: { zh: "联合体的任务、成员和成果有变动时发消息提醒我", en: "Tell me what changes in consortia" },
  look: { zh: "显示", en: "Appearance" },
  language: { zh: "语言", en: "Language" },
  "language.zh": { zh: "中文", en: "中文" },
  "language.en": { zh: "English", en: "English" },
  theme: { zh: "明暗", en: "Theme" },
  "theme.system": { zh: "跟随系统", en: "As the system" },
  "theme.light": { zh: "浅色", en: "Light" },
  "theme.dark": { zh: "深色", en: "Dark" },

  password: { zh: "密码", en: "Password" },
  current: { zh: "现在的密码", en: "Current password" },
  next: { zh: "新密码", en: "New password" },
  nextHint: {
    zh: "至少 12 个字符，可以是几个不相干的词。",
    en: "At least 12 characters; a few unrelated words will do.",
  },
  change: { zh: "更改密码", en: "Change the password" },
  changed: { zh: "密码已更改，其他设备已退出", en: "The password is changed, your other sessions have ended" },

  sessions: { zh: "登录的设备", en: "Where you are signed in" },
  thisOne: { zh: "当前设备", en: "This one" },
  seen: { zh: "{{since}}使用", en: "used {{since}}" },
  end: { zh: "退出", en: "Sign out" },
  ended: { zh: "{{agent}} 已退出", en: "{{agent}} is signed out" },
  unknownAgent: { zh: "未知设备", en: "Unknown device" },

  data: { zh: "我的数据", en: "My data" },
  exportText: {
    zh: "下载系统中关于您的全部内容（JSON）。",
    en: "Download everything that is held about you, as JSON.",
  },
  export: { zh: "下载我的数据", en: "Download my data" },
  eraseText: {
    zh: "注销账号并清除姓名、登录名、邮箱和登录记录，无法恢复。做过的事保留在编号之下。",
    en: "Closes your account and removes name, login, mail and sessions, for good. What you did stays, under a number.",
  },
  erase: { zh: "注销账号", en: "Close my account" },
  eraseConfirm: { zh: "输入密码以确认", en: "Give your password to confirm" },
  cancel: { zh: "取消", en: "Cancel" },
});
