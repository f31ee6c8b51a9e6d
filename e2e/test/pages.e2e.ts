// Every page, on a desk and in the hand, in both languages, light and dark: without violations and without complaints.
import process from "node:process";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  changeLook,
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
import { findUnlisted, type NamedPage, pagesOf, REFUSAL, ROUNDS, strangersPages } from "../src/pages.ts";
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
  readonly look: Look;
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
  return isFault ? [{ path, look, violations, said, tooWide }] : [];
}

/**
 * Looks at each page in all looks of a language: opens it in one and changes that into the others, and opens the next page in
 * the last. Of two pages one is so opened on a desk and one in the hand, in the other language the other way round.
 */
async function lookThrough(
  visited: Visit,
  pages: readonly NamedPage[],
  looks: readonly Look[],
  open: (page: Visit["page"], path: string) => Promise<void>,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const [index, listed] of pages.entries()) {
    const [first, ...others] = index % 2 === 0 ? looks : looks.toReversed();
    if (first === undefined) continue;
    await changeLook(visited.page, first);
    await open(visited.page, listed.path);
    faults.push(...(await lookAt(visited, listed, first)));
    for (const look of others) {
      await changeLook(visited.page, look);
      faults.push(...(await lookAt(visited, listed, look)));
    }
  }
  return faults;
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

  // A person has one language: windows in the same one go side by side, those in the other after them.
  describe.each(LANGUAGES)("in %s", (language) => {
    const inOrder = LOOKS.filter((look) => look.language === language);
    const looks = language === "zh" ? inOrder : inOrder.toReversed();

    test.concurrent.each(ROUNDS)("all pages of $role, $part of $of", async (round) => {
      const visited = await visit(browser, { ...looks[0], withAxe: true });
      await signIn(visited.context, accountIn(inject("accounts"), round.role), language);
      const faults = await lookThrough(visited, pagesOf(round, inject("world")), looks, async (page, path) => {
        // In Chinese by its address, else from the page before, which takes half as long.
        if (language === "zh" || page.url() === "about:blank") await page.goto(path);
        else await follow(page, path);
      });
      expect(faults).toEqual([]);
      await visited.context.close();
    });

    test.concurrent("without signing in", async () => {
      const visited = await visit(browser, { ...looks[0], withAxe: true });
      const faults = await lookThrough(visited, strangersPages(inject("world")), looks, async (page, path) => {
        // Between addresses that differ in their fragment alone nothing would be loaded.
        await page.goto("about:blank");
        await page.goto(path);
      });
      expect(faults).toEqual([]);
      await visited.context.close();
    });
  });
});
