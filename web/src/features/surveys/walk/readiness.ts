/** Why nothing can be kept here, or that it can. `insecure`: the address is no https; `no_store`: the browser keeps nothing. */
export type Obstacle = "insecure" | "no_store" | null;
/** What to know before the first entry. `wechat`: WeChat's own browser; `not_lasting`: the browser may throw away what is kept. */
export type Warning = "wechat" | "not_lasting";

export interface Readiness {
  readonly obstacle: Obstacle;
  readonly warnings: readonly Warning[];
}

/** The parts of a browser that keeping depends on. */
export interface Phone {
  readonly isSecureContext: boolean;
  readonly userAgent: string;
  readonly indexedDB: Pick<IDBFactory, "open"> | undefined;
  readonly storage: Pick<StorageManager, "persist" | "persisted"> | undefined;
}

const PROBE = "dual-high-probe";

/** Finds out, before anything is typed, whether what is typed will be there tomorrow. */
export async function checkPhone(phone: Phone): Promise<Readiness> {
  if (!phone.isSecureContext) return { obstacle: "insecure", warnings: [] };
  if (!(await opens(phone.indexedDB))) return { obstacle: "no_store", warnings: [] };
  if (/MicroMessenger/i.test(phone.userAgent)) return { obstacle: null, warnings: ["wechat"] };
  const { storage } = phone;
  const isLasting = (await storage?.persisted?.()) === true || (await storage?.persist?.()) === true;
  return { obstacle: null, warnings: isLasting ? [] : ["not_lasting"] };
}

async function opens(factory: Phone["indexedDB"]): Promise<boolean> {
  if (factory === undefined) return false;
  return new Promise((resolve) => {
    try {
      const request = factory.open(PROBE);
      request.addEventListener("success", () => {
        request.result.close();
        resolve(true);
      });
      request.addEventListener("error", () => resolve(false));
    } catch {
      resolve(false);
    }
  });
}
