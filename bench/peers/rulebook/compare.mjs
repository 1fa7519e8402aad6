// Runs every engine on the same requests: first that it agrees with the expected outcome of each,
// then how long a decision takes it.

import { readFileSync } from 'node:fs';
import { casbinWays } from './engines/casbin.mjs';
import { cedarWays } from './engines/cedar.mjs';
import { jsonRulesEngineWays } from './engines/json-rules-engine.mjs';

export const ways = [...casbinWays, ...cedarWays, ...jsonRulesEngineWays];

// The best of a few rounds is the kindest figure to an engine; a slow one gets fewer.
const MAX_ROUNDS = 5;
const MAX_SECONDS = 15;

/**
 * Compares one engine's outcomes with the expected ones.
 * @returns {Promise<string|null>} the first disagreement in words, or null
 */
export async function disagreement(way, prepared, requests) {
  for (const [index, expected] of requests.entries()) {
    const actual = await prepared.decide(prepared.inputs[index]);
    const sameRules = way.reports === 'one deciding rule'
      ? actual.deciding.every((id) => expected.deciding.includes(id))
        && (actual.deciding.length > 0) === (expected.deciding.length > 0)
      : sameSet(actual.deciding, expected.deciding);
    if (actual.verdict !== expected.verdict || !sameRules) {
      return `${way.engine} (${way.way}), request ${index}: expected ${show(expected)}, `
        + `got ${show(actual)}`;
    }
  }
  return null;
}

/**
 * Times one engine on all requests in turn. Comparing outcomes beforehand has warmed it up.
 * @returns {Promise<number>} nanoseconds a decision, in the best round
 */
export async function timeDecisions({ inputs, decide }) {
  let best = Infinity;
  let total = 0;
  for (let round = 0; round < MAX_ROUNDS && total < MAX_SECONDS * 1000; round++) {
    const milliseconds = await timeRound(inputs, decide);
    best = Math.min(best, milliseconds);
    total += milliseconds;
  }
  return (best * 1e6) / inputs.length;
}

/** The version of an installed engine, from its own package.json. */
export function versionOf(engine) {
  const file = new URL(`./node_modules/${engine}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).version;
}

// Awaiting what is no promise costs an engine that answers at once a turn that it does not need,
// so only an engine that answers later is awaited.
async function timeRound(inputs, decide) {
  const first = decide(inputs[0]);
  const isLater = first instanceof Promise;
  await first;
  let rules = 0;
  const start = performance.now();
  if (isLater) {
    for (const input of inputs) rules += (await decide(input)).deciding.length;
  } else {
    for (const input of inputs) rules += decide(input).deciding.length;
  }
  const elapsed = performance.now() - start;
  if (rules === 0) throw new Error('No request was decided by a rule: nothing was measured.');
  return elapsed;
}

function sameSet(actual, expected) {
  return actual.length === expected.length && actual.every((id) => expected.includes(id));
}

function show(outcome) {
  return `${outcome.verdict} by [${outcome.deciding.join(', ')}]`;
}
