import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { isProblem } from "../data/api.ts";
import { meQuery } from "../data/me.ts";
import { hasSession, rememberPerson, signedInPerson } from "../data/session.ts";
import { currentLanguage, setLanguage } from "../text/texts.ts";
import type { RouterContext } from "./feature.ts";
import { LoneNoSuchPage, LonePageFailure } from "./failures.tsx";
import { Scoped } from "./scoped.tsx";
import { sampleQuery, scopeQuery } from "./scopes.ts";

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: LoneNoSuchPage,
  errorComponent: LonePageFailure,
});

function toSignIn(href: string) {
  return redirect({ to: "/sign-in", search: href === "/" ? {} : { next: href } });
}

/** Everything that asks for a sign-in: the frame with its menu. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "in",
  beforeLoad: async ({ context, location, preload }) => {
    // Without a session there is nothing to ask; the server said so with the page. In development nobody says.
    const isStranger = import.meta.env.PROD && !hasSession() && signedInPerson() === null;
    if (isStranger && context.queryClient.getQueryData(meQuery.queryKey) === undefined) throw toSignIn(location.href);
    try {
      const me = await context.queryClient.ensureQueryData(meQuery);
      // A link that the pointer meets while somebody signs out brings nobody back.
      if (preload) return;
      rememberPerson(me);
      if (me.language !== currentLanguage()) setLanguage(me.language);
    } catch (error) {
      if (!isProblem(error, 401)) throw error;
      throw toSignIn(location.href);
    }
  },
  component: lazyRouteComponent(() => import("./frame.tsx"), "Frame"),
});

/** Everything that belongs to a pair, or to another scope: `/p/$scopeId/...`. */
export const scopeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "p/$scopeId",
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(scopeQuery(params.scopeId));
    await context.queryClient.ensureQueryData(sampleQuery(params.scopeId));
  },
  component: Scoped,
});
