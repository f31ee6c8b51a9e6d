import type { z } from "@hono/zod-openapi";

type Def = { readonly type: string } & Readonly<Record<string, unknown>>;
interface Check {
  readonly _zod: { readonly def: { readonly check: string } };
}

/**
 * Cuts answers down to what their schema says. Zod would do it, and check once more what our own tables check, as how an
 * id is written: that took a tenth of a list's time. So a function is written for the schema, which copies what is named
 * and of the right type. What does not fit is given to Zod, which says what is wrong.
 */
export function shaperOf(schema: z.ZodType): (value: unknown) => unknown {
  const given: unknown[] = [];
  const body = `${emit(schema, "value", "shaped", given)} return shaped;`;
  // oxlint-disable-next-line typescript/no-implied-eval -- made of our own schemas when the server starts, as Zod makes its parsers
  const shape = new Function("value", "given", "misfit", body) as (...args: unknown[]) => unknown;
  const misfit = Symbol("misfit");
  return (value) => {
    const shaped = shape(value, given, misfit);
    return shaped === misfit ? schema.parse(value) : shaped;
  };
}

/** Statements that put the shape of `from` into the new constant `to`, or return `misfit`. */
function emit(schema: z.ZodType, from: string, to: string, given: unknown[]): string {
  const def = schema.def as unknown as Def;
  const checks = (def["checks"] ?? []) as readonly Check[];
  const isChanged = def["coerce"] === true || checks.some((check) => check["_zod"].def.check === "overwrite");
  const keep = (fits: string) => `if (!(${fits})) return misfit; const ${to} = ${from};`;
  if (isChanged) return askZod(schema, from, to, given);
  switch (def.type) {
    case "string":
    case "boolean":
      return keep(`typeof ${from} === "${def.type}"`);
    case "number":
      return keep(`Number.isFinite(${from})`);
    case "unknown":
      return `const ${to} = ${from};`;
    case "enum":
      return keep(`given[${given.push(new Set(Object.values(def["entries"] as object))) - 1}].has(${from})`);
    case "nullable":
    case "optional": {
      const none = def.type === "nullable" ? "null" : "undefined";
      const inner = emit(def["innerType"] as z.ZodType, from, `${to}_`, given);
      return `let ${to} = ${none}; if (${from} !== ${none}) { ${inner} ${to} = ${to}_; }`;
    }
    case "array": {
      const item = emit(def["element"] as z.ZodType, `${to}_`, `${to}_s`, given);
      return `if (!Array.isArray(${from})) return misfit; const ${to} = [];
        for (const ${to}_ of ${from}) { ${item} ${to}.push(${to}_s); }`;
    }
    case "object":
      if (def["catchall"] !== undefined) return askZod(schema, from, to, given);
      return emitObject(def["shape"] as Record<string, z.ZodType>, from, to, given);
    default:
      return askZod(schema, from, to, given);
  }
}

function emitObject(fields: Readonly<Record<string, z.ZodType>>, from: string, to: string, given: unknown[]): string {
  const names = Object.keys(fields);
  const parts = Object.entries(fields).map(
    ([name, field], at) =>
      `const ${to}${at} = ${from}[${JSON.stringify(name)}]; ${emit(field, `${to}${at}`, `${to}${at}_`, given)}`,
  );
  const pairs = names.map((name, at) => `${JSON.stringify(name)}: ${to}${at}_`);
  return `if (typeof ${from} !== "object" || ${from} === null) return misfit;
    ${parts.join("\n")} const ${to} = { ${pairs.join(", ")} };`;
}

function askZod(schema: z.ZodType, from: string, to: string, given: unknown[]): string {
  const parsed = `${to}_z`;
  return `const ${parsed} = given[${given.push(schema) - 1}].safeParse(${from});
    if (!${parsed}.success) return misfit; const ${to} = ${parsed}.data;`;
}
