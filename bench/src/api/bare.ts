/** The least that can answer a list: Hono on the same server adapter, one query on a `pg` pool, no sign-in. */
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 10 });
const text = process.env["BARE_QUERY"] ?? "";
const app = new Hono();
app.get("/list", async (c) => {
  const { rows } = await pool.query(text, [Number(c.req.query("limit") ?? 50)]);
  return c.json(rows);
});
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => console.log(`http://127.0.0.1:${port}`));
process.on("SIGTERM", () => process.exit(0));
