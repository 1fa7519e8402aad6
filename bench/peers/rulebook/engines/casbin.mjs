// casbin: three ways that its manual offers for conditions on attributes, because none of them is
// the fastest everywhere. Facts reach the matcher as one object; their ids are spelt with
// underscores before the clock starts, since a matcher cannot name an attribute with a hyphen.

import { EnforceContext, newEnforcer, newModelFromString } from 'casbin';
import { DEFAULT_VERDICT, overridersOf, resolver, tiersInOrder } from '../policy.mjs';

const engine = 'casbin';

export const casbinWays = [
  {
    engine,
    way: 'a policy line a rule in order of tier, its condition evaluated by eval()',
    reports: 'every deciding rule',
    async prepare(policy, requests) {
      const groups = inGroups(policy);
      const enforcer = await newEnforcer(newModelFromString(model(
        'group, id, condition', 'some(where (p.eft == allow))',
        ['isDecided(p.group) || (eval(p.condition) && applies(p.id))'])));
      await enforcer.addPolicies(groups.flatMap((indexes, group) => indexes.map(
        (index) => [String(group), String(index), expression(policy.rules[index].when)])));

      // enforceEx names one matching line. Here a function in the matcher notes the line and
      // answers no, so that the enforcer goes on and every rule of the tier is heard; another
      // answers yes, which ends it, when an earlier tier has decided.
      const resolve = resolver(policy);
      let applied = [];
      let current = '0';
      let outcome = null;
      enforcer.addFunction('applies', (id) => {
        applied.push(Number(id));
        return false;
      });
      enforcer.addFunction('isDecided', (group) => {
        if (group === current) return false;
        current = group;
        outcome = resolve(applied);
        return outcome.deciding.length > 0;
      });
      return {
        inputs: requests.map(toRequest),
        decide(facts) {
          applied = [];
          current = '0';
          return enforcer.enforceSync(facts) ? outcome : resolve(applied);
        },
      };
    },
  },
  {
    engine,
    way: 'a matcher a rule in order of tier, chosen by EnforceContext',
    reports: 'every deciding rule',
    async prepare(policy, requests) {
      const enforcer = await newEnforcer(newModelFromString(model(
        'id', 'some(where (p.eft == allow))', policy.rules.map((rule) => expression(rule.when)))));
      const contexts = policy.rules.map(
        (_, index) => new EnforceContext('r', 'p', 'e', matcherName(index)));
      const groups = inGroups(policy);
      const resolve = resolver(policy);
      return {
        inputs: requests.map(toRequest),
        decide(facts) {
          const applied = [];
          let outcome;
          for (const indexes of groups) {
            for (const index of indexes) {
              if (enforcer.enforceSync(contexts[index], facts)) applied.push(index);
            }
            outcome = resolve(applied);
            if (outcome.deciding.length > 0) break;
          }
          return outcome;
        },
      };
    },
  },
  {
    // Stops at the first line that matches, so it does less than is asked of the others.
    engine,
    way: 'lines in order of tier, priority effect, enforceEx',
    reports: 'one deciding rule',
    async prepare(policy, requests) {
      const enforcer = await newEnforcer(newModelFromString(model(
        'condition, id, verdict, eft', 'priority(p.eft) || deny', ['eval(p.condition)'])));
      const conditions = effectiveConditions(policy);
      const lines = policy.rules
        .map((rule, index) => [conditions[index], rule.id, rule.verdict, 'allow', rule.tier])
        .sort((a, b) => a[4] - b[4])
        .map((line) => line.slice(0, 4));
      await enforcer.addPolicies(lines);
      return {
        inputs: requests.map(toRequest),
        decide(facts) {
          const [matched, line] = enforcer.enforceExSync(facts);
          return matched
            ? { verdict: line[2], deciding: [line[1]] }
            : { verdict: DEFAULT_VERDICT, deciding: [] };
        },
      };
    },
  },
];

// Tiers where stopping after one is sound, else all rules in one group.
function inGroups(policy) {
  return tiersInOrder(policy) ?? [policy.rules.map((_, index) => index)];
}

function model(policyFields, effect, matchers) {
  return [
    '[request_definition]', 'r = facts',
    '[policy_definition]', `p = ${policyFields}`,
    '[policy_effect]', `e = ${effect}`,
    '[matchers]', ...matchers.map((matcher, index) => `${matcherName(index)} = ${matcher}`),
  ].join('\n');
}

function matcherName(index) {
  return index === 0 ? 'm' : `m${index + 1}`;
}

function toRequest(request) {
  return Object.fromEntries(
    Object.entries(request.facts).map(([fact, answer]) => [attribute(fact), answer]));
}

function attribute(fact) {
  return fact.replaceAll('-', '_');
}

function expression(condition) {
  if (condition.all) return `(${condition.all.map(expression).join(' && ')})`;
  if (condition.any) return `(${condition.any.map(expression).join(' || ')})`;
  if (condition.not) return `!(${expression(condition.not)})`;
  const tests = condition.is.map(
    (answer) => `r.facts.${attribute(condition.fact)} == ${JSON.stringify(answer)}`);
  return `(${tests.join(' || ')})`;
}

// A rule applies and no rule that overrides it does, written out in one condition.
function effectiveConditions(policy) {
  const overriders = overridersOf(policy);
  const effective = (index) => [
    expression(policy.rules[index].when),
    ...overriders[index].map((overrider) => `!(${effective(overrider)})`),
  ].join(' && ');
  return policy.rules.map((_, index) => effective(index));
}
