// Which applications a reviewer must not judge, by what is known of both. Pure.
import type { Achievement } from "@dual-high/lists";
import { splitPeople } from "@dual-high/matchlist";
import { compareName } from "../../../directory/index.ts";
import { institutionIn } from "../applications/named.ts";
import type { ProofContent } from "../applications/types.ts";
import type { StoredConflict } from "./queries.ts";

interface Reviewer {
  readonly userId: string;
  readonly name: string;
  readonly unit: string;
}

interface Judged {
  readonly team: readonly string[];
  readonly content: Pick<ProofContent, "unit" | "leadName" | "members">;
}

/**
 * `account`: the reviewer's account is of the team. `team`: somebody of their name is in it. `unit`: works where the team or a
 * member works. `shared_work`: stands beside somebody of the team among the people of an achievement. A name alone is taken for
 * the person.
 */
export function findReviewerConflicts(
  { userId, name, unit }: Reviewer,
  { team, content }: Judged,
  achievements: readonly { readonly record: Pick<Achievement, "title" | "inventors"> }[],
): StoredConflict[] {
  const own = compareName(name);
  const people = [{ name: content.leadName, unit: content.unit }, ...content.members].filter(
    (each) => each.name !== "",
  );
  const found: StoredConflict[] = [];
  if (team.includes(userId)) {
    found.push({
      kind: "account",
      fact: { zh: "评审人的账号在申报团队中", en: "The reviewer's account is of the team" },
    });
  }
  for (const member of people) {
    if (compareName(member.name) === own) {
      const said = {
        zh: `评审人本人（或同名者）在团队中：${member.name} · ${member.unit}`,
        en: `The reviewer, or somebody of that name, is in the team: ${member.name}, ${member.unit}`,
      };
      found.push({ kind: "team", fact: said });
    }
  }
  const institution = compareName(institutionIn(unit));
  const colleague = people.find(
    (member) => institution !== "" && compareName(institutionIn(member.unit)) === institution,
  );
  if (colleague !== undefined) {
    const said = {
      zh: `评审人与 ${colleague.name} 同为${institutionIn(colleague.unit)}人员`,
      en: `The reviewer and ${colleague.name} both work at ${institutionIn(colleague.unit)}`,
    };
    found.push({ kind: "unit", fact: said });
  }
  const names = people.map((member) => compareName(member.name)).filter((each) => each !== own);
  for (const { record } of achievements) {
    const makers = splitPeople(record.inventors).map(compareName);
    if (!makers.includes(own) || !names.some((each) => makers.includes(each))) continue;
    const beside = people.find(
      (member) => makers.includes(compareName(member.name)) && compareName(member.name) !== own,
    );
    const said = {
      zh: `评审人与 ${beside?.name ?? ""} 同为成果《${record.title}》的完成人`,
      en: `The reviewer and ${beside?.name ?? ""} both made “${record.title}”`,
    };
    found.push({ kind: "shared_work", fact: said });
    break;
  }
  return found;
}
