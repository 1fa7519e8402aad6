#!/usr/bin/env node
// An independent check of a Proviso ledger, for those who would rather not trust our program.
// It uses Node's own library and nothing else, and shares no code with Proviso.
//
//   node verify.mjs EXPORT-FOLDER KEY-OR-FILE      every entry, every tile, the signature
//   node verify.mjs --receipt FILE KEY-OR-FILE     one entry, its proof, the signature
//
// Exit code: 0 it is what its key signed, 4 it is not, 2 it cannot be read.
// The formats: RFC 6962 section 2.1 and C2SP signed-note, tlog-checkpoint, tlog-tiles, tlog-proof.
import { createHash, createPublicKey, verify } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

class Wrong extends Error {}

const sha256 = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const leafHash = (entry) => sha256(Buffer.of(0), entry);
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

/** The root over a list of hashes: split at the largest power of two below its length. */
function rootOf(hashes) {
  if (hashes.length === 0) return sha256();
  let level = hashes;
  while (level.length > 1) {
    // Pairing neighbours and carrying an odd last one up gives the same tree.
    const above = [];
    for (let i = 0; i + 1 < level.length; i += 2) above.push(nodeHash(level[i], level[i + 1]));
    if (level.length % 2 === 1) above.push(level.at(-1));
    level = above;
  }
  return level[0];
}

function readKey(keyOrFile) {
  const text = (existsSync(keyOrFile) ? readFileSync(keyOrFile, "utf8") : keyOrFile).trim();
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text);
  if (!match) throw new Error("The key must be name+id+base64, or a file that holds it.");
  const bytes = Buffer.from(match[3], "base64");
  const info = bytes.subarray(1);
  if (bytes[0] !== 2) throw new Error("The key is not of type 0x02 (ECDSA).");
  if (sha256(info).subarray(0, 4).toString("hex") !== match[2])
    throw new Error("The key's id does not belong to the key.");
  const key = createPublicKey({ key: info, format: "der", type: "spki" });
  if (key.asymmetricKeyDetails.namedCurve !== "prime256v1")
    throw new Error("The key is not on the curve P-256.");
  return { name: match[1], id: match[2], key };
}

/** Checks a signed note and gives the checkpoint in it. */
function openCheckpoint(note, key) {
  const gap = note.lastIndexOf("\n\n");
  if (gap < 0) throw new Wrong("The checkpoint is not a signed note.");
  const text = note.slice(0, gap + 1);
  const lines = note.slice(gap + 2).split("\n");
  if (lines.pop() !== "") throw new Wrong("The checkpoint does not end in a newline.");
  let signatures = 0;
  for (const line of lines) {
    const match = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+=*)$/u.exec(line);
    if (!match) throw new Wrong("A signature line of the checkpoint is malformed.");
    const bytes = Buffer.from(match[2], "base64");
    if (match[1] !== key.name || bytes.subarray(0, 4).toString("hex") !== key.id) continue;
    if (!verify("sha256", Buffer.from(text), key.key, bytes.subarray(4)))
      throw new Wrong("The signature does not belong to the checkpoint's text.");
    signatures++;
  }
  if (signatures === 0) throw new Wrong("The checkpoint is not signed by this key.");
  const [origin, size, root] = text.split("\n");
  if (origin !== key.name) throw new Wrong(`The checkpoint is not one of '${key.name}'.`);
  if (!/^(0|[1-9][0-9]*)$/.test(size)) throw new Wrong("The checkpoint's size is not a number.");
  return { size: BigInt(size), root: Buffer.from(root, "base64") };
}

/** tile/<level>/x001/234.p/5 */
function tilePath(kind, index, width) {
  let path = String(index % 1000).padStart(3, "0");
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    path = `x${String(rest % 1000).padStart(3, "0")}/${path}`;
  return `tile/${kind}/${path}${width === 256 ? "" : `.p/${width}`}`;
}

function readFile(folder, path) {
  const file = join(folder, path);
  if (!existsSync(file)) throw new Wrong(`${path} is missing.`);
  return readFileSync(file);
}

