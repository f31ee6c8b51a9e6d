// A wall that nobody has seen hold may be a picture of a wall. A small house of this shape passes every check; then
// it is broken once per rule, and each check must name the rule and the file.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { buildModelHouse, MODULES, manifest, ROOT, rootManifest, WORKSPACES, writeSource } from "./model-house.ts";
import { runStep, STEPS, type StepResult } from "./steps.ts";

/** A file that breaks one rule, and the files that it needs to do so. */
interface Canary {
  readonly rule: string;
  readonly path: string;
  readonly source: string;
  readonly also?: Readonly<Record<string, string>>;
}

function opens(path: string, specifier: string, rule: string): Canary {
  return { rule, path, source: `export * from "${specifier}";\n` };
}

const boundaryCanaries: readonly Canary[] = [
  ...Object.entries(WORKSPACES).map(([name, allowed]) => {
    const forbidden = Object.keys(WORKSPACES).findLast((other) => other !== name && !allowed.includes(other));
    return opens(`${name}/src/out-of-order.ts`, `@dual-high/${forbidden}`, workspaceRule(name));
  }),
  ...MODULES.slice(0, -1).map((name, index) =>
    opens(
      `server/src/modules/${name}/out-of-order.ts`,
      `../${MODULES[index + 1]}/index.ts`,
      `module-${name}-imports-no-later-module`,
    ),
  ),
  {
    ...opens("kernel/src/back.ts", "./there.ts", "no-cycle"),
    also: { "kernel/src/there.ts": `import type * as back from "./back.ts";\nexport type Back = typeof back;\n` },
  },
  opens("cli/src/deep.ts", "@dual-high/lists/src/inner.ts", "no-unresolvable"),
  {
    ...opens("newcomer/src/index.ts", "@dual-high/kernel", "workspace-has-its-place"),
    also: {
      "newcomer/package.json": manifest("newcomer"),
      "package.json": rootManifest([...Object.keys(WORKSPACES), "newcomer"]),
    },
  },
  opens("tools/curious.ts", "@dual-high/kernel", "tools-stand-apart"),
  opens("cli/src/relative.ts", "../../lists/src/index.ts", "workspace-by-package-name"),
  opens("cli/src/window.ts", "../../lists/src/inner.ts", "workspace-by-its-door"),
  opens("lists/src/cheat.ts", "./inner.test.ts", "no-test-in-product"),
  opens("lists/src/borrowed.ts", "vitest", "no-undeclared-dependency-in-product"),
  opens("matching/src/reader.ts", "node:fs", "matching-is-pure"),
  opens("matching/src/caller.ts", "./node/index.ts", "matching-does-not-call-its-io"),
  opens("lists/src/rules.ts", "node:fs", "rules-are-pure"),
  opens("server/src/modules/needs/rules.ts", "./queries.ts", "server-rules-know-only-types"),
  opens("server/src/modules/pairs/peek.ts", "../directory/queries.ts", "module-by-its-door"),
  opens("server/src/main.ts", "./modules/needs/queries.ts", "app-opens-modules-by-their-doors"),
  opens("server/src/modules/newcomer/index.ts", "../../platform/clock.ts", "module-has-its-place"),
  opens("server/src/modules/needs/up.ts", "../../app.ts", "module-does-not-know-the-app"),
  {
    ...opens("web/src/features/needs/peek.ts", "../ledger/page.ts", "web-features-stand-apart"),
    also: { "web/src/features/ledger/page.ts": "export const page = 1;\n" },
  },
  opens("web/src/frame/up.ts", "../features/ledger/page.ts", "web-frame-knows-no-feature"),
  {
    ...opens("web/src/ui/up.ts", "../frame/shell.ts", "web-base-knows-no-frame"),
    also: { "web/src/frame/shell.ts": "export const shell = 1;\n" },
  },
  opens("server/src/platform/up.ts", "../modules/needs/index.ts", "platform-knows-no-module"),
];

function lint(rule: string, source: string, path = `kernel/src/lint/${rule.replace(/\W/g, "-")}.ts`): Canary {
  return { rule, path, source: `${source}\n` };
}

