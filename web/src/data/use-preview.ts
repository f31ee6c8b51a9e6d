import { ApiProblem } from "@dual-high/client";
import { useState } from "react";

interface Preview<Seen> {
  readonly file: File | null;
  /** What would come of the file; null before one was chosen, and while it is read. */
  readonly seen: Seen | null;
  /** Why the file cannot be read; null where it can. */
  readonly problem: string | null;
  readonly look: (file: File) => Promise<void>;
  /** It was taken in, or given up. */
  readonly forget: () => void;
}

/** A list in a file that is looked at before it is taken in. `read` changes nothing on the server. */
export function usePreview<Seen>(read: (file: File) => Promise<Seen>): Preview<Seen> {
  const [file, setFile] = useState<File | null>(null);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const look = async (chosen: File) => {
    setFile(chosen);
    setSeen(null);
    setProblem(null);
    try {
      setSeen(await read(chosen));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.detail);
    }
  };
  return { file, seen, problem, look, forget: () => setSeen(null) };
}
