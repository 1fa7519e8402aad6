#!/usr/bin/env bash
# Measures Proviso and three other tools on the same file, one after another, on one core each.
#   bench/peers/text/run.sh MARKED.json
# Needs: npm ci in this folder, and a Release build of src/Proviso.Cli.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
data=$(readlink -f "${1:?name a file of marked texts}")
node peers.js "$data" 5
printf 'proviso '
dotnet ../../../src/Proviso.Cli/bin/Release/net10.0/proviso.dll redact evaluate "$data" --json |
  node -e 'const r = JSON.parse(require("fs").readFileSync(0));
    console.log(JSON.stringify({recall: r.recall, precision: r.precision,
      mbPerCpuSecond: r.mbPerSecond}))'
