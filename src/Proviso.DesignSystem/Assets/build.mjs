// Makes what a browser loads, in a folder named after the content, so that it may be kept for ever:
//   node Assets/build.mjs CODE   with CODE the C# file that gets to know the folder's name
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as sass from 'sass'

const code = process.argv[2]
if (!code) throw new Error('Say which C# file to write.')
const here = dirname(fileURLToPath(import.meta.url))
const modules = join(here, '..', 'node_modules')
const dist = join(modules, 'nhsuk-frontend', 'dist', 'nhsuk')
const output = join(here, '..', 'wwwroot')

const { css } = sass.compile(join(here, 'nhs.scss'), {
  style: 'compressed', loadPaths: [modules], quietDeps: true
})
const foreign = css.match(/url\((?!"?images\/)[^)]*\)|@import|https?:/)
if (foreign) throw new Error(`The style sheet asks for something from elsewhere: ${foreign[0]}`)

const files = new Map([
  ['nhs.css', Buffer.from(css)],
  // Without the last line, which names a map that is not shipped.
  ['nhsuk-frontend.min.js', Buffer.from(
    readFileSync(join(dist, 'nhsuk-frontend.min.js'), 'utf8').replace(/\/\/# sourceMapping.*/, '')
  )]
])
for (const name of ['start.js', 'supported.js', 'icon.svg']) {
  files.set(name, readFileSync(join(here, name)))
}
for (const [, name] of css.matchAll(/url\(["']?(images\/[^"')]*)/g)) {
  files.set(name, readFileSync(join(dist, 'assets', name)))
}

const hash = createHash('sha256')
for (const name of [...files.keys()].sort()) hash.update(name).update('\0').update(files.get(name))
const version = hash.digest('hex').slice(0, 12)

// Only what was built before is taken away: folders of that name lie nowhere else.
mkdirSync(output, { recursive: true })
for (const old of readdirSync(output)) rmSync(join(output, old), { recursive: true })
for (const [name, content] of files) {
  const path = join(output, version, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}
mkdirSync(dirname(code), { recursive: true })
writeFileSync(code, `namespace Proviso.DesignSystem;

internal static class AssetVersion
{
    internal const string Folder = "${version}";
}
`)
writeFileSync(join(output, 'built'), version)
