// Rules as they are entered and as they hold.
import { authorize, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import { findDisplayNames } from "../../identity/index.ts";
import { insertRule, listRuleRows, type RuleRow } from "./queries.ts";
import { BASE_RULES, findRuleKey, RULE_KEYS, type RuleVersion } from "./rule-keys.ts";
import { isValueOf, ruleOn, shareError } from "./rules.ts";
import type { MoneyRule, MoneyRuleDraft, MoneyRules } from "./types.ts";

/** Every version that holds or has held in a scope: those of the program, then those that were entered. */
export async function loadRules(tx: Tx, scopeId: string): Promise<readonly RuleVersion[]> {
  return [...BASE_RULES, ...(await listRuleRows(tx, scopeId))];
}

export async function getMoneyRules(ctx: Ctx, scopeId: string): Promise<MoneyRules> {
  authorize(ctx.caller, "income.read", scopeId);
  return transact(ctx, async (tx) => showRules(ctx, tx, scopeId));
}

async function showRules(ctx: Ctx, tx: Tx, scopeId: string): Promise<MoneyRules> {
  const entered = await listRuleRows(tx, scopeId);
  const versions: readonly (RuleVersion | RuleRow)[] = [...BASE_RULES, ...entered];
  const today = await findToday(tx);
  const names = await findDisplayNames(tx, [...new Set(entered.map(({ createdBy }) => createdBy))]);
  const keys = RULE_KEYS.map(({ key, name, unit }) => ({ key, name, unit }));
  const rules = RULE_KEYS.flatMap(({ key, name, unit }): MoneyRule[] => {
    const holding = ruleOn(versions, key, today);
    const shown = versions
      .filter((version) => version.key === key)
      .map((version) => ({
        id: "id" in version ? version.id : null,
        key,
        name,
        unit,
        value: version.value,
        inForceFrom: version.inForceFrom,
        source: version.source,
        enteredBy: "createdBy" in version ? { id: version.createdBy, name: names.get(version.createdBy) ?? "" } : null,
        enteredAt: "createdAt" in version ? version.createdAt : null,
        isInForce: version === holding,
      }));
    return shown.toSorted(
      (a, b) => Number(b.isInForce) - Number(a.isInForce) || (a.inForceFrom < b.inForceFrom ? 1 : -1),
    );
  });
  const missing = RULE_KEYS.filter(({ key, isNeeded }) => isNeeded && ruleOn(versions, key, today) === null);
  return {
    rules,
    keys,
    missing: missing.map(({ key, name, unit }) => ({ key, name, unit })),
    maySet: mayIn(ctx.caller, "income.rule", scopeId),
  };
}

/** A new version stands beside the old ones; what was distributed by those stays as it was. */
export async function enterRule(ctx: Ctx, scopeId: string, draft: MoneyRuleDraft): Promise<MoneyRules> {
  authorize(ctx.caller, "income.rule", scopeId);
  const known = findRuleKey(draft.key);
  if (known === null) throw shareError("agreements.rule_unknown", { key: draft.key });
  const { name, unit, least } = known;
  if (!isValueOf(unit, draft.value, least)) {
    throw shareError("agreements.rule_value_unfit", { name, value: draft.value, unit, least });
  }
  if (draft.source === "") throw shareError("agreements.rule_source_missing", { name });
  return transact(ctx, async (tx) => {
    await insertRule(tx, scopeId, draft, ctx.caller.userId);
    await audit(tx, {
      scopeId,
      action: "agreement.rule_entered",
      subjectKind: "scope",
      subjectId: scopeId,
      details: { key: draft.key, value: draft.value, inForceFrom: draft.inForceFrom, source: draft.source },
    });
    return showRules(ctx, tx, scopeId);
  });
}
