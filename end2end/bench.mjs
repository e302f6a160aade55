// Measures the release binary over loopback sockets: SQLite in a file, durability on. Mails are saved as
// files, so that no mail server's pace is measured. BENCH_SECONDS bounds each run.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Client, form, load } from "./support/load.mjs";
import { becomeOwner, owner } from "./support/owner.mjs";
import { command, configure, ownerLink, serve } from "./support/server.mjs";

const CONNECTIONS = 16;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
const MANY = 1_000_000;
/** Fewer than a browser may ask at once: more are refused, and a refusal is quick. */
const ONE_BROWSER = 1_000;

// ---- What is asked, in the product's own words ------------------------------------------------------

const partnersPage = (/** @type {Client} */ client) => client.send({ path: "/partners" });

const findPartners = (/** @type {Client} */ client, /** @type {string} */ letters) =>
    client.send({ method: "POST", path: "/api/partners/find", headers: { accept: "application/json" }, body: form(["q", letters]) });

/** The owner in another browser, which may ask as much as the first. */
async function anotherBrowser() {
    const client = new Client(server.url);
    const body = form(["form[email]", owner.email], ["form[password]", owner.password]);
    const { status } = await client.send({ method: "POST", path: "/api/account/sign-in", body });
    if (status !== 303) throw new Error(`sign-in was answered ${status}`);
    return client;
}

/** The id of a status, which step 1 asks for. */
async function anyStatus(/** @type {Client} */ client) {
    const headers = { accept: "application/json" };
    const { body } = await client.send({ method: "POST", path: "/api/partners/choices", headers });
    return String(JSON.parse(body).statuses[0].id);
}

/** A draft whose first step is done; returns its id. */
async function draft(/** @type {Client} */ client, /** @type {string} */ status) {
    const id = randomUUID();
    const { status: answer, headers } = await client.send({
        method: "POST",
        path: "/api/onboarding/details",
        body: form(
            ["draft", id],
            ["form[name]", `Benchmark ${id}`],
            ["form[status]", status],
            ["form[first_name]", "Ana"],
            ["form[last_name]", "Ruiz"],
            ["form[email]", `ana.${id}@bench.example`],
            ["form[access]", "on"],
        ),
    });
    if (!headers.location?.endsWith("/invitation")) throw new Error(`a draft was refused: ${answer} ${headers.location}`);
    return id;
}

/** The last step: one transaction that makes partner, contact, invitation, queued mail and audit row. */
const finish = (/** @type {Client} */ client, /** @type {string} */ id, delivery = "email") =>
    client.send({
        method: "POST",
        path: "/api/onboarding/finish",
        body: form(["draft", id], ["form[delivery]", delivery]),
    });

/** An activation link that staff were handed, as the path to open. */
async function activationPath(/** @type {Client} */ client, /** @type {string} */ status) {
    await finish(client, await draft(client, status), "link");
    return `/activate/${client.cookie("gangway_link")}`;
}

const activationPage = (/** @type {Client} */ client) => client.send({ path: "/activate" });

// ---- How it is measured ------------------------------------------------------------------------------

/** @type {import("./support/server.mjs").Server} */
let server;
const configuration = await configure({ env: { RUST_LOG: "warn" } });
try {
    await measure();
} finally {
    await configuration.discard();
}

async function measure() {
    server = await serve(configuration);
    const admin = new Client(server.url);
    await becomeOwner(admin, await ownerLink(server));
    console.error((await command(configuration, "seed")).trim());
    const status = await anyStatus(admin);

    const rows = [
        await timed("Partners page, 40 partners", admin, partnersPage),
        await measurePalette(admin, status),
        await measureFinish(status),
        ...(await measureActivation(new Client(server.url), await activationPath(admin, status))),
    ];
    const refusals = await measureRefusals(server.url, admin, status);
    const busy = await residentMegabytes(server.pid);
    await server.stop();

    console.log(`\nSQLite in a file, durable; ${CONNECTIONS} connections over loopback, client on the same machine\n`);
    table(
        ["", "requests", "requests/s", "p50 ms", "p95 ms", "p99 ms"],
        rows.map(({ name, requests, perSecond, p50, p95, p99 }) => [
            name,
            String(requests),
            perSecond.toFixed(0),
            ...[p50, p95, p99].map((time) => time.toFixed(2)),
        ]),
    );

    console.log("\nOne after the other, in turn: nobody may learn from the time who is known (R16)\n");
    table(["", "requests", "p50 ms", "p95 ms"], refusals);

    const starts = [];
    let idle = 0;
    for (let run = 0; run < 10; run++) {
        server = await serve(configuration);
        starts.push(server.startedIn);
        await new Client(server.url).send({ path: "/sign-in" });
        idle = Math.max(idle, await residentMegabytes(server.pid));
        await server.stop();
    }
    starts.sort((a, b) => a - b);
    console.log();
    table(
        ["", "measured", "target"],
        [
            ["Cold start to ready, median of 10", `${((starts[4] + starts[5]) / 2).toFixed(0)} ms`, "100 ms"],
            ["Memory after one request, worst of 10", `${idle.toFixed(1)} MB`, "40 MB"],
            ["Memory after the runs above", `${busy.toFixed(1)} MB`, ""],
        ],
    );
}

