// node run.mjs POLICY REQUESTS [--ours NS] [--json]
//
// Does the same decisions on three other engines and prints the time each takes. Exit codes:
// 0 done, 2 bad input, 4 an engine disagrees with the expected outcomes.

import { parseArgs } from 'node:util';
import { disagreement, timeDecisions, versionOf, ways } from './compare.mjs';
import { PolicyError, readPolicy, readRequests } from './policy.mjs';

const USAGE = 'usage: node run.mjs POLICY REQUESTS [--ours NANOSECONDS] [--json]';

process.exitCode = await main(process.argv.slice(2));

async function main(args) {
  try {
    const { policyFile, requestsFile, ours, json } = readArguments(args);
    const policy = readPolicy(policyFile);
    const requests = readRequests(requestsFile, policy);
    return await compare(policy, requests, ours, json);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    console.error(error.message);
    return 2;
  }
}

async function compare(policy, requests, ours, json) {
  const say = json ? () => {} : console.log;
  const facts = Object.keys(policy.facts).length;
  say(`${policy.rules.length} rules over ${facts} facts, ${requests.length} requests`);
  const engines = [];
  for (const way of ways) {
    const prepared = await way.prepare(policy, requests);
    const name = `${way.engine} ${versionOf(way.engine)}, ${way.way}`;
    if (prepared === null) {
      say(`${name}: does not fit this policy`);
      continue;
    }
    const fault = await disagreement(way, prepared, requests);
    if (fault !== null) {
      console.error(fault);
      return 4;
    }
    const nsPerDecision = Math.round(await timeDecisions(prepared));
    engines.push({
      engine: way.engine,
      version: versionOf(way.engine),
      way: way.way,
      reports: way.reports,
      nsPerDecision,
    });
    say(`${name}: agrees, reports ${way.reports}, ${nsPerDecision} ns a decision`);
  }

  const fastest = engines.reduce((a, b) => (a.nsPerDecision <= b.nsPerDecision ? a : b));
  say(`fastest-peer ${fastest.engine} ${fastest.nsPerDecision} ns`);
  const ratio = ours === undefined ? undefined : fastest.nsPerDecision / ours;
  if (ratio !== undefined) say(`ratio decide-vs-fastest-peer ${ratio.toFixed(1)}`);
  if (json) {
    console.log(JSON.stringify(
      { rules: policy.rules.length, facts, requests: requests.length, engines, fastest, ratio },
      null, 2));
  }
  return 0;
}

function readArguments(args) {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: { ours: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
  } catch (error) {
    throw new PolicyError(`${error.message}\n${USAGE}`);
  }
  const { positionals, values } = parsed;
  if (positionals.length !== 2) throw new PolicyError(USAGE);
  const ours = values.ours === undefined ? undefined : Number(values.ours);
  if (ours !== undefined && !(ours > 0)) {
    throw new PolicyError(`--ours must be a number of nanoseconds above 0\n${USAGE}`);
  }
  return { policyFile: positionals[0], requestsFile: positionals[1], ours, json: values.json };
}
