import { describe, expect, test } from "vitest";
import { NEED_WEIGHTS } from "@dual-high/matching";
import { composeMatchList } from "./compose.ts";
import { readLearning, tellsOrder, writeLearning } from "./learning.ts";
import { openRecord, writeRecord } from "./record.ts";
import { achievement, lists, need, OPTIONS, team } from "./test-lists.ts";

const WEIGHTS = { ...NEED_WEIGHTS, meaning: 0.4 };

function openRun() {
  const given = lists({
    needs: [
      need({ id: "N1", enterprise: "某某模具有限公司", contact: { name: "赵六", phone: "13800000000" } }),
      need({ id: "N2" }),
    ],
    achievements: [achievement({ id: "A1", inventors: "李某", contact: { name: "李某", email: "li@example.edu.cn" } })],
    teams: [team({ id: "T1", lead: "王五", items: [{ title: "模具寿命预测", content: "裂纹扩展" }] })],
  });
  return openRecord(writeRecord(composeMatchList(given, { ...OPTIONS, weights: WEIGHTS })));
}

const JUDGEMENTS = [
  { needId: "N1", candidateId: "achievement A1", accepted: true, reason: null },
  { needId: "N1", candidateId: "team T1", accepted: false, reason: "wrong_field" },
  { needId: "N9", candidateId: "team T1", accepted: true, reason: null },
];

describe("what weights are learnt from", () => {
  test("is read as it was written: all texts, the judgements on them, and the weights in force", () => {
    const record = openRun();
    const learning = readLearning(writeLearning(record, JUDGEMENTS));
    expect(learning?.present).toEqual(WEIGHTS);
    expect(learning?.needs.map(({ title }) => title)).toEqual(record.lists.needs.records.map(({ title }) => title));
    expect(learning?.candidates.map(({ title, content, items }) => ({ title, content, items }))).toEqual(
      record.partners.texts.map(({ title, content, items = [] }) => ({
        title,
        content,
        items: items.length === 0 ? undefined : items,
      })),
    );
    const titleOf = (id: string) => learning?.candidates.find((candidate) => candidate.id === id)?.title;
    expect(learning?.judgements.map(({ candidateId, ...rest }) => ({ ...rest, title: titleOf(candidateId) }))).toEqual([
      { needId: "1", accepted: true, reason: null, title: achievement().title },
      { needId: "1", accepted: false, reason: "wrong_field", title: team().name },
    ]);
  });

  test("holds no person, contact, enterprise or number of a list", () => {
    const written = [...writeLearning(openRun(), JUDGEMENTS)].join("\n");
    expect(written).not.toMatch(/赵六|13800000000|某某模具有限公司|李某|王五|example|N1|A1|T1/);
  });

  test.each<[string, string[]]>([
    ["nothing", []],
    ["no JSON", ["{"]],
    ["another kind of lines", ['{"id":"1","title":"x"}']],
    ["a later format", ['{"kind":"learning","format":2,"weights":{}}']],
    ["unknown weights", ['{"kind":"learning","format":1,"weights":{"colour":1}}']],
    ["an unknown line", ['{"kind":"learning","format":1,"weights":{}}', '{"kind":"surprise"}']],
  ])("is not read from %s", (_name, lines) => {
    expect(readLearning(lines)).toBe(null);
  });

  test.each<[boolean, string | null, boolean]>([
    [true, null, true],
    [false, null, true],
    [false, "wrong_field", true],
    [false, "not_mine", true],
    [false, "no_capacity", false],
    [false, "already_known", false],
    [false, "other", false],
  ])("accepted %s for the reason %s tells of the order: %s", (accepted, reason, tells) => {
    expect(tellsOrder({ accepted, reason })).toBe(tells);
  });
});
