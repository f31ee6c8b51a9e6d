import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "./explain.ts";
import { rank, rankAll, scoreOf } from "../rank.ts";
import { whyNot } from "./why-not.ts";
import { scoreWithout } from "./without.ts";
import { candidateTexts, needText } from "../../test/texts.ts";
import { fold } from "../text.ts";
import { buildIndex } from "../candidate-index.ts";

const index = buildIndex([
  { id: "A1", title: "电动汽车驱动用永磁同步电机", content: "永磁同步电机的控制器与电动滚筒" },
  { id: "A2", title: "高效 PERC 电池的制备方法", content: "" },
  {
    id: "T1",
    title: "智能控制团队",
    content: "",
    items: [
      { title: "矿用隔爆型永磁同步电机", content: "" },
      { title: "母乳低聚糖的发酵", content: "" },
    ],
  },
  { id: "E1", title: "Nanofiltration membrane for lithium extraction", content: "A ceramic membrane" },
]);
const need = {
  id: "N",
  title: "矿用隔爆型永磁同步电动滚筒研究与应用",
  content: "需求内容：解决永磁同步电机低速控制问题。PERC电池不涉及。",
};

const wordsOf = (id: string, text = need): string[] => explain(index, text, id).terms.map(({ term }) => term);

describe("explain", () => {
  it("shows shared phrases as a reader would write them, heaviest first", () => {
    expect(wordsOf("A1")).toEqual(["永磁同步电机", "电动滚筒", "控制"]);
    expect(wordsOf("T1")).toEqual(["矿用隔爆型永磁同步", "永磁同步电机", "控制"]);
  });

  it("keeps the writing of the need, and generic words and single characters out", () => {
    expect(wordsOf("A2")).toEqual(["电池", "PERC"]);
  });

  it("joins neighbouring English words", () => {
    const english = { id: "N", title: "Lithium extraction with a Nanofiltration Membrane", content: "" };
    expect(wordsOf("E1", english)).toEqual(["Nanofiltration Membrane", "Lithium extraction"]);
  });

  it("says which items of a team counted", () => {
    const { evidence } = explain(index, need, "T1");
    expect(evidence.map(({ item }) => item)).toEqual([0, null, 1]);
    expect(evidence.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it("accounts for the whole score: terms and rest, features, evidence", () => {
    fc.assert(
      fc.property(candidateTexts, needText, (candidates, text) => {
        const random = buildIndex(candidates);
        for (const { id, score } of rankAll(random, text)) {
          const { terms, related, rest, features, evidence, ...explained } = explain(random, text, id);
          expect(explained.score).toBe(score);
          const told = [...terms, ...related].reduce((sum, { share }) => sum + share, rest);
          expect(Math.abs(told - score)).toBeLessThan(1e-9);
          expect(Math.abs(features.reduce((sum, { contribution }) => sum + contribution, 0) - score)).toBeLessThan(
            1e-9,
          );
          expect(Math.abs(evidence.reduce((sum, part) => sum + part.cosine * part.share, 0) - score)).toBeLessThan(
            1e-9,
          );
        }
      }),
    );
  });

  it("points at the terms in both original texts", () => {
    fc.assert(
      fc.property(candidateTexts, needText, (candidates, text) => {
        const random = buildIndex(candidates);
        for (const { id, terms } of rank(random, text, { top: 3 }).map((found) => explain(random, text, found.id))) {
          const candidate = candidates.find((other) => other.id === id)!;
          for (const { term, translation = term, share, needSpans, candidateSpans } of terms) {
            expect(share).toBeGreaterThan(0);
            expect(needSpans.length).toBeGreaterThan(0);
            expect(candidateSpans.length).toBeGreaterThan(0);
            for (const { field, start, end } of needSpans) {
              expect(fold(text[field].slice(start, end))).toBe(fold(term));
            }
            for (const { item, field, start, end } of candidateSpans) {
              const source = item === null ? candidate : candidate.items![item]!;
              expect(fold(translation)).toContain(fold(source[field].slice(start, end)));
            }
          }
        }
      }),
    );
  });
});

describe("what the need says in the other language", () => {
  const abstracts = buildIndex([
    { id: "E", title: "Torque ripple of PMSM drives", content: "A permanent magnet synchronous motor at low speed." },
    { id: "F", title: "Wear of gears", content: "Motors are not treated." },
  ]);
  const rolling = { id: "N", title: "永磁同步电机低速控制", content: "" };

  it("is told with the candidate's words for it, and where they stand", () => {
    const { terms, score } = explain(abstracts, rolling, "E");
    expect(terms).toMatchObject([
      {
        term: "永磁同步电机",
        translation: "permanent magnet synchronous motor, PMSM",
        needSpans: [{ field: "title", start: 0, end: 6 }],
      },
    ]);
    const spans = terms[0]!.candidateSpans;
    expect(spans).toContainEqual({ item: null, field: "content", start: 2, end: 36 });
    expect(spans).toContainEqual({ item: null, field: "title", start: 17, end: 21 });
    expect(terms[0]!.share).toBeCloseTo(score, 12);
    expect(scoreWithout(abstracts, rolling, "E", terms[0]!)).toBe(0);
  });

  it("is found in part where the candidate says a part of it", () => {
    const part = buildIndex([{ id: "E", title: "Synchronous machines", content: "" }]);
    expect(explain(part, rolling, "E").terms).toMatchObject([
      { candidateSpans: [{ item: null, field: "title", start: 0, end: 11 }] },
    ]);
  });
});

/** Enough texts to learn from: short ones of the same pieces as those of the property tests, in a fixed order. */
const background = Array.from({ length: 1200 }, (_, at) => {
  const pieces = [
    "永磁同步电机",
    "控制",
    "挤压",
    "膜分离",
    "乳铁蛋白",
    "燃料电池",
    "冷锻",
    "模具",
    "寿命",
    "转矩脉动",
    "PERC",
  ];
  const pick = (step: number) => pieces[(at * step + Math.floor(at / 7)) % pieces.length]!;
  return { title: pick(1) + pick(3), content: `${pick(5)}，${pick(2)}${pick(7)}` };
});
const learnt = buildIndex(
  [
    { id: "A1", title: "电动汽车驱动用永磁同步电机", content: "转矩脉动" },
    { id: "A2", title: "冷锻模具", content: "寿命" },
    {
      id: "T1",
      title: "",
      content: "",
      items: [
        { title: "膜分离", content: "" },
        { title: "冷锻", content: "挤压" },
      ],
    },
  ],
  { background },
);

describe("an index that has learnt what words mean", () => {
  const asked = { id: "N", title: "永磁同步电机控制", content: "需求内容：冷锻模具挤压。燃料电池与膜分离。" };

  it("has its score explained by wording and meaning, word by word", () => {
    expect(learnt.meaning).not.toBeNull();
    for (const { id, score } of rankAll(learnt, asked)) {
      const { terms, related, rest, features, ...explained } = explain(learnt, asked, id);
      expect(explained.score).toBe(score);
      const told = [...terms, ...related].reduce((sum, { share }) => sum + share, rest);
      expect(told).toBeCloseTo(score, 9);
      expect(features.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(score, 9);
    }
  });

  it("names words of the need that the candidate does not use, and nothing twice", () => {
    // In half of the texts words of one field keep company; the other half is about anything else.
    const fields = [
      ["电机", "转子", "定子", "绕组", "转矩", "磁钢"],
      ["薄膜", "过滤", "渗透", "通量", "孔径", "截留"],
      ["发酵", "菌株", "酶解", "蛋白", "培养", "提纯"],
    ];
    const company = Array.from({ length: 1200 }, (_, at) => {
      const words = fields[at % fields.length]!;
      const ofField = [0, 1, 2].map((place) => words[(Math.floor(at / 3) + place * (1 + (at % 2))) % words.length]);
      const others = [7, 11, 13, 17].map((step) => String.fromCharCode(0x5000 + ((at * step) % 400)));
      return { id: String(at), title: (at < 600 ? ofField : others).join(""), content: "" };
    });
    const inCompany = buildIndex([...company, { id: "A", title: "磁钢", content: "" }]);
    const { terms, related } = explain(inCompany, { id: "N", title: "转子", content: "" }, "A");
    expect(terms).toEqual([]);
    expect(related.map(({ term, needSpans }) => [term, needSpans])).toEqual([
      ["转子", [{ field: "title", start: 0, end: 2 }]],
    ]);
    expect(related[0]!.share).toBeGreaterThan(0.1);
  });
});

describe("without a term", () => {
  const cut = (
    text: { id: string; title: string; content: string },
    spans: readonly { field: string; start: number; end: number }[],
  ) => {
    const blank = (field: "title" | "content") =>
      [...Array(text[field].length).keys()]
        .map((at) =>
          spans.some((span) => span.field === field && span.start <= at && at < span.end)
            ? " "
            : text[field].charAt(at),
        )
        .join("");
    return { id: text.id, title: blank("title"), content: blank("content") };
  };

  it("the score is what was said it would be when the need is ranked again without it", () => {
    fc.assert(
      fc.property(candidateTexts, needText, fc.boolean(), (candidates, text, isLearnt) => {
        const random = isLearnt ? learnt : buildIndex(candidates);
        for (const { id } of rank(random, text, { top: 2 })) {
          const { terms, related } = explain(random, text, id);
          for (const term of [...terms, ...related]) {
            const again = cut(text, term.needSpans);
            const said = scoreWithout(random, text, id, term);
            expect(rankAll(random, again).find((ranked) => ranked.id === id)!.score).toBe(said);
          }
        }
      }),
    );
  });

  it("nothing of a term is left", () => {
    const [first] = explain(index, need, "A1").terms;
    const again = cut(need, first!.needSpans);
    expect(explain(index, again, "A1").terms.map(({ term }) => term)).not.toContain(first!.term);
    expect(scoreWithout(index, need, "A1", first!)).toBeLessThan(explain(index, need, "A1").score);
  });
});

describe("spans", () => {
  it("mark a short phrase only where it does not stand inside a longer one", () => {
    fc.assert(
      fc.property(candidateTexts, needText, (candidates, text) => {
        const random = buildIndex(candidates);
        for (const { id } of rank(random, text, { top: 3 })) {
          const { terms } = explain(random, text, id);
          const spans = terms
            .filter(({ translation }) => translation === undefined)
            .flatMap(({ needSpans }) => needSpans);
          for (const inner of spans) {
            const around = spans.filter(
              ({ field, start, end }) => field === inner.field && start <= inner.start && inner.end <= end,
            );
            expect(around).toEqual([inner]);
          }
        }
      }),
    );
  });
});

describe("whyNot", () => {
  it("says where the candidate stands and which words of the need it lacks", () => {
    const best = rank(index, need, { top: 2 });
    const answer = whyNot(index, need, "A2", { top: 2 });
    expect(answer.rank).toBe(3);
    expect(answer.gap).toBeCloseTo(best[1]!.score - scoreOf(index, need, "A2"), 12);
    expect(answer.lacks.map(({ term }) => term)).toContain("永磁同步");
  });

  it("gives the place that the ranking gives, and no gap to a candidate that is shown", () => {
    fc.assert(
      fc.property(candidateTexts, needText, fc.integer({ min: 1, max: 5 }), (candidates, text, top) => {
        const random = buildIndex(candidates);
        for (const [at, { id, score }] of rankAll(random, text).entries()) {
          const answer = whyNot(random, text, id, { top });
          expect(answer).toMatchObject({ rank: at + 1, score });
          expect(at < top ? -answer.gap : answer.gap).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
