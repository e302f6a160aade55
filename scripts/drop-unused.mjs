// drop-unused.mjs IN OUT: empties functions of a linked program that are never called, so that what only they use goes
// as well.
//
// leptos keeps with each view, as pointers, all ways to make it. Ours take over what the server rendered, at once, never
// part by part; and the list of routes is the server's. A linker can't know.
import { readFile, writeFile } from "node:fs/promises";
import { CODE, WasmFile, customSection, encoded } from "./wasm.mjs";

// Only functions that hold the address of something of their own: the compiler keeps one of several that are the same,
// under any of their names.
const UNUSED = /(8into_any13hydrate_async|15generate_routes)17h[0-9a-f]{16}E$/;

const [NO_LOCALS, UNREACHABLE, NOP, END] = [0, 0x00, 0x01, 0x0b];
/** Kinds of relocations that have an addend beside offset and index ("Object file linking" of the tool conventions). */
const WITH_ADDEND = new Set([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23]);

const [, , from, to] = process.argv;
const bytes = await readFile(from);
const file = new WasmFile(bytes);

function enter(/** @type {number | string} */ what) {
    const section = file.enter(what);
    if (!section) throw new Error(`there is no section ${what}: the program was linked without names or relocations`);
    return section;
}

function functionNames() {
    /** @type {Map<number, string>} */
    const names = new Map();
    const { end } = enter("name");
    while (file.at < end) {
        const kind = file.byte();
        const next = file.number() + file.at;
        if (kind === 1) for (const _ of file.repeated()) names.set(file.number(), file.text());
        file.at = next;
    }
    return names;
}

/** The relocations of the code without those of what is emptied. */
function relocations(/** @type {(offset: number) => boolean} */ isDropped) {
    const { end } = enter("reloc.CODE");
    const head = bytes.subarray(file.at, (file.number(), file.at));
    const kept = [];
    for (const _ of file.repeated()) {
        const begin = file.at;
        const kind = file.byte();
        const offset = file.number();
        file.number();
        if (WITH_ADDEND.has(kind)) while (file.byte() >= 0x80);
        if (!isDropped(offset)) kept.push(bytes.subarray(begin, file.at));
    }
    if (file.at !== end) throw new Error("a kind of relocation is not known");
    return customSection("reloc.CODE", Buffer.concat([head, encoded(kept.length), ...kept]));
}

const imported = file.importedFunctions();
const functions = file.functionBodies();
const names = functionNames();
const dropped = functions.filter((_, index) => UNUSED.test(names.get(imported + index) ?? ""));
if (dropped.length === 0) throw new Error("no function is unused: does leptos name them in another way now?");
// As long as before, so that whatever counts from the beginning of the code stays right.
for (const { begin, end } of dropped) {
    bytes.fill(NOP, begin, end);
    bytes.set([NO_LOCALS, UNREACHABLE], begin);
    bytes[end - 1] = END;
}
const code = enter(CODE);
const isDropped = (/** @type {number} */ offset) => {
    const place = code.content + offset;
    return dropped.some(({ begin, end }) => begin <= place && place < end);
};
const linking = enter("reloc.CODE");
const kept = relocations(isDropped);
await writeFile(to, Buffer.concat([bytes.subarray(0, linking.begin), kept, bytes.subarray(linking.end)]));
console.log(`${dropped.length} of ${functions.length} functions are not used`);
