import { Outlet } from "@tanstack/react-router";
import { useEffect } from "react";
import { useMe } from "../data/me.ts";
import { rememberScope, useScopeId } from "./scopes.ts";

/** Whatever belongs to a scope. The scope is where the person works from now on, once it is shown. */
export function Scoped() {
  const me = useMe();
  const scopeId = useScopeId();
  useEffect(() => rememberScope(me, scopeId), [me, scopeId]);
  return <Outlet />;
}
