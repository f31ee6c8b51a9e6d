import { createContext, type CSSProperties, type ReactNode, useContext, useMemo, useState } from "react";
import { CHART_COLOURS } from "../../../ui/tokens.ts";
import { markText, type PhraseSpan } from "../../../text/marks.ts";
import styles from "./run.module.css";

/** The phrase that the pointer is on: it lights up in both texts and in the bar. */
interface Lit {
  readonly phrase: number | null;
  readonly light: (phrase: number | null) => void;
}
const LitContext = createContext<Lit>({ phrase: null, light: () => undefined });

export function LitPhrases({ children }: { children: ReactNode }) {
  const [phrase, light] = useState<number | null>(null);
  const lit = useMemo(() => ({ phrase, light }), [phrase]);
  return <LitContext value={lit}>{children}</LitContext>;
}

export function useLit(): Lit {
  return useContext(LitContext);
}

/** A phrase has one colour wherever it stands; those past the eighth share the grey. */
export function colourOf(phrase: number | null): CSSProperties {
  const colour = phrase === null ? "var(--edge)" : (CHART_COLOURS[phrase] ?? CHART_COLOURS.at(-1));
  return { "--phrase": colour } as CSSProperties;
}

export function MarkedText({ text, spans }: { text: string; spans: readonly PhraseSpan[] }) {
  const pieces = useMemo(() => markText(text, spans), [text, spans]);
  const { phrase: lit, light } = useLit();
  return pieces.map((piece, at) => {
    const [first] = piece.phrases;
    if (first === undefined) return piece.text;
    return (
      <mark
        key={at}
        className={styles["mark"]}
        style={colourOf(first)}
        data-lit={(lit !== null && piece.phrases.includes(lit)) || undefined}
        onPointerEnter={() => light(first)}
        onPointerLeave={() => light(null)}
      >
        {piece.text}
      </mark>
    );
  });
}