/** The search behind Ctrl+K, letter by letter, with as many partners as an organisation of some size has. */
async function measurePalette(/** @type {Client} */ admin, /** @type {string} */ status) {
    for (let partners = 40; partners < 401; partners++) await finish(admin, await draft(admin, status), "link");
    const letters = ["a", "an", "ana", "ana.", "ben", "bench", "mai.nguyen", "harbour", "nothing"];
    const search = (/** @type {Client} */ client, /** @type {number} */ index) => findPartners(client, letters[index % letters.length]);
    return await timed("Palette, 401 partners", await anotherBrowser(), search, { requests: ONE_BROWSER });
}

/** @param {(client: Client, index: number) => Promise<import("./support/load.mjs").Response>} send */
async function timed(/** @type {string} */ name, /** @type {Client} */ client, send, { expect = /** @type {2 | 3} */ (2), requests = MANY } = {}) {
    console.error(`Measuring: ${name}`);
    // Enough for caches and connections, and not counted.
    await load({ connections: CONNECTIONS, requests: 500, seconds: 2 }, send, { client, expect });
    const result = await load({ connections: CONNECTIONS, requests, seconds: SECONDS }, send, { client, expect });
    return { name, ...result };
}

async function measureActivation(/** @type {Client} */ visitor, /** @type {string} */ path) {
    await visitor.send({ path });
    return [
        await timed("Activation link (GET, redirects)", visitor, (client) => client.send({ path }), { expect: 3 }),
        await timed("Activation page (GET)", visitor, activationPage),
    ];
}

/** Sign-in and forgotten password for addresses that are known, and for others that must look alike. */
async function measureRefusals(/** @type {string} */ url, /** @type {Client} */ admin, /** @type {string} */ status) {
    const invited = await draft(admin, status);
    await finish(admin, invited);
    const classes = {
        known: "olga@acme.example",
        invited: `ana.${invited}@bench.example`,
        unknown: "nobody@bench.example",
    };
    const password = /** @type {[string, string]} */ (["form[password]", "not this one"]);
    const questions = {
        // After ten the server no longer compares.
        "Sign-in refused": { path: "/api/account/sign-in", field: "form[email]", more: [password], rounds: 10 },
        "Forgotten password": { path: "/api/account/forgot-password", field: "email", more: [], rounds: 60 },
    };
    /** @type {string[][]} */
    const rows = [];
    for (const [question, { path, field, more, rounds }] of Object.entries(questions)) {
        console.error(`Measuring: ${question}`);
        /** @type {Record<string, number[]>} */
        const times = { known: [], invited: [], unknown: [] };
        for (let round = 0; round < rounds; round++) {
            for (const [kind, email] of Object.entries(classes)) {
                const fields = [/** @type {[string, string]} */ ([field, email]), ...more];
                const start = performance.now();
                await new Client(url).send({ method: "POST", path, body: form(...fields) });
                times[kind].push(performance.now() - start);
            }
        }
        for (const [kind, list] of Object.entries(times)) {
            list.sort((a, b) => a - b);
            const at = (/** @type {number} */ share) => list[Math.floor(list.length * share)].toFixed(2);
            rows.push([`${question}, ${kind} address`, String(list.length), at(0.5), at(0.95)]);
        }
    }
    return rows;
}

/** Each finish needs a draft of its own; those are made before the clock starts. */
async function measureFinish(/** @type {string} */ status) {
    const name = "Wizard finish with invitation";
    const warmUp = 50;
    const count = warmUp + 1_000;
    console.error(`Measuring: ${name} (${count} drafts first)`);
    /** @type {string[]} */
    const drafts = [];
    const writer = await anotherBrowser();
    for (let index = 0; index < count; index++) drafts.push(await draft(writer, status));
    const finisher = await anotherBrowser();
    const run = (/** @type {number} */ from, /** @type {number} */ requests) =>
        load(
            { connections: CONNECTIONS, requests, seconds: SECONDS * 3 },
            (client, index) => finish(client, drafts[from + index]),
            { client: finisher, expect: 3 },
        );
    await run(0, warmUp);
    return { name, ...(await run(warmUp, count - warmUp)) };
}

async function residentMegabytes(/** @type {number} */ pid) {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kilobytes) / 1_024;
}

function table(/** @type {string[]} */ head, /** @type {string[][]} */ rows) {
    const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
    for (const row of [head, ...rows]) {
        console.log(
            row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join("  "),
        );
    }
}
