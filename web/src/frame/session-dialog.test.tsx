// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fakeNetwork, renderPage, type Sent } from "../../test/render.tsx";
import { api } from "../data/api.ts";
import { rememberPerson, sessionIsOver } from "../data/session.ts";
import { useStore } from "../data/store.ts";
import { SessionDialog } from "./session-dialog.tsx";

const ZHANG = { userId: "01990000-0000-7000-8000-000000000001", login: "zhang", displayName: "张某" };
const LI = { ...ZHANG, userId: "01990000-0000-7000-8000-000000000002", login: "li", displayName: "李某" };

function Form() {
  const isOver = useStore(sessionIsOver);
  const [saved, setSaved] = useState("");
  const save = async (name: string) => {
    const me = await api.patch("/api/me", { params: { header: { "If-Match": '"1"' } }, body: { displayName: name } });
    setSaved(me.displayName);
  };
  return (
    <>
      <input aria-label="姓名" onBlur={(event) => void save(event.target.value)} />
      <p>已保存：{saved}</p>
      {isOver && <SessionDialog />}
    </>
  );
}

/** A server whose session has ended; whoever signs in is `next`. */
function serverWithoutSession(next: typeof ZHANG): Sent[] {
  let isIn = false;
  return fakeNetwork(({ method, path, body }) => {
    if (path === "/api/session") {
      isIn = method === "POST";
      return { status: 204 };
    }
    if (!isIn) return { status: 401, body: { code: "access.not_signed_in" } };
    return { status: 200, body: method === "PATCH" ? { ...next, ...(body as object) } : next };
  });
}

async function typeAndComeBack(): Promise<void> {
  const user = userEvent.setup();
  await renderPage(<Form />);
  await user.type(await screen.findByLabelText("姓名"), "张某某");
  await user.tab();
  expect(await screen.findByRole("heading", { name: "登录已过期" })).toBeDefined();
  await user.type(screen.getByLabelText("密码"), "a calm grey heron 7");
  await user.click(screen.getByRole("button", { name: "登录" }));
}

beforeEach(() => rememberPerson(ZHANG));
afterEach(() => {
  rememberPerson(null);
  sessionIsOver.set(false);
});

test("who comes back finds what they typed, and what they asked for is done", async () => {
  const sent = serverWithoutSession(ZHANG);
  await typeAndComeBack();
  expect(await screen.findByText("已保存：张某某")).toBeDefined();
  expect(screen.queryByRole("heading", { name: "登录已过期" })).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>("姓名").value).toBe("张某某");
  const changes = sent.filter(({ method }) => method === "PATCH");
  expect(changes).toHaveLength(2);
  expect(changes[1]?.key).toBe(changes[0]?.key);
});

test("nothing of theirs goes out under another person's name", async () => {
  const sent = serverWithoutSession(LI);
  await typeAndComeBack();
  expect(await screen.findByText(/这是另一个人的账号/)).toBeDefined();
  await waitFor(() => expect(sent.at(-1)).toMatchObject({ method: "DELETE", path: "/api/session" }));
  expect(sent.filter(({ method }) => method === "PATCH")).toHaveLength(1);
});
