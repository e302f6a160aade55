// Time limits for this machine: one that is slow, or busy with other work, gets longer ones.
import { availableParallelism, loadavg } from "node:os";

/** Milliseconds that `measureLoop` takes on an idle machine of 2024. */
const USUAL_LOOP = 50;

/** How much slower than usual this machine is when the tests start; TIMEOUT_FACTOR sets it instead. */
const factor = Number(process.env.TIMEOUT_FACTOR) || Math.min(Math.max(load(), measureLoop() / USUAL_LOOP, 1), 10);

/** Processes that want a core, for each core. */
function load() {
    return loadavg()[0] / availableParallelism();
}

function measureLoop() {
    const start = performance.now();
    let sum = 0;
    for (let n = 0; n < 30_000_000; n++) sum = (sum + n * 7) | 0;
    // Looking at the result keeps the loop from being optimised away.
    return sum === 1 ? 0 : performance.now() - start;
}

/** A limit of `ms` on an idle machine, as it is on this one. A test that passes never waits for it. */
export const scaled = (/** @type {number} */ ms) => Math.round(ms * factor);
