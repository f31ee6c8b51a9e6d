// The heart of it, as people use it: deciding by keyboard, two at once, and an answer by a link.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findBrowser, openBrowser, settle, signIn, visit } from "../src/browser.ts";
import { clientOf } from "../src/client.ts";
import { accountIn } from "../src/world.ts";

const accountOf = (role: string) => accountIn(inject("accounts"), role);

/** Needs with partners on which nobody has decided yet, so that each test has its own. */
async function freshNeeds() {
  const { runId } = inject("world");
  const api = await clientOf(inject("url"), accountOf("pair_lead"));
  const { items } = await api.get("/api/match-runs/{runId}/needs", {
    params: { path: { runId }, query: { outcome: "matched", limit: 200 } },
  });
  return items.filter(({ undecided, candidates }) => candidates >= 2 && undecided === candidates);
}

describe.skipIf(findBrowser() === null)("matching", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());

  const openNeed = async (role: string, needId: string) => {
    const { pairId, runId } = inject("world");
    const visited = await visit(browser);
    await signIn(visited.context, accountOf(role), "zh");
    await visited.page.goto(`/p/${pairId}/runs/${runId}?need=${needId}`);
    await visited.page.locator("article").first().waitFor();
    await settle(visited.page);
    return visited;
  };
  const chosen = (page: Page) => page.locator('article[aria-current="true"]');

  test("is decided, refused with a reason and undone without a mouse", async () => {
    const [need] = await freshNeeds();
    const { context, page } = await openNeed("pair_officer", need?.id ?? "");
    await page.keyboard.press("1");
    await page.keyboard.press("a");
    await chosen(page).getByText("看台账").waitFor();

    await page.keyboard.press("2");
    await page.keyboard.press("r");
    await page.keyboard.press("2");
    await page.getByLabel("补充说明（选填）").fill("还在实验室阶段");
    await page.keyboard.press("Control+Enter");
    await chosen(page).getByText("不采用：成果不够成熟").waitFor();
    await chosen(page).getByText("还在实验室阶段").waitFor();

    await page.keyboard.press("u");
    await chosen(page).getByRole("button", { name: "接受" }).waitFor();
    await expect.poll(async () => chosen(page).getByText("不采用：成果不够成熟").count()).toBe(0);

    await page.keyboard.press("j");
    await page.waitForURL((url) => url.searchParams.get("need") !== need?.id);
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("下一条、上一条需求").waitFor();
    await context.close();
  });

  test("tells whoever decides second who was first, and lets them look again", async () => {
    const needs = await freshNeeds();
    const need = needs.at(-1);
    const first = await openNeed("pair_officer", need?.id ?? "");
    const second = await openNeed("pair_lead", need?.id ?? "");
    await first.page.keyboard.press("1");
    await first.page.keyboard.press("a");
    await chosen(first.page).getByText("看台账").waitFor();

    await second.page.keyboard.press("1");
    await second.page.keyboard.press("l");
    const alert = second.page.getByRole("alert").filter({ hasText: "别人刚刚作了决定" });
    await alert.waitFor();
    expect(await alert.innerText()).toContain("已接受");
    await alert.getByRole("button", { name: "就按现在的" }).click();
    await chosen(second.page).getByText("看台账").waitFor();
    await first.context.close();
    await second.context.close();
  });

  test("reaches somebody without an account, whose answer is in the ledger, once", async () => {
    const need = (await freshNeeds()).at(-2);
    const { context, page } = await openNeed("pair_officer", need?.id ?? "");
    await page.keyboard.press("1");
    await chosen(page).getByRole("button", { name: "发给对方" }).click();
    await page.getByRole("button", { name: "生成链接" }).click();
    const link = page.locator('a[href*="/l#token="]');
    await link.waitFor();
    const address = (await link.getAttribute("href")) ?? "";
    expect(await page.getByLabel("粘贴到微信的文字").inputValue()).toContain(address);

    const stranger = await visit(browser, { width: 390 });
    await stranger.page.goto(address);
    await stranger.page.getByRole("button", { name: "有兴趣" }).click();
    await stranger.page.getByLabel("想说的话（选填）").fill("下周三可以见面");
    await stranger.page.getByRole("button", { name: "发出答复" }).click();
    await stranger.page.getByRole("heading", { name: "谢谢，专班会尽快联系您" }).waitFor();
    await stranger.page.reload();
    await stranger.page.getByRole("heading", { name: "这个链接已经答复过" }).waitFor();
    await stranger.context.close();

    await page.goto(`/p/${inject("world").pairId}/ledger?answerWaiting=true`);
    await settle(page);
    const row = page.getByRole("row").filter({ hasText: need?.title ?? "" });
    await row.getByText("有答复：有兴趣").waitFor();
    await row.getByRole("button").first().click();
    await page.getByRole("dialog").getByText("下周三可以见面").waitFor();
    await context.close();
  });
});
