// A day of 40 needs and 30 teams: timetable, a move taken back, invitations, an answer without an account, and outcomes on a phone.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findBrowser, findViolations, openBrowser, settle, signIn, takePicture, visit } from "../src/browser.ts";
import { type Api, clientOf } from "../src/client.ts";
import { createDay, dayFromNow, holdToday } from "../src/meeting-day.ts";
import { accountIn } from "../src/world.ts";

const DESK = { width: 1440, scheme: "light", language: "zh" } as const;
const PHONE = { width: 390, scheme: "light", language: "zh" } as const;
const [NEEDS, TEAMS] = [40, 30];
const KINDS = ["轴承钢提纯", "锂电隔膜涂布", "发酵尾气回收", "刀具涂层", "视觉检测"];
const TOWNS = ["华", "锡", "惠", "鸿", "太湖", "梁溪", "新安", "梅里"];
const SURNAMES = ["李", "王", "孙", "周", "吴", "郑", "冯", "陈", "褚", "卫"];

/** Each need is talked over with two or three teams. */
async function makeDay(api: Api, scopeId: string): Promise<string> {
  const day = await createDay(api, scopeId, { title: "春季产学研对接会", slots: 12, tables: 10 });
  const teams = new Map<string, string>();
  for (let at = 0; at < NEEDS; at++) {
    const title = `${KINDS[at % KINDS.length]}${at < 5 ? "" : `（${Math.floor(at / 5)} 期）`}`;
    // Four enterprises have two needs each.
    const enterprise = `样例${TOWNS[(at % 36) % TOWNS.length]}${"甲乙丙丁戊"[Math.floor((at % 36) / TOWNS.length)]}公司`;
    const need = await api.post("/api/scopes/{scopeId}/needs", {
      params: { path: { scopeId }, query: { submit: "true" } },
      body: { title, content: `希望在一年内解决${title}的问题。`, enterprise },
    });
    for (const turn of at % 4 === 0 ? [0, 1, 2] : [0, 1]) {
      const team = (at * 7 + turn * 11) % TEAMS;
      const name = `${SURNAMES[team % SURNAMES.length]}${["某", "某甲", "某乙"][Math.floor(team / SURNAMES.length)]}`;
      const participantId = teams.get(name) ?? null;
      const made = await api.post("/api/meeting-days/{dayId}/meetings", {
        params: { path: { dayId: day.id } },
        body: { needId: need.id, participantId, name, unit: "样例大学" },
      });
      for (const one of made.participants) if (one.side === "partner") teams.set(one.name, one.id);
    }
  }
  return day.id;
}

const heading = (page: Page) => page.getByRole("status").first();

