import "virtual:tokens.css";
import "./ui/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { router } from "./app/router.tsx";
import { dropOldDrafts } from "./data/drafts.ts";
import { queryClient } from "./data/api.ts";
import { payOwedSignOut } from "./data/session.ts";
import { startLanguage } from "./text/texts.ts";
import { applyTheme } from "./ui/theme.ts";

startLanguage();
dropOldDrafts();
applyTheme();

// A page that was opened before the server was renewed asks for files that are gone: once, it opens itself anew.
addEventListener("vite:preloadError", (event) => {
  if (sessionStorage.getItem("renewed") === location.href) return;
  sessionStorage.setItem("renewed", location.href);
  event.preventDefault();
  location.reload();
});

await payOwedSignOut();
const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
