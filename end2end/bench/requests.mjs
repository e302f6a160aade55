// How many requests a second the server answers: over loopback, with SQLite in a file.
import { Client, form, load } from "../support/load.mjs";
import { anyStatus, invite } from "../support/wizard.mjs";
import { anotherBrowser, inWorld } from "./world.mjs";

/** @typedef {(client: Client, index: number) => Promise<import("../support/load.mjs").Response>} Send */

const CONNECTIONS = 16;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
const MANY = 1_000_000;
/** Fewer than a browser may ask at once: more are refused, and a refusal is quick. */
const ONE_BROWSER = 1_000;
const LETTERS = ["a", "an", "ana", "ana.", "ben", "bench", "mai.nguyen", "harbour", "nothing"];

/** The search behind Ctrl+K, letter by letter. */
const find = (/** @type {Client} */ client, /** @type {number} */ index) => {
    const body = form(["q", LETTERS[index % LETTERS.length]]);
    return client.send({ method: "POST", path: "/api/partners/find", headers: { accept: "application/json" }, body });
};

/** @param {string} name @param {Client} client @param {Send} send @param {{ expect?: 2 | 3, requests?: number }} [options] */
async function timed(name, client, send, { expect = 2, requests = MANY } = {}) {
    const options = { client, expect };
    // Enough for caches and connections, and not counted.
    await load({ connections: CONNECTIONS, requests: 500, seconds: 2 }, send, options);
    const { perSecond, p50, p95, p99 } = await load({ connections: CONNECTIONS, requests, seconds: SECONDS }, send, options);
    return [name, perSecond.toFixed(0), ...[p50, p95, p99].map((time) => time.toFixed(1))];
}

export const requests = () =>
    inWorld({ partners: 400 }, async ({ server, owner }) => {
        const path = await invite(owner, await anyStatus(owner));
        const visitor = new Client(server.url);
        await visitor.send({ path });
        const rows = [
            await timed("Partners page, 400 partners", owner, (client) => client.send({ path: "/partners" })),
            await timed("Palette, 400 partners", await anotherBrowser(server), find, { requests: ONE_BROWSER }),
            await timed("Activation link, a redirect", visitor, (client) => client.send({ path }), { expect: 3 }),
            await timed("Activation page", visitor, (client) => client.send({ path: "/activate" })),
        ];
        const title = `${CONNECTIONS} connections over loopback, client on the same machine`;
        return [{ title, head: ["", "requests/s", "p50 ms", "p95 ms", "p99 ms"], rows }];
    });
