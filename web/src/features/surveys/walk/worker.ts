import { createStore } from "../../../data/store.ts";

/** A newer interface is here and waits for this page to let it in. */
export const newerVersion = createStore<ServiceWorker | null>(null);

/**
 * Has the browser keep the interface for walking. A newer one is let in at once while a page is only being opened, and else
 * when the person says so: it would take the files away that an open page may still ask for.
 */
export async function registerWorker(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register("/sw.js", { updateViaCache: "none" });
  if (registration.waiting !== null && serviceWorker.controller !== null) renew(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const found = registration.installing;
    found?.addEventListener("statechange", () => {
      if (found.state === "installed" && serviceWorker.controller !== null) newerVersion.set(found);
    });
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => undefined);
  });
}

/** Everything typed is in the store by now: the page opens anew with the newer interface. */
export function renew(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker is of this origin and has no target
  waiting.postMessage("renew");
}
