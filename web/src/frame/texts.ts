import { defineTexts } from "../text/texts.ts";

export const frameTexts = defineTexts("frame", {
  product: { zh: "双高协同", en: "Dual-High" },
  skip: { zh: "跳到内容", en: "Skip to content" },
  menu: { zh: "主菜单", en: "Main menu" },
  more: { zh: "更多", en: "More" },
  search: { zh: "搜索全部", en: "Search everything" },
  searchHint: { zh: "名称、拼音或英文", en: "Name, pinyin or English" },
  searchNone: {
    zh: "没有找到“{{typed}}”。换一个词，或只写前几个字。",
    en: "Nothing found for “{{typed}}”. Try another word, or only its beginning.",
  },
  page: { zh: "页面", en: "Page" },
  chooseScope: { zh: "切换结对", en: "Change pair" },
  noScope: { zh: "尚未加入任何结对", en: "No pair yet" },
  findScope: { zh: "名称，如“无锡”", en: "Name, such as Wuxi" },
  noScopeFound: { zh: "没有符合的结对或单位", en: "No pair or unit matches" },
  account: { zh: "账号", en: "Account" },
  inbox: { zh: "消息", en: "Messages" },
  settings: { zh: "设置", en: "Settings" },
  signOut: { zh: "退出登录", en: "Sign out" },
  otherLanguage: { zh: "English", en: "中文" },
  reference: { zh: "接口文档", en: "API reference" },

  signIn: { zh: "登录", en: "Sign in" },
  login: { zh: "登录名或邮箱", en: "Login or e-mail" },
  password: { zh: "密码", en: "Password" },
  showPassword: { zh: "显示密码", en: "Show password" },
  hidePassword: { zh: "隐藏密码", en: "Hide password" },
  sessionOver: { zh: "登录已过期", en: "Your session has ended" },
  sessionOverText: {
    zh: "{{name}}，请重新登录。页面上的内容都还在，登录后接着刚才的操作。",
    en: "{{name}}, please sign in again. Everything on the page is still here, and what you were doing will go on.",
  },
  someoneElse: { zh: "换一个账号", en: "Use another account" },
  wrongPerson: {
    zh: "这是另一个人的账号。请用 {{name}} 的账号登录，或换一个账号重新打开。",
    en: "That is someone else's account. Sign in as {{name}}, or start again with another account.",
  },

  offline: {
    zh: "连不上服务，正在重试。您填的内容都还在。",
    en: "The server cannot be reached; trying again. What you typed is kept.",
  },
  unavailable: {
    zh: "服务暂时不可用，正在重试。您填的内容都还在。",
    en: "The server is not available; trying again. What you typed is kept.",
  },
  retryNow: { zh: "现在重试", en: "Try now" },
  retry: { zh: "重试", en: "Try again" },
  again: { zh: "再试一次", en: "Try again" },

  sample: {
    zh: "样例数据：本页的单位、人员和数字都是虚构的，供试用。",
    en: "Sample data: units, people and figures here are made up, to try the system with.",
  },
  undo: { zh: "撤销", en: "Undo" },
  draftRestored: {
    zh: "这是您{{since}}填写、尚未保存的内容。",
    en: "This is what you typed {{since}} and did not save.",
  },
  draftDrop: { zh: "放弃", en: "Discard" },

  jobs: { zh: "后台任务", en: "Background work" },
  noJobs: {
    zh: "没有后台任务。导入、对接等较久的工作会出现在这里。",
    en: "Nothing runs. Imports, match runs and other long work appear here.",
  },
  jobFailed: { zh: "没有完成", en: "failed" },
  cancel: { zh: "取消任务", en: "Cancel" },
  cancelling: { zh: "正在取消", en: "Cancelling" },
  "job.queued": { zh: "排队中", en: "Waiting" },
  "job.running": { zh: "进行中", en: "Running" },
  "job.done": { zh: "已完成", en: "Done" },
  "job.failed": { zh: "没有完成", en: "Failed" },
  "job.cancelled": { zh: "已取消", en: "Cancelled" },

  noSuchPage: { zh: "没有这个页面", en: "There is no such page" },
  noSuchPageText: {
    zh: "地址可能抄漏了一段，或页面已经改名。请核对地址，或从工作台进入。",
    en: "Part of the address may be missing, or the page has moved. Check it, or start from the workbench.",
  },
  noSuchRecord: { zh: "没有找到这条记录", en: "This record was not found" },
  noSuchRecordText: {
    zh: "它可能已被删除，或不在您能查看的范围内。需要查看的，请把本页地址发给转给您链接的人或本单位负责人，由他们邀请您加入。",
    en: "It may have been deleted, or lies outside of what you may see. If you need it, send this address to whoever shared it or to the head of your office, who can invite you.",
  },
  forbidden: { zh: "您没有查看本页的权限", en: "You may not see this page" },
  forbiddenText: {
    zh: "您现在以 {{name}}（{{login}}）登录。需要办理的，请联系本单位负责人开通，或换一个账号登录。",
    en: "You are signed in as {{name}} ({{login}}). Ask the head of your office for access, or sign in with another account.",
  },
  failed: { zh: "页面没有打开", en: "The page could not be opened" },
  failedText: {
    zh: "您填的内容已保留在本机。请重试；仍不行的，把下面的编号告诉系统管理员。",
    en: "What you typed is kept on this machine. Try again; if it fails again, give the number below to the system administrator.",
  },
  requestId: { zh: "请求编号 {{id}}", en: "Request id {{id}}" },
  toWorkbench: { zh: "回到工作台", en: "To the workbench" },
  copyAddress: { zh: "复制本页地址", en: "Copy this address" },
  copied: { zh: "已复制", en: "Copied" },
});