function readEntries(folder, index, width) {
  const path = tilePath("entries", index, width);
  const bundle = readFile(folder, path);
  const entries = [];
  for (let at = 0; at < bundle.length; ) {
    if (at + 2 > bundle.length) throw new Wrong(`${path} is cut off.`);
    const end = at + 2 + bundle.readUInt16BE(at);
    if (end > bundle.length) throw new Wrong(`${path} is cut off.`);
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  if (entries.length !== width)
    throw new Wrong(`${path} holds ${entries.length} entries instead of ${width}.`);
  return entries;
}

function verifyExport(folder, key) {
  const checkpoint = openCheckpoint(readFile(folder, "checkpoint").toString("utf8"), key);
  const size = Number(checkpoint.size);
  let level = [];
  for (let first = 0; first < size; first += 256) {
    const entries = readEntries(folder, first / 256, Math.min(256, size - first));
    for (const entry of entries) level.push(leafHash(entry));
  }
  if (!rootOf(level).equals(checkpoint.root))
    throw new Wrong("The entries do not give the root that was signed.");
  let tiles = 0;
  for (let height = 0; level.length > 0; height++) {
    const above = [];
    for (let first = 0; first < level.length; first += 256) {
      const hashes = level.slice(first, first + 256);
      const path = tilePath(height, first / 256, hashes.length);
      if (!readFile(folder, path).equals(Buffer.concat(hashes)))
        throw new Wrong(`${path} is not the tile of these entries.`);
      if (hashes.length === 256) above.push(rootOf(hashes));
      tiles++;
    }
    level = above;
  }
  return `${size} entries and ${tiles} tiles are what '${key.name}' signed.`;
}

/** RFC 9162 section 2.1.3.2. */
function rootFromProof(hash, index, size, proof) {
  let [place, last] = [index, size - 1n];
  for (const sibling of proof) {
    if (last === 0n) throw new Wrong("The proof is too long.");
    if (place % 2n === 1n || place === last) {
      hash = nodeHash(sibling, hash);
      while (place % 2n === 0n && place !== 0n) [place, last] = [place >> 1n, last >> 1n];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [place, last] = [place >> 1n, last >> 1n];
  }
  if (last !== 0n) throw new Wrong("The proof is too short.");
  return hash;
}

function verifyReceipt(text, key) {
  const gap = text.indexOf("\n\n");
  const lines = text.slice(0, Math.max(gap, 0)).split("\n");
  const extra = /^extra ([A-Za-z0-9+/]+=*)$/.exec(lines[1] ?? "");
  const index = /^index (0|[1-9][0-9]*)$/.exec(lines[2] ?? "");
  if (lines[0] !== "c2sp.org/tlog-proof@v1" || !extra || !index)
    throw new Error("This is not a receipt.");
  const checkpoint = openCheckpoint(text.slice(gap + 2), key);
  const entry = Buffer.from(extra[1], "base64");
  const place = BigInt(index[1]);
  if (place >= checkpoint.size) throw new Wrong("The checkpoint does not cover the entry.");
  const proof = lines.slice(3).map((line) => Buffer.from(line, "base64"));
  if (proof.some((hash) => hash.length !== 32)) throw new Wrong("The proof is malformed.");
  if (!rootFromProof(leafHash(entry), place, checkpoint.size, proof).equals(checkpoint.root))
    throw new Wrong("The proof does not lead from this entry to the signed root.");
  return `'${key.name}' signed this as entry ${place} of ${checkpoint.size}:\n${entry}`;
}

const [, , ...words] = process.argv;
const receipt = words[0] === "--receipt" ? words.splice(0, 2)[1] : null;
if (words.length !== (receipt === null ? 2 : 1)) {
  console.error("Use: verify.mjs EXPORT-FOLDER KEY | verify.mjs --receipt FILE KEY");
  process.exit(2);
}
try {
  const key = readKey(words.at(-1));
  console.log(
    receipt === null ? verifyExport(words[0], key) : verifyReceipt(readFileSync(receipt, "utf8"), key),
  );
} catch (error) {
  console.error(error.message);
  process.exit(error instanceof Wrong ? 4 : 2);
}
