import { z } from "@hono/zod-openapi";

export const scopeParams = z.object({ scopeId: z.uuid() });

export const Names = z
  .string()
  .max(2000)
  .transform((text) => text.split(",").filter((part) => part !== ""))
  .optional()
  .describe("Any of these, separated by commas");

export const Archived = z
  .enum(["true", "false"])
  .default("false")
  .transform((text) => text === "true")
  .describe("Those that were archived instead");
