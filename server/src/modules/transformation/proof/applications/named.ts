// Whether somebody with an account is one of the people that an application names. Pure.
import { compareName } from "../../../directory/index.ts";

interface Named {
  readonly name: string;
  /** Empty where it is not known. */
  readonly unit: string;
}

/** As an application or its project names them; with their account, where it was stated. */
export interface NamedPerson extends Named {
  readonly userId: string | null;
}

/** A person of the directory whose account is known. */
interface KnownAccount {
  readonly name: string;
  readonly unit: string | null;
  readonly userId: string;
}

interface Account {
  readonly userId: string;
  /** As the account shows itself, which its holder may change. */
  readonly name: string;
}

/** The institution of a unit that is written with its college behind: “某大学 某学院” is of 某大学. */
export function institutionIn(unit: string): string {
  return unit.split(/[\s·,，/]+/)[0] ?? "";
}

function isAtOne(one: Named, other: Named): boolean {
  const [first, second] = [one, other].map(({ unit }) => compareName(institutionIn(unit)));
  return first === "" || second === "" || first === second;
}

/**
 * The person as whom an account is found among those named, or null. By the account itself; by the directory, which knows people
 * under their own names whatever they call their account; and by the account's name, unless the directory knows its holder as a
 * person of that name at another institution. That the one who is named has another account frees nobody: people have two.
 */
export function findAmong<P extends NamedPerson>(
  { userId, name }: Account,
  named: readonly P[],
  directory: readonly KnownAccount[],
): P | null {
  const selves = directory.filter((each) => each.userId === userId).map((each) => ({ ...each, unit: each.unit ?? "" }));
  const isOne = (person: P): boolean => {
    if (person.userId === userId) return true;
    const key = compareName(person.name);
    if (key === "") return false;
    const own = selves.filter((self) => compareName(self.name) === key);
    if (own.length === 0) return compareName(name) === key;
    return own.some((self) => isAtOne(self, person));
  };
  return named.find(isOne) ?? null;
}
