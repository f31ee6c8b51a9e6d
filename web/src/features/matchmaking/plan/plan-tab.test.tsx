// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { fakeNetwork, renderPage } from "../../../../test/render.tsx";
import type { MatchRun } from "../data.ts";
import { PlanTab } from "./plan-tab.tsx";

vi.mock("../../../data/me.ts", async (original) => ({
  ...(await original<object>()),
  useMay: () => () => true,
}));

const RUN = { id: "r1", scopeId: "s1", number: 1 } as unknown as MatchRun;
const supplier = (key: string) => ({ key, name: `${key}组`, unit: "某大学", capacity: 1 });
const line = (number: string, key: string) => ({
  needId: `id-${number}`,
  number,
  enterprise: "某公司",
  title: `需求${number}`,
  supplier: supplier(key),
  partner: null,
  score: 0.5,
  band: "strong",
  firstChoice: null,
  takenBy: [],
  isLocked: false,
  text: { zh: "就是首选，没有让步", en: "The first choice" },
});
const PLAN = {
  runId: "r1",
  version: 1,
  versions: 1,
  note: "",
  locked: [],
  forbidden: [],
  capacities: {},
  lines: [line("N1", "甲"), line("N2", "乙")],
  loads: [
    { ...supplier("甲"), needs: ["id-N1"] },
    { ...supplier("乙"), needs: ["id-N2"] },
  ],
  placed: 2,
  total: 1.2,
  greedyTotal: 1.2,
  revision: null,
  createdBy: { id: "u1", name: "王某" },
  createdAt: "2026-11-25T00:00:00Z",
};
const REVISED = {
  ...PLAN,
  version: 2,
  versions: 2,
  lines: [line("N1", "丙"), line("N2", "乙")],
  revision: { version: 1, changeAtMost: 10, kept: 1, dropped: 1, added: 1, isWithinLimit: false },
};
const TALLY = {
  total: 1.05,
  placed: 2,
  loads: [
    { ...supplier("乙"), taken: 1, locked: 0 },
    { ...supplier("丙"), capacity: 0, taken: 1, locked: 1 },
  ],
  broken: [
    {
      rule: "above_max",
      needId: null,
      supplierKey: "丙",
      text: { zh: "“丙组”承接 1 条，名额 0：多 1 条", en: "too many" },
    },
    {
      rule: "forbidden",
      needId: "id-N2",
      supplierKey: "乙",
      text: { zh: "需求 N2 已不要“乙组”，重排时会换掉", en: "may not" },
    },
  ],
};
const suggestion = (key: string, decision = "none") => ({
  supplierKey: key,
  people: `${key}某`,
  name: `${key}的成果`,
  score: 0.42,
  decision: { decision },
});
const NEED = { suggestions: [suggestion("甲"), suggestion("丙"), suggestion("丁", "refused")] };

test("a need is given to another partner, counted at once, and planned anew within the limit", async () => {
  const sent = fakeNetwork(({ method, path }) => {
    if (path.endsWith("/plan/tally")) return { status: 200, body: TALLY };
    if (path.endsWith("/plan")) return method === "POST" ? { status: 201, body: REVISED } : { status: 200, body: PLAN };
    return { status: 200, body: NEED };
  });
  await renderPage(<PlanTab run={RUN} go={() => {}} />);
  const user = userEvent.setup();
  expect(await screen.findByText("2 / 2 条需求有了承接方")).toBeDefined();
  expect(sent.some(({ path }) => path.endsWith("/tally"))).toBe(false);

  await user.click(screen.getByRole("button", { name: "把 N1 换给别的伙伴" }));
  await user.click(await screen.findByText("丙某 · 丙的成果 0.42"));
  expect(screen.queryByText(/丁的成果/)).toBe(null);
  expect(await screen.findByText(/按现在的改动：2 \/ 2 .*合计相关度 1\.05（改动前 1\.20）/)).toBeDefined();
  const counted = sent.find(({ path }) => path.endsWith("/tally"));
  expect(counted?.body).toMatchObject({
    pairs: [
      { needId: "id-N1", supplierKey: "丙" },
      { needId: "id-N2", supplierKey: "乙" },
    ],
    locked: [{ needId: "id-N1", supplierKey: "丙" }],
  });
  expect(screen.getByText("改由“丙组”承接（已锁定）")).toBeDefined();
  expect(screen.getByText("需求 N2 已不要“乙组”，重排时会换掉")).toBeDefined();
  const alarm = screen.getByRole("alert");
  expect(within(alarm).getByText("“丙组”锁定了 1 条，名额只有 0。")).toBeDefined();
  expect(screen.queryByText(/承接 1 条，名额 0：多/)).toBe(null);
  await user.click(within(alarm).getByRole("button", { name: "名额改为 1" }));

  await user.click(screen.getByRole("button", { name: "重新安排" }));
  await waitFor(() => expect(screen.getByText(/与第 1 版相比：保留 1 对，换掉 1 对，新增 1 对。.*10%/)).toBeDefined());
  const asked = sent.find(({ method, path }) => method === "POST" && path.endsWith("/plan"));
  expect(asked?.body).toMatchObject({
    locked: [{ needId: "id-N1", supplierKey: "丙" }],
    capacities: { 丙: 1 },
    changeAtMost: 10,
  });
});
