// The main job as a person does it: sign in, drop three files, read the matches, take the workbook away.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { findBrowser, type Language, openBrowser, settle, signIn, takePicture, visit } from "../src/browser.ts";
import { accountIn } from "../src/world.ts";

const CLI = resolve(import.meta.dirname, "../../cli/bin/dualhigh.mjs");

const WORDS = {
  zh: {
    login: "登录名或邮箱",
    password: "密码",
    signIn: "登录",
    imports: "导入清单",
    zones: ["需求清单", "成果清单", "仪器清单"],
    internal: "内部",
    importAndMatch: "导入并对接",
    workbook: "导出对接清单",
  },
  en: {
    login: "Login or e-mail",
    password: "Password",
    signIn: "Sign in",
    imports: "Import lists",
    zones: ["Needs", "Achievements", "Instruments"],
    internal: "Internal",
    importAndMatch: "Import and match",
    workbook: "Export match list",
  },
} as const satisfies Record<Language, object>;

/** Lists that the pair has not seen yet: another seed for each language. */
const SEEDS: Readonly<Record<Language, string>> = { zh: "2", en: "3" };
const MOST_CLICKS = 8;

describe.skipIf(findBrowser() === null)("the main job", () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    browser = await openBrowser();
    folder = mkdtempSync(join(tmpdir(), "dual-high-e2e-lists-"));
    for (const seed of Object.values(SEEDS)) {
      execFileSync(process.execPath, [CLI, "sample", "--out", join(folder, seed), "--seed", seed], { stdio: "ignore" });
    }
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("an enterprise finds on its workbench what it has to accept", async () => {
    const { context, page } = await visit(browser);
    await signIn(context, accountIn(inject("accounts"), "enterprise_lead"), "zh");
    await page.goto("/");
    await page.getByRole("link", { name: /^去验收: “小试复核”已交付/ }).click();
    const heading = page.getByRole("heading", { level: 1 });
    await expect.poll(async () => heading.textContent()).toBe("母乳寡糖分离纯化中试技术开发");
    await context.close();
  });

  test.each(["zh", "en"] as const)("from three files to an exported match list, in %s", async (language) => {
    const account = inject("accounts")["pair_officer"];
    if (account === undefined) throw new Error("The server printed no account for pair_officer.");
    const words = WORDS[language];
    const look = { width: 1440, scheme: "light", language } as const;
    const before = await visit(browser);
    await signIn(before.context, account, language);
    await before.context.close();
    const { context, page, complaints } = await visit(browser, look);
    // Lists of thousands are taken in and matched on the way; how fast is not this test's question.
    page.setDefaultTimeout(300_000);
    let clicks = 0;
    const click = async (target: Locator) => {
      clicks += 1;
      await target.click();
    };

    await page.goto("/");
    await page.getByLabel(words.login).fill(account.login);
    await page.getByLabel(words.password, { exact: true }).fill(account.password);
    const signedIn = page.waitForURL(/\/p\//);
    await click(page.getByRole("button", { name: words.signIn, exact: true }));
    await signedIn;
    await click(page.getByRole("link", { name: words.imports, exact: true }).first());
    const files = ["needs.xlsx", "achievements.xlsx", "instruments.xlsx"];
    for (const [at, zone] of words.zones.entries()) {
      // Choosing a file is one click; the system's own window is not ours.
      clicks += 1;
      const input = page.getByLabel(new RegExp(`^${zone}: `));
      await input.setInputFiles(join(folder, SEEDS[language], files[at] ?? ""));
    }
    await page.getByText(files[2] ?? "").waitFor();
    await settle(page);
    await click(page.getByText(words.internal, { exact: true }));
    await takePicture(page, "main-job-1-lists", look);
    const matched = page.waitForURL(/\/runs\/[0-9a-f-]{36}/);
    await click(page.getByRole("button", { name: words.importAndMatch }));
    await matched;
    const toWorkbook = page.getByRole("button", { name: words.workbook });
    await toWorkbook.waitFor();
    await settle(page);
    await takePicture(page, "main-job-2-run", look);
    const download = page.waitForEvent("download");
    await click(toWorkbook);
    const workbook = await download;
    const bytes = readFileSync(await workbook.path());

    expect(workbook.suggestedFilename()).toMatch(/\.xlsx$/);
    expect(bytes.subarray(0, 2).toString("latin1")).toBe("PK");
    expect(bytes.length).toBeGreaterThan(20_000);
    expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
    // Whoever asks while thousands of rows go through the one connection is told to wait, and the interface waits.
    expect(complaints.filter((said) => !/status of 503/.test(said))).toEqual([]);
    await context.close();
  });
});
