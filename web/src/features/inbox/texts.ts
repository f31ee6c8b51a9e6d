import { defineTexts } from "../../text/texts.ts";

export const inboxTexts = defineTexts("inbox", {
  title: { zh: "消息", en: "Messages" },
  purpose: {
    zh: "需求、对接和台账上与您有关的事，未读的在前。",
    en: "What happened to needs, runs and ledger lines that concerns you, the unread first.",
  },
  unread: { zh: "{{count}} 条未读", en: { one: "One unread", other: "{{count}} unread" } },
  new: { zh: "未读", en: "Unread" },
  none: { zh: "还没有消息。", en: "There are no messages yet." },
  noneText: {
    zh: "需求提交或受理、对接完成、收到答复、台账分派给您时，会在这里告诉您。",
    en: "You are told here when a need is submitted or accepted, a run is complete, an answer comes, or a line is assigned to you.",
  },
  markRead: { zh: "标为已读", en: "Mark as read" },
  markUnread: { zh: "标为未读", en: "Mark as unread" },
  markAll: { zh: "全部标为已读", en: "Mark all as read" },
  allRead: { zh: "消息已全部标为已读", en: "All messages are marked as read" },
  more: { zh: "更早的消息", en: "Earlier messages" },
  failed: { zh: "消息没有读出来，请重试。", en: "The messages could not be read. Try again." },
  retry: { zh: "重试", en: "Try again" },
});
