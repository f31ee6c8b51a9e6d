import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { inFolder, jsonOf, runCli } from "./run-cli.ts";

const NEEDS = 1_090;
const BLOCKS = 18;
const THINGS = ["冷挤压模具", "发酵罐", "压铸模具", "荧光微球", "轴承钢", "锂电池隔膜", "光伏组件", "数控机床"];
const WISHES = ["寿命由2万次提高到5万次", "得率提高到80%以上", "缺陷率低于0.5%", "能耗降低三成", "氧含量降到6 ppm以下"];

const lines = (records: readonly object[]) => `${records.map((record) => JSON.stringify(record)).join("\n")}\n`;

/** Many short needs and a few achievements: enough for blocks, little to compute. */
async function writeLists(folder: string) {
  const needs = Array.from({ length: NEEDS }, (_, at) => ({
    id: `N${at}`,
    title: `${THINGS[at % THINGS.length]}改进${at}`,
    content: `${THINGS[at % THINGS.length]}现有问题多，希望${WISHES[at % WISHES.length]}，${at}台设备。`,
  }));
  const achievements = THINGS.map((thing, at) => ({
    id: `A${at}`,
    title: `一种${thing}的制备方法`,
    content: `提出${thing}的新方法，${WISHES[at % WISHES.length]}。`,
    inventors: `李${at}`,
  }));
  const paths = { needs: join(folder, "needs.jsonl"), achievements: join(folder, "achievements.jsonl") };
  await writeFile(paths.needs, lines(needs));
  await writeFile(paths.achievements, lines(achievements));
  return paths;
}

const DAY = ["--today", "2026-06-30", "--json"];

async function match(folder: string, name: string, ...more: readonly string[]) {
  const out = join(folder, name);
  const [needs, achievements] = [join(folder, "needs.jsonl"), join(folder, "achievements.jsonl")];
  const outcome = await runCli("match", "--needs", needs, "--achievements", achievements, "--out", out, ...more);
  return { out, outcome };
}

/** The command as a process of its own, ended with so much of its work done. One that got to its end before is run again. */
async function killAfter(folder: string, name: string, blocks: number, signal: NodeJS.Signals): Promise<number> {
  const out = join(folder, name);
  for (let attempt = 0; attempt < 5; attempt++) {
    await startAndKill(folder, out, blocks, signal);
    if (!existsSync(out)) break;
    await rm(out);
  }
  return keptIn(`${out}.working`);
}

async function startAndKill(folder: string, out: string, blocks: number, signal: NodeJS.Signals): Promise<void> {
  const [needs, achievements] = [join(folder, "needs.jsonl"), join(folder, "achievements.jsonl")];
  const command = join(import.meta.dirname, "../bin/dualhigh.mjs");
  const child = spawn(
    process.execPath,
    [command, "match", "--needs", needs, "--achievements", achievements, "--out", out, "--threads", "1", ...DAY],
    { stdio: "ignore" },
  );
  const ended = once(child, "exit");
  while (child.exitCode === null && keptIn(`${out}.working`) < blocks) await sleep(2);
  child.kill(signal);
  await ended;
}

function keptIn(folder: string): number {
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^block-\d+\.jsonl$/.test(name)).length : 0;
}

