/** Somebody who asks again, with the same key, until there is an answer. */
import { randomUUID } from "node:crypto";
import { call, must } from "../lab/office.ts";

const PASSWORD = "a calm grey heron 7";
const PAUSE_MS = 20;

export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}
export interface Ask {
  (method: string, path: string, body?: unknown, version?: number): Promise<Reply>;
}

/** Nobody knows what became of a request whose connection broke, so it is sent again; nothing else is. */
export function isOpen({ status, body }: Reply): boolean {
  return status === 0 || status === 503 || ["http.key_in_use", "http.try_again"].includes(String(body["code"]));
}

export function askerOf(url: string, cookie: string, tally: { repeated: number }): Ask {
  return async (method, path, body, version) => {
    const key: Record<string, string> = method === "GET" ? {} : { "idempotency-key": randomUUID() };
    const match: Record<string, string> = version === undefined ? {} : { "if-match": `"${version}"` };
    for (;;) {
      const reply = await call(url, method, path, {
        cookie,
        headers: { ...key, ...match },
        ...(body === undefined ? {} : { body }),
      }).catch(() => ({ status: 0, body: {} }));
      const read = { status: reply.status, body: reply.body as Reply["body"] };
      if (!isOpen(read)) return read;
      tally.repeated += 1;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
}

/** Another of the office: whoever divides a receipt does not approve it, nor does whoever asks a fund decide. */
export async function inviteColleague(
  url: string,
  scopeId: string,
  cookie: string,
  { login, role }: { readonly login: string; readonly role: "pair_lead" | "pair_officer" },
): Promise<string> {
  const invitation = await must(url, "POST", `/api/scopes/${scopeId}/invitations`, {
    cookie,
    body: { login, displayName: "赵某", role },
  });
  const { token } = invitation["handout"] as { token: string };
  await must(url, "POST", "/api/invitations/accept", { body: { token, password: PASSWORD } });
  return (await must(url, "POST", "/api/session", { body: { login, password: PASSWORD } })).cookie;
}
