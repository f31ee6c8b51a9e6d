import { LANGUAGES } from "@dual-high/kernel";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { composeMatchList } from "./compose.ts";
import { achievement, instrument, lists, need, OPTIONS, team } from "./test-lists.ts";
import { writeMatchList } from "./write.ts";

const facts = {
  version: "0.1.0",
  madeAt: new Date("2026-06-30T02:00:00Z"),
  inputs: [{ kind: "needs" as const, name: "需求.xlsx", size: 1, digest: "ab".repeat(32) }],
};

function compose() {
  return composeMatchList(
    lists({
      needs: [
        need({
          id: "N1",
          enterprise: "样例公司",
          creditCode: "91350100M000100Y43",
          contact: { name: "张某", phone: "13800000001" },
        }),
        need({ id: "N2", title: "=cmd|' /C calc'!A0", content: "希望对接专家" }),
        need({
          id: "N3",
          title: "量子点荧光编码微球",
          content: "开发量子点荧光编码微球，实现12重流式检测，变异系数小于5%。",
        }),
      ],
      achievements: [
        achievement({ inventors: "李某", coOwners: ["样例公司乙"], readiness: 6, grade: "A", expiry: "2035-01-01" }),
        achievement({ inventors: "王某", legalStatus: "lapsed", legalStatusText: "未缴年费终止" }),
      ],
      teams: [team({ capacity: 1, items: [{ title: "冷挤压模具寿命预测", content: "" }] })],
      instruments: [instrument()],
    }),
    OPTIONS,
  );
}

async function sheetTexts(language: "zh" | "en") {
  const { sheets } = await readXlsx(await writeMatchList(compose(), facts, language));
  return new Map(sheets.map(({ name, rows }) => [name, rows.map((row) => row.map((value) => String(value ?? "")))]));
}

test("the same lists give the same bytes", async () => {
  const [first, second] = await Promise.all([
    writeMatchList(compose(), facts, "zh"),
    writeMatchList(compose(), facts, "zh"),
  ]);
  expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
});

test("the models that had a part in the scores stand in the sheet About, where there are any", async () => {
  const aboutOf = async (models: readonly string[]) => {
    const { sheets } = await readXlsx(await writeMatchList(compose(), { ...facts, models }, "en"));
    return sheets.at(-1)?.rows.flat().join("\n");
  };
  expect(await aboutOf(["bge-m3 (10.0.0.8)"])).toContain("bge-m3 (10.0.0.8); the bands are calibrated without models");
  expect(await aboutOf([])).not.toContain("Models in the score");
});

test("six sheets in each language", async () => {
  expect([...(await sheetTexts("zh")).keys()]).toEqual([
    "对接清单",
    "承接计划",
    "待澄清需求",
    "未匹配需求",
    "可用仪器",
    "说明",
  ]);
  expect([...(await sheetTexts("en")).keys()]).toEqual([
    "Match list",
    "Plan",
    "Needs to clarify",
    "Unmatched",
    "Instruments",
    "About",
  ]);
});

describe.each(LANGUAGES)("in %s", (language) => {
  test("every row of the match list names partner, strength and reason", async () => {
    const [header = [], ...rows] = [...(await sheetTexts(language)).values()][0] ?? [];
    expect(rows.length).toBeGreaterThan(1);
    const at = (zh: string, en: string) => header.indexOf(language === "zh" ? zh : en);
    for (const row of rows) {
      expect(row[at("推荐的伙伴", "Partner")]).not.toBe("");
      expect(row[at("推荐理由", "Why")]).toMatch(language === "zh" ? /。$/ : /\.$/);
      expect(Number(row[at("得分", "Score")])).toBeGreaterThan(0);
    }
  });

  test("what has lapsed and what is owned together says so in the reminder", async () => {
    const text = [...(await sheetTexts(language)).values()][0]?.flat().join("\n") ?? "";
    expect(text).toContain(language === "zh" ? "专利已失效（未缴年费终止）" : "no longer in force (未缴年费终止)");
    expect(text).toContain(language === "zh" ? "与样例公司乙共有" : "together with 样例公司乙");
  });

  test("a cell that a spreadsheet would run is plain text", async () => {
    const all = [...(await sheetTexts(language)).values()].flat(2);
    expect(all.some((text) => text.startsWith("'=cmd"))).toBe(true);
    expect(all.filter((text) => /^[=@]/.test(text))).toEqual([]);
  });

  test("About names the digest, the counts and the time in China", async () => {
    const text = [...(await sheetTexts(language)).values()][5]?.flat().join("\n") ?? "";
    expect(text).toContain("ab".repeat(32));
    expect(text).toContain("2026-06-30 10:00");
  });
});

test("an English workbook holds no Chinese but what the lists brought", async () => {
  const sheets = await sheetTexts("en");
  const headers = [...sheets.values()].map((rows) => rows[0]?.join("") ?? "");
  expect(headers.filter((header) => /\p{Script=Han}/u.test(header))).toEqual([]);
});
