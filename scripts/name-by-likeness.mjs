// name-by-likeness.mjs FILE...: gives the functions of WebAssembly files names by which those that are alike come one
// after the other. Brotli takes fewer bits for what it has seen close by.
import { readFile, writeFile } from "node:fs/promises";
import { WasmFile, customSection, encoded } from "./wasm.mjs";

/** How many bytes in a row are compared, and by how many samples (MinHash; A. Broder, "On the resemblance of documents"). */
const [ROW, SAMPLES] = [4, 128];
/** How many samples it is worth to be of a length, for each doubling. */
const LENGTH = 4;
const [FNV_OFFSET, FNV_PRIME] = [0x811c9dc5, 0x01000193];

/** The least of the rows of a function under each of many hashes. */
function sample(/** @type {Buffer} */ body) {
    const least = new Uint32Array(SAMPLES).fill(-1);
    for (let at = 0; at + ROW <= body.length; at++) {
        let row = FNV_OFFSET;
        for (let byte = at; byte < at + ROW; byte++) row = Math.imul(row ^ body[byte], FNV_PRIME);
        for (let n = 0; n < SAMPLES; n++) {
            const mixed = Math.imul(row ^ (row >>> 15) ^ Math.imul(n, 0x27d4eb2f), Math.imul(2 * n + 1, 0x9e3779b1) | 1);
            least[n] = Math.min(least[n], (mixed ^ (mixed >>> 13)) >>> 0);
        }
    }
    return least;
}

/** The first function, behind it the one that is most like it, and so on. */
function byLikeness(/** @type {Buffer[]} */ bodies) {
    const samples = bodies.map(sample);
    const lengths = bodies.map((body) => Math.log2(body.length + 1));
    const likeness = (/** @type {number} */ one, /** @type {number} */ other) => {
        let same = 0;
        for (let n = 0; n < SAMPLES; n++) if (samples[one][n] === samples[other][n]) same++;
        return same - LENGTH * Math.abs(lengths[one] - lengths[other]);
    };
    const left = [...bodies.keys()];
    const order = left.splice(0, 1);
    while (left.length > 0) {
        const last = order[order.length - 1];
        let [next, most] = [0, -Infinity];
        for (const [place, other] of left.entries()) {
            const alike = likeness(last, other);
            if (alike > most) [next, most] = [place, alike];
        }
        order.push(...left.splice(next, 1));
    }
    return order;
}

/** What the format calls the map of the functions' names. */
function functionNames(/** @type {number[]} */ order, /** @type {number} */ imported) {
    /** @type {number[]} */
    const places = [];
    for (const [place, index] of order.entries()) places[index] = place;
    const entries = places.map((place, index) => {
        const name = String(place).padStart(6, "0");
        return Buffer.concat([encoded(imported + index), encoded(name.length), Buffer.from(name)]);
    });
    const map = Buffer.concat([encoded(entries.length), ...entries]);
    return Buffer.concat([Buffer.from([1]), encoded(map.length), map]);
}

for (const name of process.argv.slice(2)) {
    const file = new WasmFile(await readFile(name));
    const bodies = file.functionBodies().map(({ begin, end }) => file.bytes.subarray(begin, end));
    const names = functionNames(byLikeness(bodies), file.importedFunctions());
    await writeFile(name, Buffer.concat([file.bytes, customSection("name", names)]));
}
