import { defineTexts } from "../../../text/texts.ts";

export const walkTexts = defineTexts("walk", {
  title: { zh: "走访", en: "Visits" },
  homePurpose: {
    zh: "{{name}}，没有网络也能填，联网后自动上传",
    en: "{{name}}, you can write without a network; it is sent when there is one",
  },
  "line.online": { zh: "已联网", en: "Online" },
  "line.sending": { zh: "正在同步", en: "Sending" },
  "line.offline": { zh: "离线", en: "Offline" },
  "line.signedOut": { zh: "登录已过期", en: "Signed out" },
  "line.unavailable": { zh: "服务暂不可用，稍后自动再传", en: "The server is away; trying again by itself" },
  waiting: { zh: "{{count}} 条待同步", en: { one: "{{count}} to be sent", other: "{{count}} to be sent" } },
  nothingWaits: { zh: "没有待同步", en: "nothing to be sent" },
  toLookAt: { zh: "{{count}} 条要处理", en: { one: "{{count}} to look at", other: "{{count}} to look at" } },
  signIn: { zh: "登录后上传", en: "Sign in to send" },
  sendNow: { zh: "现在上传", en: "Send now" },
  newer: { zh: "有新版本，填写的内容都已存好", en: "There is a newer version; what you typed is kept" },
  renew: { zh: "更新", en: "Renew" },
  tryAgain: { zh: "再试一次", en: "Try again" },

  "obstacle.insecure": { zh: "这个地址不能走访", en: "No visits from this address" },
  "obstacle.insecureText": {
    zh: "浏览器只在安全连接（https）下允许离线保存和加密。现在的地址是 http，填写的内容关掉页面就没有了，所以这里先不让填。",
    en: "Browsers keep and encrypt things only over a secure connection (https). This address is http: what you type would be gone with the page, so nothing can be typed here.",
  },
  "obstacle.insecureOffice": {
    zh: "请系统管理员按手册“安全连接”给服务配上证书（反向代理或 TLS_CERT、TLS_KEY），再用 https 地址打开。",
    en: "Ask the system administrator to give the server a certificate as the guide says under “secure connection” (a reverse proxy, or TLS_CERT and TLS_KEY), and open its https address.",
  },
  "obstacle.insecureTry": {
    zh: "只为试用：在这台手机的 Chrome 打开 chrome://flags/#unsafely-treat-insecure-origin-as-secure，填入 {{address}}，重新启动浏览器。不要用于正式走访。",
    en: "Only to try it: on this phone open chrome://flags/#unsafely-treat-insecure-origin-as-secure in Chrome, enter {{address}} and restart the browser. Not for real visits.",
  },
  "obstacle.no_store": { zh: "这个浏览器存不住内容", en: "This browser keeps nothing" },
  "obstacle.no_storeText": {
    zh: "它不提供离线存储（常见于无痕模式或微信里的旧浏览器）。请用手机自带浏览器、Chrome 或 Edge 的普通窗口打开同一地址。",
    en: "It has no storage for pages (private windows and old browsers inside of other apps do that). Open the same address in an ordinary window of the phone's browser, Chrome or Edge.",
  },
  "obstacle.unknown": { zh: "请先联网打开一次", en: "Open it once with a network" },
  "obstacle.unknownText": {
    zh: "这台手机上现在没有登录的人，也连不上服务。已存的走访不会丢：联网后由填写的人登录，就能看到并上传。",
    en: "Nobody is signed in on this phone and the server cannot be reached. Visits that are kept here are not lost: with a network, whoever wrote them signs in, sees them, and they are sent.",
  },

  warning: {
    zh: "开始之前：这个浏览器可能清除没传的走访",
    en: "Before you start: this browser may drop visits that were not sent",
  },
  "warning.wechat": {
    zh: "您在微信里打开了本页。微信的浏览器会清理网页存下的内容，没传的走访和照片可能因此丢失。",
    en: "You opened this page inside of WeChat. Its browser clears away what pages keep, and visits and photos that were not sent may be lost with it.",
  },
  "warning.not_lasting": {
    zh: "浏览器没有答应长期保存（无痕窗口关掉就清空；手机空间不足时也可能清掉）。",
    en: "The browser did not promise to keep things (a private window forgets all when it is closed; a phone that runs out of room may clear them away).",
  },
  "warning.openElsewhere": {
    zh: "点右上角“…”，选“在浏览器打开”，再把本页添加到主屏幕。",
    en: "Tap “…” at the top right, choose “Open in browser”, and add the page to the home screen there.",
  },
  "warning.install": {
    zh: "用普通窗口打开，并在浏览器菜单里选“添加到主屏幕”或“安装应用”，从图标打开就会长期保存。",
    en: "Use an ordinary window and choose “Add to home screen” or “Install app” in the browser's menu: opened from its icon, things are kept.",
  },
  "warning.sendSoon": {
    zh: "做不到时，每走完一层就到有网的地方，等本页写“没有待同步”再离开。",
    en: "If you cannot, go where there is a network after each floor and wait until this page says “nothing to be sent”.",
  },
  "warning.accept": { zh: "知道了，开始", en: "Understood, start" },

  roundsHere: { zh: "摸排", en: "Survey rounds" },
  noRounds: {
    zh: "没有进行中的摸排。请本区负责人开始一轮，并把楼层分派给您。",
    en: "No round is open. Ask the lead in your zone to open one and to give you floors.",
  },
  noRoundsOffline: {
    zh: "这台手机上还没有名单。请到有网的地方打开一次。",
    en: "There is no list on this phone yet. Open it once where there is a network.",
  },
  roundLine: {
    zh: "{{period}} · {{doors}} 家 · {{when}} 的名单",
    en: "{{period}} · {{doors}} doors · list of {{when}}",
  },
  roundToFetch: {
    zh: "{{period}} · 名单还没有下载，点开下载",
    en: "{{period}} · not on this phone yet; open it to fetch the list",
  },
  unsent: { zh: "还没有传到的走访", en: "Visits that have not arrived" },
  leaveText: {
    zh: "退出后，没传的走访加密留在这台手机上，别人看不到；{{name}} 再登录就会上传。",
    en: "After signing out, visits that were not sent stay on this phone, encrypted and unseen by others; they are sent when {{name}} signs in again.",
  },
  leave: { zh: "退出登录", en: "Sign out" },
  toOffice: { zh: "回到办公页面", en: "To the office pages" },

  fetching: { zh: "正在下载名单", en: "Fetching the list" },
  notHere: {
    zh: "这一轮的名单不在这台手机上，现在又连不上服务。请到有网的地方再打开。",
    en: "The list of this round is not on this phone and the server cannot be reached. Open it again where there is a network.",
  },
  asOf: { zh: "{{when}} 的名单", en: "list of {{when}}" },
  over: {
    zh: "这一轮已结束。现在传的走访会收下，由负责人确认后计入。",
    en: "This round is over. Visits sent now are taken and count once the lead has confirmed them.",
  },
  clock: {
    zh: "这台手机的时间与服务器差 {{off}}。走访照常，先后以服务器收到的时间为准；请在手机设置里打开自动校时。",
    en: "This phone's clock is off by {{off}}. Visits go on; the server's time decides their order. Turn on automatic time in the phone's settings.",
  },
  find: { zh: "门牌或企业", en: "Door or enterprise" },
  onlyMine: { zh: "只看我的楼层", en: "My floors only" },
  allFloors: { zh: "看全部楼层", en: "All floors" },
  refresh: { zh: "更新名单", en: "Renew the list" },
  noDoor: {
    zh: "没有符合的门。名单上没有的企业，点“新增企业”。",
    en: "No such door. For an enterprise that is on no list, choose “New door”.",
  },
  newDoor: { zh: "新增企业", en: "New door" },
  newDoorPurpose: {
    zh: "名单上没有、现场看到的企业；随走访一起上传",
    en: "An enterprise that you found and no list has; it goes with its visit",
  },
  optional: { zh: "可不填", en: "optional" },
  newDoorGo: { zh: "填写走访", en: "Write the visit" },
  doorGone: { zh: "这台手机的名单里没有这扇门。", en: "This door is not on this phone's list." },
  toList: { zh: "回到名单", en: "Back to the list" },
  claimOffline: { zh: "离线，同事暂时看不到您在路上", en: "Offline: colleagues cannot see that you are on the way" },

  "kept.draft": { zh: "填写中，未提交", en: "being written" },
  "kept.ready": { zh: "待同步", en: "to be sent" },
  "kept.sent": { zh: "{{when}} 已收到", en: "arrived {{when}}" },
  "kept.late": { zh: "{{when}} 收到，迟到，待负责人确认", en: "arrived {{when}}, late, waits for the lead" },
  "kept.conflict": { zh: "有两个版本，都已保留，待选定", en: "in two versions, both kept until somebody chooses" },
  "kept.refused": { zh: "没有收下", en: "not taken" },
  photos: { zh: "{{count}} 张照片", en: { one: "{{count}} photo", other: "{{count}} photos" } },
  correct: { zh: "修改这次走访", en: "Correct this visit" },
  another: { zh: "再记一次走访", en: "Another visit" },
  conflictText: {
    zh: "服务器上还有这次走访的另一个版本。两个都保留，由负责人选定；不用重填。",
    en: "The server has another version of this visit. Both are kept and the lead chooses; nothing has to be typed again.",
  },
  conflictBoth: { zh: "联网并排看两个版本", en: "See both side by side (takes a network)" },
  conflictMine: { zh: "这台手机上的版本", en: "The version on this phone" },
  addFile: { zh: "加文件", en: "Add a file" },
  dropFile: { zh: "移除 {{name}}", en: "Remove {{name}}" },
  dropFileShort: { zh: "移除", en: "Remove" },
  finish: { zh: "提交走访", en: "Hand the visit in" },
  keptHere: {
    zh: "填写的内容和照片已加密存在这台手机上",
    en: "What you type and your photos are kept on this phone, encrypted",
  },
  drop: { zh: "放弃这次填写", en: "Discard this visit" },
  dropTitle: { zh: "放弃“{{enterprise}}”的这次填写？", en: "Discard this visit to “{{enterprise}}”?" },
  dropText: { zh: "没有上传过，删除后找不回来。", en: "It was never sent and cannot be brought back." },
  full: {
    zh: "手机存储已满，刚才填的还在本页、没有存下。请不要关闭本页：先删掉手机里不用的照片或应用，再点“重新保存”；有网时已同步的会自动清掉。",
    en: "The phone is full: what you just typed is on this page and not kept yet. Do not close it: remove photos or apps that you do not need, then keep it again. What was sent is cleared away by itself.",
  },
  fullPhoto: {
    zh: "手机存储已满，这张照片没有存下，文字都在。请先腾出空间再拍，或到有网的地方等前面的传完。",
    en: "The phone is full: this photo was not kept, the text is. Make room and take it again, or go where there is a network and let the others be sent first.",
  },
  tooLarge: {
    zh: "文件超过 10 MB，没有加上。请压缩后再加。",
    en: "The file is larger than 10 MB and was not added. Make it smaller first.",
  },
  notKept: {
    zh: "没有存下来，填的还在本页。请不要关闭，点“重新保存”；仍不行请截图后告诉系统管理员。",
    en: "It could not be kept; what you typed is on this page. Do not close it, and keep it again; if that fails, take a screenshot and tell the system administrator.",
  },
  keepAgain: { zh: "重新保存", en: "Keep again" },
});
