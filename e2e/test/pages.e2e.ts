// Every page, on a desk and in the hand, in both languages, light and dark: without violations and without complaints.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  findBrowser,
  findViolations,
  LANGUAGES,
  openBrowser,
  SCHEMES,
  settle,
  signIn,
  takePicture,
  visit,
  WIDTHS,
} from "../src/browser.ts";
import { pagesOf, ROLES, STRANGERS_PAGES } from "../src/pages.ts";

const looks = LANGUAGES.flatMap((language) =>
  WIDTHS.flatMap((width) => SCHEMES.map((scheme) => ({ language, width, scheme }))),
);

describe.skipIf(findBrowser() === null)("every page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());

  describe.each(looks)("$language, $width px, $scheme", (look) => {
    test.each(STRANGERS_PAGES)("$name, without signing in", async ({ name, path, refusal }) => {
      const { context, page, complaints } = await visit(browser, look);
      await page.goto(path);
      await settle(page);
      await takePicture(page, name, look);
      expect(await findViolations(page)).toEqual([]);
      expect(complaints.filter((said) => refusal?.test(said) !== true)).toEqual([]);
      await context.close();
    });

    test.each(ROLES)("all pages of %s", async (role) => {
      const { context, page, complaints } = await visit(browser, look);
      const account = inject("accounts")[role];
      expect(account, `an account for ${role}`).toBeDefined();
      if (account === undefined) return;
      await signIn(context, account, look.language);
      const faults: object[] = [];
      for (const { name, path } of pagesOf(role, inject("world"))) {
        await page.goto(path);
        await settle(page);
        await takePicture(page, name, look);
        const violations = await findViolations(page);
        const said = complaints.splice(0);
        if (violations.length > 0 || said.length > 0) faults.push({ path, violations, said });
      }
      expect(faults).toEqual([]);
      await context.close();
    });
  });
});
