// An enterprise states a need itself: a draft that survives a reload, handed in, asked about, mended, withdrawn, copied.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ifMatch } from "@dual-high/client";
import { findBrowser, openBrowser, settle, signIn, takePicture, visit } from "../src/browser.ts";
import { clientOf } from "../src/client.ts";
import { accountIn } from "../src/world.ts";

const LOOK = { width: 390, scheme: "light", language: "zh" } as const;
const TITLE = "提高发酵液中乳酸的分离收率";

describe.skipIf(findBrowser() === null)("an enterprise", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());

  test("states a need on a phone, keeps it as a draft, hands it in, answers, and copies it once withdrawn", async () => {
    const { pairId, records } = inject("world");
    const scopeId = records["ownScopeId"] ?? "";
    const account = accountIn(inject("accounts"), "enterprise_lead");
    const office = await clientOf(inject("url"), accountIn(inject("accounts"), "pair_officer"));
    const { context, page } = await visit(browser, { width: 390 });
    await signIn(context, account, "zh");
    await page.goto(`/p/${scopeId}`);
    await page
      .getByRole("button", { name: "提需求" })
      .or(page.getByRole("link", { name: "提需求" }))
      .first()
      .click();
    const title = page.getByRole("textbox", { name: /^需求名称/ });
    await title.fill(TITLE);
    await page.getByRole("textbox", { name: /^需求内容/ }).fill("现在用离子交换法，收率只有 62%，树脂三个月就要换。");
    const lacks = page.getByRole("region", { name: "还缺什么" });
    await lacks.getByText(/准备投入多少/).waitFor();
    await page.reload();
    expect(await title.inputValue()).toBe(TITLE);
    await page.getByRole("textbox", { name: /^要达到的指标/ }).fill("收率不低于 85%，树脂寿命不少于 12 个月。");
    await lacks.getByText(/做到什么程度算解决/).waitFor({ state: "detached" });
    await settle(page);
    await takePicture(page, "state-need", LOOK);
    await page.getByRole("button", { name: "存草稿" }).click();
    await page.getByText("这是草稿，只有本企业看得到").waitFor();
    const listed = async () =>
      (
        await office.get("/api/scopes/{scopeId}/needs", {
          params: { path: { scopeId: pairId }, query: { sort: "-createdAt" } },
        })
      ).items;
    expect((await listed()).map((need) => need.title)).not.toContain(TITLE);

    await page.getByRole("button", { name: "提交" }).click();
    await page.getByText("现在是“已提交”").waitFor();
    const need = (await listed()).find((each) => each.title === TITLE);
    if (need === undefined) throw new Error("The need did not reach the pair.");
    await office.post("/api/needs/{needId}/transitions", {
      params: { path: { needId: need.id }, header: ifMatch(need) },
      body: { action: "return", reason: "请补充现有设备" },
    });
    await page.goto(`/p/${scopeId}`);
    await page.getByText(/待补充/).waitFor();
    await page.goto(`/p/${scopeId}/needs/${need.id}`);
    await page.getByText("请补充现有设备").first().waitFor();
    await settle(page);
    await takePicture(page, "own-need-returned", LOOK);
    await page.getByRole("link", { name: "修改", exact: true }).click();
    await page.getByRole("textbox", { name: /^现有基础/ }).fill("有 2 吨发酵罐两套、离子交换柱四根。");
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByRole("button", { name: "提交" }).click();
    await page.getByText("现在是“已提交”").waitFor();
    await page.getByRole("button", { name: "其他操作" }).click();
    await page.getByRole("menuitem", { name: "撤回" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "原因" }).fill("已找到供应商");
    await dialog.getByRole("button", { name: /撤\s?回/ }).click();
    await page.getByText("原因：已找到供应商").waitFor();
    await page.getByRole("link", { name: "照此再提一条" }).click();
    await page.getByText(/填好了，改过再提交/).waitFor();
    expect(await title.inputValue()).toBe(TITLE);
    await context.close();
  });
});
