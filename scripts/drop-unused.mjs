// drop-unused.mjs IN OUT: empties functions of a linked program that are never called, so that what only they use goes
// as well.
//
// leptos keeps with each view, as pointers, all ways to make it. Ours take over what the server rendered, at once, never
// part by part; and the list of routes is the server's. A linker can't know.
import { readFile, writeFile } from "node:fs/promises";

// Only functions that hold the address of something of their own: the compiler keeps one of several that are the same,
// under any of their names.
const UNUSED = /(8into_any13hydrate_async|15generate_routes)17h[0-9a-f]{16}E$/;

// The WebAssembly specification, section 5.5; for relocations "Object file linking" of its tool conventions.
const [CUSTOM, IMPORTS, CODE] = [0, 2, 10];
const [NO_LOCALS, UNREACHABLE, NOP, END] = [0, 0x00, 0x01, 0x0b];
const [FUNCTION, TABLE, GLOBAL] = [0, 1, 3];
/** Kinds of relocations that have an addend beside offset and index. */
const WITH_ADDEND = new Set([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23]);

const [, , from, to] = process.argv;
const bytes = await readFile(from);
let at = 8;

function number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++];
        value += (byte & 0x7f) * 2 ** shift;
        if (byte < 0x80) return value;
    }
}

function text() {
    const length = number();
    return bytes.toString("utf8", at, (at += length));
}

function* repeated() {
    for (let left = number(); left > 0; left--) yield left;
}

/** A number as the format has it. */
function encoded(/** @type {number} */ value) {
    const encoded = [];
    for (; value >= 0x80; value = Math.floor(value / 0x80)) encoded.push((value % 0x80) + 0x80);
    return Buffer.from([...encoded, value]);
}

/** How many functions are imported, which come first in the numbering. */
function importedFunctions() {
    let functions = 0;
    for (const _ of repeated()) {
        text();
        text();
        const kind = bytes[at++];
        if (kind === FUNCTION) {
            functions++;
            number();
        } else if (kind === GLOBAL) {
            at += 2;
        } else {
            if (kind === TABLE) at++;
            const hasMaximum = bytes[at++] & 1;
            number();
            if (hasMaximum) number();
        }
    }
    return functions;
}

/** Where each function's body begins and ends. */
function functionBodies() {
    const bodies = [];
    for (const _ of repeated()) {
        const length = number();
        bodies.push({ begin: at, end: (at += length) });
    }
    return bodies;
}

function functionNames(/** @type {number} */ end) {
    /** @type {Map<number, string>} */
    const names = new Map();
    while (at < end) {
        const kind = bytes[at++];
        const next = number() + at;
        if (kind === 1) for (const _ of repeated()) names.set(number(), text());
        at = next;
    }
    return names;
}

/** The relocations of the code without those of what is emptied. */
function relocations(/** @type {number} */ end, /** @type {(offset: number) => boolean} */ isDropped) {
    const head = bytes.subarray(at, (number(), at));
    const kept = [];
    for (const _ of repeated()) {
        const begin = at;
        const kind = bytes[at++];
        const offset = number();
        number();
        if (WITH_ADDEND.has(kind)) while (bytes[at++] >= 0x80);
        if (!isDropped(offset)) kept.push(bytes.subarray(begin, at));
    }
    if (at !== end) throw new Error("a kind of relocation is not known");
    const name = Buffer.from("reloc.CODE");
    const content = Buffer.concat([encoded(name.length), name, head, encoded(kept.length), ...kept]);
    return Buffer.concat([Buffer.from([CUSTOM]), encoded(content.length), content]);
}

/** @type {{ kind: number, name: string, begin: number, content: number, end: number }[]} */
const sections = [];
while (at < bytes.length) {
    const begin = at;
    const kind = bytes[at++];
    const end = number() + at;
    const name = kind === CUSTOM ? text() : "";
    sections.push({ kind, name, begin, content: at, end });
    at = end;
}
/** Reads the section of this kind, or of this name. */
function read(/** @type {number | string} */ what, /** @type {(end: number) => any} */ reader) {
    const section = sections.find(({ kind, name }) => what === name || (kind === what && kind !== CUSTOM));
    if (!section) throw new Error(`there is no section ${what}: the program was linked without names or relocations`);
    at = section.content;
    return { section, found: reader(section.end) };
}

const imported = read(IMPORTS, importedFunctions).found;
const code = read(CODE, functionBodies);
const names = read("name", functionNames).found;
const dropped = code.found.filter((_, index) => UNUSED.test(names.get(imported + index) ?? ""));
if (dropped.length === 0) throw new Error("no function is unused: does leptos name them in another way now?");
// As long as before, so that whatever counts from the beginning of the code stays right.
for (const { begin, end } of dropped) {
    bytes.fill(NOP, begin, end);
    bytes.set([NO_LOCALS, UNREACHABLE], begin);
    bytes[end - 1] = END;
}
const isDropped = (/** @type {number} */ offset) => {
    const place = code.section.content + offset;
    return dropped.some(({ begin, end }) => begin <= place && place < end);
};
const linking = read("reloc.CODE", (end) => relocations(end, isDropped));
const { begin, end } = linking.section;
await writeFile(to, Buffer.concat([bytes.subarray(0, begin), linking.found, bytes.subarray(end)]));
console.log(`${dropped.length} of ${code.found.length} functions are not used`);
