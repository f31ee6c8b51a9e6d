// Module boundaries. dependency-cruiser exits 0 when it understands no source at all, so this also counts what it saw.
import { globSync, readFileSync } from "node:fs";
import process from "node:process";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";

const { workspaces } = JSON.parse(readFileSync("package.json", "utf8")) as { workspaces: string[] };
const sources = globSync(`{${[...workspaces, "tools"].join(",")}}/**/*.{ts,tsx,mjs}`, {
  exclude: (path) => /(?:^|\/)node_modules(?:\/|$)/.test(path),
}).map((path) => path.replaceAll("\\", "/"));

const { output } = await cruise(sources, await extractOptions("./.dependency-cruiser.cjs"));
const { modules, summary } = output as ICruiseResult;

const seen = new Set(modules.map((module) => module.source));
const unseen = sources.filter((source) => !seen.has(source));
for (const source of unseen) console.log(`not-seen: ${source}: dependency-cruiser did not read this file`);
for (const { rule, from, to, comment } of summary.violations) {
  console.log(`${rule.name}: ${from} -> ${to}${comment ? `\n    ${comment}` : ""}`);
}
console.log(`${seen.size} modules, ${summary.violations.length} violations, ${unseen.length} files not seen`);
process.exitCode = seen.size > 0 && unseen.length === 0 && summary.violations.length === 0 ? 0 : 1;
