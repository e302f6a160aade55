// chunks.mjs FOLDER: names the files of each chunk and the build, in FOLDER/chunks.json, for the server.
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const [, , folder] = process.argv;
const names = (await readdir(folder)).sort();

/** What shared files belong to, as the splitter wrote it into its script: `/* one, other *\/ const __chunk_7 = …`. */
const loader = await readFile(join(folder, "__wasm_split.js"), "utf8");
const shared = [...loader.matchAll(/\/\* (.*?) \*\/\s*const __(chunk_\d+) =/g)];

/** @type {Record<string, string[]>} */
const chunks = {};
for (const [, chunk] of loader.matchAll(/export const __wasm_split_load_(\w+) =/g)) {
    const parts = shared.filter(([, owners]) => owners.split(", ").includes(chunk)).map(([, , file]) => file);
    chunks[chunk] = [`split_${chunk}`, ...parts].map((file) => `${file}.wasm`).filter((file) => names.includes(file));
}
if (Object.keys(chunks).length === 0) throw new Error("the splitter's script has no chunk");

// All files have this in their address: a script of one build never meets a program of another.
const hash = createHash("sha256");
for (const name of names) hash.update(name).update(await readFile(join(folder, name)));
const build = hash.digest("base64url").slice(0, 16);
await writeFile(join(folder, "chunks.json"), JSON.stringify({ build, chunks }));
