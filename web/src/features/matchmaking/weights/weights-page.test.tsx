// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { fakeNetwork, renderPage } from "../../../../test/render.tsx";
import { WeightsPage } from "./weights-page.tsx";

vi.mock("../../../frame/scopes.ts", () => ({ useScopeId: () => "s1" }));
const may = vi.hoisted(() => ({ weigh: true }));
vi.mock("../../../data/me.ts", async (original) => ({
  ...(await original<object>()),
  useMay: () => () => may.weigh,
}));

const ENGINE = { meaning: 0.25, needTitle: 8, surprise: 1 };
const person = { id: "u1", name: "王某" };
const SET = {
  id: "w1",
  number: 1,
  note: "weights.json",
  weights: { ...ENGINE, meaning: 0.31 },
  present: ENGINE,
  heldBack: { pairs: 412, before: 0.661, after: 0.694 },
  createdBy: person,
  createdAt: "2026-11-25T00:00:00Z",
  wasInForce: false,
};
const NONE = { version: 0, inForceId: null, engine: ENGINE, sets: [SET], changes: [] };
const SWITCHED = {
  ...NONE,
  version: 1,
  inForceId: "w1",
  changes: [{ weightsId: "w1", changedBy: person, changedAt: "2026-11-25T01:00:00Z" }],
};

function serve() {
  let state: object = NONE;
  return fakeNetwork(({ method, body }) => {
    if (method === "PUT") state = (body as { weightsId: unknown }).weightsId === null ? NONE : SWITCHED;
    return { status: method === "POST" ? 201 : 200, body: state };
  });
}

test("a set stands with its comparison and every weight, and is in force only once somebody says so", async () => {
  may.weigh = true;
  const sent = serve();
  await renderPage(<WeightsPage />);
  expect(await screen.findByText("引擎自带的权重")).toBeDefined();
  expect(screen.getByText(/412 对.*原来 66\.1 %，这一套 69\.4 %/)).toBeDefined();
  const changed = screen.getByRole("row", { name: /含义的份额/ });
  expect(
    within(changed)
      .getAllByRole("cell")
      .map(({ textContent }) => textContent),
  ).toEqual(["0.25", "0.31"]);
  expect(screen.getByRole("row", { name: /surprise/ })).toBeDefined();

  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "启用第 1 套" }));
  await waitFor(() => expect(screen.getByRole("button", { name: "换回引擎自带的" })).toBeDefined());
  await user.click(screen.getByRole("button", { name: "换回引擎自带的" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "换回引擎自带的" })).toBe(null));
  expect(sent.filter(({ method }) => method === "PUT").map(({ body }) => body)).toEqual([
    { weightsId: "w1" },
    { weightsId: null },
  ]);
});

test("what is no JSON is told and not sent; a file of weights is handed in as it is", async () => {
  may.weigh = true;
  const sent = serve();
  await renderPage(<WeightsPage />);
  const input = await screen.findByLabelText<HTMLInputElement>("交回权重文件", { selector: "input" });
  const user = userEvent.setup();
  await user.upload(input, new File(["nonsense"], "wrong.json", { type: "application/json" }));
  expect(await screen.findByText(/“wrong\.json”不是权重文件/)).toBeDefined();
  expect(sent.filter(({ method }) => method === "POST")).toEqual([]);
  const file = { weights: { meaning: 0.31 }, present: ENGINE, heldBack: SET.heldBack };
  await user.upload(input, new File([JSON.stringify(file)], "w.json", { type: "application/json" }));
  await waitFor(() => expect(sent.filter(({ method }) => method === "POST")).toHaveLength(1));
  expect(sent.find(({ method }) => method === "POST")?.body).toEqual({ note: "w.json", file });
});

test("who may not change them sees them all the same", async () => {
  may.weigh = false;
  serve();
  await renderPage(<WeightsPage />);
  expect(await screen.findByText(/第 1 套/)).toBeDefined();
  expect(screen.queryByRole("button", { name: /启用/ })).toBe(null);
});
