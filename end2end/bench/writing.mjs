// Finishes of the wizard and invitations from end to end a second, beside SQLite's own floor. The rounds are short and
// take turns, so that a disk that is slow for a second is slow for all.
import { percentiles } from "../support/load.mjs";
import { spent } from "../support/process.mjs";
import { anyStatus, draft, finishOf } from "../support/wizard.mjs";
import { Floor } from "./floor.mjs";
import { MailSink } from "./mail-sink.mjs";
import { inWorld } from "./world.mjs";

/** @typedef {import("../support/load.mjs").Client} Client */
/** @typedef {import("./world.mjs").World} World */
/** @typedef {(client: Client, index: number) => Promise<void>} Work */
/** @typedef {{ count: number, seconds: number, cpu: number, written: number, times?: number[] }} Round */

const ROUNDS = Number(process.env.ROUNDS ?? 40);
const COUNT = Number(process.env.FINISHES ?? 25);
const CLIENTS = 8;

/** Runs `work` so often, by so many clients at a time, then `end`, and counts what that cost the server. */
async function round(/** @type {World} */ { server, owner }, /** @type {number} */ clients, /** @type {Work} */ work, end = async () => {}) {
    const before = await spent(server.pid);
    const begin = performance.now();
    /** @type {number[]} */
    const times = [];
    let next = 0;
    const one = async () => {
        const client = owner.fork(1);
        while (next < COUNT) {
            const sent = performance.now();
            await work(client, next++);
            times.push(performance.now() - sent);
        }
        client.close();
    };
    await Promise.all(Array.from({ length: clients }, one));
    await end();
    const seconds = (performance.now() - begin) / 1_000;
    const after = await spent(server.pid);
    return { count: COUNT, seconds, times, cpu: after.cpu - before.cpu, written: after.written - before.written };
}

/** Drafts whose first step is done, before the clock starts. */
async function drafts(/** @type {World} */ { owner }, /** @type {string} */ status) {
    /** @type {string[]} */
    const ids = [];
    for (let index = 0; index < COUNT; index++) ids.push(await draft(owner, status));
    return ids;
}

async function finish(/** @type {Client} */ client, /** @type {string} */ id) {
    const { status, body } = await client.send(finishOf(id));
    if (status !== 200) throw new Error(`the last step was answered ${status}: ${body.slice(0, 300)}`);
}

/** A row: what all rounds cost together, and how fast they were beside the floor. */
function row(/** @type {string} */ name, /** @type {Round[]} */ rounds, /** @type {Round[]} */ floor) {
    const all = total(rounds);
    const { p50, p99 } = percentiles(all.times.sort((a, b) => a - b));
    return [
        name,
        (all.count / all.seconds).toFixed(0),
        (total(floor).seconds / all.seconds).toFixed(2),
        (all.written / all.count / 1_024).toFixed(0),
        (all.cpu / all.count).toFixed(1),
        ...[p50, p99].map((time) => (time ? time.toFixed(1) : "")),
    ];
}

function total(/** @type {Round[]} */ rounds) {
    const all = { count: 0, seconds: 0, cpu: 0, written: 0, times: /** @type {number[]} */ ([]) };
    for (const { count, seconds, cpu, written, times = [] } of rounds) {
        all.count += count;
        all.seconds += seconds;
        all.cpu += cpu;
        all.written += written;
        all.times.push(...times);
    }
    return all;
}

/** Two servers take turns: in one, sending is paused, so that nothing but the finish is measured. */
const inTwoWorlds = (/** @type {string} */ smtpUrl, /** @type {(quiet: World, sending: World) => Promise<void>} */ use) =>
    inWorld({ smtpUrl }, async (quiet) => {
        await quiet.owner.send({ method: "POST", path: "/api/mail/pause", headers: { accept: "application/json" }, body: "" });
        await inWorld({ smtpUrl }, (sending) => use(quiet, sending));
    });

export async function writing() {
    const sink = await MailSink.open();
    const floor = await Floor.open();
    /** @type {Record<"floor" | "one" | "eight" | "whole", Round[]>} */
    const rounds = { floor: [], one: [], eight: [], whole: [] };
    await inTwoWorlds(sink.url, async (quiet, sending) => {
        const status = await anyStatus(quiet.owner);
        const statusThere = await anyStatus(sending.owner);
        const invite = async (/** @type {Client} */ client) => finish(client, await draft(client, statusThere));
        for (let index = -1; index < ROUNDS; index++) {
            const [some, more] = [await drafts(quiet, status), await drafts(quiet, status)];
            const measured = {
                floor: await floor.measure(COUNT),
                one: await round(quiet, 1, (client, index) => finish(client, String(some[index]))),
                eight: await round(quiet, CLIENTS, (client, index) => finish(client, String(more[index]))),
                whole: await round(sending, CLIENTS, invite, () => sink.accepts(COUNT)),
            };
            // The first round fills caches, and is not counted.
            if (index < 0) continue;
            for (const kind of /** @type {const} */ (["floor", "one", "eight", "whole"])) rounds[kind].push(measured[kind]);
        }
    });
    await floor.close();
    await sink.close();
    const rows = [
        row("SQLite's floor: six rows a transaction", rounds.floor, rounds.floor),
        row("finish of the wizard, 1 client", rounds.one, rounds.floor),
        row(`finish of the wizard, ${CLIENTS} clients`, rounds.eight, rounds.floor),
        row(`both steps, and the email accepted, ${CLIENTS} clients`, rounds.whole, rounds.floor),
    ];
    const head = ["", "a second", "to the floor", "KiB written each", "CPU ms each", "p50 ms", "p99 ms"];
    return [{ title: `${ROUNDS} rounds of ${COUNT}, in turn`, head, rows }];
}
