// Loads three servers in turn with the same evaluations and prints what each did.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { loadavg } from 'node:os'
import autocannon from 'autocannon'

const ROUNDS = Number(process.argv[3] ?? 3)
const SECONDS = Number(process.argv[4] ?? 5)
const CONNECTIONS = 16
const WARM = 6

const started = []

async function main (bench) {
  const ours = start('dotnet', [bench, 'authzen-servers'], '.')
  const lines = createInterface({ input: ours.stdout })[Symbol.asyncIterator]()
  const [service, bare, key] = [await next(lines), await next(lines), await next(lines)]
  start('../node_modules/@cerbos/cerbos-linux-x64/cerbos-linux-x64',
    ['server', '--log-level=error', '--config=config.yaml'], 'cerbos', 'ignore')
  const cerbos = 'http://127.0.0.1:3592'
  await answers(cerbos)

  const loads = {
    ours: load(service, key, body('share')),
    'ours, record': load(service, key, body('share', true)),
    bare: load(bare, null, body('share')),
    cerbos: load(cerbos, null, body('share'))
  }
  // The first answer compiles the book; it does not count.
  for (const one of Object.values(loads)) {
    const first = await fetch(one.url, one)
    if (!(await first.json()).decision) throw new Error(`${one.url} refuses`)
    await shoot(one, WARM)
  }
  const rates = {}
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [name, one] of Object.entries(loads)) {
      const { requests, latency, non2xx, errors } = await shoot(one, SECONDS)
      if (non2xx + errors > 0) throw new Error(`${name}: ${non2xx} refused, ${errors} failed`)
      ;(rates[name] ??= []).push({ rate: requests.average, p50: latency.p50, p99: latency.p99 })
      console.log(`${round} ${name}: ${Math.round(requests.average)}/s p50 ${latency.p50} ms ` +
        `p99 ${latency.p99} ms load ${loadavg()[0].toFixed(1)}`)
    }
  }
  const median = (name, what) => rates[name].map(r => r[what]).sort((a, b) => a - b)[ROUNDS >> 1]
  const ratio = (one, other) => (median(one, 'rate') / median(other, 'rate')).toFixed(2)
  console.log(`ratio ours-vs-cerbos ${ratio('ours', 'cerbos')}`)
  const p99 = median('ours', 'p99') / median('cerbos', 'p99')
  console.log(`ratio p99-ours-vs-cerbos ${p99.toFixed(2)}`)
  console.log(`ratio ours-vs-bare ${ratio('ours', 'bare')}`)
  console.log(`ratio recorded-vs-unrecorded ${ratio('ours, record', 'ours')}`)
}

// The same members for everybody; each takes what it understands.
function body (action, record = false) {
  return JSON.stringify({
    subject: { type: 'system', id: 'bench' },
    action: { name: action },
    resource: {
      type: 'item',
      id: 'visit-note-17',
      properties: {
        requester: 'nobody',
        purpose: 'direct-care',
        relationship: 'presented',
        'person-status': 'adult',
        'item-kind': 'care-record',
        consent: 'not-asked',
        objection: 'none',
        'care-need': 'yes'
      }
    },
    ...(record ? { context: { record: true } } : {})
  })
}

function load (server, key, body) {
  return {
    url: server + '/access/v1/evaluation',
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key ? { authorization: 'Bearer ' + key } : {})
    },
    body,
    connections: CONNECTIONS
  }
}

const shoot = (load, duration) => autocannon({ ...load, duration })

function start (program, args, cwd, output = 'pipe') {
  const child = spawn(program, args, { cwd, stdio: ['pipe', output, 'inherit'] })
  started.push(child)
  return child
}

async function next (lines) {
  const { value, done } = await lines.next()
  if (done) throw new Error('the service did not start')
  return value
}

async function answers (server) {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      await fetch(server + '/_cerbos/health')
      return
    } catch {
      await new Promise(resolve => setTimeout(resolve, 200))
    }
  }
  throw new Error('Cerbos did not start')
}

try {
  await main(process.argv[2])
} finally {
  for (const child of started) {
    child.stdin.end()
    child.kill('SIGTERM')
  }
}
process.exit(0)
