import type pg from "pg";
import { quoted } from "./backup.ts";
import { asOwner } from "./keeper.ts";

interface ForeignKey {
  readonly name: string;
  readonly table: string;
  /** The table that it refers to. */
  readonly to: string;
  readonly definition: string;
}

/**
 * The references between our tables while rows come in, table by table and so in no order that references allow. Only those
 * in the way are taken off; putting them back checks every one of them. Within one transaction, in the keeper's role.
 */
export class ForeignKeys {
  readonly #client: pg.ClientBase;
  readonly #there: Set<ForeignKey>;
  readonly #off: ForeignKey[] = [];

  private constructor(client: pg.ClientBase, keys: readonly ForeignKey[]) {
    this.#client = client;
    this.#there = new Set(keys);
  }

  static async read(client: pg.ClientBase): Promise<ForeignKeys> {
    const { rows } = await client.query<ForeignKey>(`
      SELECT k.conname AS name, t.relname AS table, r.relname AS to, pg_get_constraintdef(k.oid) AS definition
      FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid
      WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND k.conparentid = 0`);
    return new ForeignKeys(client, rows);
  }

  /** Before a table gets its first rows. */
  async takeOffThoseOf(table: string): Promise<void> {
    await this.#takeOff((key) => key.table === table);
  }

  /** Before tables are emptied. */
  async takeOffThoseTo(tables: ReadonlySet<string>): Promise<void> {
    await this.#takeOff((key) => tables.has(key.to));
  }

  async putBack(): Promise<void> {
    const additions = this.#off.map(
      ({ table, name, definition }) => `ALTER TABLE ${quoted(table)} ADD CONSTRAINT ${quoted(name)} ${definition}`,
    );
    if (additions.length > 0) await asOwner(this.#client, additions.join(";\n"));
    this.#off.length = 0;
  }

  async #takeOff(isInTheWay: (key: ForeignKey) => boolean): Promise<void> {
    const keys = [...this.#there].filter(isInTheWay);
    if (keys.length === 0) return;
    for (const key of keys) this.#there.delete(key);
    this.#off.push(...keys);
    const drops = keys.map(({ table, name }) => `ALTER TABLE ${quoted(table)} DROP CONSTRAINT ${quoted(name)}`);
    await asOwner(this.#client, drops.join(";\n"));
  }
}
