import { describe, expect, test } from "vitest";
import type { Loaded } from "../directory/index.ts";
import type { Achievement } from "@dual-high/lists";
import { gatherPeople, personKey } from "./people.ts";
import { findConflicts, findMissing, teamState } from "./rules.ts";
import { collectTerms, rateSuggestions } from "./suggestion.ts";
import { listedTermsIn, seekTerm } from "./terms.ts";

const wanted = {
  capabilities: [{ term: "发酵", times: 1 }],
  limits: { seniors: 1, mostProjects: 3, mostMembers: null },
};
const able = { covers: ["发酵"], isSenior: true };

describe("a team is", () => {
  test.each([
    ["a draft while nobody was asked", ["proposed"], "draft"],
    ["inviting once somebody was", ["invited"], "inviting"],
    ["inviting while one of two is open", ["accepted", "proposed"], "inviting"],
    ["formed when all accepted", ["accepted", "accepted"], "formed"],
    ["inviting when who declined leaves nobody", ["declined"], "inviting"],
    ["formed without those who were taken off", ["accepted", "left"], "formed"],
  ] as const)("%s", (_, states, expected) => {
    expect(
      teamState(
        wanted,
        states.map((state) => ({ ...able, state })),
      ),
    ).toBe(expected);
  });
  test("not formed while something is missing", () => {
    expect(teamState(wanted, [{ covers: [], isSenior: true, state: "accepted" }])).toBe("inviting");
    expect(findMissing(wanted, [{ covers: ["发酵"], isSenior: false }])).toEqual([{ term: null, lacks: 1 }]);
  });
});

test("conflicts keep out, but for a namesake, who is only told", () => {
  const none = {
    load: 0,
    most: 1,
    isFull: false,
    hasDeclined: false,
    otherTeam: null,
    isOfEnterprise: false,
    isNamesake: false,
    kind: "need" as const,
  };
  expect(findConflicts(none)).toEqual([]);
  const all = findConflicts({
    kind: "challenge",
    load: 1,
    most: 1,
    isFull: true,
    hasDeclined: true,
    otherTeam: 2,
    isOfEnterprise: true,
    isNamesake: true,
  });
  expect(all.filter(({ keepsOut }) => !keepsOut).map(({ code }) => code)).toEqual(["namesake"]);
  expect(all).toHaveLength(6);
  const { zh } = all.find(({ code }) => code === "other_team")?.text ?? { zh: "" };
  expect(zh).toBe("已在这条榜单的第 2 个团队里");
});

describe("a term is found", () => {
  test.each([
    ["Chinese anywhere", "膜分离", "一种膜分离装置", true],
    ["in the other language, in the plural", "传感器", "two kinds of sensors", true],
    ["not within another word", "IMU", "a maximum of 3", false],
    ["whatever the case", "imu", "基于IMU的标定", true],
  ])("%s", (_, term, text, expected) => {
    expect(seekTerm(term).isIn(text.toLowerCase())).toBe(expected);
  });
  test("of terms within one another the longer", () => {
    const found = listedTermsIn("高温合金的增材制造");
    expect(found.some((term) => found.some((other) => other !== term && other.includes(term)))).toBe(false);
    expect(found).toContain("增材制造");
  });
});

const work = (title: string, inventors: string, unit?: string): Loaded<Achievement> => ({
  id: `0192${title}`,
  version: 1,
  record: {
    id: title,
    title,
    content: "",
    inventors,
    legalStatus: "granted",
    origin: { file: "" },
    ...(unit === undefined ? {} : { unit }),
  },
});
const nobody = { home: "某大学", achievements: [], teams: [], people: [], said: [] };
const recorded = (id: string, name: string, personNumber: string | null, title: string | null = null) => ({
  id,
  name,
  unit: "某大学",
  college: null,
  personNumber,
  title,
  field: null,
});

describe("people of the lists", () => {
  const sought = [seekTerm("发酵")];
  test("are of the pair's university where a list names no unit, and told apart by unit", () => {
    const achievements = [work("发酵甲", "李某"), work("发酵乙", "李某", "某大学"), work("发酵丙", "李某", "另一校")];
    const people = gatherPeople({ ...nobody, achievements }, sought);
    expect(people.map(({ key, works }) => [key, works])).toEqual([
      [personKey("李某", "某大学"), 2],
      [personKey("李某", "另一校"), 1],
    ]);
  });
  test("with one name in one unit get no works that could be the other's", () => {
    const people = gatherPeople(
      {
        ...nobody,
        achievements: [work("发酵甲", "李某")],
        people: [recorded("p1", "李某", "001"), recorded("p2", "李某", "002")],
      },
      sought,
    );
    expect(people.map(({ key, isNamesake, works }) => [key, isNamesake, works])).toEqual([
      ["李某|某大学#001", true, 0],
      ["李某|某大学#002", true, 0],
    ]);
  });
  test.each([
    ["教授", true],
    ["副研究员", true],
    ["助理研究员", false],
    ["高级工程师", true],
    ["讲师", false],
    ["Assistant professor", false],
  ])("with the title %s: senior %s", (title, expected) => {
    const people = [recorded("p1", "李某", null, title)];
    expect(gatherPeople({ ...nobody, people }, [])[0]?.isSenior).toBe(expected);
  });
  test("can do what was typed in, and not what was taken away", () => {
    const said = {
      key: personKey("李某", "某大学"),
      name: "李某",
      unit: "某大学",
      adds: ["膜分离"],
      removes: ["发酵"],
      isSenior: true,
      otherProjects: 2,
    };
    const [person] = gatherPeople({ ...nobody, achievements: [work("发酵甲", "李某")], said: [said] }, [
      ...sought,
      seekTerm("膜分离"),
    ]);
    expect([...(person?.evidence.keys() ?? [])]).toEqual(["膜分离"]);
    expect(person).toMatchObject({ isSenior: true, otherProjects: 2 });
  });
});

test("what most people have is not among the likely, what the chain names is", () => {
  const achievements = Array.from({ length: 40 }, (_, at) => work(at < 5 ? "发酵" : "效率", `某${at}`));
  const terms = collectTerms("提高发酵的效率", {
    nodes: [{ name: "发酵", isLinked: false }],
    shared: ["效率"],
    keywords: ["效率"],
  });
  const people = gatherPeople(
    { ...nobody, achievements },
    terms.map(({ term }) => seekTerm(term)),
  );
  const rated = rateSuggestions(terms, people);
  expect(rated.find(({ term }) => term === "发酵")).toMatchObject({ people: 5, isLikely: true });
  expect(rated.find(({ term }) => term === "效率")).toMatchObject({ people: 35, isLikely: false });
});
