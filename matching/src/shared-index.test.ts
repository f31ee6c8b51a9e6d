import { expect, test } from "vitest";
import { buildIndex } from "./candidate-index.ts";
import { explain } from "./explain/explain.ts";
import { rank } from "./rank.ts";
import { openSharedIndex, shareIndex } from "./shared-index.ts";
import type { CandidateText } from "./types.ts";

const THINGS = ["冷挤压模具", "发酵罐", "荧光微球", "轴承钢", "锂电池隔膜", "extrusion die", "数控机床"];
const WAYS = [
  "渗氮与涂层",
  "补料速率控制",
  "流式检测",
  "真空脱气",
  "surface coating",
  "误差补偿",
  "寿命预测",
  "温度场",
];

/** `count` candidates; from 1000 on the index also learns what words mean. */
function candidates(count: number): CandidateText[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `c${(at * 7919) % count}-${at}`,
    title: `${THINGS[at % THINGS.length]}的${WAYS[at % WAYS.length]}`,
    content: `针对${THINGS[(at * 3) % THINGS.length]}，采用${WAYS[(at * 5) % WAYS.length]}方法${at % 97}。`,
    ...(at % 5 === 0 ? { items: [{ title: WAYS[(at * 11) % WAYS.length]!, content: `第${at % 13}项` }] } : {}),
  }));
}

const NEEDS = THINGS.map((thing, at) => ({ id: `n${at}`, title: thing, content: `提高${thing}的${WAYS[at]}水平` }));

test.each([0, 1, 40, 1_200])(
  "an index of %i candidates answers the same where it was shared, as it was posted",
  (count) => {
    const given = candidates(count);
    const index = buildIndex(given);
    const posted = structuredClone(shareIndex(index));
    const shared = openSharedIndex(posted, given.toReversed());
    expect(index.meaning === null).toBe(count < 1_000);
    for (const need of NEEDS) {
      const found = rank(index, need, { top: 9 });
      expect(rank(shared, need, { top: 9 })).toEqual(found);
      for (const { id } of found) expect(explain(shared, need, id)).toEqual(explain(index, need, id));
    }
  },
);

test("what is large is the same memory for all who open it", () => {
  const { table, blocks, meaning } = shareIndex(buildIndex(candidates(1_200)));
  const buffers = [table.buffer, ...blocks.map(({ buffer }) => buffer), meaning?.grams.values.buffer];
  expect(buffers.every((buffer) => buffer instanceof SharedArrayBuffer)).toBe(true);
  expect(structuredClone(table).buffer).not.toBe(table.buffer);
  new Uint8Array(structuredClone(table).buffer)[0] = 77;
  expect(new Uint8Array(table.buffer)[0]).toBe(77);
});

test("other candidates and other bytes are refused", () => {
  const given = candidates(40);
  const shared = shareIndex(buildIndex(given));
  expect(() => openSharedIndex(shared, given.slice(1))).toThrow("the index holds 40 candidates, not 39");
  new Uint8Array(shared.table.buffer).fill(0);
  expect(() => openSharedIndex(shared, given)).toThrow("these bytes are no index");
});
