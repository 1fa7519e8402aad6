// What a policy means, written once for every engine: reading it, and settling which of the rules
// that apply decide. The engines find out which rules apply; none of them knows tiers and
// overrides, so the host settles those, as a user of that engine would have to.

import { readFileSync } from 'node:fs';

/** The verdict when no rule applies: nothing permits it. */
export const DEFAULT_VERDICT = 'do-not-share';

/** A mistake in the input; the message says what to correct. */
export class PolicyError extends Error {}

/**
 * Reads and checks a policy.
 * @param {string} file policy.json, as described in README.md
 */
export function readPolicy(file) {
  return checkPolicy(readJson(file), file);
}

/** Reads and checks requests made for the policy. */
export function readRequests(file, policy) {
  const requests = readJson(file);
  ensure(Array.isArray(requests) && requests.length > 0, file, 'must be a list of requests');
  requests.forEach((request, index) => checkRequest(request, `${file}: request ${index}`, policy));
  return requests;
}

/** Checks a policy that was read or made. */
export function checkPolicy(policy, where = 'policy') {
  ensure(isObject(policy.facts), where, '"facts" must name each fact with its answers');
  ensure(Array.isArray(policy.rules), where, '"rules" must be a list');
  const ids = new Set();
  for (const rule of policy.rules) {
    const at = `${where}: rule ${rule.id}`;
    ensure(typeof rule.id === 'string' && !ids.has(rule.id), at, 'needs an id of its own');
    ids.add(rule.id);
    ensure(Number.isInteger(rule.tier) && rule.tier >= 0, at, '"tier" must be 0 or more');
    ensure(typeof rule.verdict === 'string', at, '"verdict" must be text');
    checkCondition(rule.when, at, policy.facts);
  }
  for (const rule of policy.rules) {
    for (const id of rule.overrides ?? []) {
      ensure(ids.has(id), `${where}: rule ${rule.id}`, `overrides ${id}, which is no rule`);
    }
  }
  overridersFirst(policy);
  return policy;
}

/**
 * Settles who decides. Returns a function from the indexes of the rules that apply, in any order,
 * to the verdict and the ids of the deciding rules in the policy's order.
 */
export function resolver(policy) {
  const { rules } = policy;
  const order = overridersFirst(policy);
  const targets = overrideTargets(policy);
  const applies = new Uint8Array(rules.length);
  return (applied) => {
    applies.fill(0);
    for (const index of applied) applies[index] = 1;
    let strongest = Infinity;
    for (const index of order) {
      if (applies[index] === 0) continue;
      for (const target of targets[index]) applies[target] = 0;
      if (rules[index].tier < strongest) strongest = rules[index].tier;
    }
    if (strongest === Infinity) return { verdict: DEFAULT_VERDICT, deciding: [] };
    const deciding = [];
    let verdict = DEFAULT_VERDICT;
    for (let index = 0; index < rules.length; index++) {
      if (applies[index] === 0 || rules[index].tier !== strongest) continue;
      deciding.push(rules[index].id);
      verdict = rules[index].verdict;
    }
    return { verdict, deciding };
  };
}

/** For each rule, the indexes of the rules that give way to it. */
export function overrideTargets(policy) {
  const indexOf = new Map(policy.rules.map((rule, index) => [rule.id, index]));
  return policy.rules.map((rule) => (rule.overrides ?? []).map((id) => indexOf.get(id)));
}

/** For each rule, the indexes of the rules that override it. */
export function overridersOf(policy) {
  const overriders = policy.rules.map(() => []);
  overrideTargets(policy).forEach((targets, index) => {
    for (const target of targets) overriders[target].push(index);
  });
  return overriders;
}

/**
 * The indexes of the rules, tier by tier, strongest first; or null if a rule can be overridden by
 * one of a weaker tier. Where there is such a list, an engine may stop after the first tier that
 * leaves a rule standing.
 */
export function tiersInOrder(policy) {
  const tierOf = (index) => policy.rules[index].tier;
  const overridesAhead = overrideTargets(policy).every((targets, index) =>
    targets.every((target) => tierOf(index) <= tierOf(target)));
  if (!overridesAhead) return null;
  const tiers = new Map();
  policy.rules.forEach((rule, index) => {
    if (!tiers.has(rule.tier)) tiers.set(rule.tier, []);
    tiers.get(rule.tier).push(index);
  });
  return [...tiers].sort(([a], [b]) => a - b).map(([, indexes]) => indexes);
}

/** The facts that every request answers; the engines need no guard for these. */
export function alwaysAnswered(policy, requests) {
  return new Set(Object.keys(policy.facts).filter((fact) =>
    requests.every((request) => request.facts[fact] !== undefined)));
}

// A rule is overridden only by one that is not overridden itself, so overriders settle first.
function overridersFirst(policy) {
  const overriders = overridersOf(policy);
  const order = [];
  const state = new Uint8Array(policy.rules.length);
  const visit = (index) => {
    if (state[index] === 2) return;
    ensure(state[index] === 0, `rule ${policy.rules[index].id}`, 'overrides itself in a circle');
    state[index] = 1;
    overriders[index].forEach(visit);
    state[index] = 2;
    order.push(index);
  };
  policy.rules.forEach((_, index) => visit(index));
  return order;
}

function checkCondition(condition, at, facts) {
  ensure(isObject(condition), at, 'a condition must be {fact, is}, {all}, {any} or {not}');
  if (Array.isArray(condition.all ?? condition.any)) {
    const parts = condition.all ?? condition.any;
    ensure(parts.length > 0, at, '"all" and "any" need at least one part');
    parts.forEach((part) => checkCondition(part, at, facts));
  } else if (condition.not !== undefined) {
    checkCondition(condition.not, at, facts);
  } else {
    const answers = facts[condition.fact];
    ensure(Array.isArray(answers), at, `asks about ${condition.fact}, which is no fact`);
    ensure(Array.isArray(condition.is) && condition.is.length > 0, at, '"is" needs an answer');
    for (const answer of condition.is) {
      ensure(answers.includes(answer), at, `${answer} is no answer to ${condition.fact}`);
    }
  }
}

function checkRequest(request, at, policy) {
  ensure(isObject(request.facts), at, '"facts" must give an answer to each fact');
  for (const [fact, answer] of Object.entries(request.facts)) {
    ensure(policy.facts[fact]?.includes(answer), at, `${answer} is no answer to ${fact}`);
  }
  ensure(typeof request.verdict === 'string', at, '"verdict" must be the expected one');
  ensure(Array.isArray(request.deciding), at, '"deciding" must list the expected rules');
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new PolicyError(`${file}: ${error.message}`);
  }
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ensure(holds, where, what) {
  if (!holds) throw new PolicyError(`${where}: ${what}`);
}
