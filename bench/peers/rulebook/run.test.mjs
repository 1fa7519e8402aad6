import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { disagreement, ways } from './compare.mjs';
import { checkPolicy, PolicyError, resolver, tiersInOrder } from './policy.mjs';
import { makeSample } from './sample.mjs';

let folder;
before(() => { folder = mkdtempSync(join(tmpdir(), 'peers-')); });
after(() => rmSync(folder, { recursive: true }));

// Sizes on both sides of the real part of the book; with every answer and with answers missing;
// the last with overrides that never come from a weaker tier, where stopping early is sound.
const samples = [
  { seed: 1, facts: 3, rules: 4, requests: 300 },
  { seed: 2, facts: 12, rules: 20, requests: 200 },
  { seed: 3, facts: 12, rules: 20, requests: 200, partial: true },
  { seed: 4, facts: 20, rules: 40, requests: 100, partial: true },
  { seed: 5, facts: 12, rules: 24, requests: 200, partial: true, overridesAhead: true },
].map(makeSample);

for (const way of ways) {
  test(`${way.engine} (${way.way}) agrees with the expected outcomes`, async () => {
    let fitted = 0;
    for (const { policy, requests } of samples) {
      const prepared = await way.prepare(policy, requests);
      if (prepared === null) continue;
      fitted++;
      assert.equal(await disagreement(way, prepared, requests), null);
    }
    assert.ok(fitted > 0, 'the way fits none of the samples');
  });

  test(`${way.engine} (${way.way}) is caught when an outcome is wrong`, async () => {
    const { policy, requests } = samples[0];
    const prepared = await way.prepare(policy, requests);
    if (prepared === null) return;
    const wrongVerdict = requests.with(7, { ...requests[7], verdict: 'nonsense' });
    assert.match(await disagreement(way, prepared, wrongVerdict), /request 7: expected nonsense/);
    const wrongRules = requests.with(7, { ...requests[7], deciding: ['no-such-rule'] });
    assert.match(await disagreement(way, prepared, wrongRules), /request 7: expected/);
  });
}

test('samples reach every tier, the default, several deciding rules and overrides', () => {
  const requests = samples.flatMap((sample) => sample.requests);
  const verdicts = new Set(requests.map((request) => request.verdict));
  assert.equal(verdicts.size, 5);
  assert.ok(requests.some((request) => request.deciding.length === 0));
  assert.ok(requests.some((request) => request.deciding.length > 1));
  assert.ok(samples.some(({ policy }) => tiersInOrder(policy) === null));
  assert.ok(samples.some(({ policy }) => tiersInOrder(policy) !== null));
});

test('a rule that is overridden overrides nothing', () => {
  const when = { fact: 'f', is: ['yes'] };
  const policy = checkPolicy({
    facts: { f: ['yes', 'no'] },
    rules: [
      { id: 'a', tier: 1, verdict: 'share', when },
      { id: 'b', tier: 0, verdict: 'do-not-share', when, overrides: ['a'] },
      { id: 'c', tier: 2, verdict: 'seek-advice', when, overrides: ['b'] },
    ],
  });
  assert.deepEqual(resolver(policy)([0, 1, 2]), { verdict: 'share', deciding: ['a'] });
  assert.deepEqual(resolver(policy)([1, 0]), { verdict: 'do-not-share', deciding: ['b'] });
  assert.deepEqual(resolver(policy)([]), { verdict: 'do-not-share', deciding: [] });
});

const rule = { id: 'a', tier: 0, verdict: 'share', when: { fact: 'f', is: ['yes'] } };
const faults = {
  'a condition about no fact': [{ ...rule, when: { fact: 'g', is: ['yes'] } }],
  'an answer that the fact lacks': [{ ...rule, when: { fact: 'f', is: ['maybe'] } }],
  'an empty "all"': [{ ...rule, when: { all: [] } }],
  'a tier that is no number': [{ ...rule, tier: 'first' }],
  'an id used twice': [rule, rule],
  'an override of no rule': [{ ...rule, overrides: ['z'] }],
  'a circle of overrides': [{ ...rule, overrides: ['b'] }, { ...rule, id: 'b', overrides: ['a'] }],
};
for (const [what, rules] of Object.entries(faults)) {
  test(`${what} is refused`, () => {
    assert.throws(() => checkPolicy({ facts: { f: ['yes', 'no'] }, rules }), PolicyError);
  });
}

test('run.mjs times every engine and prints the ratio last', () => {
  const { policy, requests } = samples[4];
  const few = write('few.json', requests.slice(0, 20));
  const { status, stdout } = run(write('p.json', policy), few, '--ours', '50');
  assert.equal(status, 0);
  for (const way of ways) assert.ok(stdout.includes(way.way), way.way);
  assert.match(stdout, /\nfastest-peer \S+ \d+ ns\nratio decide-vs-fastest-peer \d+\.\d\n$/);
});

test('the two files shown in README.md run', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const [policy, requests] = [...readme.matchAll(/```json\n(.*?)```/gs)].map(
    ([, text], index) => write(`readme-${index}.json`, JSON.parse(text)));
  const { status, stdout, stderr } = run(policy, requests, '--json');
  assert.equal(status, 0, stderr);
  assert.equal(JSON.parse(stdout).engines.length, ways.length);
});

test('run.mjs refuses bad input with exit code 2 and words', () => {
  const { policy, requests } = samples[0];
  const good = write('good.json', policy);
  const wrong = write('wrong.json', requests.with(0, { ...requests[0], facts: { x: 'y' } }));
  for (const args of [
    [], [good], [good, 'missing.json'], [good, good], [good, wrong],
    [good, write('r2.json', requests), '--ours', '0'], [good, wrong, '--unknown'],
  ]) {
    const { status, stdout, stderr } = run(...args);
    assert.equal(status, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.ok(stderr.length > 10);
  }
});

test('run.mjs ends with 4 when an engine disagrees', () => {
  const { policy, requests } = samples[0];
  const wrong = write('d.json', requests.with(3, { ...requests[3], verdict: 'nonsense' }));
  const { status, stderr } = run(write('p3.json', policy), wrong);
  assert.equal(status, 4);
  assert.match(stderr, /request 3: expected nonsense/);
});

function write(name, value) {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(value));
  return file;
}

function run(...args) {
  const script = fileURLToPath(new URL('run.mjs', import.meta.url));
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', cwd: folder });
}
