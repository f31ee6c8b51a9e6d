// From a need to a team: capabilities out of its text, the smallest team, a swap, and an answer without an account.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findBrowser, openBrowser, settle, signIn, takePicture, visit } from "../src/browser.ts";
import { clientOf } from "../src/client.ts";
import { accountIn } from "../src/world.ts";

const LOOK = { width: 1440, scheme: "light", language: "zh" } as const;

describe.skipIf(findBrowser() === null)("a team", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());

  test("is proposed, swapped, kept, and joined by link", async () => {
    const { pairId: scopeId, records } = inject("world");
    const api = await clientOf(inject("url"), accountIn(inject("accounts"), "pair_lead"));
    // A need of its own, in the words of one that the lists have partners for: what others do with that one does not matter here.
    const { title, content } = await api.get("/api/needs/{needId}", {
      params: { path: { needId: records["needId"] ?? "" } },
    });
    const need = await api.post("/api/scopes/{scopeId}/needs", {
      params: { path: { scopeId }, query: { submit: "true" } },
      body: { title, content },
    });
    const { context, page } = await visit(browser);
    await signIn(context, accountIn(inject("accounts"), "pair_lead"), "zh");
    await page.goto(`/p/${scopeId}/needs/${need.id}`);
    await page.getByRole("main").getByRole("link", { name: "组队", exact: true }).click();
    await page.getByRole("spinbutton", { name: "高级职称或团队负责人至少几人" }).fill("0");
    await page.getByRole("button", { name: "找最小的团队" }).click();
    await page.getByText("再少不行（已证明）").waitFor();
    await settle(page);
    await takePicture(page, "team-proposed", LOOK);

    // By keyboard: the first member's place is offered to others, each with what would then be lacking.
    await page
      .getByRole("button", { name: /^换人：/ })
      .first()
      .press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: /^选/ }).first().waitFor();
    await settle(page);
    await takePicture(page, "team-swap", LOOK);
    const chosen = page.getByRole("dialog").getByRole("article").first();
    const name = (await chosen.getByRole("heading").textContent()) ?? "";
    await chosen.getByRole("button", { name: /^选/ }).press("Enter");
    await page.getByRole("columnheader", { name }).waitFor();

    await page.getByRole("button", { name: "留下这个团队" }).click();
    await page.getByRole("button", { name: `邀请 ${name}` }).click();
    await page.getByRole("button", { name: /^生\s?成$/ }).click();
    const text = await page.getByRole("textbox", { name: `发给 ${name} 的话` }).inputValue();
    await takePicture(page, "team-invite", LOOK);
    await page.getByRole("button", { name: /^好\s?了$/ }).click();

    const guest = await visit(browser, { width: 390 });
    const link = new URL(/https?:\S+/.exec(text)?.[0] ?? "");
    await guest.page.goto(`${link.pathname}${link.hash}`);
    await guest.page.getByText(`${name}老师，您好`).waitFor();
    await guest.page.getByRole("button", { name: "接受" }).click();
    await guest.page.getByRole("button", { name: "发出答复" }).click();
    await guest.page.getByText("谢谢，邀请方会联系您商量下一步").waitFor();
    await guest.page.reload();
    await guest.page.getByText("这个链接不能用了").waitFor();
    await guest.context.close();

    await page.reload();
    await page.getByText(`${name} 通过链接接受`).waitFor();
    const teamId = /formed-teams\/([\w-]+)/.exec(page.url())?.[1] ?? "";
    const team = await api.get("/api/formed-teams/{teamId}", { params: { path: { teamId } } });
    expect(team.members.find((member) => member.name === name)).toMatchObject({ state: "accepted", answeredBy: null });
    await context.close();
  });
});
