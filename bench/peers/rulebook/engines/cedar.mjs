// Cedar: each rule is a permit policy over the request's context. One call returns every policy
// that was satisfied, so nothing is asked twice. The policy set is parsed once, beforehand
// (statefulIsAuthorized): with isAuthorized each call would parse it again.

import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { alwaysAnswered, resolver, tiersInOrder } from '../policy.mjs';

const engine = '@cedar-policy/cedar-wasm';
const reports = 'every deciding rule';
const REQUEST = {
  principal: { type: 'Requester', id: 'requester' },
  action: { type: 'Action', id: 'share' },
  resource: { type: 'Item', id: 'item' },
  validateRequest: false,
  entities: [],
};

export const cedarWays = [
  {
    engine,
    way: 'one permit policy a rule, parsed beforehand',
    reports,
    prepare(policy, requests) {
      return prepare(policy, requests, [policy.rules.map((_, index) => index)]);
    },
  },
  {
    engine,
    way: 'a policy set a tier, strongest first, until one decides',
    reports,
    prepare(policy, requests) {
      const tiers = tiersInOrder(policy);
      return tiers === null ? null : prepare(policy, requests, tiers);
    },
  },
];

function prepare(policy, requests, groups) {
  const always = alwaysAnswered(policy, requests);
  const sets = groups.map((indexes) => {
    const name = `rules ${indexes.join(' ')}`;
    const parsed = cedar.preparsePolicySet(name, {
      staticPolicies: Object.fromEntries(indexes.map((index) => [
        String(index),
        `permit(principal, action, resource) `
          + `when { ${expression(policy.rules[index].when, always)} };`,
      ])),
    });
    if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed));
    return name;
  });

  const resolve = resolver(policy);
  return {
    inputs: requests.map((request) => request.facts),
    decide(context) {
      const applied = [];
      let outcome;
      for (const preparsedPolicySetId of sets) {
        const answer = cedar.statefulIsAuthorized({ ...REQUEST, preparsedPolicySetId, context });
        if (answer.type !== 'success') throw new Error(JSON.stringify(answer));
        for (const id of answer.response.diagnostics.reason) applied.push(Number(id));
        outcome = resolve(applied);
        if (outcome.deciding.length > 0) break;
      }
      return outcome;
    },
  };
}

function expression(condition, always) {
  if (condition.all) return join(condition.all, ' && ', always);
  if (condition.any) return join(condition.any, ' || ', always);
  if (condition.not) return `!(${expression(condition.not, always)})`;
  const fact = JSON.stringify(condition.fact);
  const [only, ...more] = condition.is.map((answer) => JSON.stringify(answer));
  const test = more.length === 0
    ? `context[${fact}] == ${only}`
    : `[${[only, ...more].join(', ')}].contains(context[${fact}])`;
  return always.has(condition.fact) ? `(${test})` : `(context has ${fact} && ${test})`;
}

function join(parts, operator, always) {
  return `(${parts.map((part) => expression(part, always)).join(operator)})`;
}
