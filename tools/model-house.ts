import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "..");

/** The workspaces that the walls know, those to come too, with what each may import. */
export const WORKSPACES: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  matching: [],
  lists: ["kernel"],
  matchlist: ["kernel", "lists", "matching"],
  sample: ["kernel", "lists"],
  server: ["kernel", "lists", "matching", "matchlist", "sample"],
  client: ["kernel"],
  web: ["kernel", "client"],
  cli: ["kernel", "lists", "matching", "matchlist", "sample", "client", "server"],
  e2e: ["kernel", "client", "lists"],
  bench: ["kernel", "lists", "matching", "matchlist", "sample", "server", "client", "cli"],
};

/** The modules of the server, from the first to the last. */
export const MODULES = (
  "identity directory facilities pairs needs matchmaking challenges agreements transformation funds consortia talent " +
  "policy notify insight"
).split(" ");

const COPIED = [
  ".dependency-cruiser.cjs",
  ".gitignore",
  ".oxlintrc.json",
  "biome.json",
  "knip.json",
  "tsconfig.json",
  "vitest.config.ts",
  "tools/boundaries.ts",
  "tools/check.ts",
  "tools/lint-rules.mjs",
  "tools/steps.ts",
  "web/tsconfig.json",
];

/** A small repository of this one's shape, under this one's rules and tools, in which every check passes. */
export function buildModelHouse(): string {
  const house = mkdtempSync(join(tmpdir(), "dual-high-house-"));
  for (const path of COPIED) cpSync(join(ROOT, path), join(house, path));

  mkdirSync(join(house, "node_modules/@dual-high"), { recursive: true });
  for (const name of readdirSync(join(ROOT, "node_modules"))) {
    if (name !== "@dual-high") symlinkSync(join(ROOT, "node_modules", name), join(house, "node_modules", name));
  }
  for (const name of Object.keys(WORKSPACES))
    symlinkSync(join(house, name), join(house, "node_modules/@dual-high", name));

  for (const [path, source] of Object.entries(houseFiles())) writeSource(house, path, source);
  return house;
}

export function writeSource(house: string, path: string, source: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), source);
}

export function rootManifest(workspaces: readonly string[] = Object.keys(WORKSPACES)): string {
  return json({
    name: "model-house",
    private: true,
    type: "module",
    workspaces,
    scripts: { check: "node tools/check.ts" },
    devDependencies: { "@types/node": "*", "dependency-cruiser": "*", oxlint: "*", vitest: "*" },
  });
}

/** The package.json of a workspace of the model house. */
export function manifest(name: string, dependencies: Readonly<Record<string, string>> = {}): string {
  const ours = (WORKSPACES[name] ?? []).map((allowed) => [`@dual-high/${allowed}`, "0.1.0"]);
  return json({
    name: `@dual-high/${name}`,
    private: true,
    type: "module",
    exports: { ".": "./src/index.ts", ...(name === "matching" && { "./node": "./src/node/index.ts" }) },
    dependencies: { ...Object.fromEntries(ours), ...dependencies },
  });
}

function houseFiles(): Record<string, string> {
  const files: Record<string, string> = {
    "package.json": rootManifest(),
    "bench/src/main.ts": `import { bench } from "./index.ts";\n\nconsole.log(bench.length);\n`,
    "lists/src/inner.ts": `export const inner = "inner";\n`,
    "lists/src/inner.test.ts":
      `import { expect, test } from "vitest";\nimport { inner } from "./inner.ts";\n\n` +
      `test("inner", () => {\n  expect(inner).toBe("inner");\n});\n`,
    "matching/src/node/index.ts": `export { Worker } from "node:worker_threads";\n`,
    "server/src/platform/clock.ts": "export const now = () => new Date();\n",
    "server/src/app.ts":
      MODULES.map((name) => `import { ${name} } from "./modules/${name}/index.ts";\n`).join("") +
      `\nexport const app = [\n${MODULES.map((name) => `  ${name},\n`).join("")}];\n`,
  };
  for (const [name, allowed] of Object.entries(WORKSPACES)) {
    const imports = allowed.map((other) => `import { ${other} } from "@dual-high/${other}";\n`).join("");
    files[`${name}/package.json`] = manifest(name);
    const list = [`"${name}"`, ...allowed].join(", ");
    files[`${name}/src/index.ts`] = `${imports}${imports && "\n"}export const ${name} = [${list}];\n`;
  }
  files["server/src/index.ts"] = `export { app } from "./app.ts";\n${files["server/src/index.ts"]}`;
  for (const name of MODULES) {
    files[`server/src/modules/${name}/queries.ts`] = `export const query = "${name}";\n`;
    files[`server/src/modules/${name}/index.ts`] =
      `import { now } from "../../platform/clock.ts";\nimport { query } from "./queries.ts";\n\n` +
      `export const ${name} = { now, query };\n`;
  }
  return files;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
