import { restrictedNeed } from "./restricted-need.ts";
import type { Secret } from "./secret.ts";

export const SECRETS: readonly Secret[] = [restrictedNeed];
