import type { Bilingual } from "@dual-high/kernel";
import { formatInstant } from "../../text/format.ts";
import { usePick } from "../../text/texts.ts";
import { HistoryList } from "./layout.tsx";

interface Step {
  readonly at: string;
  readonly actor: { readonly name: string } | null;
  readonly text: Bilingual;
}

interface StepsProps {
  readonly title: string;
  readonly steps: readonly Step[];
  /** Who it was where nobody did it. */
  readonly nobody?: string;
}

/** What was done to a record, with names and times, as the server told it. */
export function Steps({ title, steps, nobody = "" }: StepsProps) {
  const pick = usePick();
  return (
    <HistoryList
      title={title}
      items={steps.map(({ at, actor, text }) => ({
        key: `${at} ${text.zh}`,
        line: pick(text),
        // Of another side's people a record may tell the time alone.
        more: (
          <small>
            {[formatInstant(at), actor === null ? nobody : actor.name].filter((part) => part !== "").join(" · ")}
          </small>
        ),
      }))}
    />
  );
}