describe.skipIf(findBrowser() === null)("a meeting day", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());

  test("goes from its timetable to outcomes in the ledger", async () => {
    const { pairId: scopeId } = inject("world");
    const account = accountIn(inject("accounts"), "pair_lead");
    const api = await clientOf(inject("url"), account);
    const dayId = await makeDay(api, scopeId);
    const readDay = async () => api.get("/api/meeting-days/{dayId}", { params: { path: { dayId } } });
    const { context, page } = await visit(browser);
    await signIn(context, account, "zh");

    await page.goto(`/p/${scopeId}/meeting-days/${dayId}`);
    await page.getByRole("button", { name: "排时间表" }).click();
    await heading(page).getByText("90 场已排，0 场未排").waitFor();
    // The note that it was done stands over the table for a moment.
    await page.locator(".ant-notification-notice").waitFor({ state: "detached" });
    await settle(page);
    await takePicture(page, "meeting-day-timetable", DESK);

    // A move by hand shows every place with what speaks against it, and is taken back by one press.
    const before = await readDay();
    await page
      .getByRole("button", { name: /^移动：/ })
      .first()
      .click();
    const dialog = page.getByRole("dialog");
    await dialog
      .getByText(/另有洽谈/)
      .first()
      .waitFor();
    await settle(page);
    await takePicture(page, "meeting-day-move", DESK);
    await dialog.getByRole("button", { name: /空$/ }).last().click();
    await page.getByRole("button", { name: /^撤\s?销$/ }).click();
    await expect
      .poll(async () => (await readDay()).meetings.map(({ id, slot, table }) => ({ id, slot, table })))
      .toEqual(before.meetings.map(({ id, slot, table }) => ({ id, slot, table })));

    await page.getByRole("link", { name: "参会方" }).click();
    await page.getByRole("button", { name: /^邀请未邀请的/ }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^邀\s?请$/ })
      .click();
    const message = page.getByRole("textbox", { name: /^发给 .* 的话$/ }).first();
    const text = await message.inputValue();
    await takePicture(page, "meeting-day-invitations", DESK);
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^好\s?了$/ })
      .click();

    const guest = await visit(browser, { width: 390 });
    const link = new URL(/https?:\S+/.exec(text)?.[0] ?? "");
    await guest.page.goto(`${link.pathname}${link.hash}`);
    await guest.page.getByRole("heading", { name: "您的安排" }).waitFor();
    await takePicture(guest.page, "meeting-day-guest", PHONE);
    await guest.page.getByRole("button", { name: "想换时间" }).click();
    await guest.page.getByRole("textbox", { name: "谁来参加" }).fill("钱经理");
    await guest.page.getByRole("checkbox", { name: "09:00" }).check();
    await guest.page.getByRole("button", { name: "送出" }).click();
    await guest.page.getByText("谢谢，专班已收到").waitFor();
    await guest.context.close();

    await page.goto(`/p/${scopeId}/meeting-days/${dayId}`);
    await page.getByRole("button", { name: "重新排" }).click();
    await expect
      .poll(async () => (await readDay()).meetings.filter(({ conflicts }) => conflicts.length > 0))
      .toEqual([]);
    const planned = await readDay();
    expect(planned.meetings.filter(({ slot }) => slot === null)).toEqual([]);
    expect(planned.participants.find(({ attendee }) => attendee === "钱经理")?.unavailable).toEqual([0]);
    await holdToday(api, dayId);
    await context.close();

    const hand = await visit(browser, { width: 390 });
    await signIn(hand.context, account, "zh");
    await hand.page.goto(`/p/${scopeId}/meeting-days/${dayId}/today`);
    const [first] = planned.meetings;
    const enterprise = planned.participants.find(({ id }) => id === first?.enterpriseId)?.name ?? "";
    await hand.page.getByRole("button", { name: new RegExp(`^${enterprise}.*签到`) }).click();
    await hand.page.getByRole("button", { name: new RegExp(`^${enterprise}.*已到`) }).waitFor();
    await settle(hand.page);
    await takePicture(hand.page, "meeting-day-sign-in", PHONE);
    await hand.page.getByText("洽谈", { exact: true }).click();
    const from = planned.times[first?.slot ?? 0]?.from ?? "";
    await hand.page.getByRole("button", { name: from, exact: true }).click();
    const card = hand.page.getByRole("article").first();
    await card.getByRole("button", { name: "继续洽谈" }).click();
    await card.getByRole("textbox", { name: "下一步" }).fill("到企业看产线，带样件回校检测");
    await card.getByLabel("期限").fill(dayFromNow(7));
    await card.getByText("已保存").waitFor();
    await card.getByRole("button", { name: "完成，记入台账" }).click();
    await card.getByText(/已记入台账第 \d+ 条/).waitFor();
    await card.getByRole("heading").scrollIntoViewIfNeeded();
    await settle(hand.page);
    await takePicture(hand.page, "meeting-day-outcome", PHONE);
    // A second one is only chosen: saved by itself, and into the ledger with all the others at once.
    await hand.page.getByRole("article").nth(1).getByRole("button", { name: "团队未到" }).click();
    await hand.page.getByRole("button", { name: "记入台账（1）" }).click();
    await hand.page.getByText("结果已记入台账").waitFor();
    await hand.context.close();

    const recorded = (await readDay()).meetings.filter(({ outcome }) => outcome !== null);
    expect(recorded.map(({ outcome, isInLedger }) => [outcome, isInLedger])).toEqual([
      ["talks_go_on", true],
      ["partner_absent", true],
    ]);
    const line = await api.get("/api/ledger-lines/{lineId}", {
      params: { path: { lineId: recorded[0]?.lineId ?? "" } },
    });
    expect(line).toMatchObject({ state: "in_talks", nextStep: "到企业看产线，带样件回校检测", nextOn: dayFromNow(7) });
  });

  test("takes in the lines of the ledger that are chosen, and no others", async () => {
    const { pairId: scopeId } = inject("world");
    const account = accountIn(inject("accounts"), "pair_lead");
    const api = await clientOf(inject("url"), account);
    const day = await createDay(api, scopeId, { title: "挑选场次的对接会", slots: 4, tables: 2 });
    const { context, page } = await visit(browser);
    await signIn(context, account, "zh");
    await page.goto(`/p/${scopeId}/meeting-days/${day.id}`);
    await page.getByRole("button", { name: "从台账带入" }).click();
    const dialog = page.getByRole("dialog");
    const lines = dialog.getByRole("listitem").getByRole("checkbox");
    await lines.first().check();
    await dialog.getByRole("button", { name: "带入所选 1 条" }).waitFor();
    await settle(page);
    expect(await findViolations(page)).toEqual([]);
    await takePicture(page, "meeting-day-lines", DESK);
    await dialog.getByRole("button", { name: "带入所选 1 条" }).click();
    await page.getByText("已带入 1 场洽谈").waitFor();
    const { meetings } = await api.get("/api/meeting-days/{dayId}", { params: { path: { dayId: day.id } } });
    expect(meetings).toHaveLength(1);
    await context.close();
  });
});
