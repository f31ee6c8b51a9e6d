import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { readXlsx, writeXlsx } from "hucre/xlsx";
import { NEED_WEIGHTS } from "@dual-high/matching";
import { describe, expect, test } from "vitest";
import { inFolder, jsonOf, runCli } from "./run-cli.ts";

type Row = (string | number | null)[];

const NEEDS: Row[] = [
  ["企业技术需求清单"],
  ["需求编号", "企业名称", "需求名称", "需求内容", "拟投入资金（万元）"],
  [
    "N-1",
    "样例企业甲",
    "冷挤压模具寿命提升",
    "模具早期开裂，寿命由2万次提高到5万次以上。现有630吨冷挤压机。",
    "50-100",
  ],
  ["N-2", "样例企业乙", "产品升级", "希望对接专家，提升质量", "面议"],
  ["N-3", "样例企业丙", null, null, null],
];
const ACHIEVEMENTS: Row[] = [
  ["成果名称", "摘要", "发明人", "法律状态"],
  ["一种冷挤压模具的表面强化方法", "渗氮与涂层复合处理冷挤压模具，减少开裂，延长寿命。", "李某", "有效"],
  ["一种发酵罐补料装置", "控制补料速率，提高得率。", "王某", "有效"],
];

async function writeLists(folder: string) {
  const save = async (name: string, rows: Row[]) => {
    const path = join(folder, name);
    await writeFile(path, await writeXlsx({ sheets: [{ name: "表", rows }] }));
    return path;
  };
  return { needs: await save("needs.xlsx", NEEDS), achievements: await save("achievements.xlsx", ACHIEVEMENTS) };
}

describe("help", () => {
  test.each([
    ["zh", "清单进，对接清单出"],
    ["en", "lists in, match list out"],
  ])("in %s", async (language, text) => {
    const { code, stdout } = await runCli("--help", "--lang", language);
    expect(code).toBe(0);
    expect(stdout).toContain(text);
  });

  test("every command explains itself in both languages, without a word of the other", async () => {
    const machine = [["backup"], ["restore"], ["audit"], ["audit", "verify"], ["admin"], ["admin", "recover"]];
    for (const command of [
      ["match"],
      ["rank"],
      ["explain"],
      ["terms"],
      ["train"],
      ["assign"],
      ["sample"],
      ["demo"],
      ...machine,
    ]) {
      const english = await runCli(...command, "--help", "--lang", "en");
      expect(english.stdout.replace(/needs:诉求=title/, "")).not.toMatch(/\p{Script=Han}/u);
      const chinese = await runCli(...command, "--help", "--lang", "zh");
      expect(chinese.stdout).not.toMatch(/Usage|Options:|default/);
    }
  });
});

function readJson(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>;
}

