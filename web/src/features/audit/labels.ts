import type { Bilingual } from "@dual-high/kernel";

/** The modules whose actions are recorded, as the audit's filter takes them. */
export const MODULES: Readonly<Record<string, Bilingual>> = {
  session: { zh: "登录", en: "Sessions" },
  user: { zh: "账号", en: "Accounts" },
  member: { zh: "成员", en: "Members" },
  person: { zh: "个人信息", en: "Personal data" },
  scope: { zh: "范围", en: "Scopes" },
  pair: { zh: "结对", en: "Pairs" },
  directory: { zh: "名录与导入", en: "Directory and imports" },
  need: { zh: "需求", en: "Needs" },
  facility: { zh: "平台", en: "Facilities" },
  instrument: { zh: "仪器", en: "Instruments" },
  match: { zh: "对接", en: "Matching" },
  ledger: { zh: "台账", en: "Ledger" },
  outreach: { zh: "对外链接", en: "Outreach" },
  job: { zh: "后台任务", en: "Background work" },
  view: { zh: "视图", en: "Views" },
  audit: { zh: "审计", en: "Audit" },
};

const ACTIONS: Readonly<Record<string, Bilingual>> = {
  "session.opened": { zh: "登录", en: "signed in" },
  "session.ended": { zh: "退出登录", en: "signed out" },
  "session.refused": { zh: "登录被拒绝", en: "was refused at sign-in" },
  "user.changed": { zh: "修改资料", en: "changed a profile" },
  "user.disabled": { zh: "停用账号", en: "disabled an account" },
  "user.enabled": { zh: "启用账号", en: "enabled an account" },
  "user.password_changed": { zh: "更改密码", en: "changed a password" },
  "user.recovered": { zh: "从本机恢复账号", en: "recovered an account on the machine" },
  "user.reset_issued": { zh: "生成密码重置链接", en: "made a password link" },
  "user.reset_requested": { zh: "申请重置密码", en: "asked for a new password" },
  "member.added": { zh: "加入成员", en: "joined" },
  "member.invited": { zh: "邀请成员", en: "invited somebody" },
  "member.invitation_withdrawn": { zh: "撤回邀请", en: "withdrew an invitation" },
  "member.removed": { zh: "移出成员", en: "removed a member" },
  "person.exported": { zh: "导出个人数据", en: "exported personal data" },
  "person.erased": { zh: "注销并清除个人信息", en: "erased a person's data" },
  "scope.created": { zh: "新建范围", en: "added a scope" },
  "scope.changed": { zh: "修改范围", en: "changed a scope" },
  "pair.created": { zh: "登记结对", en: "registered a pair" },
  "pair.changed": { zh: "修改结对", en: "changed a pair" },
  "directory.list_previewed": { zh: "预览清单", en: "previewed a list" },
  "directory.import_changed": { zh: "修改导入设置", en: "changed an import" },
  "directory.acceptance_requested": { zh: "提交导入", en: "accepted an import" },
  "directory.list_imported": { zh: "导入清单", en: "took a list in" },
  "directory.import_undone": { zh: "撤销导入", en: "undid an import" },
  "directory.import_discarded": { zh: "放弃导入", en: "discarded an import" },
  "directory.contact_revealed": { zh: "查看联系方式", en: "looked at a contact" },
  "need.created": { zh: "登记需求", en: "registered a need" },
  "need.changed": { zh: "修改需求", en: "changed a need" },
  "need.moved": { zh: "推进需求", en: "moved a need on" },
  "need.accepted": { zh: "受理需求", en: "accepted a need" },
  "need.returned": { zh: "退回需求", en: "returned a need" },
  "need.exported": { zh: "导出需求", en: "exported needs" },
  "facility.created": { zh: "登记平台", en: "registered a facility" },
  "facility.changed": { zh: "修改平台", en: "changed a facility" },
  "facility.exported": { zh: "导出平台", en: "exported facilities" },
  "instrument.created": { zh: "登记仪器", en: "registered an instrument" },
  "instrument.changed": { zh: "修改仪器", en: "changed an instrument" },
  "match.run_started": { zh: "发起对接", en: "started a match run" },
  "match.run_completed": { zh: "完成对接", en: "finished a match run" },
  "match.run_noted": { zh: "备注对接", en: "noted on a match run" },
  "match.planned": { zh: "调整方案", en: "changed the plan" },
  "match.workbook_made": { zh: "导出对接清单", en: "exported the match list" },
  "ledger.entry_written": { zh: "记录跟进", en: "wrote into the ledger" },
  "ledger.line_changed": { zh: "修改台账", en: "changed a ledger line" },
  "outreach.link_made": { zh: "生成对外链接", en: "made a link" },
  "outreach.link_revoked": { zh: "收回链接", en: "revoked a link" },
  "outreach.answered": { zh: "链接得到答复", en: "had an answer by link" },
  "outreach.forwarded": { zh: "链接被转发", en: "had a link passed on" },
  "job.cancelled": { zh: "取消任务", en: "cancelled a job" },
  "view.shared": { zh: "共享视图", en: "shared a view" },
  "audit.exported": { zh: "导出审计记录", en: "exported the audit" },
  "audit.verification_started": { zh: "核对审计链", en: "verified the chains" },
};

/** What an action is called; one that has no words yet is shown by its code, which says as much. */
export function actionLabel(action: string): Bilingual {
  return ACTIONS[action] ?? { zh: action, en: action };
}

export function subjectLabel(kind: string): Bilingual {
  return MODULES[kind] ?? { zh: kind, en: kind };
}