describe("a large list", () => {
  test("gives the same bytes with one thread and with three, one line for each need, and leaves nothing behind", async () => {
    await inFolder(async (folder) => {
      await writeLists(folder);
      const one = await match(folder, "one.jsonl", "--threads", "1", ...DAY);
      const three = await match(folder, "three.jsonl", "--threads", "3", ...DAY);
      expect(jsonOf(one.outcome)).toMatchObject({
        needs: { read: NEEDS, refused: 0 },
        blocks: { total: BLOCKS, kept: 0 },
      });
      const [bytes, others] = [await readFile(one.out), await readFile(three.out)];
      expect(others.equals(bytes)).toBe(true);
      const written = bytes.toString().trimEnd().split("\n");
      expect(written).toHaveLength(NEEDS);
      const matched = written.map(
        (line) => JSON.parse(line) as { outcome: string; partners: unknown[]; plan: unknown },
      );
      expect(matched.filter(({ outcome }) => outcome === "matched")).toHaveLength(
        Number(jsonOf(one.outcome)["matched"]),
      );
      expect(
        matched.every(({ outcome, partners, plan }) => (outcome === "matched") === (partners.length > 0 && !!plan)),
      ).toBe(true);
      expect(existsSync(`${one.out}.working`)).toBe(false);
    });
  });

  test("that was killed goes on with the blocks that are missing, to the same bytes", async () => {
    await inFolder(async (folder) => {
      await writeLists(folder);
      const kept = await killAfter(folder, "list.jsonl", 3, "SIGKILL");
      expect(kept).toBeGreaterThanOrEqual(3);
      expect(kept).toBeLessThan(BLOCKS);
      expect(existsSync(join(folder, "list.jsonl"))).toBe(false);
      const { out, outcome } = await match(folder, "list.jsonl", ...DAY);
      expect(jsonOf(outcome)).toMatchObject({ blocks: { total: BLOCKS, kept } });
      const whole = await match(folder, "whole.jsonl", ...DAY);
      expect((await readFile(out)).equals(await readFile(whole.out))).toBe(true);
      expect(existsSync(`${out}.working`)).toBe(false);
    });
  });

  test("goes on in a workbook too, says so, and computes a block again that was changed", async () => {
    await inFolder(async (folder) => {
      await writeLists(folder);
      const kept = await killAfter(folder, "list.xlsx", 3, "SIGTERM");
      await writeFile(join(folder, "list.xlsx.working", "block-000001.jsonl"), "{}\n");
      const { out, outcome } = await match(folder, "list.xlsx", "--today", "2026-06-30", "--lang", "en");
      expect(outcome.stderr).toContain(`${kept - 1} of ${BLOCKS} blocks are done`);
      expect(outcome.code).toBe(0);
      expect(existsSync(out)).toBe(true);
    });
  });

  test.each([
    ["another list", [], "成果清单", true],
    ["other options", ["--top", "3"], "--top 或 --capacity", false],
    ["another day", ["--today", "2026-07-01"], "--today", false],
  ])("of %s begins anew and says which input differs", async (_name, more, said, isOtherList) => {
    await inFolder(async (folder) => {
      const { achievements } = await writeLists(folder);
      await killAfter(folder, "list.jsonl", 2, "SIGKILL");
      if (isOtherList) await writeFile(achievements, lines([{ id: "A", title: "一种冷挤压模具", content: "渗氮" }]));
      const day = more.includes("--today") ? [] : ["--today", "2026-06-30"];
      const { outcome } = await match(folder, "list.jsonl", ...day, ...more);
      expect(outcome.stderr).toContain(`${said}与上次不同`);
      expect(outcome.stderr).not.toContain("接着上次");
    });
  });

  test("with other weights begins anew", async () => {
    await inFolder(async (folder) => {
      await writeLists(folder);
      await killAfter(folder, "list.jsonl", 2, "SIGKILL");
      const weights = join(folder, "weights.json");
      await writeFile(weights, JSON.stringify({ weights: { needTitle: 4 } }));
      const { outcome } = await match(folder, "list.jsonl", "--today", "2026-06-30", "--weights", weights);
      expect(outcome.stderr).toContain("权重与上次不同");
    });
  });

  test("goes on with the day on which it began, unless a day is named; --no-resume begins anew", async () => {
    await inFolder(async (folder) => {
      await writeLists(folder);
      const kept = await killAfter(folder, "list.jsonl", 2, "SIGKILL");
      await keepBeside(folder);
      const { outcome } = await match(folder, "list.jsonl", "--json");
      expect(jsonOf(outcome)).toMatchObject({ blocks: { kept } });
      const anew = await match(folder, "other.jsonl", "--json", "--no-resume");
      expect(jsonOf(anew.outcome)).toMatchObject({ blocks: { kept: 0 } });
    });
  });

  test("too long for a workbook is refused before anything is matched, with the remedy", async () => {
    await inFolder(async (folder) => {
      await writeFile(
        join(folder, "needs.csv"),
        `需求名称,需求内容\n${Array.from({ length: 2_001 }, (_, at) => `模具${at},模具早期开裂，寿命2万次`).join("\n")}\n`,
      );
      const more = ["--out", join(folder, "list.xlsx"), "--top", "50"];
      const { code, stderr } = await runCli("match", "--needs", join(folder, "needs.csv"), ...more);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/最多 2000 条需求.*\.jsonl/)]);
      expect(existsSync(join(folder, "list.xlsx.working"))).toBe(false);
    });
  });
});

/** The same half-done run once more, for another output. */
async function keepBeside(folder: string): Promise<void> {
  await cp(join(folder, "list.jsonl.working"), join(folder, "other.jsonl.working"), { recursive: true });
}
