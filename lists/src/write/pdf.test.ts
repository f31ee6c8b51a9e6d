import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Buffer } from "node:buffer";
import { expect, test } from "vitest";
import { writePdf } from "./document.ts";
import type { DocumentPlan } from "./document-plan.ts";

const PLAN: DocumentPlan = {
  title: "连铸 & 节能 <一期>",
  note: "编号：AGR-2026-000001　草稿",
  heading: "技术开发合同",
  opening: [{ widths: [60, 100], header: ["角色", "名称"], rows: [["甲方", "样例钢铁有限公司\n（盖章）"]] }],
  articles: Array.from({ length: 21 }, (_, index) => ({
    heading: `约定${index + 1}`,
    blocks: ["第一行\n第二行，罕用字：镕珺垚", "很长的一段".repeat(40)],
  })),
  closing: ["", "代表（签字）："],
};

test("the same plan gives the same bytes, small because only what is used is embedded", async () => {
  const [one, again, other] = await Promise.all([writePdf(PLAN), writePdf(PLAN), writePdf({ ...PLAN, note: "" })]);
  expect(Buffer.from(one.subarray(0, 5)).toString()).toBe("%PDF-");
  expect(Buffer.compare(one, again)).toBe(0);
  expect(Buffer.compare(one, other)).not.toBe(0);
  expect(one.byteLength).toBeLessThan(400_000);
});

test("poppler reads every character of it, and finds the fonts embedded", async (context) => {
  const isMissing = spawnSync("pdftotext", ["-v"]).error !== undefined;
  if (isMissing) context.skip("poppler is not installed: apt-get install poppler-utils");
  const folder = mkdtempSync(join(tmpdir(), "dual-high-pdf-"));
  try {
    const file = join(folder, "agreement.pdf");
    writeFileSync(file, await writePdf(PLAN));
    // Where it puts spaces is its own affair.
    const bare = (text: string) => text.replaceAll(/\s/g, "");
    const text = bare(spawnSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).stdout);
    for (const part of [PLAN.title, PLAN.note, "样例钢铁有限公司", "第二十一条　约定21", "镕珺垚", "代表（签字）："]) {
      expect(text).toContain(bare(part));
    }
    expect(text).toMatch(/第1页，共\d+页/);
    // No heading stands alone at the foot of a page.
    const pages = spawnSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).stdout.split("\f").slice(0, -1);
    expect(pages.length).toBeGreaterThan(3);
    for (const page of pages) {
      const last =
        page
          .split("\n")
          .filter((line) => line.trim() !== "" && !line.includes(" 页，共 "))
          .at(-1) ?? "";
      expect(last).not.toMatch(/条\s+约定\d+\s*$/);
    }
    const fonts = spawnSync("pdffonts", [file], { encoding: "utf8" }).stdout.trim().split("\n").slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/NotoSansHans-\w+ +CID Type 0C +Identity-H +yes yes yes/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
