import { useLayoutEffect } from "react";

let locks = 0;

/**
 * Keeps the page behind a dialog or a drawer where it is. antd's own writes a style element without the page's nonce,
 * which the browser refuses: the page behind would move, and say so on the console. The build puts this in its place.
 */
// oxlint-disable-next-line import/no-default-export -- as the module is that it stands for
export default function useScrollLocker(isLocked?: boolean): void {
  useLayoutEffect(() => {
    if (isLocked !== true) return undefined;
    locks += 1;
    document.body.dataset["locked"] = "";
    return () => {
      locks -= 1;
      if (locks === 0) delete document.body.dataset["locked"];
    };
  }, [isLocked]);
}
