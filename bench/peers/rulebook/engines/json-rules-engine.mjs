// json-rules-engine: conditions translate one to one. Its priorities can stand for tiers, and it
// can be stopped when a tier has decided; evaluating everything at once saves the turns between
// priorities. Which is faster depends on the policy, so both are timed.

import { Engine } from 'json-rules-engine';
import { overrideTargets, resolver, tiersInOrder } from '../policy.mjs';

const engine = 'json-rules-engine';
const reports = 'every deciding rule';

export const jsonRulesEngineWays = [
  {
    engine,
    way: 'all rules at one priority',
    reports,
    prepare: (policy, requests) => prepare(policy, requests, () => 1),
  },
  {
    engine,
    way: 'a priority a tier, stopped when a tier has decided',
    reports,
    prepare(policy, requests) {
      if (tiersInOrder(policy) === null) return null;
      const weakest = Math.max(...policy.rules.map((rule) => rule.tier));
      return prepare(policy, requests, (rule) => 1 + weakest - rule.tier, true);
    },
  },
];

function prepare(policy, requests, priorityOf, stops = false) {
  const rules = policy.rules.map((rule, index) => ({
    conditions: isGroup(rule.when) ? translate(rule.when) : { all: [translate(rule.when)] },
    event: { type: 'applies', params: { index } },
    priority: priorityOf(rule),
  }));
  const runner = new Engine(rules, { allowUndefinedFacts: true });
  const resolve = resolver(policy);
  // A rule that applies has decided the matter unless another may yet override it.
  const canBeOverridden = new Set(overrideTargets(policy).flat());
  if (stops) {
    runner.on('success', (event) => {
      if (!canBeOverridden.has(event.params.index)) runner.stop();
    });
  }
  return {
    inputs: requests.map((request) => request.facts),
    async decide(facts) {
      const { events } = await runner.run(facts);
      return resolve(events.map((event) => event.params.index));
    },
  };
}

function isGroup(condition) {
  return condition.fact === undefined;
}

function translate(condition) {
  if (condition.all) return { all: condition.all.map(translate) };
  if (condition.any) return { any: condition.any.map(translate) };
  if (condition.not) return { not: translate(condition.not) };
  return condition.is.length === 1
    ? { fact: condition.fact, operator: 'equal', value: condition.is[0] }
    : { fact: condition.fact, operator: 'in', value: condition.is };
}
