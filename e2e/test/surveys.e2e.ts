// At a door: what is typed survives that the page is lost, and arrives once.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findBrowser, openBrowser, settle, signIn, visit } from "../src/browser.ts";
import { clientOf } from "../src/client.ts";
import { accountIn } from "../src/world.ts";

describe.skipIf(findBrowser() === null)("a visit", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());

  test("that was typed without a network is there after a reload, says that it was not sent, and arrives once", async () => {
    const { scopeId = "", roundId = "" } = inject("world").records;
    const officer = accountIn(inject("accounts"), "zone_officer");
    const { context, page } = await visit(browser, { language: "zh", width: 390, scheme: "light" });
    await signIn(context, officer, "zh");
    const walk = `/p/${scopeId}/surveys/${roundId}/walk`;
    await page.goto(walk);
    await page.getByRole("link", { name: /样例检测有限公司/ }).click();
    await page.getByRole("textbox", { name: "姓名" }).fill("赵某");
    await context.setOffline(true);
    await page.getByRole("textbox", { name: /^1\. 需求名称/ }).fill("降低测试成本");
    await page.getByRole("button", { name: "再加一条需求" }).click();
    await page.getByRole("textbox", { name: /^2\. 需求名称/ }).fill("自动判读图像");
    await page.getByRole("radio", { name: "否" }).check();
    await context.setOffline(false);
    await page.goto(walk);
    await settle(page);
    await page.getByText("1 条未传").waitFor();
    await page.getByRole("link", { name: /样例检测有限公司.*未传/ }).click();
    expect(await page.getByRole("textbox", { name: "姓名" }).inputValue()).toBe("赵某");
    await page.getByRole("button", { name: "提交走访" }).click();
    await page.getByRole("link", { name: /样例检测有限公司.*已走访/ }).waitFor();
    expect(await page.getByText(/条未传/).count()).toBe(0);
    const api = await clientOf(inject("url"), officer);
    const { items } = await api.get("/api/survey-rounds/{roundId}/visits", {
      params: { path: { roundId }, query: { search: "样例检测有限公司" } },
    });
    expect(items).toMatchObject([{ outcome: "visited", state: "counted", needs: 2, hasConflict: false }]);
    await context.close();
  });
});
