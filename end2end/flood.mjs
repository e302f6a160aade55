// What strangers can do to everyone else: floods of requests against the release binary, and meanwhile people who
// activate, sign in with a browser they know, and add partners. What must hold is checked; how fast it was is printed.
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { Client, form, percentiles } from "./support/load.mjs";
import { becomeOwner, owner } from "./support/owner.mjs";
import { configure, ownerLink, serve } from "./support/server.mjs";
import { scaled } from "./support/timeouts.mjs";
import { activate, anyStatus, draft, finishOf, invite } from "./support/wizard.mjs";

const SECONDS = Number(process.env.FLOOD_SECONDS ?? 15);
/** As long as a password is judged, with every letter that has another spelling. */
const HOSTILE = encodeURIComponent("4@8({[<3691!|70$5+%2".repeat(5));
const SIGN_IN = { method: "POST", path: "/api/account/sign-in", bodies: "form[email]=u{n}%40x.example&form[password]=longenough1" };

const FLOODS = [
    { name: "nobody", inFlight: 0, method: "GET", path: "/healthz", bodies: "" },
    { name: "50 hostile passwords", inFlight: 50, method: "POST", path: "/api/account/rate-password", bodies: `context=&password=${HOSTILE}` },
    { name: "200 sign-ins", inFlight: 200, ...SIGN_IN },
    { name: "1,000 sign-ins", inFlight: 1_000, ...SIGN_IN },
    { name: "1,000 connections on /readyz", inFlight: 1_000, method: "GET", path: "/readyz", bodies: "" },
];

const pause = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

/** How long `work` takes, in milliseconds; fails unless its answer has a status that begins with `expected`. */
async function timed(/** @type {number} */ expected, /** @type {() => Promise<{ status: number, body: string }>} */ work) {
    const sent = performance.now();
    const { status, body } = await work();
    if (Math.floor(status / 100) !== expected) throw new Error(`answered ${status}: ${body.slice(0, 300)}`);
    return performance.now() - sent;
}

/** Repeats `work` until the time is over. */
async function repeat(/** @type {() => boolean} */ goesOn, /** @type {number} */ every, /** @type {() => Promise<number>} */ work) {
    /** @type {number[]} */
    const times = [];
    while (goesOn()) {
        times.push(await work());
        await pause(every);
    }
    return times.sort((a, b) => a - b);
}

const configuration = await configure({ env: { RUST_LOG: "error" } });
const server = await serve(configuration);
try {
    await run();
} finally {
    await server.stop();
    await configuration.discard();
}

async function run() {
    const admin = new Client(server.url);
    await becomeOwner(admin, await ownerLink(server));
    const status = await anyStatus(admin);
    /** @type {Awaited<ReturnType<typeof beside>>[]} */
    const rows = [];
    for (const flood of FLOODS) {
        console.error(`${SECONDS} seconds with ${flood.name}`);
        rows.push(await beside(flood, admin, status));
    }
    const quiet = rows[0].add;
    console.log("| flood | /healthz p99 | activation p99 | known sign-in p99 | add a partner p50 | p95 | its answers |");
    console.log("|---|---|---|---|---|---|---|");
    for (const { name, healthz, activation, signIn, add, counts } of rows) {
        const times = [healthz.p99, activation.p99, signIn.p99, add.p50, add.p95].map((time) => `${time.toFixed(0)} ms`);
        console.log(`| ${[name, ...times, counts].join(" | ")} |`);
    }
    /** @type {[what: string, time: (row: Awaited<ReturnType<typeof beside>>) => number, most: number][]} */
    const limits = [
        ["/healthz", ({ healthz }) => healthz.p99, scaled(50)],
        ["activation", ({ activation }) => activation.p99, scaled(500)],
        ["known sign-in", ({ signIn }) => signIn.p99, scaled(500)],
        ["adding", ({ add }) => add.p50, Math.max(2 * quiet.p50, scaled(10))],
        // Some fifty were added: their p99 would be the slowest alone.
        ["the slowest adding", ({ add }) => add.p95, Math.max(2 * quiet.p95, scaled(50))],
    ];
    const over = rows.flatMap((row) =>
        limits
            .filter(([, time, most]) => time(row) > most)
            .map(([what, , most]) => `${what} beside ${row.name}: over ${most.toFixed(0)} ms`),
    );
    if (over.length > 0) throw new Error(over.join("\n"));
}

/** What the others see beside a flood. */
async function beside(/** @type {(typeof FLOODS)[number]} */ flood, /** @type {Client} */ admin, /** @type {string} */ status) {
    const known = new Client(server.url);
    const signIn = () =>
        known.send({ method: "POST", path: SIGN_IN.path, body: form(["form[email]", owner.email], ["form[password]", owner.password]) });
    // By the browser that set Gangway up, which was signed out.
    for (const { name, value } of admin.cookies()) if (name !== "gangway_session") known.keep(name, value);
    const links = await Promise.all(Array.from({ length: SECONDS }, () => invite(admin, status)));
    const port = Number(new URL(server.url).port);
    const attack = flood.inFlight > 0 ? new Worker(new URL("./support/flood.mjs", import.meta.url), { workerData: { ...flood, port } }) : undefined;
    await pause(1_000);
    let goesOn = true;
    const isOn = () => goesOn;
    setTimeout(() => (goesOn = false), SECONDS * 1_000);
    const visitor = new Client(server.url);
    let signIns = 0;
    const measured = await Promise.all([
        repeat(isOn, 50, () => timed(2, () => visitor.send({ path: "/healthz" }))),
        repeat(() => goesOn && links.length > 0, 900, () => activateInNewBrowser(String(links.pop()))),
        // A browser has a few tries, right or wrong, before it is slowed down.
        repeat(() => goesOn && signIns++ < 2, 5_000, () => timed(3, signIn)),
        repeat(isOn, 250, async () => {
            const id = await draft(admin, status);
            return timed(2, () => admin.send(finishOf(id)));
        }),
    ]);
    attack?.postMessage("How many were there?");
    const counts = attack ? await once(attack, "message").then(([counts]) => counts) : {};
    await attack?.terminate();
    await pause(3_000);
    const [healthz, activation, known_, add] = measured.map(percentiles);
    const said = Object.entries(counts).map(([code, count]) => `${count} × ${code}`).join(", ");
    return { name: flood.name, healthz, activation, signIn: known_, add, counts: said };
}

/** Opens a link in a new browser, and activates; how long the click on the button took. */
async function activateInNewBrowser(/** @type {string} */ path) {
    const contact = new Client(server.url);
    const took = await activate(contact, path);
    contact.close();
    return took;
}
