// What a process costs, as Linux counts it.
import { readFile, writeFile } from "node:fs/promises";

/** Memory in MB: `VmRSS` now, `VmHWM` at most since the start or `resetPeak`. */
export async function megabytes(/** @type {number} */ pid, /** @type {"VmRSS" | "VmHWM"} */ what) {
    const found = new RegExp(`^${what}:\\s+(\\d+) kB`, "m").exec(await readFile(`/proc/${pid}/status`, "utf8"));
    return Math.round(Number(found?.[1]) / 1_024);
}

/** Lets `VmHWM` begin with the memory that is used now. */
export const resetPeak = (/** @type {number} */ pid) => writeFile(`/proc/${pid}/clear_refs`, "5");

/** CPU in milliseconds and bytes written to disk so far. */
export async function spent(/** @type {number} */ pid) {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The name of the program, in brackets, may contain spaces. A tick is a hundredth of a second.
    const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const written = /^write_bytes: (\d+)$/m.exec(await readFile(`/proc/${pid}/io`, "utf8"))?.[1];
    return { cpu: (Number(user) + Number(system)) * 10, written: Number(written) };
}
