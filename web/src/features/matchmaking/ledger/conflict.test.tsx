// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { fakeNetwork, renderPage } from "../../../../test/render.tsx";
import { ConflictDialog } from "./conflict.tsx";
import type { LedgerLine } from "./data.ts";

const LINE: LedgerLine = {
  id: "l1",
  scopeId: "s1",
  number: 7,
  needId: "n1",
  needNumber: "N1",
  needTitle: "发酵液脱色",
  enterprise: "某公司",
  partnerKind: "team",
  partnerId: "t1",
  partnerName: "某团队",
  partnerUnit: "某大学",
  partnerPeople: "",
  origin: "decision",
  runId: null,
  owner: null,
  state: "contacted",
  outcome: "",
  nextStep: "寄样品",
  nextOn: "2026-12-05",
  isOverdue: false,
  contractNumber: "",
  amountFen: null,
  lastAnswer: null,
  answerWaiting: false,
  entries: 0,
  lastEntryAt: null,
  createdAt: "2026-11-25T00:00:00Z",
  updatedAt: "2026-11-25T00:00:00Z",
  version: 4,
};
const CONFLICTS = [
  { field: "nextStep", theirs: "寄样品", mine: "约时间" },
  { field: "nextOn", theirs: "2026-12-05", mine: null },
] as const;

function network() {
  return fakeNetwork(({ path }) =>
    path.endsWith("/owners") ? { status: 200, body: [] } : { status: 200, body: { ...LINE, version: 5 } },
  );
}

test("both values stand side by side, and those of the other person hold until something is chosen", async () => {
  const sent = network();
  const done = vi.fn<() => void>();
  await renderPage(<ConflictDialog line={LINE} conflicts={CONFLICTS} onDone={done} />);
  expect(await screen.findByText("寄样品")).toBeDefined();
  expect(screen.getByText("约时间")).toBeDefined();
  expect(screen.getByText("空")).toBeDefined();
  await userEvent.setup().click(screen.getByRole("button", { name: "按选的保存" }));
  expect(done).toHaveBeenCalledOnce();
  expect(sent.filter(({ method }) => method === "PATCH")).toEqual([]);
});

test("only what is chosen is written, on the version that holds now", async () => {
  const sent = network();
  const done = vi.fn<() => void>();
  await renderPage(<ConflictDialog line={LINE} conflicts={CONFLICTS} onDone={done} />);
  const user = userEvent.setup();
  await user.click(await screen.findByText("约时间"));
  await user.click(screen.getByRole("button", { name: "按选的保存" }));
  await waitFor(() => expect(done).toHaveBeenCalledOnce());
  const changes = sent.filter(({ method }) => method === "PATCH");
  expect(changes).toMatchObject([{ path: "/api/ledger-lines/l1", body: { nextStep: "约时间" } }]);
});
