import { defineTexts } from "../../text/texts.ts";

export const peopleTexts = defineTexts("people", {
  users: { zh: "账号", en: "Accounts" },
  usersPurpose: {
    zh: "全部账号：停用、重置密码、看谁有什么角色。",
    en: "All accounts: disable, reset passwords, see who holds which role.",
  },
  members: { zh: "成员", en: "Members" },
  usersSearch: { zh: "姓名、登录名", en: "Name or login" },
  noUsers: { zh: "还没有账号", en: "No accounts yet" },
  noUsersText: {
    zh: "账号由邀请产生：接受邀请的人设置密码后出现在这里。",
    en: "Accounts come from invitations: whoever accepts one appears here.",
  },
  noMembers: { zh: "这里还没有人", en: "Nobody is here yet" },
  noMembersText: {
    zh: "邀请同事加入，他们接受后出现在这里。",
    en: "Invite colleagues; they appear here once they accept.",
  },
  noMembersTextReader: {
    zh: "负责人邀请同事后，他们出现在这里。",
    en: "Colleagues appear here once the head of the office has invited them.",
  },
  name: { zh: "姓名", en: "Name" },
  login: { zh: "登录名", en: "Login" },
  email: { zh: "邮箱", en: "E-mail" },
  roles: { zh: "角色", en: "Roles" },
  role: { zh: "角色", en: "Role" },
  state: { zh: "状态", en: "State" },
  active: { zh: "正常", en: "Active" },
  disabled: { zh: "已停用", en: "Disabled" },
  erased: { zh: "已注销", en: "Erased" },
  createdAt: { zh: "开通日期", en: "Since" },
  since: { zh: "加入日期", en: "Since" },
  membersPurpose: { zh: "谁在这里、担任什么；邀请和移出。", en: "Who is here and as what; invite and remove." },
});
