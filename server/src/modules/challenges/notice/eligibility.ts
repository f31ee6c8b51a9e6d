// Which institutions a challenge is for. Pure.
import { compareName } from "../../directory/index.ts";
import type { ChallengeTerms } from "./types.ts";

/** Everybody, where nobody is named; an institution without an account is named by its name alone. */
export function isEligible(
  { eligibility }: Pick<ChallengeTerms, "eligibility">,
  { id, name }: { readonly id: string | null; readonly name: string },
): boolean {
  const { institutions, institutionNames = [] } = eligibility;
  if (institutions.length === 0 && institutionNames.length === 0) return true;
  if (id !== null && institutions.includes(id)) return true;
  const key = compareName(name);
  return institutionNames.some((named) => compareName(named) === key);
}
