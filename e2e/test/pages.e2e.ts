// Every page, on a desk and in the hand, in both languages, light and dark: without violations and without complaints.
import process from "node:process";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  findBrowser,
  findOverflow,
  findViolations,
  follow,
  LANGUAGES,
  listRoutes,
  type Look,
  openBrowser,
  SCHEMES,
  settle,
  signIn,
  takePicture,
  type Visit,
  visit,
  WIDTHS,
} from "../src/browser.ts";
import { findUnlisted, type NamedPage, pagesOf, REFUSAL, ROLES, strangersPages } from "../src/pages.ts";
import { accountIn } from "../src/world.ts";

const EVERY_LOOK = LANGUAGES.flatMap((language) =>
  WIDTHS.flatMap((width) => SCHEMES.map((scheme) => ({ language, width, scheme }))),
);
/** Four looks in which each language meets each width and each scheme, and each width each scheme. */
const PAIRED = EVERY_LOOK.filter(
  ({ language, width, scheme }) => (language === "zh") === ((width === 1440) === (scheme === "light")),
);
const LOOKS = process.env["LOOKS"] === "all" ? EVERY_LOOK : PAIRED;

interface Fault {
  readonly path: string;
  readonly violations: readonly object[];
  readonly said: readonly string[];
  readonly tooWide: number;
}

async function lookAt({ page, complaints }: Visit, listed: NamedPage, look: Look): Promise<Fault[]> {
  const { name, path, isRefused = false } = listed;
  await settle(page);
  const violations = await findViolations(page);
  const tooWide = await findOverflow(page);
  const said = complaints.splice(0).filter((line) => !isRefused || !REFUSAL.test(line));
  const isFault = violations.length + said.length + tooWide > 0;
  await takePicture(page, name, look, isFault);
  return isFault ? [{ path, violations, said, tooWide }] : [];
}

describe.skipIf(findBrowser() === null)("every page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser.close());

  test("of the router is in the list of pages", async () => {
    const { context, page } = await visit(browser);
    await page.goto("/sign-in");
    await settle(page);
    const routes = await listRoutes(page);
    expect(routes).toContain("/p/$scopeId/needs/$needId/edit");
    expect(findUnlisted(routes)).toEqual([]);
    await context.close();
  });

  // A person has one language: looks in the same one go side by side, those in the other after them.
  describe.each(LANGUAGES)("in %s", (language) => {
    const looks = LOOKS.filter((look) => look.language === language);

    test.concurrent.each(ROLES.flatMap((role) => looks.map((look) => ({ role, ...look }))))(
      "all pages of $role, $width px, $scheme",
      async ({ role, ...look }) => {
        const visited = await visit(browser, look);
        await signIn(visited.context, accountIn(inject("accounts"), role), look.language);
        const faults: Fault[] = [];
        for (const listed of pagesOf(role, inject("world"))) {
          // On a desk in Chinese by its address, else from the page before, which takes half as long.
          const isByAddress = look.width === 1440 && look.language === "zh";
          const isFirst = visited.page.url() === "about:blank";
          if (isByAddress || isFirst) await visited.page.goto(listed.path);
          else await follow(visited.page, listed.path);
          faults.push(...(await lookAt(visited, listed, look)));
        }
        expect(faults).toEqual([]);
        await visited.context.close();
      },
    );

    test.concurrent.each(looks)("without signing in, $width px, $scheme", async (look) => {
      const visited = await visit(browser, look);
      const faults: Fault[] = [];
      for (const listed of strangersPages(inject("world"))) {
        // Between addresses that differ in their fragment alone nothing would be loaded.
        await visited.page.goto("about:blank");
        await visited.page.goto(listed.path);
        faults.push(...(await lookAt(visited, listed, look)));
      }
      expect(faults).toEqual([]);
      await visited.context.close();
    });
  });
});
