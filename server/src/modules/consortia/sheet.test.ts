import { expect, test } from "vitest";
import { kindByName, readConsortia } from "./sheet.ts";

const sheet = (...rows: string[][]) => [
  { sheet: "清单", rows: rows.map((values, index) => ({ number: index + 1, values })) },
];

test("a list is read under other headers and a title, bad rows are told and the others kept", () => {
  const readings = readConsortia("36家.xlsx", [
    ...sheet(
      ["创新联合体清单", "", "", "", "", ""],
      ["名称", "类别", "牵头企业", "参与单位", "组建日期", "评估时间"],
      ["轴承钢联合体", "任务型", "样例钢铁有限公司", "样例大学、样例研究院；样例钢铁有限公司", "2026年3月", "2026年底"],
      ["", "", "", "", "", ""],
      ["", "任务型", "甲公司", "", "", ""],
      ["膜材料联合体", "联盟", "", "", "", ""],
      ["轴承钢联合体", "平台", "", "", "", ""],
      ["传感联合体", "平台", "", "", "三年内", ""],
      ["储能联合体", "生态", "", "", "", ""],
    ),
  ]);
  const problems = readings.flatMap((reading) => ("problem" in reading ? [[reading.row, reading.problem.zh]] : []));
  expect(problems).toEqual([
    [5, "没有写联合体名称，请补上后重新导入"],
    [6, "“膜材料联合体”的类型写的是“联盟”，请写 生态主导型、任务型、平台型 之一"],
    [7, "与第 3 行同名，请合成一行"],
    [8, "“传感联合体”的成立日期写的是“三年内”，请写成 2026-12-31"],
  ]);
  const listed = readings.flatMap((reading) => ("listed" in reading ? [reading.listed] : []));
  expect(listed).toMatchObject([
    {
      name: "轴承钢联合体",
      type: "task",
      lead: "样例钢铁有限公司",
      members: ["样例大学", "样例研究院"],
      foundedOn: "2026-03-01",
      assessOn: "2026-12-31",
    },
    { name: "储能联合体", type: "ecosystem", lead: null, foundedOn: null },
  ]);
});

test("a file without the header is refused by name", () => {
  expect(() => readConsortia("别的.xlsx", sheet(["甲", "乙"]))).toThrow("别的.xlsx");
});

test.each([
  ["无锡食品研究院有限公司", "enterprise"],
  ["江苏省产业技术研究院", "institute"],
  ["样例大学", "university"],
  ["生命科学园", "park"],
  ["某某协会", "other"],
])("%s is taken for %s", (name, kind) => {
  expect(kindByName(name)).toBe(kind);
});
