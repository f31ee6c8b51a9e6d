// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { renderPage } from "../../../test/render.tsx";
import type { Agreement } from "./data.ts";
import { PartDialog } from "./part-dialog.tsx";

const AGREEMENT = {
  id: "0197b2c0-0000-7000-8000-000000000001",
  number: "AGR-2026-000001",
  payments: [{ kind: "instalment", condition: "签订后", amountFen: "120000", royaltyBp: null, dueOn: null }],
} as unknown as Agreement;

test("a cell that cannot be read says so beneath itself and has the focus, and nothing is sent until it is mended", async () => {
  const save = vi.fn<() => Promise<void>>(async () => undefined);
  await renderPage(<PartDialog agreement={AGREEMENT} part="payments" onSave={save} onClose={() => undefined} />);
  const amount = await screen.findByLabelText<HTMLInputElement>("第 1 行 金额（元）");
  await userEvent.clear(amount);
  await userEvent.type(amount, "1,00.50");
  expect(screen.queryByText(/最多两位小数/)).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "保存" }));
  await screen.findByText("有 1 处要改，已在格子下面写明。");
  expect(document.activeElement).toBe(amount);
  expect(amount.getAttribute("aria-invalid")).toBe("true");
  const told = document.querySelector(`[id="${amount.getAttribute("aria-describedby") ?? ""}"]`);
  expect(told?.textContent).toContain("请写数字，最多两位小数");
  expect(save).not.toHaveBeenCalled();
  await userEvent.clear(amount);
  await userEvent.type(amount, "1,000.50");
  await userEvent.click(screen.getByRole("button", { name: "保存" }));
  expect(save).toHaveBeenCalledExactlyOnceWith({
    payments: [{ kind: "instalment", condition: "签订后", amountFen: "100050", royaltyBp: null, dueOn: null }],
  });
});
