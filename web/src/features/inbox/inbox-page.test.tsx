// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { fakeNetwork, renderPage } from "../../../test/render.tsx";
import { InboxPage } from "./inbox-page.tsx";

const message = (id: string, title: string, readAt: string | null) => ({
  id,
  scopeId: "s1",
  kind: "needs.submitted",
  title: { zh: title, en: title },
  path: `/rows/${id}`,
  occurredAt: "2026-11-25T00:00:00Z",
  readAt,
});

/** An inbox of two, one of them unread; what was marked is among what was sent. */
function network(items = [message("a", "脱硫待初审", null), message("b", "对接已完成", "2026-11-25T01:00:00Z")]) {
  return fakeNetwork(({ method, body }) => {
    if (method === "GET")
      return {
        status: 200,
        body: { items, nextCursor: null, unread: items.filter(({ readAt }) => readAt === null).length },
      };
    return { status: 200, body: { unread: (body as { isRead: boolean }).isRead ? 0 : 2 } };
  });
}
const marks = (sent: ReturnType<typeof network>) =>
  sent.filter(({ method }) => method === "POST").map(({ body }) => body);

test("a message is marked as read where it stands, and as unread again", async () => {
  const sent = network();
  await renderPage(<InboxPage />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "标为已读: 脱硫待初审" }));
  await user.click(await screen.findByRole("button", { name: "标为未读: 脱硫待初审" }));
  await screen.findByRole("button", { name: "标为已读: 脱硫待初审" });
  expect(marks(sent)).toEqual([
    { ids: ["a"], isRead: true },
    { ids: ["a"], isRead: false },
  ]);
});

test("all are marked at once, and taking it back leaves those that had been read", async () => {
  const sent = network();
  await renderPage(<InboxPage />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "全部标为已读" }));
  await user.click(await screen.findByRole("button", { name: "撤销" }));
  await waitFor(() => expect(marks(sent)).toEqual([{ isRead: true }, { ids: ["a"], isRead: false }]));
});

test("a message that is opened has been read", async () => {
  const sent = network();
  const { address } = await renderPage(<InboxPage />);
  await userEvent.setup().click(await screen.findByRole("link", { name: "脱硫待初审" }));
  await waitFor(() => expect(address()).toBe("/rows/a"));
  await waitFor(() => expect(marks(sent)).toEqual([{ ids: ["a"], isRead: true }]));
});

test("an empty inbox says what comes here", async () => {
  network([]);
  await renderPage(<InboxPage />);
  expect(await screen.findByText("还没有消息。")).toBeDefined();
});
