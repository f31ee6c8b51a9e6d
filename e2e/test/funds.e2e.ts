// One fund's life by clicking: asked for, looked into, voted on, decided, paid, given back, reversed, and matched with the bank.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findBrowser, openBrowser, settle, signIn, takePicture, visit } from "../src/browser.ts";
import { clientOf } from "../src/client.ts";
import { enterPaidFund } from "../src/funds.ts";
import { accountIn } from "../src/world.ts";

const LOOK = { width: 1440, scheme: "light", language: "zh" } as const;
const TITLE = "低聚糖纯化中试";

describe.skipIf(findBrowser() === null)("a fund", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());

  /** A dialog says what was refused beside what was typed; it is gone once it is done. */
  const send = async (page: Page, name: string) => {
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name, exact: true }).click();
    await dialog.waitFor({ state: "detached" });
  };
  const choose = async (page: Page, label: string, option: string) => {
    await page.getByRole("combobox", { name: label }).click();
    await page.getByTitle(option, { exact: true }).last().click();
  };

  test("is lived from what is asked of it to what the bank says of it", async () => {
    const { pairId } = inject("world");
    const lead = await clientOf(inject("url"), accountIn(inject("accounts"), "pair_lead"));
    const fundId = await enterPaidFund(lead, pairId, "走查基金");
    const opened: { readonly close: () => Promise<void> }[] = [];
    const as = async (role: string, path: string) => {
      const { context, page } = await visit(browser);
      opened.push(context);
      await signIn(context, accountIn(inject("accounts"), role), "zh");
      await page.goto(`/p/${pairId}${path}`);
      return page;
    };

    const asker = await as("technology_manager", `/fund-applications/new?fundId=${fundId}`);
    await asker.getByRole("textbox", { name: "申请事项" }).fill(TITLE);
    await asker.getByRole("textbox", { name: "收款单位" }).fill("样例生物工程有限公司");
    await asker.getByRole("textbox", { name: "申请金额（万元）" }).fill("30");
    await choose(asker, "方式", "拨投结合");
    await asker.getByRole("textbox", { name: "触发条件说明" }).fill("完成 A 轮融资");
    await asker.getByRole("textbox", { name: "定价办法" }).fill("按投前估值");
    await asker.getByRole("textbox", { name: "团队占股（%），最多 90" }).fill("95");
    await asker.getByRole("textbox", { name: "研发期锁定至" }).fill("2031-12-31");
    await asker.keyboard.press("Enter");
    await asker.getByRole("button", { name: "保存" }).click();
    await asker.getByText(/团队.*95%.*90%/).waitFor();
    await asker.getByRole("textbox", { name: "团队占股（%），最多 90" }).fill("70");
    await asker.getByRole("button", { name: "保存" }).click();
    await asker.getByRole("button", { name: "提交申请" }).click();
    await send(asker, "提交申请");
    await asker.getByText("已提交", { exact: true }).waitFor();
    const path = new URL(asker.url()).pathname.slice(`/p/${pairId}`.length);

    const page = await as("pair_lead", path);
    await page.getByRole("button", { name: "安排尽职调查" }).click();
    await choose(page, "尽职调查人", "样例专班工作人员");
    await send(page, "安排尽职调查");
    const officer = await as("pair_officer", path);
    await officer.getByRole("button", { name: "登记尽调结论" }).click();
    await officer.getByRole("textbox", { name: "调查发现" }).fill("小试数据完整，团队稳定。");
    await choose(officer, "结论", "建议支持");
    await send(officer, "登记尽调结论");
    await officer.getByText("建议支持", { exact: true }).waitFor();
    await officer.getByRole("button", { name: "提交投决会" }).click();
    const members = officer.getByRole("group", { name: "投决会成员" });
    await members.getByRole("checkbox").first().waitFor();
    for (const box of await members.getByRole("checkbox").all()) await box.check();
    await send(officer, "提交投决会");
    await page.reload();
    await page.getByRole("button", { name: "表决", exact: true }).click();
    await choose(page, "表决", "同意");
    await page
      .getByRole("textbox", { name: "理由" })
      .or(page.getByRole("textbox", { name: "原因" }))
      .fill("条款合理");
    await send(page, "表决");
    await page.getByRole("button", { name: "登记决定" }).click();
    await page.getByRole("textbox", { name: "原因" }).fill("一致通过");
    await page.getByRole("textbox", { name: "第 1 期金额（元）" }).fill("200000");
    await page.getByRole("button", { name: "加一期" }).click();
    await page.getByRole("textbox", { name: "第 2 期金额（元）" }).fill("100000");
    await takePicture(page, "fund-decision", LOOK);
    await send(page, "登记决定");
    await page.getByText("已通过", { exact: true }).waitFor();

    await page.goto(`/p/${pairId}/funds/${fundId}/commitments`);
    const commitment = page.getByRole("article", { name: TITLE });
    const pay = async (position: number, voucher: string) => {
      await commitment.getByRole("button", { name: `拨付“${TITLE}”第 ${position} 期` }).click();
      await page.getByRole("dialog").getByRole("textbox", { name: "凭证号" }).fill(voucher);
      await send(page, "拨付");
    };
    await pay(1, "付-1");
    await pay(2, "付-2");
    await commitment.getByRole("button", { name: "登记收回" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "金额（元）" }).fill("900000");
    await dialog.getByRole("button", { name: "登记收回" }).click();
    // More than was paid: told beside what was typed, which stays.
    const short = /余额为 300,000.00 元，不够本次的 900,000.00 元/;
    await dialog.getByRole("textbox", { name: "金额（元）", description: short }).waitFor();
    await dialog.getByRole("textbox", { name: "金额（元）" }).fill("50000");
    await send(page, "登记收回");
    await commitment.getByText("已收回").waitFor();
    await settle(page);
    await takePicture(page, "fund-commitment", LOOK);

    // The second was paid by mistake: taken back, it is to be paid again.
    await page.getByRole("link", { name: "账簿" }).click();
    const row = page.getByRole("row").filter({ hasText: "付-2" });
    await row.getByRole("button", { name: "冲销" }).click();
    await page.getByRole("textbox", { name: "原因" }).fill("付错了账户");
    await send(page, "冲销");
    await page
      .getByText(/^拨付 · 已由分录 \d+ 冲销$/)
      .first()
      .waitFor();

    await page.getByRole("link", { name: "对账" }).click();
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const statement = ["交易日期,收入,支出,对方户名", `2026-01-05,,200000.00,某公司`, `${day},50000.00,,某公司`].join(
      "\n",
    );
    const file = { name: "对账单.csv", mimeType: "text/csv", buffer: Buffer.from(statement) };
    await page.locator("input[type=file]").setInputFiles(file);
    // What came back is the only one of its sum in those days; what was paid long ago is matched by hand.
    await page.getByText("新增 2 笔，对上 1 笔，已有 0 笔，未读 0 行").waitFor();
    await page.getByRole("button", { name: /^对上分录/ }).click();
    const matched = page.getByRole("region", { name: "已对上" });
    await expect.poll(async () => matched.getByRole("row").count()).toBe(3);
    await settle(page);
    await takePicture(page, "fund-reconciliation", LOOK);
    const now = await lead.get("/api/funds/{fundId}/reconciliation", { params: { path: { fundId } } });
    expect(now.bankOnly).toEqual([]);
    expect(now.ledgerOnly.map(({ kind }) => kind)).toEqual(["contribution_paid"]);
    for (const each of opened) await each.close();
  });
});
