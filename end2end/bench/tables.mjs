// Tables in Markdown: printed, and kept in docs/performance.md.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { resolve } from "node:path";

const DOCUMENT = resolve(import.meta.dirname, "../../docs/performance.md");

/** @typedef {{ title: string, head: string[], rows: (string | number)[][] }} Table */

/** A table as text; all columns but the first are numbers. */
export function markdown(/** @type {Table} */ { title, head, rows }) {
    const line = (/** @type {(string | number)[]} */ cells) => `| ${cells.join(" | ")} |`;
    return [`**${title}**`, "", line(head), `|---|${"---:|".repeat(head.length - 1)}`, ...rows.map(line), ""].join("\n");
}

/** When and where this was measured. */
export function machine() {
    const [{ model }] = cpus();
    const memory = Math.round(totalmem() / 2 ** 30);
    const day = new Date().toISOString().slice(0, 10);
    return `${day}, ${cpus().length} cores (${model}), ${memory} GiB, load ${loadavg()[0]?.toFixed(1)} before the run`;
}

/** Replaces the tables of a topic in the document. */
export function record(/** @type {string} */ topic, /** @type {string} */ text) {
    const block = new RegExp(`(<!-- bench: ${topic} -->\n)[^]*?(<!-- end -->)`);
    const before = readFileSync(DOCUMENT, "utf8");
    if (!block.test(before)) throw new Error(`docs/performance.md has no place for ${topic}`);
    writeFileSync(DOCUMENT, before.replace(block, (_, start, end) => `${start}\n${text}\n${end}`));
}
