import { ApiProblem } from "@dual-high/client";
import { useState } from "react";

interface Sending {
  readonly isBusy: boolean;
  /** What the server said against it; empty while nothing was. */
  readonly problem: string;
  /** What is wrong with a field, by its name. */
  readonly fields: Readonly<Record<string, string>>;
  readonly send: (work: () => Promise<void>) => Promise<void>;
}

/** Sends a plain form and keeps what the server said against it. */
export function useSend(): Sending {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const send = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem("");
    setFields({});
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.detail);
      setFields(Object.fromEntries(error.errors.map(({ pointer, detail }) => [pointer.slice(1), detail])));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, problem, fields, send };
}
