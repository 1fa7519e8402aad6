// Makes what a browser loads: as it is, and compressed in both ways that browsers know.
//   node Assets/build.mjs FOLDER   files, and the C# file that says what they are called together
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import * as sass from 'sass'

const folder = process.argv[2]
if (!folder) throw new Error('Say which folder to write to.')
const here = dirname(fileURLToPath(import.meta.url))
const modules = join(here, '..', 'node_modules')
const dist = join(modules, 'nhsuk-frontend', 'dist', 'nhsuk')

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

const output = join(folder, 'files')
rmSync(output, { recursive: true, force: true })
for (const [name, content] of files) {
  const path = join(output, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
  writeFileSync(`${path}.br`, brotliCompressSync(content))
}
writeFileSync(join(folder, 'AssetVersion.g.cs'), `namespace Proviso.DesignSystem;

internal static class AssetVersion
{
    internal const string Folder = "${version}";
}
`)
