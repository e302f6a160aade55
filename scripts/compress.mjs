// compress.mjs FOLDER: puts beside each file what brotli and gzip make of it, where that is smaller.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const codings = {
    br: (bytes) =>
        promisify(brotliCompress)(bytes, {
            params: {
                [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
                [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
            },
        }),
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
