// What planting a secret takes: acting as somebody, and rows that the application writes once.
import { withOwner } from "../../src/platform/db/transaction.ts";
import type { TestApp } from "../test-app.ts";

export type Act = (method: string, path: string, body?: unknown, version?: unknown) => Promise<Record<string, unknown>>;

/** Requests of whoever holds the session; a refused one is an error. */
export function acting(world: TestApp, token: string): Act {
  return async (method, path, body, version) => {
    const headers: Record<string, string> = version === undefined ? {} : { "if-match": `"${Number(version)}"` };
    const answer = await world.call(method, path, { token, body, headers });
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
}

/** Changes rows of a table as nobody who is served may. */
export async function asOwnerOf(
  world: TestApp,
  table: string,
  text: string,
  values: readonly unknown[],
): Promise<void> {
  await withOwner(world.db, async (client) => {
    await client.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await client.query(text, [...values]);
    await client.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  });
}
