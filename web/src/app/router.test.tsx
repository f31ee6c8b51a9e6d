// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";
import { fakeNetwork } from "../../test/render.tsx";
import { queryClient } from "../data/api.ts";
import { meQuery } from "../data/me.ts";
import { lastPerson, rememberPerson } from "../data/session.ts";
import { router } from "./router.tsx";

const ZHANG = { userId: "01990000-0000-7000-8000-000000000001", login: "zhang", displayName: "张某" };
const PAIR = "01990000-0000-7000-8000-00000000000a";

/** Zhang has worked here and is about to be gone. */
function signOutZhang(): void {
  fakeNetwork(() => ({ status: 200, body: { kind: "pair", isSample: false, sampleNote: null } }));
  queryClient.setQueryData(meQuery.queryKey, { ...ZHANG, language: "zh", grants: [], permissions: [] } as never);
  rememberPerson(ZHANG);
  rememberPerson(null);
}

test("a link of the office that the pointer meets while somebody signs out brings nobody back", async () => {
  signOutZhang();
  await router.preloadRoute({ to: "/p/$scopeId", params: { scopeId: PAIR } });
  expect(lastPerson()).toBeNull();
  expect(localStorage.getItem(`scope:${ZHANG.userId}`)).toBeNull();
});

test("a link of the walk that the pointer meets asks for nobody and leads nowhere", async () => {
  signOutZhang();
  const sent = fakeNetwork(() => ({ status: 200, body: ZHANG }));
  const assign = vi.spyOn(location, "assign");
  await router.preloadRoute({ to: "/walk/$roundId", params: { roundId: PAIR } });
  expect(sent).toEqual([]);
  expect(assign).not.toHaveBeenCalled();
  expect(lastPerson()).toBeNull();
});
