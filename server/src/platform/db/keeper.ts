import type pg from "pg";

/** In an owner's transaction. The owner is bound by row-level security like everyone; the keeper's policies show it every row. */
export async function becomeKeeper(client: pg.ClientBase): Promise<void> {
  await client.query("SET LOCAL ROLE dualhigh_keeper");
}

/** What the keeper may not: statements that change tables. */
export async function asOwner(client: pg.ClientBase, statements: string): Promise<void> {
  await client.query(`SET LOCAL ROLE NONE;\n${statements};\nSET LOCAL ROLE dualhigh_keeper`);
}
