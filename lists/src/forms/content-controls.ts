import { EMPTY, TICKED } from "./glyphs.ts";
import type { Attribute } from "./xml.ts";

interface Control {
  readonly isInline: boolean;
  box: string | null;
  isPrompt: boolean;
  isMuting: boolean;
}

/**
 * Boxes and prompts: Word's content controls, and the form fields that came before them. What a control shows is muted
 * where it is a prompt ("click to enter text") or the drawing of a box whose state we know.
 */
export class ContentControls {
  readonly #controls: Control[] = [];
  readonly #emit: (text: string) => void;
  #entries: string[] = [];
  #result = 0;
  #muted = 0;
  /** A box around a whole cell or paragraph: it belongs to the paragraph that opens next. */
  #pendingBox = "";

  constructor(emit: (text: string) => void) {
    this.#emit = emit;
  }

  get isMuted(): boolean {
    return this.#muted > 0;
  }

  takePendingBox(): string {
    const box = this.#pendingBox;
    this.#pendingBox = "";
    return box;
  }

  open(name: string, attribute: Attribute, parent: string, isInParagraph: () => boolean): void {
    const control = this.#controls.at(-1);
    switch (name) {
      case "w:sdt":
        this.#controls.push({ isInline: isInParagraph(), box: null, isPrompt: false, isMuting: false });
        break;
      case "w:showingPlcHdr":
        if (control) control.isPrompt = isOn(attribute("val"));
        break;
      case "w14:checkbox":
        if (control) control.box = EMPTY;
        break;
      case "w14:checked":
        if (control) control.box = isOn(attribute("val")) ? TICKED : EMPTY;
        break;
      case "w:sdtContent":
        if (control) this.#openContent(control);
        break;
      case "w:checkBox":
      case "w:ddList":
        this.#entries = [];
        this.#result = 0;
        break;
      // A form field's box: `checked` comes after `default` and overrides it.
      case "w:default":
      case "w:checked":
        if (parent === "w:checkBox") this.#entries = [isOn(attribute("val")) ? TICKED : EMPTY];
        break;
      case "w:listEntry":
        if (parent === "w:ddList") this.#entries.push(attribute("val") ?? "");
        break;
      case "w:result":
        if (parent === "w:ddList") this.#result = Number.parseInt(attribute("val") ?? "", 10);
        break;
    }
  }

  #openContent(control: Control): void {
    if (control.box !== null) {
      if (control.isInline) this.#emit(control.box);
      else this.#pendingBox = control.box;
    }
    control.isMuting = control.box !== null || control.isPrompt;
    if (control.isMuting) this.#muted += 1;
  }

  close(name: string): void {
    if (name === "w:sdt") this.#controls.pop();
    else if (name === "w:sdtContent" && this.#controls.at(-1)?.isMuting) this.#muted -= 1;
    else if (name === "w:checkBox") this.#emit(this.#entries[0] ?? EMPTY);
    else if (name === "w:ddList") this.#emit(this.#entries[this.#result] ?? "");
  }
}

/** A switch of Word's markup: present means on, unless it says otherwise. */
export function isOn(value: string | undefined): boolean {
  return value === undefined || !/^(0|false|off)$/.test(value);
}
