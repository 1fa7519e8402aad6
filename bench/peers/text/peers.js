"use strict";
// Usage: node peers.js MARKED.json [SECONDS]
// Prints, for each tool, megabytes a second on one core and recall and precision by character
// over everything that is marked, labels ignored, as `proviso redact evaluate` measures.
const fs = require("fs");
const samples = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const seconds = Number(process.argv[3] || 5);

function all(text, found) {
  // Tools that give words and no offsets: every place where those words stand counts as found.
  const spans = [];
  for (const words of new Set(found)) {
    if (!words) continue;
    for (let i = text.indexOf(words); i >= 0; i = text.indexOf(words, i + words.length)) {
      spans.push([i, i + words.length]);
    }
  }
  return spans;
}

function redactPii() {
  const { SyncRedactor } = require("redact-pii");
  const redactor = new SyncRedactor();
  return text => {
    const out = redactor.redact(text);
    // What is no longer there was found: align what is left, piece by piece.
    const pieces = out.split(/[A-Z]+(?:_[A-Z]+)*(?=\W|$)/).filter(p => p.length > 0);
    const spans = [];
    let at = 0;
    for (const piece of pieces) {
      const next = text.indexOf(piece, at);
      if (next < 0) continue;
      if (next > at) spans.push([at, next]);
      at = next + piece.length;
    }
    if (at < text.length) spans.push([at, text.length]);
    return spans;
  };
}

function compromise() {
  const nlp = require("compromise");
  return text => {
    const doc = nlp(text);
    return all(text, [
      ...doc.people().out("array"), ...doc.places().out("array"),
      ...doc.organizations().out("array"), ...doc.emails().out("array"),
      ...doc.phoneNumbers().out("array"),
    ]);
  };
}

function winkNlp() {
  const wink = require("wink-nlp");
  const nlp = wink(require("wink-eng-lite-web-model"), ["sbd", "pos", "ner"]);
  const its = nlp.its;
  return text => {
    const doc = nlp.readDoc(text);
    // It has no kind for persons; its proper nouns are taken for names.
    const tokens = doc.tokens();
    const words = tokens.out();
    const pos = tokens.out(its.pos);
    return all(text, [...doc.entities().out(), ...words.filter((_, i) => pos[i] === "PROPN")]);
  };
}

for (const [name, make] of [["redact-pii", redactPii], ["compromise", compromise],
  ["wink-nlp", winkNlp]]) {
  const find = make();
  let right = 0, wrong = 0, missed = 0;
  for (const s of samples) {
    const gold = new Uint8Array(s.full_text.length), found = new Uint8Array(s.full_text.length);
    for (const span of s.spans) gold.fill(1, span.start_position, span.end_position);
    for (const [a, b] of find(s.full_text)) found.fill(1, a, b);
    for (let i = 0; i < gold.length; i++) {
      if (gold[i] && found[i]) right++;
      else if (found[i]) wrong++;
      else if (gold[i]) missed++;
    }
  }
  const start = process.cpuUsage();
  let bytes = 0;
  for (let i = 0; ; i = (i + 1) % samples.length) {
    find(samples[i].full_text);
    bytes += Buffer.byteLength(samples[i].full_text);
    const used = process.cpuUsage(start);
    if ((used.user + used.system) / 1e6 > seconds) break;
  }
  const used = process.cpuUsage(start);
  console.log(JSON.stringify({ tool: name, recall: right / (right + missed),
    precision: right / (right + wrong || 1),
    mbPerCpuSecond: bytes / (used.user + used.system) }));
}