const lintCanaries: readonly Canary[] = [
  lint("use-isnan", "export const never = (value: number) => value === Number.NaN;"),
  lint("no-useless-concat", `export const text = "a" + "b";`),
  lint("eqeqeq", "export const same = (a: unknown, b: unknown) => a == b;"),
  lint("import/no-default-export", "export default 1;"),
  lint("no-var", "export var old = 1;"),
  lint("prefer-const", "export function one() {\n  let value = 1;\n  return value;\n}"),
  lint("typescript/ban-ts-comment", "// @ts-expect-error\nexport const wrong: string = 1;"),
  lint("typescript/no-explicit-any", "export const anything = (value: any) => String(value);"),
  lint("typescript/no-floating-promises", "async function later() {}\nexport function forget() {\n  later();\n}"),
  lint("typescript/no-misused-promises", "export const yes = (later: Promise<boolean>) => (later ? 1 : 2);"),
  lint("typescript/no-misused-spread", "export const copy = (map: Map<string, number>) => ({ ...map });"),
  lint("typescript/only-throw-error", `export function fail() {\n  throw "text";\n}`),
  lint(
    "typescript/switch-exhaustiveness-check",
    `export function first(kind: "a" | "b") {\n  switch (kind) {\n    case "a":\n      return 1;\n  }\n  return 2;\n}`,
  ),
  lint("unicorn/prefer-node-protocol", `export { readFileSync } from "fs";`),
  lint(
    "vitest/no-focused-tests",
    `import { test } from "vitest";\ntest.only("alone", () => {});`,
    "lists/src/only.test.ts",
  ),
  lint(
    "vitest/valid-expect",
    `import { expect, test } from "vitest";\ntest("nothing", () => {\n  expect(1);\n});`,
    "lists/src/expect.test.ts",
  ),
  lint("no-console", "console.log(1);", "web/src/loud.tsx"),
  lint("react/button-has-type", "export const Button = () => <button>go</button>;", "web/src/button.tsx"),
  lint(
    "react/no-danger",
    "export const Raw = () => <p dangerouslySetInnerHTML={{ __html: `<b>` }} />;",
    "web/src/raw.tsx",
  ),
  lint(
    "react-hooks/exhaustive-deps",
    `import { useEffect } from "react";\nexport function useTitle(title: string) {\n  useEffect(() => {\n    document.title = title;\n  }, []);\n}`,
    "web/src/deps.tsx",
  ),
  lint("house/suppression-reason", "// oxlint-disable-next-line eqeqeq\nexport const hole = (a: unknown) => a == 1;"),
  lint("unused directive", "// oxlint-disable-next-line eqeqeq -- no longer true\nexport const idle = 1;"),
  ...["kernel", "matching", "lists", "matchlist"].map((name) =>
    lint("no-console", `console.log("hello");`, `${name}/src/loud.ts`),
  ),
  ...["matching/src/impure", "server/src/modules/pairs/rules.ts"].flatMap((place) => {
    const path = (name: string) =>
      place.endsWith("/rules.ts") ? place.replace("pairs", `pairs/${name}`) : `${place}/${name}.ts`;
    return [
      ...["Date", "performance", "crypto", "process", "fetch", "setTimeout", "setInterval", "setImmediate"].map(
        (name) => lint("no-restricted-globals", `export const taken = ${name};`, path(name)),
      ),
      lint("no-restricted-properties", "export const dice = Math.random();", path("random")),
      lint("no-restricted-properties", "export const clock = globalThis.Date;", path("global")),
    ];
  }),
];

const typeCanaries: readonly Canary[] = [
  { rule: "TS2322", path: "kernel/src/wrong.ts", source: "export const text: string = 1;\n" },
  { rule: "TS2322", path: "lists/src/maybe.ts", source: "export const first = (all: string[]): string => all[0];\n" },
  { rule: "TS1294", path: "kernel/src/enum.ts", source: "export enum Kind {\n  One,\n}\n" },
  { rule: "TS2322", path: "web/src/wrong.tsx", source: "export const text: string = document;\n" },
  { rule: "TS6133", path: "tools/unused.ts", source: "const unused = 1;\nexport {};\n" },
  {
    rule: "TS2322",
    path: "cli/bin/checked.mjs",
    source: "// @ts-check\n/** @type {string} */\nexport const text = 1;\n",
  },
];

const formatCanaries: readonly Canary[] = [
  { rule: "double quotes", path: "kernel/src/quotes.ts", source: "export const quoted = 'single';\n" },
  { rule: "two spaces", path: "tools/indent.ts", source: "export function deep() {\n    return 1;\n}\n" },
  {
    rule: "120 columns",
    path: "kernel/src/wide.ts",
    source: `export const wide = ["${"1234567890".repeat(11)}", 2];\n`,
  },
  { rule: "JSON too", path: "kernel/loose.json", source: `{"a":1}\n` },
];

const deadCodeCanaries: readonly Canary[] = [
  { rule: "Unused files", path: "kernel/src/orphan.ts", source: "export const orphan = 1;\n" },
  { rule: "Unused files", path: "tools/orphan.ts", source: "export const orphan = 1;\n" },
  {
    rule: "Unused exports",
    path: "lists/src/inner.ts",
    source: `export const inner = "inner";\nexport const nobodyCalls = 2;\n`,
  },
  { rule: "Unused dependencies", path: "client/package.json", source: manifest("client", { "csv-parse": "7.0.3" }) },
  {
    rule: "Unlisted dependencies",
    path: "kernel/src/index.ts",
    source: `export { SaxesParser as kernel } from "saxes";\n`,
  },
];

