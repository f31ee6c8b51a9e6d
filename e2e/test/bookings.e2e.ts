// Hours of an instrument: chosen with the mouse and with keys, approved by somebody else, cancelled and taken back.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  findBrowser,
  findOverflow,
  findViolations,
  openBrowser,
  settle,
  signIn,
  takePicture,
  visit,
} from "../src/browser.ts";
import { nextTuesday } from "../src/bookings.ts";
import { accountIn } from "../src/world.ts";

const LOOK = { width: 1440, scheme: "light", language: "zh" } as const;

describe.skipIf(findBrowser() === null)("a booking", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());

  test("is made by mouse or keys, approved, cancelled and taken back", async () => {
    const { records } = inject("world");
    const { scopeId = "", ownScopeId = "", bookableId = "" } = records;
    const day = new Date(nextTuesday().getTime()).toISOString().slice(0, 10);
    const enterprise = await visit(browser);
    await signIn(enterprise.context, accountIn(inject("accounts"), "enterprise_lead"), "zh");
    const { page } = enterprise;
    await page.goto(`/p/${ownScopeId}/bookables/${bookableId}?day=${day}`);
    await settle(page);
    const cell = (clock: string) => page.getByRole("gridcell", { name: `${day} ${clock}` });

    // Dragged over an hour and a half, then one slot longer by keys.
    await cell("15:00").hover();
    await page.mouse.down();
    await cell("16:00").hover();
    await page.mouse.up();
    await expect.poll(async () => page.locator('[aria-selected="true"]').count()).toBe(3);
    await cell("15:00").focus();
    await cell("15:00").press("Space");
    for (const _ of [1, 2, 3]) await page.locator("td:focus").press("Shift+ArrowDown");
    await expect.poll(async () => page.locator('[aria-selected="true"]').count()).toBe(4);
    await page.getByRole("textbox", { name: "编号或经费名称" }).fill("研发费用 2026-08");
    await settle(page);
    await takePicture(page, "booking-chosen", LOOK);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "提交预约" }).click();
    await page.getByRole("main").getByText("待审批").waitFor();
    const bookingPath = new URL(page.url()).pathname.split("/bookings/")[1] ?? "";

    const office = await visit(browser);
    await signIn(office.context, accountIn(inject("accounts"), "pair_lead"), "zh");
    await office.page.goto(`/p/${scopeId}`);
    await office.page
      .getByText(/预约 .*待审批/)
      .first()
      .waitFor();
    await settle(office.page);
    await takePicture(office.page, "booking-workbench", LOOK);
    await office.page.goto(`/p/${scopeId}/bookings/${bookingPath}`);
    await office.page.getByRole("button", { name: /^批\s?准$/ }).click();
    await office.page.getByRole("main").getByText("已预约").waitFor();
    await office.context.close();

    await page.reload();
    await page.getByRole("button", { name: "取消预约" }).click();
    await page.getByRole("main").getByText("已取消").first().waitFor();
    await page.getByRole("button", { name: /^撤\s?销$/ }).click();
    await page.getByRole("main").getByText("已预约").waitFor();
    await enterprise.context.close();
  });

  test("of a time that is taken is offered the waiting list, on a phone as well", async () => {
    const { ownScopeId = "", bookableId = "" } = inject("world").records;
    const day = nextTuesday().toISOString().slice(0, 10);
    const { context, page } = await visit(browser, { width: 390 });
    await signIn(context, accountIn(inject("accounts"), "enterprise_lead"), "en");
    await page.goto(`/p/${ownScopeId}/bookables/${bookableId}?day=${day}`);
    await page.getByRole("gridcell", { name: `${day} 13:00` }).press("Space");
    await page.getByText("That time is booked out").waitFor();
    await settle(page);
    await takePicture(page, "booking-full", { width: 390, scheme: "light", language: "en" });
    expect(await findViolations(page)).toEqual([]);
    expect(await findOverflow(page)).toBe(0);
    await page.getByRole("textbox", { name: "Number or name of the account" }).fill("R&D 2026-09");
    await page.getByRole("button", { name: "Join the waiting list" }).click();
    await page.getByText("number 1").waitFor();
    await context.close();
  });

  test("space shows its floors and who has which room, on a desk and in the hand", async () => {
    const { scopeId = "", facilityId = "" } = inject("world").records;
    for (const width of [1440, 390] as const) {
      const { context, page } = await visit(browser, { width });
      await signIn(context, accountIn(inject("accounts"), "pair_lead"), "zh");
      await page.goto(`/p/${scopeId}/facilities/${facilityId}/space`);
      await page.getByText("共 7,200.5 m²，已用 5,340.5 m²（74%）").waitFor();
      await settle(page);
      await takePicture(page, "space", { width, scheme: "light", language: "zh" });
      expect(await findViolations(page)).toEqual([]);
      expect(await findOverflow(page)).toBe(0);
      await context.close();
    }
  });

  test("a campaign is reviewed and scheduled by the office; utilisation shows who used what", async () => {
    const { scopeId = "", campaignId = "" } = inject("world").records;
    const { context, page } = await visit(browser);
    await signIn(context, accountIn(inject("accounts"), "pair_lead"), "zh");
    await page.goto(`/p/${scopeId}/campaigns/${campaignId}`);
    await page.getByRole("button", { name: "安环审查" }).click();
    await page.getByRole("textbox", { name: "条件和理由" }).fill("乙醇回收时须有人值守");
    await page.getByRole("button", { name: /^确\s?定$/ }).click();
    await page.getByRole("main").getByText("待排期").waitFor();
    await settle(page);
    await takePicture(page, "campaign", LOOK);
    expect(await findViolations(page)).toEqual([]);
    await page.goto(`/p/${scopeId}/utilisation?from=2026-01-01&until=2028-01-01`);
    await page.getByRole("rowheader", { name: "样例企业" }).waitFor();
    await settle(page);
    await takePicture(page, "utilisation", LOOK);
    expect(await findViolations(page)).toEqual([]);
    await page.goto(`/p/${scopeId}/bookings`);
    await page.getByRole("button", { name: "订阅到日历" }).click();
    const address = await page.getByRole("textbox", { name: "日历地址" }).inputValue();
    const read = await page.request.get(address);
    expect(await read.text()).toContain("BEGIN:VEVENT");
    await context.close();
  });
});
