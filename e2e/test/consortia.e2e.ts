// Thirty-six consortia on one screen, and one of them: a member leaves, a result is shared, a list comes in with bad rows.
import { ifMatch } from "@dual-high/client";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findBrowser, openBrowser, settle, signIn, takePicture, visit } from "../src/browser.ts";
import { clientOf } from "../src/client.ts";
import { accountIn } from "../src/world.ts";

const LOOK = { width: 1440, scheme: "light", language: "zh" } as const;

describe.skipIf(findBrowser() === null)("consortia", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());

  test("are surveyed at a glance, filtered, and one of them is led further", async () => {
    const { pairId: scopeId, records } = inject("world");
    const { consortiumId = "" } = records;
    const account = accountIn(inject("accounts"), "pair_lead");
    const api = await clientOf(inject("url"), account);
    const { context, page } = await visit(browser);
    await signIn(context, account, "zh");
    await page.goto(`/p/${scopeId}/consortia`);
    const cards = page.getByRole("list", { name: "创新联合体" }).getByRole("listitem");
    await cards.nth(35).waitFor();
    expect(await cards.count()).toBe(36);
    await settle(page);
    await takePicture(page, "consortia-survey", LOOK);
    // All of them in one window of 1440 by 900.
    const last = await cards.nth(35).boundingBox();
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThan(900);
    await page.getByText("类型", { exact: true }).last().click();
    await page.getByRole("heading", { name: "平台型 12" }).waitFor();
    await takePicture(page, "consortia-by-type", LOOK);
    const narrow = await visit(browser, { width: 390 });
    await signIn(narrow.context, account, "zh");
    await narrow.page.goto(`/p/${scopeId}/consortia`);
    await narrow.page.getByRole("list", { name: "创新联合体" }).getByRole("listitem").nth(35).waitFor();
    await takePicture(narrow.page, "consortia-survey", { ...LOOK, width: 390 });
    await narrow.context.close();

    await page.goto(`/p/${scopeId}/consortia/${consortiumId}`);
    await page.getByRole("button", { name: "登记成果" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: /^成果/ }).fill("一种稳定的制剂");
    const share = dialog.getByRole("textbox", { name: "样例大学 的份额 %" });
    const even = await share.inputValue();
    await share.fill("1");
    await dialog.getByRole("button", { name: "登记成果" }).click();
    await dialog.getByText(/权属份额合计为 .*，应为 100%/).waitFor();
    await share.fill(even);
    await dialog.getByRole("button", { name: "登记成果" }).click();
    await page.getByRole("region", { name: "共有成果" }).getByText("一种稳定的制剂").waitFor();
    await settle(page);
    await takePicture(page, "consortium", LOOK);
    const now = await api.get("/api/consortia/{consortiumId}", { params: { path: { consortiumId } } });
    expect(now.resultList).toHaveLength(1);

    await page.goto(`/p/${scopeId}/consortia?as=table`);
    await page
      .getByLabel("从清单导入")
      .locator("input[type=file]")
      .setInputFiles({
        name: "再来两个.csv",
        mimeType: "text/csv",
        buffer: Buffer.from("联合体名称,类型\n量子传感创新联合体,任务型\n无类型联合体,\n"),
      });
    await page.getByText("第 3 行：“无类型联合体”的类型写的是“”").waitFor();
    await page.getByRole("button", { name: "导入 1 个" }).click();
    await page.getByRole("link", { name: "量子传感创新联合体" }).waitFor();

    // What the district's leader reads about it: each figure leads to its rows, and all of it goes out on one page.
    await page.goto(`/p/${scopeId}/brief`);
    await page.getByRole("button", { name: "今年" }).click();
    await page.getByRole("link", { name: /项联合体任务逾期$/ }).waitFor();
    await settle(page);
    await takePicture(page, "brief", LOOK);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "下载 Word" }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^双高协同工作专报 .* \d{4}-01-01 \d{4}-12-31\.docx$/);
    const needs = page.getByRole("row", { name: /^企业需求/ });
    await needs.getByRole("link").nth(1).click();
    await page.getByRole("heading", { name: "企业需求", level: 1 }).waitFor();
    await page.getByRole("link", { name: "回到专报" }).click();
    await needs.getByRole("link", { name: "企业需求" }).click();
    await page.getByRole("heading", { name: "需求", level: 1 }).waitFor();
    await context.close();
  });

  test("have a member report its own task, take that back, and withdraw what it asked for", async () => {
    const { pairId: scopeId, records } = inject("world");
    const { ownScopeId: enterpriseId = "" } = records;
    const lead = await clientOf(inject("url"), accountIn(inject("accounts"), "pair_lead"));
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
    let now = await lead.post("/api/scopes/{scopeId}/consortia", {
      params: { path: { scopeId } },
      body: {
        name: "海水淡化创新联合体",
        type: "task",
        goal: "",
        governance: "",
        basis: "",
        lead: { name: "样例膜业有限公司" },
      },
    });
    const consortiumId = now.id;
    const params = () => ({ path: { consortiumId }, header: ifMatch(now) });
    const member = { name: "样例本企业", kind: "enterprise", enteredOn: today, enterpriseId } as const;
    now = await lead.post("/api/consortia/{consortiumId}/members", { params: params(), body: member });
    for (const { id: memberId, isLead } of now.memberList) {
      const body = { title: isLead ? "膜组件" : "能量回收装置样机", memberId, dueOn: today };
      now = await lead.post("/api/consortia/{consortiumId}/tasks", { params: params(), body });
    }
    const account = accountIn(inject("accounts"), "enterprise_lead");
    const { context, page } = await visit(browser);
    await signIn(context, account, "zh");
    await page.goto(`/p/${enterpriseId}/consortia/${consortiumId}`);
    const tasks = page.getByRole("region", { name: "任务", exact: true });
    const own = tasks.getByRole("row", { name: /能量回收装置样机/ });
    await own.getByRole("button", { name: "报完成" }).waitFor();
    expect(
      await tasks
        .getByRole("row", { name: /膜组件/ })
        .getByRole("button")
        .count(),
    ).toBe(0);
    const report = async () => {
      await own.getByRole("button", { name: "报完成" }).click();
      return page.getByRole("dialog");
    };
    const dialog = await report();
    const text = dialog.getByRole("textbox", { name: /^完成了什么/ });
    await text.fill("样机一台，检测报告见 https://example.org/report");
    await dialog.getByRole("button", { name: "报完成" }).click();
    await own.getByRole("button", { name: "撤回报告" }).click();
    // What it said is there for the next report.
    await own.getByRole("button", { name: "报完成" }).waitFor();
    await report();
    expect(await text.inputValue()).toContain("样机一台");
    await dialog.getByRole("button", { name: "报完成" }).click();
    await own.getByRole("button", { name: "撤回报告" }).waitFor();

    await page.getByRole("button", { name: "申请退出" }).click();
    await dialog.getByRole("textbox", { name: /^理由/ }).fill("转产");
    await dialog.getByRole("button", { name: "申请退出" }).click();
    const withdraw = page.getByRole("button", { name: "撤回申请" });
    await withdraw.waitFor();
    await settle(page);
    await takePicture(page, "consortium-member", LOOK);
    await withdraw.click();
    await page.getByRole("region", { name: "加入与退出申请" }).getByText("已撤回").waitFor();
    await context.close();
    const narrow = await visit(browser, { width: 390 });
    await signIn(narrow.context, account, "en");
    await narrow.page.goto(`/p/${enterpriseId}/consortia/${consortiumId}`);
    await narrow.page.getByRole("button", { name: "Take the report back" }).scrollIntoViewIfNeeded();
    await settle(narrow.page);
    await takePicture(narrow.page, "consortium-member", { ...LOOK, width: 390, language: "en" });
    await narrow.context.close();
  });
});