function modelHouse(): string {
  const house = buildModelHouse();
  onTestFinished(() => rmSync(house, { recursive: true, force: true }));
  return house;
}

test("a house that keeps the rules passes every check", async () => {
  const house = modelHouse();
  const results = await Promise.all(STEPS.map((step) => runStep(step, house)));
  const fallen = results.filter(({ passed }) => !passed).map(({ step, output }) => `${step.name}:\n${output}`);
  expect(fallen.join("\n")).toBe("");
});

test("boundaries fail when the sources were not read", async () => {
  const house = modelHouse();
  const path = join(house, ".dependency-cruiser.cjs");
  writeFileSync(path, readFileSync(path, "utf8").replace("options: {", `options: { exclude: "[.]ts$",`));
  const step = STEPS.find(({ name }) => name === "boundaries")!;
  const { passed, output } = await runStep(step, house);
  expect(passed).toBe(false);
  expect(output).toContain("not-seen: kernel/src/index.ts");
});

describe("a broken house", () => {
  let house: string;
  const results = new Map<string, StepResult>();

  beforeAll(async () => {
    house = buildModelHouse();
    // The canaries of dead code rewrite files that others lean on, so they come last.
    const canaries = [boundaryCanaries, lintCanaries, typeCanaries, formatCanaries, deadCodeCanaries].flat();
    for (const { path, source, also } of canaries) {
      for (const [name, text] of Object.entries({ [path]: source, ...also })) writeSource(house, name, text);
    }
    for (const result of await Promise.all(STEPS.map((step) => runStep(step, house)))) {
      results.set(result.step.name, result);
    }
  });

  afterAll(() => rmSync(house, { recursive: true, force: true }));

  function lines(step: string): string[] {
    return (results.get(step)?.output ?? "").split("\n");
  }

  test.each(STEPS)("fails $name", ({ name }) => {
    expect(results.get(name)?.passed).toBe(false);
  });

  test.each(boundaryCanaries)("boundaries: $rule", ({ rule, path }) => {
    expect(lines("boundaries")).toContainEqual(expect.stringContaining(`${rule}: ${path} -> `));
  });

  test("boundaries: every rule has a canary", () => {
    expect(boundaryCanaries.map(({ rule }) => rule)).toEqual(expect.arrayContaining(boundaryRules()));
  });

  test.each(lintCanaries)("lint: $rule in $path", ({ rule, path }) => {
    expect(
      lines("lint")
        .filter((line) => line.startsWith(`${path}:`))
        .map(lintRuleOf),
    ).toContain(rule);
  });

  test("lint: every rule that the house turns on has a canary", () => {
    expect(lintCanaries.map(({ rule }) => rule)).toEqual(expect.arrayContaining(lintRules()));
  });

  test.each(typeCanaries)("types: $rule in $path", ({ rule, path }) => {
    const step = path.startsWith("web/") ? "types-web" : "types";
    expect(lines(step).filter((line) => line.startsWith(`${path}(`))).toContainEqual(expect.stringContaining(rule));
  });

  test.each(formatCanaries)("format: $rule", ({ path }) => {
    expect(lines("format")).toContain(`  - ${path}`);
  });

  test.each(deadCodeCanaries)("dead code: $rule, $path", ({ rule, path }) => {
    const section = results
      .get("dead-code")
      ?.output.split(/^(?=Un[a-z]+ )/m)
      .find((text) => text.startsWith(rule));
    expect(section).toContain(path);
  });
});

function boundaryRules(): string[] {
  const { forbidden } = createRequire(import.meta.url)(join(ROOT, ".dependency-cruiser.cjs")) as {
    forbidden: { name: string }[];
  };
  return forbidden.map(({ name }) => name);
}

function workspaceRule(name: string): string {
  return boundaryRules().find((rule) => rule.startsWith(`${name}-imports-only-`)) ?? `${name}-imports-only-...`;
}

/** The rules that the configuration turns on by name, beside whole categories. */
function lintRules(): string[] {
  interface Rules {
    readonly rules: Readonly<Record<string, unknown>>;
  }
  const text = readFileSync(join(ROOT, ".oxlintrc.json"), "utf8").replace(/^\s*\/\/.*$/gm, "");
  const { rules, overrides } = JSON.parse(text) as Rules & { overrides: Rules[] };
  return [rules, ...overrides.map((override) => override.rules)].flatMap((set) =>
    Object.keys(set).filter((rule) => set[rule] !== "off"),
  );
}

/** `path:1:2: what is wrong [Error/plugin(rule)]` names `plugin/rule`, or only `rule` for the rules of the language. */
function lintRuleOf(line: string): string {
  if (line.includes("Unused oxlint-disable directive")) return "unused directive";
  return line.replace(/^.*\[Error\/([\w-]+)\(([\w-]+)\)\]$/, "$1/$2").replace(/^eslint\//, "");
}
