// compress.mjs FOLDER: puts beside each file what brotli and gzip make of it, where that is smaller.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

// The sizes of brotli's blocks that are tried, as powers of two; 0 is its own choice, which is not the best for
// WebAssembly.
const BLOCKS = [0, 16, 17];

/** What brotli makes of it at its best. */
async function brotli(bytes) {
    const blocks = bytes.length > 2 ** 17 ? BLOCKS : [0];
    const tried = blocks.map((block) =>
        promisify(brotliCompress)(bytes, {
            params: {
                [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
                [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
                [constants.BROTLI_PARAM_LGBLOCK]: block,
            },
        }),
    );
    return (await Promise.all(tried)).sort((one, other) => one.length - other.length)[0];
}

const codings = {
    br: brotli,
    gz: (bytes) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
};

async function compress(file) {
    const bytes = await readFile(file);
    const write = async ([ending, compressed]) => {
        const smaller = await compressed(bytes);
        if (smaller.length < bytes.length) await writeFile(`${file}.${ending}`, smaller);
    };
    await Promise.all(Object.entries(codings).map(write));
}

const [, , folder] = process.argv;
const names = await readdir(folder, { recursive: true });
// Folders have no ending.
await Promise.all(names.filter((name) => name.includes(".")).map((name) => compress(join(folder, name))));
