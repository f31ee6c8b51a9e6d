import type { Language } from "@dual-high/kernel";
import { LIST_NAMES, type ListKind, listFields, writeWorkbook } from "@dual-high/lists";
import type { FileAnswer } from "../../platform/http/index.ts";

/** What a row could say, by field. A field that is not here stays empty in the sample row. */
const SAMPLES: Readonly<Record<ListKind, Readonly<Record<string, string>>>> = {
  needs: {
    title: "低温稳定型酶制剂的发酵工艺",
    content: "现有酶制剂在 4 ℃ 下活性下降快，需要新的菌株或稳定化工艺。",
    indicators: "4 ℃ 存放 90 天活性保留 85 % 以上；成本不高于 120 元/kg",
    basis: "已有 5 吨发酵线，完成小试",
    enterprise: "某生物科技有限公司",
    field: "生物制造",
    budget: "50 万元",
    deadline: "2026-12-31",
    cooperation: "委托开发",
    contact: "李某",
    phone: "0510-00000000",
  },
  achievements: {
    title: "一种耐低温蛋白酶及其制备方法",
    content: "公开了一种在 0–10 ℃ 下保持活性的蛋白酶及其表达方法。",
    keywords: "蛋白酶；低温；毕赤酵母",
    kind: "发明专利",
    legalStatus: "有效",
    filed: "2021-03-15",
    granted: "2023-06-20",
    expiry: "2041-03-14",
    owners: "某大学",
    exclusiveLicence: "否",
    inventors: "张某；王某",
    unit: "某大学",
    college: "生物工程学院",
    readiness: "5",
    cooperation: "许可、作价入股",
  },
  instruments: {
    name: "液相色谱-质谱联用仪",
    model: "某型号",
    functions: "小分子与多肽的定性、定量分析",
    unit: "某大学",
    location: "分析测试中心 301",
    price: "200 元/样",
    contact: "赵某",
    phone: "0510-00000000",
  },
  teams: {
    name: "酶工程团队",
    lead: "张某",
    content: "工业酶的发现、改造与高效表达",
    results: "一种耐低温蛋白酶及其制备方法；高密度发酵过程控制",
    capacity: "3",
    unit: "某大学",
    college: "生物工程学院",
    field: "生物制造",
  },
};

/** The mark by which the importer passes a row over, whatever the language of its header. */
const SAMPLE_MARK = "示例";

const GUIDANCE: Readonly<Record<Language, readonly string[]>> = {
  zh: [
    "第一行是列名，请不要改动；不用的列可以空着或删去。",
    "“示例”那一行只作参考，导入时会跳过，可以删去。",
    "编号：有自己的编号就填，再次导入时凭它更新；没有就空着，凭专利号或名称加单位识别。",
    "金额写数字和单位，如“50 万元”；面议就写“面议”。日期写成 2026-12-31。",
    "统一社会信用代码、专利号、电话一律按文本填写，避免被 Excel 改成科学计数法。",
    "空着的格子不会清除系统里已有的内容。",
    "国家秘密不得写入本表，也不得导入本系统。",
  ],
  en: [
    "The first row names the columns; leave it as it is. Columns that are not needed may stay empty or be deleted.",
    "The row marked 示例 (sample) is passed over when the list comes in, and may be deleted.",
    "Number: your own, if there is one; the next edition of the list finds the entry by it, else by patent number or by name and unit.",
    "Amounts are a figure and a unit, such as 50万元; 面议 for negotiable. Days are written 2026-12-31.",
    "Credit codes, patent numbers and telephones are text, so that Excel leaves their digits alone.",
    "An empty cell does not clear what the system holds.",
    "State secrets may be neither written here nor brought into this system.",
  ],
};

/** An empty list with its columns, a sample row and how to fill it in. */
export async function writeTemplate(kind: ListKind, language: Language, madeAt: Date): Promise<FileAnswer> {
  const fields = listFields(kind);
  const name = LIST_NAMES[kind][language];
  const title = language === "zh" ? `${name}清单模板` : `${name} template`;
  const samples: Readonly<Record<string, string>> = { ...SAMPLES[kind], serial: SAMPLE_MARK };
  const sample = fields.map(({ field }) => ({ value: samples[field] ?? null, tone: "muted" as const }));
  const bytes = await writeWorkbook({
    title,
    language,
    madeAt,
    sheets: [
      {
        name,
        heading: title,
        frozenColumns: 1,
        columns: fields.map(({ field, label }) => ({ header: label[language], width: WIDTHS[field] ?? 16 })),
        rows: [sample],
      },
      {
        name: language === "zh" ? "填写说明" : "How to fill in",
        heading: title,
        isPlain: true,
        columns: [{ header: "", width: 100 }],
        rows: GUIDANCE[language].map((line) => [line]),
      },
    ],
  });
  return {
    name: `${title}.xlsx`,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    bytes,
  };
}

const WIDTHS: Readonly<Record<string, number>> = {
  serial: 8,
  title: 40,
  name: 30,
  content: 60,
  functions: 50,
  indicators: 50,
  basis: 40,
  results: 50,
  creditCode: 24,
  keywords: 30,
};
