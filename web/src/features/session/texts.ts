import { defineTexts } from "../../text/texts.ts";

export const sessionTexts = defineTexts("session", {
  promise: { zh: "需求进来，对接清单出去。", en: "Needs come in, a match list goes out." },
  promiseText: {
    zh: "高新区与高校结对的工作系统：把企业要的变成有组织的科研，把高校有的变成有组织的转化。",
    en: "Where a high-tech zone and its universities work together: what enterprises need becomes organised research, and what universities have finds its way into industry.",
  },
  signIn: { zh: "登录", en: "Sign in" },
  forgot: { zh: "忘记密码", en: "Forgotten password" },
  noAccount: {
    zh: "账号由本单位负责人邀请开通。",
    en: "Accounts are opened by invitation from the head of your office.",
  },

  invitation: { zh: "接受邀请", en: "Accept an invitation" },
  invitationText: {
    zh: "{{name}}，{{scope}}邀请您担任{{role}}。",
    en: "{{name}}, you are invited to {{scope}} as {{role}}.",
  },
  invitationUntil: { zh: "邀请有效期至 {{until}}。", en: "The invitation is good until {{until}}." },
  yourLogin: { zh: "登录名", en: "Login" },
  newPassword: { zh: "设置密码", en: "Choose a password" },
  ownPassword: { zh: "您账号的密码", en: "Password of your account" },
  ownPasswordHint: {
    zh: "您已有账号，请输入现在的密码，接受后多一个角色。",
    en: "You have an account already: give its password to add the role.",
  },
  passwordHint: {
    zh: "至少 12 个字符，可以是几个不相干的词。",
    en: "At least 12 characters; a few unrelated words will do.",
  },
  accept: { zh: "接受并登录", en: "Accept and sign in" },
  noToken: { zh: "链接不完整", en: "The link is incomplete" },
  noTokenText: {
    zh: "请回到收到的消息，整条复制链接再打开。链接里 # 后面的一段不能少。",
    en: "Go back to the message, copy the whole link and open it again. The part after # is needed.",
  },
  loading: { zh: "正在读取邀请", en: "Reading the invitation" },

  reset: { zh: "设置新密码", en: "Set a new password" },
  resetDone: { zh: "密码已设置", en: "The password is set" },
  resetDoneText: {
    zh: "其他设备上的登录已全部退出。请用新密码登录。",
    en: "All sessions have ended. Sign in with the new password.",
  },
  save: { zh: "保存新密码", en: "Save the new password" },
  toSignIn: { zh: "去登录", en: "To sign-in" },

  ask: { zh: "忘记密码", en: "Forgotten password" },
  askText: {
    zh: "填写登录名或邮箱。账号登记过邮箱的，会收到一条链接；没有登记的，请联系安全管理员重置。",
    en: "Give your login or e-mail. If the account has an e-mail address, a link is on its way; if not, ask the security administrator for a reset.",
  },
  login: { zh: "登录名或邮箱", en: "Login or e-mail" },
  send: { zh: "发送重置链接", en: "Send a link" },
  sent: { zh: "已受理", en: "Received" },
  sentText: {
    zh: "如果这个账号存在并登记了邮箱，几分钟内会收到重置链接。没有收到的，请联系安全管理员。",
    en: "If the account exists and has an e-mail address, a link arrives within minutes. If none comes, ask the security administrator.",
  },
});
