// A made-up policy and requests, to try the engines without the rule book: seeded, so a failure
// can be repeated. Expected outcomes come from reading the rules one by one, in the words of the
// book's five sentences, and share no code with what settles the engines' answers.

import { checkPolicy, DEFAULT_VERDICT } from './policy.mjs';

const VERDICTS = ['must-share', 'do-not-share', 'share', 'seek-advice', 'share-anonymised'];

/**
 * Makes a policy and requests with their expected outcomes.
 * @param {{seed: number, facts: number, rules: number, requests: number, partial?: boolean,
 *   overridesAhead?: boolean}} size partial leaves answers out of the requests; overridesAhead
 *   leaves out every override of a rule by one of a weaker tier
 */
export function makeSample(size) {
  const random = mulberry32(size.seed);
  const below = (limit) => Math.floor(random() * limit);
  const facts = {};
  for (let index = 0; index < size.facts; index++) {
    facts[`fact-${index}`] = Array.from({ length: 2 + below(4) }, (_, at) => `answer-${at}`);
  }

  const policy = checkPolicy({ facts, rules: makeRules(size, facts, below) });
  const names = Object.keys(facts);
  const requests = Array.from({ length: size.requests }, () => {
    const answered = names.filter(() => !size.partial || below(5) > 0);
    const given = Object.fromEntries(
      answered.map((fact) => [fact, facts[fact][below(facts[fact].length)]]));
    return { facts: given, ...decideSlowly(policy, given) };
  });
  return { policy, requests };
}

// One verdict a tier, so that no two deciding rules can disagree; an override points to a later
// rule, so that there is no circle.
function makeRules(size, facts, below) {
  const rules = Array.from({ length: size.rules }, (_, index) => {
    const tier = below(VERDICTS.length);
    return {
      id: `rule-${index}`,
      tier,
      verdict: VERDICTS[tier],
      // The stronger the tier, the more must hold: strong rules are the rare ones.
      when: { all: Array.from({ length: VERDICTS.length - tier }, (_, at) =>
        makeCondition(1 + at % 2, facts, below)) },
      overrides: [],
    };
  });
  rules.forEach((rule, index) => {
    const target = rules[index + 1 + below(size.rules)];
    const fits = target !== undefined && (!size.overridesAhead || rule.tier <= target.tier);
    if (fits && below(3) === 0) rule.overrides.push(target.id);
  });
  return rules;
}

function makeCondition(depth, facts, below) {
  const kind = depth === 0 ? 0 : below(4);
  const part = () => makeCondition(depth - 1, facts, below);
  const parts = () => Array.from({ length: 2 + below(2) }, part);
  if (kind === 1) return { all: parts() };
  if (kind === 2) return { any: parts() };
  if (kind === 3) return { not: part() };
  const names = Object.keys(facts);
  const fact = names[below(names.length)];
  const is = facts[fact].filter(() => below(2) === 0);
  return { fact, is: is.length > 0 ? is : [facts[fact][0]] };
}

/** Decides by reading every rule. */
export function decideSlowly(policy, facts) {
  const applied = policy.rules.filter((rule) => holds(rule.when, facts));
  const isOverridden = (rule) => applied.some((other) =>
    (other.overrides ?? []).includes(rule.id) && !isOverridden(other));
  const standing = applied.filter((rule) => !isOverridden(rule));
  const strongest = Math.min(...standing.map((rule) => rule.tier));
  const deciding = standing.filter((rule) => rule.tier === strongest);
  return {
    verdict: deciding[0]?.verdict ?? DEFAULT_VERDICT,
    deciding: deciding.map((rule) => rule.id),
  };
}

function holds(condition, facts) {
  if (condition.all) return condition.all.every((part) => holds(part, facts));
  if (condition.any) return condition.any.some((part) => holds(part, facts));
  if (condition.not) return !holds(condition.not, facts);
  return condition.is.includes(facts[condition.fact]);
}

function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
