import { describe, expect, test } from "vitest";
import { readSites } from "./sites-sheet.ts";

const sheet = (...rows: string[][]) => [{ sheet: "1", rows: rows.map((values, at) => ({ number: at + 1, values })) }];
const HEADER = ["楼栋", "楼层", "房号", "企业名称", "信用代码"];

describe("a list of doors", () => {
  test("is read below its header, with building and floor carried down", () => {
    const read = readSites(
      "楼宇.xlsx",
      sheet(
        ["某高新区楼宇台账"],
        HEADER,
        ["A 座", "3F", "301", "某特钢公司", "91320200123456789X"],
        ["", "", "302", "某生物公司", ""],
        [],
        ["B 座", "1F", "", "某光电公司", ""],
      ),
    );
    expect(read).toEqual([
      {
        row: 3,
        site: {
          building: "A 座",
          floor: "3F",
          unit: "301",
          enterprise: "某特钢公司",
          creditCode: "91320200123456789X",
        },
      },
      { row: 4, site: { building: "A 座", floor: "3F", unit: "302", enterprise: "某生物公司", creditCode: null } },
      { row: 6, site: { building: "B 座", floor: "1F", unit: "", enterprise: "某光电公司", creditCode: null } },
    ]);
  });
  test("says which row has no enterprise, and a new building does not inherit the floor of the last", () => {
    const read = readSites("楼宇.xlsx", sheet(HEADER, ["A 座", "3F", "301", "", ""], ["B 座", "", "", "某公司", ""]));
    expect(read).toMatchObject([
      { row: 2, problem: { zh: expect.stringContaining("A 座 3F 301 没有写企业") } },
      { row: 3, problem: { zh: expect.stringContaining("B 座 没有写楼层") } },
    ]);
  });
  test("whose name is too long is told so", () => {
    const read = readSites("x.csv", sheet(["Building", "Floor", "Enterprise"], ["A", "1", "长".repeat(201)]));
    expect(read).toMatchObject([{ row: 2, problem: { en: expect.stringContaining("Enterprise is too long") } }]);
  });
  test("without its columns is refused by its name", () => {
    expect(() => readSites("别的.xlsx", sheet(["姓名", "电话"]))).toThrow("别的.xlsx");
  });
});
