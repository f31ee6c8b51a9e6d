// The first story: 38 contracts, nearly 10 million yuan. How many and how much is the source's; each of them is made up.
import { addDays } from "@dual-high/kernel";
import { type AgreementDraft, KINDS, type AgreementKindName } from "../../modules/agreements/index.ts";

type Line = readonly [kind: AgreementKindName, subKind: string | null, topic: string, amountFen: bigint];

/** Made-up amounts that come to 9,986,363.68 yuan, which is what “nearly 10 million” leaves open. */
const LINES: readonly Line[] = [
  ["service", "general", "酶制剂稳定性测试", 8_600_000n],
  ["service", "general", "发酵过程在线检测", 12_800_000n],
  ["development", "commissioned", "益生菌菌株筛选", 51_400_000n],
  ["consulting", null, "食品工厂能耗诊断", 5_798_766n],
  ["service", "general", "功能性油脂成分分析", 9_650_000n],
  ["development", "commissioned", "植物蛋白风味改良", 36_000_000n],
  ["service", "general", "冷链包装货架期评价", 11_200_000n],
  ["licence", "patent", "淀粉改性专利实施", 64_000_000n],
  ["development", "cooperative", "发酵尾气余热利用", 39_500_000n],
  ["consulting", null, "工业废水提标路线", 7_400_000n],
  ["service", "training", "食品感官评价培训", 3_600_000n],
  ["development", "commissioned", "膜分离工艺放大", 70_000_000n],
  ["service", "general", "药用辅料杂质检测", 14_300_567n],
  ["development", "commissioned", "智能分拣视觉算法", 29_800_000n],
  ["consulting", null, "纺织助剂替代评估", 6_600_000n],
  ["service", "general", "半导体清洗剂配方测试", 15_700_000n],
  ["development", "cooperative", "生物基材料中试配方", 78_000_000n],
  ["service", "general", "物联网传感器标定", 8_800_000n],
  ["transfer", "patent", "风味酶专利权转让", 76_000_000n],
  ["development", "commissioned", "焙烤制品减糖", 24_500_000n],
  ["service", "general", "纳米涂层耐候试验", 13_400_000n],
  ["consulting", null, "医疗器械注册资料", 9_200_045n],
  ["development", "commissioned", "氨基酸结晶工艺", 55_000_000n],
  ["service", "general", "饮料稳定性体系优化", 11_800_000n],
  ["development", "commissioned", "装备远程运维模型", 31_500_000n],
  ["service", "general", "过敏原快速检测", 10_500_000n],
  ["licence", "know_how", "低温萃取技术秘密使用", 34_000_000n],
  ["development", "commissioned", "水产饲料酶解", 26_800_000n],
  ["service", "training", "实验室质量管理培训", 4_200_000n],
  ["consulting", null, "生产线数字化规划", 8_296_990n],
  ["development", "commissioned", "光伏封装胶膜配方", 60_000_000n],
  ["service", "general", "细胞培养基成分分析", 17_600_000n],
  ["development", "cooperative", "食品三维打印材料", 48_500_000n],
  ["service", "intermediary", "技术需求撮合", 4_800_000n],
  ["development", "commissioned", "微胶囊包埋工艺", 27_600_000n],
  ["service", "general", "印染废水毒性评价", 9_990_000n],
  ["development", "commissioned", "发酵罐搅拌节能", 33_200_000n],
  ["licence", "software", "配方计算软件使用", 18_600_000n],
];

export interface SampleContract {
  readonly draft: AgreementDraft;
  readonly signedOn: string;
  /** What came in of the first payment; null: nothing yet. */
  readonly receipt: { readonly on: string; readonly amountFen: string; readonly voucher: string } | null;
}

const FIRST_SIGNED = "2025-09-08";
const DAYS_BETWEEN = 7;
/** Those signed first have their first payment. */
const PAID = 24;

const UNIVERSITY = "江南大学";

export const CONTRACTS: readonly SampleContract[] = LINES.map(([kind, subKind, topic, amountFen], index) => {
  const name = String(index + 1).padStart(2, "0");
  const signedOn = addDays(FIRST_SIGNED, index * DAYS_BETWEEN);
  const endsOn = addDays(signedOn, 730);
  const first = (amountFen * 60n) / 100n;
  return {
    signedOn,
    receipt: index < PAID ? { on: addDays(signedOn, 20), amountFen: String(first), voucher: `样例-${name}` } : null,
    draft: {
      kind,
      subKind,
      title: `样例 ${name}：${topic}（${KINDS[kind].name.zh}）`,
      subject: `${topic}（样例内容，不是真实合同）。`,
      indicators: "样例内容。",
      ipTerms: "样例内容：成果归属按双方约定。",
      otherTerms: "",
      enterpriseId: null,
      needId: null,
      amountFen: String(amountFen),
      startsOn: signedOn,
      endsOn,
      parties: [
        { role: "buyer", name: `样例企业 ${name}（虚构）`, creditCode: null, representative: "", shareBp: 0 },
        { role: "seller", name: UNIVERSITY, creditCode: null, representative: "", shareBp: 10_000 },
      ],
      milestones: [{ id: null, title: "验收", deliverable: "报告（样例）", dueOn: endsOn }],
      payments: [
        { kind: "instalment", condition: "签订后三十日内", amountFen: String(first), royaltyBp: null, dueOn: null },
        {
          kind: "instalment",
          condition: "验收合格后三十日内",
          amountFen: String(amountFen - first),
          royaltyBp: null,
          dueOn: null,
        },
      ],
    },
  };
});
