import type { Schemas } from "@dual-high/client";

export function stateOf(user: Pick<Schemas["User"], "erasedAt" | "disabledAt">): "erased" | "disabled" | "active" {
  if (user.erasedAt !== null) return "erased";
  return user.disabledAt === null ? "active" : "disabled";
}
