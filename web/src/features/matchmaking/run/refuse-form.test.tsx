// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { fakeNetwork, renderPage } from "../../../../test/render.tsx";
import type { RefusalReason } from "../labels.ts";
import { RefuseForm } from "./refuse-form.tsx";

beforeEach(() => {
  fakeNetwork(() => ({ status: 200, body: { key: "x", value: null, updatedAt: null } }));
});

function form(onRefuse: (reason: RefusalReason, comment: string) => Promise<boolean>, onClose = () => undefined) {
  return <RefuseForm candidateId="c1" name="某团队" isBusy={false} onRefuse={onRefuse} onClose={onClose} />;
}

test("a digit chooses the reason and Enter refuses, with what was written beside it", async () => {
  const refuse = vi.fn<(reason: RefusalReason, comment: string) => Promise<boolean>>(async () => true);
  await renderPage(form(refuse));
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText("补充说明（选填）"), "还在实验室");
  screen.getByLabelText(/领域不符/).focus();
  await user.keyboard("2{Enter}");
  expect(refuse).toHaveBeenCalledExactlyOnceWith("too_early", "还在实验室");
});

test("without a reason nothing is refused", async () => {
  const refuse = vi.fn<(reason: RefusalReason, comment: string) => Promise<boolean>>(async () => true);
  await renderPage(form(refuse));
  screen.getByLabelText(/领域不符/).focus();
  await userEvent.setup().keyboard("{Enter}");
  expect(refuse).not.toHaveBeenCalled();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "不采用" }).disabled).toBe(true);
});

test("what was begun is there again when the form is opened again, and a refusal that failed keeps it", async () => {
  const user = userEvent.setup();
  await renderPage(form(async () => false));
  await user.type(await screen.findByLabelText("补充说明（选填）"), "等对方回话");
  await user.click(screen.getByLabelText(/其他/));
  await user.click(screen.getByRole("button", { name: "不采用" }));
  document.body.replaceChildren();
  await renderPage(form(async () => true));
  expect((await screen.findByLabelText<HTMLTextAreaElement>("补充说明（选填）")).value).toBe("等对方回话");
  expect(screen.getByLabelText<HTMLInputElement>(/其他/).checked).toBe(true);
});

test("Escape closes the form", async () => {
  const close = vi.fn<() => undefined>(() => undefined);
  await renderPage(form(async () => true, close));
  screen.getByLabelText(/领域不符/).focus();
  await userEvent.setup().keyboard("{Escape}");
  expect(close).toHaveBeenCalledOnce();
});
