import { describe, expect, it } from "vitest";
import { openZip } from "../zip.ts";
import { isKnownLabel } from "./form-fixture.ts";
import { readForm } from "./read-form.ts";
import { type NeedFormAnswers, writeNeedForm } from "./write-form.ts";

const FILLED: NeedFormAnswers = {
  enterprise: "无锡甲生物科技有限公司",
  creditCode: "91350100M000100Y43",
  field: "生物医药",
  contact: "张三",
  phone: "13800000000",
  title: "高盐发酵废水处理",
  content: "现状：年产五万吨。\n\n问题：COD 过高，\n目标：稳定达标。",
  indicators: "1. COD ≤ 50 mg/L\n2. 氨氮 ≤ 5 mg/L",
  basis: "已建中试线，见 <报告> & 附件。",
  budget: "50-100",
  deadline: "2027年6月",
  cooperation: "合作开发、技术咨询",
};

const read = async (bytes: Uint8Array) => {
  const readings = await readForm({ name: "a.docx", bytes }, { isKnownLabel });
  expect(readings).toHaveLength(1);
  return readings[0]?.answers.map(({ answer }) => answer);
};

describe("writeNeedForm", () => {
  it.each(["zh", "en"] as const)("is read back as it was filled, in %s", async (language) => {
    const cooperation = language === "zh" ? "合作开发、技术咨询" : "joint development、consulting";
    const answers = { ...FILLED, cooperation };
    expect(await read(await writeNeedForm(answers, { language }))).toEqual(Object.values(answers));
  });

  it("puts what is no option behind the last box", async () => {
    const answers = await read(await writeNeedForm({ cooperation: "合作开发、联合申报" }, { language: "zh" }));
    expect(answers?.at(-1)).toBe("合作开发、联合申报");
  });

  it.each(["zh", "en"] as const)("leaves a blank form without one answer, in %s", async (language) => {
    expect(await read(await writeNeedForm({}, { language }))).toEqual(Object.keys(FILLED).map(() => ""));
  });

  it("gives the same bytes at another time", async () => {
    const one = await writeNeedForm(FILLED, { language: "zh", sample: true });
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const two = await writeNeedForm(FILLED, { language: "zh", sample: true });
    expect(Buffer.compare(one, two)).toBe(0);
  });

  it("marks samples as made up", async () => {
    const zip = await openZip(await writeNeedForm(FILLED, { language: "zh", sample: true }), { file: "a.docx" });
    expect(Buffer.from(await zip.read("word/document.xml")).toString()).toContain("样例数据，均为虚构");
  });
});