describe("bad input is answered with exit code 2, the culprit and the remedy", () => {
  test.each<[string, readonly string[], RegExp]>([
    ["an unknown command", ["mach"], /没有命令 mach/],
    ["a missing option", ["match", "--out", "x.xlsx"], /--needs/],
    ["an unknown option", ["match", "--need", "x"], /--need/],
    ["a file that is not there", ["match", "--needs", "nowhere.xlsx", "--out", "x.xlsx"], /找不到“nowhere.xlsx”/],
    ["a story that there is none of", ["demo", "suzhou"], /没有叫“suzhou”的故事；可以看的有：wuxi/],
    ["two stories at once", ["demo", "wuxi", "suzhou"], /参数太多/],
    ["a number out of range", ["match", "--needs", "a.xlsx", "--out", "x.xlsx", "--top", "0"], /--top 要是 1 到 50/],
    ["a day that is none", ["match", "--needs", "a.xlsx", "--out", "x.xlsx", "--today", "2026-02-30"], /--today/],
    [
      "an unknown language",
      ["match", "--needs", "a.xlsx", "--out", "x.xlsx", "--lang", "fr"],
      /--lang 只能是 zh 或 en/,
    ],
    [
      "a map without list",
      ["match", "--needs", "a.xlsx", "--out", "x.xlsx", "--map", "诉求=title"],
      /needs:诉求=title/,
    ],
  ])("%s", async (_name, argv, message) => {
    const { code, stderr } = await runCli(...argv);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test("a story leaves a folder alone that holds anything but its own data", async () => {
    await inFolder(async (folder) => {
      await mkdir(join(folder, "wuxi"));
      await writeFile(join(folder, "wuxi", "contracts.xlsx"), "somebody's");
      const { code, stderr } = await runCli("demo", "wuxi", "--out", folder);
      expect(code).toBe(2);
      expect(stderr).toContain(`“${join(folder, "wuxi")}”里已有别的数据`);
      expect(await readdir(join(folder, "wuxi"))).toEqual(["contracts.xlsx"]);
    });
  });

  test("the output never goes over an input", async () => {
    await inFolder(async (folder) => {
      const { needs } = await writeLists(folder);
      const before = await readFile(needs);
      const { code, stderr } = await runCli("match", "--needs", needs, "--out", needs);
      expect([code, stderr]).toEqual([2, expect.stringContaining("覆盖")]);
      expect(await readFile(needs)).toEqual(before);
    });
  });

  test("with --json the error is JSON too", async () => {
    const outcome = await runCli("match", "--needs", "nowhere.xlsx", "--out", "x.xlsx", "--json", "--lang", "en");
    expect(jsonOf(outcome)).toMatchObject({
      error: { code: "cli.file_not_found", text: expect.stringContaining("nowhere.xlsx") },
    });
  });

  test("a place that cannot be written to is exit code 1 and leaves nothing half-written", async () => {
    await inFolder(async (folder) => {
      const { needs } = await writeLists(folder);
      await writeFile(join(folder, "file"), "");
      const { code, stderr } = await runCli("match", "--needs", needs, "--out", join(folder, "file", "list.xlsx"));
      expect([code, stderr]).toEqual([1, expect.stringContaining("无法写入")]);
    });
  });
});

describe("match", () => {
  test("writes the match list, counts everything, and hands back the rows to correct", async () => {
    await inFolder(async (folder) => {
      const { needs, achievements } = await writeLists(folder);
      const out = join(folder, "new", "list.xlsx");
      const outcome = await runCli("match", "--needs", needs, "--achievements", achievements, "--out", out, "--json");
      expect(outcome.code).toBe(0);
      expect(jsonOf(outcome)).toMatchObject({
        needs: { read: 3, warned: 1, refused: 1 },
        achievements: { read: 2, warned: 0, refused: 0 },
        instruments: { read: 0, warned: 0, refused: 0 },
        teams: { read: 0, warned: 0, refused: 0 },
        matched: 1,
        toClarify: 1,
        unmatched: 0,
        ms: expect.any(Number),
      });
      const { sheets } = await readXlsx(await readFile(out));
      expect(sheets[0]?.rows[1]?.[0]).toBe("N-1");
      const corrections = await readXlsx(await readFile(join(folder, "new", "list.needs-to-correct.xlsx")));
      const remarks = corrections.sheets[0]?.rows.map((row) => row.at(-1));
      expect(remarks?.[1]).toBe("要改什么");
      expect(String(remarks?.[3])).toContain("面议");
      expect(String(remarks?.[4])).toContain("未采用");
    });
  });

  test("a long list is handed back by a thread, with the remark in the row that it is about", async () => {
    await inFolder(async (folder) => {
      const { needs } = await writeLists(folder);
      const achievements = join(folder, "achievements.csv");
      const rows = Array.from({ length: 1_200 }, (_, at) =>
        at === 700 ? ",只有摘要" : `模具强化方法${at},渗氮处理${at}`,
      );
      await writeFile(achievements, `成果名称,摘要\n${rows.join("\n")}\n`);
      const out = join(folder, "list.xlsx");
      const outcome = await runCli("match", "--needs", needs, "--achievements", achievements, "--out", out, "--json");
      const path = join(folder, "list.achievements-to-correct.xlsx");
      expect(jsonOf(outcome)).toMatchObject({ corrections: { achievements: path } });
      const remarks = (await readXlsx(await readFile(path))).sheets[0]?.rows.map((row) => row[2] ?? null) ?? [];
      expect(remarks).toHaveLength(1_201);
      expect(remarks.flatMap((remark, at) => (remark === null ? [] : [at]))).toEqual([0, 701]);
      expect(existsSync(join(folder, "list.needs-to-correct.xlsx"))).toBe(true);
    });
  });

  test("says in words what was read and where the result lies", async () => {
    await inFolder(async (folder) => {
      const { needs, achievements } = await writeLists(folder);
      const out = join(folder, "list.xlsx");
      const chinese = await runCli("match", "--needs", needs, "--achievements", achievements, "--out", out);
      expect(chinese.stdout).toContain("需求：读到 3 条，采用 2 条（1 条有提醒），未采用 1 条");
      expect(chinese.stdout).toContain(out);
      const english = await runCli(
        "match",
        "--needs",
        needs,
        "--achievements",
        achievements,
        "--out",
        out,
        "--lang",
        "en",
      );
      expect(english.stdout).toContain("Needs: 3 read, 2 used (1 with remarks), 1 not used");
      expect(english.stderr).not.toMatch(/需求编号是空|没有采用/);
    });
  });

  test("--weights are used, told in the workbook, and refused with their fault when they cannot be used", async () => {
    await inFolder(async (folder) => {
      const { needs, achievements } = await writeLists(folder);
      const match = async (name: string, weights?: object) => {
        const out = join(folder, name);
        const file = join(folder, `${name}.json`);
        if (weights !== undefined) await writeFile(file, JSON.stringify(weights));
        const more = weights === undefined ? [] : ["--weights", file];
        return runCli("match", "--needs", needs, "--achievements", achievements, "--out", out, ...more);
      };
      const sheetsOf = async (name: string) => (await readXlsx(await readFile(join(folder, name)))).sheets;
      await match("usual.xlsx");
      await match("other.xlsx", { weights: { needTitle: 1, candidateTitle: 1 } });
      const [usual, other] = [await sheetsOf("usual.xlsx"), await sheetsOf("other.xlsx")];
      expect(other[0]?.rows).not.toEqual(usual[0]?.rows);
      const aboutOf = (sheets: typeof usual) => JSON.stringify(sheets.at(-1)?.rows);
      expect(aboutOf(other)).toMatch(/needTitle 1 \(\d/);
      expect(aboutOf(usual)).not.toContain("needTitle");
      const { code, stderr } = await match("none.xlsx", { weights: { meening: 1 } });
      expect([code, stderr]).toEqual([2, expect.stringMatching(/none\.xlsx\.json.*meening/)]);
      expect(existsSync(join(folder, "none.xlsx"))).toBe(false);
    });
  });

  test("--map names a column that no synonym knows", async () => {
    await inFolder(async (folder) => {
      const needs = join(folder, "wishes.csv");
      await writeFile(needs, "诉求,公司\n冷挤压模具开裂，寿命不足2万次,样例企业\n");
      const out = join(folder, "list.xlsx");
      expect((await runCli("match", "--needs", needs, "--out", out)).code).toBe(2);
      const outcome = await runCli("match", "--needs", needs, "--out", out, "--map", "needs:诉求=title", "--json");
      expect(jsonOf(outcome)).toMatchObject({ needs: { read: 1, refused: 0 } });
    });
  });

  test("without one usable need there is no match list, but the rows come back", async () => {
    await inFolder(async (folder) => {
      const needs = join(folder, "needs.csv");
      await writeFile(needs, "企业名称,需求名称,需求内容\n样例企业,,\n");
      const out = join(folder, "list.xlsx");
      const { code, stderr } = await runCli("match", "--needs", needs, "--out", out);
      expect([code, stderr]).toEqual([2, expect.stringContaining("没有一条可用的需求")]);
      expect(existsSync(out)).toBe(false);
      expect(existsSync(join(folder, "list.needs-to-correct.xlsx"))).toBe(true);
    });
  });

  test("a folder is for forms only", async () => {
    await inFolder(async (folder) => {
      const { needs } = await writeLists(folder);
      await mkdir(join(folder, "sub"));
      const { code, stderr } = await runCli(
        "match",
        "--needs",
        needs,
        "--achievements",
        join(folder, "sub"),
        "--out",
        join(folder, "x.xlsx"),
      );
      expect([code, stderr]).toEqual([2, expect.stringContaining("是文件夹")]);
    });
  });
});

describe("rank", () => {
  test("writes need, candidate and score, best first", async () => {
    await inFolder(async (folder) => {
      const needs = join(folder, "n.jsonl");
      const candidates = join(folder, "c.jsonl");
      const out = join(folder, "run.tsv");
      await writeFile(needs, `${JSON.stringify({ id: "n1", title: "冷挤压模具", content: "寿命" })}\n`);
      const records = [
        { id: "near", title: "冷挤压模具的涂层" },
        { id: "far", title: "发酵罐", content: "" },
        { id: "team", title: "团队", content: "", items: [{ title: "冷挤压模具寿命", content: "" }] },
      ];
      await writeFile(candidates, records.map((record) => JSON.stringify(record)).join("\n"));
      const outcome = await runCli(
        "rank",
        "--needs",
        needs,
        "--candidates",
        candidates,
        "--top",
        "all",
        "--out",
        out,
        "--json",
      );
      expect(jsonOf(outcome)).toMatchObject({ needs: 1, candidates: 3, pairs: 3 });
      const lines = (await readFile(out, "utf8"))
        .trim()
        .split("\n")
        .map((line) => line.split("\t"));
      expect(lines.map(([need, candidate]) => [need, candidate])).toEqual([
        ["n1", lines[0]?.[1]],
        ["n1", lines[1]?.[1]],
        ["n1", "far"],
      ]);
      expect(Number(lines[2]?.[2])).toBe(0);
    });
  });

  test("empty, huge, mixed and controlled texts are ranked like any other", async () => {
    await inFolder(async (folder) => {
      const records = [
        { id: "empty" },
        { id: "huge", title: "x", content: "冷挤压".repeat(700_000) },
        { id: "mixed", title: "سبائك 冷挤压 🧪 ﬁne\u0000\u0007\uD800" },
      ];
      await writeFile(join(folder, "c.jsonl"), records.map((record) => JSON.stringify(record)).join("\n"));
      await writeFile(join(folder, "n.jsonl"), '{"id":"n","title":"冷挤压"}\n{"id":"m"}');
      const outcome = await runCli(
        "rank",
        "--needs",
        join(folder, "n.jsonl"),
        "--candidates",
        join(folder, "c.jsonl"),
        "--top",
        "all",
        "--out",
        join(folder, "o.tsv"),
        "--json",
      );
      expect(jsonOf(outcome)).toMatchObject({ pairs: 6 });
    });
  });

  const GOOD = '{"id":"good","title":"冷挤压模具","content":"寿命"}';
  const rankText = async (folder: string, text: string | Uint8Array, ...more: string[]) => {
    const [needs, candidates, out] = ["n.jsonl", "c.jsonl", "o.tsv"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await writeFile(needs, '{"id":"n","title":"冷挤压模具","content":""}');
    await writeFile(candidates, text);
    const argv = ["rank", "--needs", needs, "--candidates", candidates, "--out", out];
    const outcome = await runCli(...argv, ...more);
    const ranked = existsSync(out) ? (await readFile(out, "utf8")).split("\n").filter((line) => line !== "") : [];
    return { ...outcome, ranked: ranked.map((line) => line.split("\t")[1]) };
  };

  test.each<[string, string, RegExp]>([
    [
      "a repeated id",
      '{"id":"good","title":"冷挤压","content":""}',
      /第 2 行：id“good”已用于第 1 行，内容不同.*改成不同的 id/,
    ],
    ["the same line again", GOOD, /第 2 行：与第 1 行相同/],
    ["a missing id", '{"title":"冷挤压"}', /第 2 行：这一行没有 id/],
    ["an id that would break the result", '{"id":"a\\tb","title":"冷挤压"}', /第 2 行：id“a b”里有制表符/],
    ["a broken line", '{"id":"b","title":', /第 2 行：这一行不是完整的 JSON/],
    ["a line that is no object", '["b"]', /第 2 行：这一行不是完整的 JSON/],
    ["a title that is none", '{"id":"b","title":{"x":1}}', /第 2 行：title 不是所需的类型/],
    ["items that are none", '{"id":"b","items":"冷挤压"}', /第 2 行：items 不是所需的类型/],
    ["an item that is none", '{"id":"b","items":["冷挤压",3]}', /第 2 行：items\[1\] 不是所需的类型/],
  ])("%s is left out and told, the others are ranked", async (_name, line, message) => {
    await inFolder(async (folder) => {
      const { code, stdout, stderr, ranked } = await rankText(folder, `${GOOD}\r\n${line}\r\n`);
      expect([code, stderr]).toEqual([0, expect.stringMatching(message)]);
      expect(ranked).toEqual(["good"]);
      expect(stdout).toContain("1 个候选（另有 1 个未采用）");
    });
  });

  test.each<[string, string, RegExp, string[]]>([
    ["a missing content", '{"id":"b","title":"冷挤压"}', /2 条中有 1 条没有 content（最早在第 2 行）/, ["good", "b"]],
    ["fields of other names", '{"id":"b","title":"冷挤压","abstract":"x"}', /没有用到：“abstract”/, ["good", "b"]],
    ["raw control characters", '{"id":"b","title":"冷\u0001挤压\u0000"}', /未转义的控制字符/, ["good", "b"]],
    ["a record without a text", '{"id":"b","title":"  "}', /第 2 行：title、content 和 items 都是空的/, ["good"]],
  ])("%s: the record is used, and told", async (_name, line, message, expected) => {
    await inFolder(async (folder) => {
      const { code, stderr, ranked } = await rankText(folder, `\uFEFF${GOOD}\n${line}\n`);
      expect([code, stderr]).toEqual([0, expect.stringMatching(message)]);
      expect(ranked).toEqual(expected);
    });
  });

  test("text that is not UTF-8: damaged lines are left out, another encoding is named", async () => {
    await inFolder(async (folder) => {
      const damaged = Buffer.concat([Buffer.from(`${GOOD}\n{"id":"b","title":"caf`), Buffer.from([0xe9, 0x22, 0x7d])]);
      const one = await rankText(folder, damaged);
      expect([one.code, one.stderr]).toEqual([0, expect.stringMatching(/第 2 行：这一行里有损坏的字符/)]);
      expect(one.ranked).toEqual(["good"]);
      const gb18030 = Buffer.concat([
        Buffer.from('{"id":"b","content":"","title":"'),
        Buffer.from([0xc0, 0xe4, 0xbc, 0xb7, 0xd1, 0xb9]),
        Buffer.from('"}'),
      ]);
      const other = await rankText(folder, gb18030);
      expect([other.code, other.stderr]).toEqual([0, expect.stringContaining("已按 gb18030 读入")]);
      expect(other.ranked).toEqual(["b"]);
    });
  });

  test("one list over several lines is read as lines are, and a broken one is told where it breaks", async () => {
    await inFolder(async (folder) => {
      const list = await rankText(
        folder,
        `[\n${GOOD},\n\n{"title":"冷挤压 [ \\" {"}\n, {"id":"b",\n"items":["冷挤压"]}]`,
      );
      expect([list.code, list.stderr]).toEqual([0, expect.stringContaining("第 4 行：这一行没有 id")]);
      expect(list.ranked).toEqual(["good", "b"]);
      const broken = await rankText(folder, `[\n${GOOD},\n{"id":"b"\n`, "--out", join(folder, "none.tsv"));
      expect([broken.code, broken.stderr]).toEqual([2, expect.stringMatching(/第 4 行.*\n.*没有一条可用的记录/)]);
    });
  });

  test.each<[string, Uint8Array | string]>([
    ["nothing", ""],
    ["blank lines", "\n \r\n\n"],
    ["bytes of no text", new Uint8Array(5000).map((_, at) => (at * 197) % 256)],
    ["a bracket a million times over", "[".repeat(1_000_000)],
    ["another kind of object", '{\n  "candidates": []\n}'],
  ])("a file with %s is refused with an example of what is wanted", async (_name, text) => {
    await inFolder(async (folder) => {
      const { code, stderr } = await rankText(folder, text);
      expect([code, stderr]).toEqual([2, expect.stringContaining('{"id":"1","title"')]);
      expect(stderr.split("\n").length).toBeLessThan(14);
    });
  });

  test("with --json the problems come with their lines", async () => {
    await inFolder(async (folder) => {
      const outcome = await rankText(folder, `${GOOD}\n{"id":\n`, "--json", "--lang", "en");
      expect(jsonOf(outcome)).toMatchObject({
        candidates: 1,
        refused: { needs: 0, candidates: 1 },
        problems: [
          {
            file: "c.jsonl",
            line: 2,
            level: "refused",
            code: "lists.row_broken",
            text: expect.stringContaining("not complete JSON"),
          },
        ],
      });
      expect(outcome.stderr).toBe("");
    });
  });

  test("rows of a workbook that cannot be used are told too", async () => {
    await inFolder(async (folder) => {
      const { needs, achievements } = await writeLists(folder);
      const out = join(folder, "o.tsv");
      const { code, stderr } = await runCli("rank", "--needs", needs, "--candidates", achievements, "--out", out);
      expect([code, stderr]).toEqual([0, expect.stringMatching(/第 5 行：.*是空的，这一行没有采用/)]);
    });
  });
});

describe("rank with a model", () => {
  /** Answers `/embeddings` by whether a text speaks of motors; remembers what it was sent. */
  async function withModel(status: number, check: (url: string, asked: string[]) => Promise<void>): Promise<void> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        const { input } = JSON.parse(body) as { input: string[] };
        asked.push(...input);
        const data = input.map((text, index) => ({
          index,
          embedding: /电机|驱动/.test(text) ? [0.9, 0.4] : [0.4, 0.9],
        }));
        response.writeHead(status).end(JSON.stringify({ data }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      await check(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  }

  const inLists = (check: (argv: string[], out: string) => Promise<void>) =>
    inFolder(async (folder) => {
      const [needs, candidates, out] = ["n.jsonl", "c.jsonl", "o.tsv"].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      await writeFile(
        needs,
        '{"id":"n","title":"滚筒电机","content":""}\n{"id":"s","title":"保密电机","content":"","restricted":true}',
      );
      await writeFile(candidates, '{"id":"a","title":"牵引驱动","content":""}\n{"id":"b","title":"乳品","content":""}');
      await check(["rank", "--needs", needs, "--candidates", candidates, "--out", out, "--top", "all"], out);
    });
  const rowsOf = async (out: string) =>
    (await readFile(out, "utf8"))
      .trim()
      .split("\n")
      .map((line) => line.split("\t") as [string, string, string]);

  test("finds by meaning, says where texts go, and sends nothing that is marked", async () => {
    await withModel(200, (url, asked) =>
      inLists(async (argv, out) => {
        const { code, stderr } = await runCli(...argv, "--embeddings", url, "--embeddings-model", "m");
        expect([code, stderr]).toEqual([0, expect.stringMatching(/文字将发送到 127\.0\.0\.1:\d+\n1 条标为受限/)]);
        const rows = await rowsOf(out);
        expect(rows.filter(([id]) => id === "n").map(([, id, score]) => [id, Number(score) > 0])).toEqual([
          ["a", true],
          ["b", false],
        ]);
        expect(rows.filter(([id]) => id === "s").every(([, , score]) => score === "0")).toBe(true);
        expect(asked.join()).not.toContain("保密");
      }),
    );
  });

  test("sends what is marked when it is told to", async () => {
    await withModel(200, (url, asked) =>
      inLists(async (argv) => {
        await runCli(...argv, "--embeddings", url, "--embeddings-model", "m", "--send-restricted");
        expect(asked.join()).toContain("保密");
      }),
    );
  });

  test("goes on without a model that refuses, and says so", async () => {
    await withModel(401, (url) =>
      inLists(async (argv, out) => {
        const { code, stderr } = await runCli(...argv, "--embeddings", url, "--embeddings-model", "m");
        expect([code, stderr]).toEqual([0, expect.stringMatching(/向量模型不可用，本次排序没有用它：.*HTTP 401/)]);
        expect(await rowsOf(out)).toHaveLength(4);
      }),
    );
  });

  test("match finds by meaning too, and a need marked in its list stays", async () => {
    await withModel(200, (url, asked) =>
      inFolder(async (folder) => {
        const [needs, achievements, out] = ["n.csv", "a.csv", "o.jsonl"].map((name) => join(folder, name)) as [
          string,
          string,
          string,
        ];
        const text = "滚筒电机低速时转矩脉动大，希望由10%降到3%以下，寿命不少于2万小时。现有样机两台，功率55kW。";
        await writeFile(needs, `需求编号,需求名称,需求内容,是否保密\nN1,滚筒电机,${text},\nN2,保密电机,${text},是\n`);
        await writeFile(achievements, "成果编号,成果名称,摘要\nA1,牵引驱动,牵引驱动\nA2,乳品加工,乳品加工\n");
        const lists = ["--needs", needs, "--achievements", achievements, "--out", out, "--quiet"];
        const match = ["match", ...lists, "--embeddings", url, "--embeddings-model", "m", "--embeddings-weight", "60"];
        expect((await runCli(...match)).code).toBe(0);
        const lines = (await readFile(out, "utf8"))
          .trim()
          .split("\n")
          .map(
            (line) =>
              JSON.parse(line) as {
                need?: { id: string };
                partners?: { id: string }[];
              },
          );
        const partnersOf = (id: string) => lines.find(({ need }) => need?.id === id)?.partners?.map((one) => one.id);
        expect([partnersOf("N1"), partnersOf("N2")]).toEqual([["A1"], []]);
        expect(asked.join()).not.toContain("保密电机");
      }),
    );
  });

  test("asks for the model's name, and for a folder that holds one", async () => {
    await inLists(async (argv) => {
      const nameless = await runCli(...argv, "--embeddings", "http://127.0.0.1:1/v1");
      expect([nameless.code, nameless.stderr]).toEqual([2, expect.stringContaining("--embeddings-model")]);
      const empty = await runCli(...argv, "--rerank", "/nowhere");
      expect([empty.code, empty.stderr]).toEqual([2, expect.stringContaining("/nowhere")]);
    });
  });
});

describe("explain", () => {
  const inLists = (check: (argv: string[]) => Promise<void>) =>
    inFolder(async (folder) => {
      const [needs, candidates] = ["n.jsonl", "c.jsonl"].map((name) => join(folder, name)) as [string, string];
      await writeFile(needs, '{"id":"n","title":"冷挤压模具寿命","content":""}');
      await writeFile(
        candidates,
        '{"id":"a","title":"冷挤压模具","content":""}\n{"id":"b","title":"发酵","content":""}',
      );
      await check(["explain", "--needs", needs, "--candidates", candidates]);
    });

  test("says why, in sentences and as JSON whose shares are the score", async () => {
    await inLists(async (argv) => {
      const { code, stdout } = await runCli(...argv, "--need", "n", "--candidate", "a");
      expect([code, stdout]).toEqual([
        0,
        expect.stringMatching(/^冷挤压模具寿命 ↔ 冷挤压模具\n {2}在 2 个候选中排第 1 位/),
      ]);
      expect(stdout).toContain("两边都写到“冷挤压模具”");
      expect(stdout).toContain("候选没有提到“寿命”");
      const told = jsonOf(await runCli(...argv, "--need", "n", "--candidate", "a", "--json"));
      const terms = told.terms as { share: number; without: number }[];
      const related = told.related as { share: number }[];
      const sum = [...terms, ...related].reduce((all, { share }) => all + share, told.rest as number);
      expect(sum).toBeCloseTo(told.score as number, 9);
      expect(terms[0]?.without).toBe(0);
    });
  });

  test("says why not", async () => {
    await inLists(async (argv) => {
      const { stdout } = await runCli(...argv, "--need", "n", "--candidate", "b", "--lang", "en");
      expect(stdout).toContain("It has nothing in common with the need.");
    });
  });

  test.each([
    ["need", "x", "a", "n.jsonl"],
    ["candidate", "n", "x", "c.jsonl"],
  ])("names the file that has no such %s", async (_what, need, candidate, file) => {
    await inLists(async (argv) => {
      const { code, stderr } = await runCli(...argv, "--need", need, "--candidate", candidate);
      expect([code, stderr]).toEqual([2, expect.stringMatching(new RegExp(`${file}”里没有编号为“x”的记录`))]);
    });
  });
});

describe("terms", () => {
  test("the written list can be edited and handed back: an English abstract is found by its own term", async () => {
    await inFolder(async (folder) => {
      const [list, needs, candidates, out] = ["terms.tsv", "n.jsonl", "c.jsonl", "o.tsv"].map((name) =>
        join(folder, name),
      ) as [string, string, string, string];
      expect((await runCli("terms", "--out", list)).stdout).toContain("个中英文术语");
      const written = await readFile(list, "utf8");
      expect(written).toContain("永磁同步电机\tpermanent magnet synchronous motor; PMSM\n");
      await writeFile(needs, '{"id":"n","title":"零碳园区规划","content":""}');
      await writeFile(candidates, '{"id":"e","title":"Planning of a zero-carbon park","content":""}');
      const rank = ["rank", "--needs", needs, "--candidates", candidates, "--out", out, "--json"];
      expect(jsonOf(await runCli(...rank, "--terms", list))).toMatchObject({ pairs: 0 });
      await writeFile(list, `${written}零碳园区\tzero-carbon park\n`);
      expect(jsonOf(await runCli(...rank, "--terms", list))).toMatchObject({ pairs: 1 });
    });
  });

  test("a row that is no pair of terms is told", async () => {
    await inFolder(async (folder) => {
      const { needs, achievements } = await writeLists(folder);
      const list = join(folder, "terms.csv");
      await writeFile(list, "中文,英文\n水泵,水泵\n");
      const out = join(folder, "list.xlsx");
      const lists = ["--needs", needs, "--achievements", achievements, "--out", out];
      const { code, stderr } = await runCli("match", ...lists, "--terms", list);
      expect([code, stderr]).toEqual([0, expect.stringMatching(/terms.csv 第 2 行：“水泵”的英文写的是“水泵”/)]);
    });
  });
});

describe("train", () => {
  // Fields of six words each; 1,200 titles, so that meaning can be learnt.
  const WORDS = "电磁转绕矩钢膜滤渗孔截通酵菌酶蛋培纯锻模挤冲压淬";
  const writeTexts = async (folder: string) => {
    const lines = (rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    const candidates = Array.from({ length: 1200 }, (_, at) => {
      const field = at % 4;
      const title = [0, 1, 2].map((place) => WORDS[field * 6 + ((Math.floor(at / 4) + place * (1 + (at % 5))) % 6)]);
      return { id: `C${at}`, title: title.join(""), content: "" };
    });
    const needs = Array.from({ length: 10 }, (_, at) => ({ id: `N${at}`, title: WORDS[(at % 4) * 6], content: "" }));
    await writeFile(join(folder, "c.jsonl"), lines(candidates));
    await writeFile(join(folder, "n.jsonl"), lines(needs));
    return { needs, candidates };
  };
  const run = (folder: string, ...more: string[]) =>
    runCli(
      "train",
      "--needs",
      join(folder, "n.jsonl"),
      "--candidates",
      join(folder, "c.jsonl"),
      "--feedback",
      join(folder, "f.tsv"),
      "--out",
      join(folder, "w.json"),
      ...more,
    );

  test("compares on decisions held back, writes better weights, and rank uses them only when told to", async () => {
    await inFolder(async (folder) => {
      const { needs, candidates } = await writeTexts(folder);
      // People accept what is of the field without the word, and refuse what has the word.
      const decided = needs.flatMap(({ id, title }, at) => {
        const has = candidates.find((other) => other.title.includes(title!))!;
        const near = candidates.find((other, place) => place % 4 === at % 4 && !other.title.includes(title!))!;
        return [`${id}\t${near.id}\taccepted\n`, `${id}\t${has.id}\trefused\n`];
      });
      await writeFile(join(folder, "f.tsv"), [...decided, "N0\tnobody\taccepted\n"].join(""));
      const result = jsonOf(await run(folder, "--json")) as Record<string, number | boolean>;
      expect(result).toMatchObject({ decisions: 20, unused: 1, pairs: 10, present: 0.25 });
      expect(existsSync(join(folder, "w.json"))).toBe(result["isBetter"]);

      await writeFile(join(folder, "w.json"), JSON.stringify({ weights: { meaning: 0 } }));
      const rank = async (out: string, ...more: string[]) => {
        const files = ["--needs", join(folder, "n.jsonl"), "--candidates", join(folder, "c.jsonl")];
        await runCli("rank", ...files, "--out", join(folder, out), ...more);
        return readFile(join(folder, out), "utf8");
      };
      const usual = await rank("usual.tsv");
      expect(await rank("other.tsv", "--weights", join(folder, "w.json"))).not.toBe(usual);
    });
  });

  test("learns from the one file that the server gives, and compares with the weights that it names", async () => {
    await inFolder(async (folder) => {
      const { needs, candidates } = await writeTexts(folder);
      const told: object[] = [{ kind: "learning", format: 1, weights: { ...NEED_WEIGHTS, meaning: 0.1 } }];
      told.push(...needs.map((need, at) => ({ kind: "need", ...need, id: at + 1 })));
      told.push(...candidates.map((candidate, at) => ({ kind: "candidate", ...candidate, id: at + 1 })));
      for (const [at, { title }] of needs.entries()) {
        const places = candidates.map((_, place) => place);
        const has = places.filter((place) => candidates[place]!.title.includes(title!)).slice(0, 4);
        const near = places.filter((place) => place % 4 === at % 4 && !has.includes(place)).slice(0, 4);
        const judge = (candidate: number, accepted: boolean, reason: string | null) =>
          told.push({ kind: "judgement", need: at + 1, candidate: candidate + 1, accepted, reason });
        for (const place of near) judge(place, true, null);
        for (const place of has) judge(place, false, "wrong_field");
        judge(5, false, "no_capacity");
      }
      await writeFile(join(folder, "d.jsonl"), told.map((line) => JSON.stringify(line)).join("\n"));
      const files = ["--feedback", join(folder, "d.jsonl"), "--out", join(folder, "w.json")];
      const result = jsonOf(await runCli("train", ...files, "--json"));
      expect(result).toMatchObject({ decisions: 80, silent: 10, unused: 0, pairs: 160, present: 0.1, isBetter: true });
      const { weights, present, heldBack } = readJson(await readFile(join(folder, "w.json"), "utf8"));
      expect(weights).toEqual({ ...NEED_WEIGHTS, meaning: (result as { meaning: number }).meaning });
      expect(present).toEqual({ ...NEED_WEIGHTS, meaning: 0.1 });
      expect(heldBack).toMatchObject({ pairs: 160 });
    });
  });

  test.each<[string, string, RegExp]>([
    ["d.jsonl", '{"id":"1","title":"x"}', /不是从系统下载的决定/],
    ["d.tsv", "N0\tC0\taccepted\n", /--needs 和 --candidates/],
  ])("says what is missing of %s", async (name, text, message) => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, name), text);
      const { code, stderr } = await runCli("train", "--feedback", join(folder, name), "--out", join(folder, "w.json"));
      expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    });
  });

  test("writes nothing where nothing can be learnt, and says why", async () => {
    await inFolder(async (folder) => {
      await writeTexts(folder);
      await writeFile(join(folder, "f.tsv"), "N0\tC0\taccepted\n");
      const { stdout } = await run(folder, "--lang", "en");
      expect(stdout).toContain("No need has both an accepted and a refused candidate");
      expect(existsSync(join(folder, "w.json"))).toBe(false);
    });
  });
});

describe("assign", () => {
  const problem = {
    needs: [{ id: "N1" }, { id: "N2" }],
    suppliers: [
      { id: "T1", max: 1 },
      { id: "T2", max: 1 },
    ],
    edges: [
      ["N1", "T1", 0.9],
      ["N2", "T1", 0.8],
      ["N1", "T2", 0.7],
    ],
  };

  test("gives the plan of greatest total", async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, "p.json"), JSON.stringify(problem));
      const outcome = await runCli("assign", join(folder, "p.json"), "--out", join(folder, "plan.json"), "--json");
      expect(jsonOf(outcome)).toMatchObject({ status: "optimal", total: 1.5, assigned: 2, unassigned: 0 });
      expect(JSON.parse(await readFile(join(folder, "plan.json"), "utf8"))).toMatchObject({
        status: "optimal",
        total: 1.5,
      });
    });
  });

  test.each<[string, string]>([
    ["no JSON", "{"],
    ["an unknown field", JSON.stringify({ ...problem, surprise: 1 })],
    ["an edge to nobody", JSON.stringify({ ...problem, edges: [["N1", "T9", 1]] })],
    ["no object", "[]"],
    ["null", "null"],
  ])("%s is bad input", async (_name, text) => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, "p.json"), text);
      expect((await runCli("assign", join(folder, "p.json"), "--out", join(folder, "plan.json"))).code).toBe(2);
    });
  });
});
