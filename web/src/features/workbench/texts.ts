import { defineTexts } from "../../text/texts.ts";

export const workbenchTexts = defineTexts("workbench", {
  title: { zh: "工作台", en: "Workbench" },
  purpose: {
    zh: "今天要办的事，和上次来之后的变化。",
    en: "What waits for you, and what has changed since you were here.",
  },
  noScope: { zh: "您还没有加入任何结对", en: "You belong to no pair yet" },
  noScopeText: {
    zh: "请结对专班的负责人邀请您加入；收到邀请后，打开其中的链接即可。",
    en: "Ask the head of a pair office to invite you; then open the link in the invitation.",
  },
});
