import type { SampleAchievement } from "./achievements.ts";
import type { SampleInstrument } from "./instruments.ts";
import type { SampleNeed } from "./needs.ts";
import type { SampleTeam } from "./teams.ts";
import type { ListSheet, TextSheet } from "./workbook.ts";

/** The four lists with the headings under which an office files them. */

const MADE_UP = "样例数据，均为虚构";

export const NEEDS_GUIDANCE: TextSheet = {
  name: "填表说明",
  lines: [
    "填表说明（样例）",
    "一、本表由样例高新区企业服务中心汇总，企业名称、统一社会信用代码、联系人、电话均为虚构，仅供软件演示和测试。",
    "二、“需求内容”请写清：现在怎么做、遇到什么问题、希望达到什么指标、已经试过什么办法。",
    "三、“拟投入资金”以万元为单位填写数字；暂不能确定的填“面议”。",
    "四、“期望完成时间”填写到月，如2027年6月。",
    "五、涉密内容不得填入本表。",
    "六、一家企业有多项需求的，请分行填写。",
  ],
};

export function needsSheet(needs: readonly SampleNeed[]): ListSheet {
  return {
    name: "需求清单",
    title: `企业技术需求清单（${MADE_UP}）`,
    subtitle: "填报单位：样例高新区企业服务中心　　　　填报日期：2026年10月15日　　　　单位：万元",
    columns: [
      { header: "序号", width: 6, centred: true },
      { header: "企业名称", width: 24 },
      { header: "统一社会信用代码", width: 22, centred: true },
      { header: "需求名称", width: 28 },
      { header: "需求内容", width: 60 },
      { header: "主要技术指标", width: 30 },
      { header: "现有基础", width: 30 },
      { header: "拟投入资金（万元）", width: 20, centred: true },
      { header: "期望完成时间", width: 14, centred: true },
      { header: "合作方式", width: 14, centred: true },
      { header: "所属领域", width: 14, centred: true },
      { header: "联系人", width: 12, centred: true },
      { header: "联系电话", width: 16, centred: true },
      { header: "电子邮箱", width: 22 },
    ],
    rows: needs.map((need) => [
      need.number,
      need.enterprise,
      need.stored.creditCode ?? need.creditCode,
      need.title,
      need.content,
      need.indicators,
      need.basis,
      need.stored.budget ?? need.budget,
      need.stored.deadline ?? need.deadline,
      need.cooperation,
      need.field,
      need.contact,
      need.stored.phone ?? need.phone,
      need.email,
    ]),
    mergedAbove: needs.flatMap((need, row) => (need.merged ? [{ row, columns: [1, 2, 11, 12, 13] }] : [])),
    notes: [
      "注：1. 本表为样例，所列企业、人员、电话均为虚构；2. 同一企业多项需求合并单元格；3. 资金栏未注明单位的为万元。",
      "填报人：张某　　　　审核人：李某　　　　联系电话：0510-00000000",
    ],
  };
}

export function achievementsSheet(achievements: readonly SampleAchievement[]): ListSheet {
  return {
    name: "成果清单",
    title: `样例大学可转化科技成果清单（${MADE_UP}）`,
    columns: [
      { header: "序号", width: 7, centred: true },
      { header: "内部编号", width: 14, hidden: true },
      { header: "专利名称", width: 40 },
      { header: "专利类型", width: 11, centred: true },
      { header: "申请号", width: 20, centred: true },
      { header: "申请日", width: 12, centred: true },
      { header: "法律状态", width: 14, centred: true },
      { header: "专利权人", width: 26 },
      { header: "发明人", width: 22 },
      { header: "所属学院", width: 22 },
      { header: "技术领域", width: 14, centred: true },
      { header: "摘要", width: 70 },
      { header: "关键词", width: 26 },
      { header: "成果等级", width: 8, centred: true },
      { header: "技术成熟度", width: 11, centred: true },
      { header: "转化方式", width: 14, centred: true },
      { header: "许可情况", width: 26 },
      { header: "有效期至", width: 12, centred: true },
      { header: "联系人", width: 20, centred: true },
      { header: "联系电话", width: 16, centred: true },
    ],
    rows: achievements.map((achievement) => [
      achievement.number,
      achievement.innerNumber,
      achievement.title,
      achievement.kind,
      achievement.patentNumber,
      achievement.applied,
      achievement.legalStatus,
      achievement.owners,
      achievement.inventors,
      achievement.college,
      achievement.field,
      achievement.abstract,
      achievement.keywords,
      achievement.grade,
      achievement.readiness,
      achievement.transfer,
      achievement.licence,
      achievement.expiry,
      achievement.contact,
      achievement.phone,
    ]),
  };
}

export function instrumentsSheet(instruments: readonly SampleInstrument[]): ListSheet {
  return {
    name: "共享仪器",
    title: `样例大学大型仪器设备共享清单（${MADE_UP}）`,
    columns: [
      { header: "序号", width: 6, centred: true },
      { header: "仪器名称", width: 28, group: "仪器信息" },
      { header: "规格型号", width: 16, centred: true, group: "仪器信息" },
      { header: "主要功能", width: 60, group: "仪器信息" },
      { header: "所属单位", width: 24, group: "存放情况" },
      { header: "放置地点", width: 18, group: "存放情况" },
      { header: "收费标准", width: 24, group: "开放共享" },
      { header: "开放时间", width: 18, group: "开放共享" },
      { header: "联系人", width: 10, centred: true, group: "联系方式" },
      { header: "联系电话", width: 16, centred: true, group: "联系方式" },
      { header: "备注", width: 18 },
    ],
    rows: instruments.map((instrument) => [
      instrument.number,
      instrument.name,
      instrument.model,
      instrument.functions,
      instrument.unit,
      instrument.location,
      instrument.fee,
      instrument.hours,
      instrument.contact,
      instrument.phone,
      instrument.remark,
    ]),
    notes: ["注：本表为样例，仪器型号、人员、电话均为虚构；收费标准未注明的为校外价格。"],
  };
}

export function teamsSheet(teams: readonly SampleTeam[]): ListSheet {
  return {
    name: "科研团队",
    title: `样例大学科研团队名录（${MADE_UP}）`,
    columns: [
      { header: "序号", width: 6, centred: true },
      { header: "团队名称", width: 30 },
      { header: "负责人", width: 9, centred: true },
      { header: "职称", width: 14, centred: true },
      { header: "所属单位", width: 12, centred: true },
      { header: "所属学院", width: 22 },
      { header: "服务产业", width: 16, centred: true },
      { header: "研究方向", width: 46 },
      { header: "团队简介", width: 52 },
      { header: "代表性成果", width: 60 },
      { header: "本轮可承接需求数", width: 12, centred: true },
      { header: "联系人", width: 10, centred: true },
      { header: "联系电话", width: 16, centred: true },
      { header: "电子邮箱", width: 22 },
    ],
    rows: teams.map((team) => [
      team.number,
      team.name,
      team.lead,
      team.rank,
      team.unit,
      team.college,
      team.field,
      team.directions,
      team.profile,
      team.results,
      team.capacity,
      team.contact,
      team.phone,
      team.email,
    ]),
    notes: ["注：本表为样例，人员均为虚构。“本轮可承接需求数”为本次对接中该团队最多可以承接的需求项数。"],
  };
}
