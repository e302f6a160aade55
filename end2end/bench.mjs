// Measures the release binary over loopback sockets: SQLite in a file, durability on, mails to a real SMTP
// server. BENCH_SECONDS bounds each run.
import { readFile } from "node:fs/promises";
import { SMTPServer } from "smtp-server";
import { Client, form, load } from "./support/load.mjs";
import { owner } from "./support/owner.mjs";
import { command, configure, ownerLink, serve } from "./support/server.mjs";

const CONNECTIONS = 16;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
const MANY = 1_000_000;

// ---- What is asked, in the product's own words ------------------------------------------------------

/** Opens the one-time link and sets a password; the client then holds the session's cookie. */
async function becomeOwner(/** @type {Client} */ client, /** @type {string} */ link) {
    await client.follow({ path: new URL(link).pathname });
    const { status, body } = await client.follow({
        method: "POST",
        path: "/api/invitations/accept",
        body: form(["form[password]", owner.password]),
    });
    if (status !== 200) throw new Error(`the owner could not sign in: ${status}\n${body.slice(0, 500)}`);
}

const partnersPage = (/** @type {Client} */ client) => client.send({ path: "/partners" });

/** A draft whose first step is done; returns its id. */
async function draft(/** @type {Client} */ client, /** @type {number} */ index) {
    const started = await client.follow({ path: "/partners/new" });
    const id = draftId(started.path);
    await client.send({
        method: "POST",
        path: "/api/onboarding/save-details",
        body: form(
            ["form[draft]", id],
            ["form[company]", `Benchmark ${index}`],
            ["form[first_name]", "Ana"],
            ["form[last_name]", "Ruiz"],
            ["form[email]", `ana.${index}@bench.example`],
            ["form[portal_access]", "true"],
        ),
    });
    return id;
}

const draftId = (/** @type {string} */ path) => /\/partners\/new\/([^/]+)/.exec(path)?.[1] ?? "";

/** The last step: one transaction that makes partner, contact, invitation, queued mail and audit row. */
const finish = (/** @type {Client} */ client, /** @type {string} */ id) =>
    client.send({
        method: "POST",
        path: "/api/onboarding/finish",
        body: form(["form[draft]", id], ["form[delivery]", "email"]),
    });

const activationLink = (/** @type {Client} */ client, /** @type {string} */ link) =>
    client.send({ path: new URL(link).pathname });

const activationPage = (/** @type {Client} */ client) => client.send({ path: "/activate" });

// ---- How it is measured ------------------------------------------------------------------------------

const sink = await smtpSink();
const configuration = await configure({ smtpUrl: sink.url, env: { RUST_LOG: "warn" } });
try {
    await measure();
} finally {
    await configuration.discard();
    sink.close();
}

async function measure() {
    let server = await serve(configuration);
    const link = await ownerLink(server);
    const visitor = new Client(server.url);
    const [linkRun, pageRun] = await measureActivation(visitor, link);

    const admin = new Client(server.url);
    await becomeOwner(admin, link);
    console.error((await command(configuration, "seed")).trim());

    const rows = [
        await timed("Partners page", admin, partnersPage),
        await measureFinish(admin),
        linkRun,
        pageRun,
    ];
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

    const starts = [];
    let memory = 0;
    for (let run = 0; run < 10; run++) {
        server = await serve(configuration);
        starts.push(server.startedIn);
        await new Client(server.url).send({ path: "/sign-in" });
        memory = Math.max(memory, await residentMegabytes(server.pid));
        await server.stop();
    }
    starts.sort((a, b) => a - b);
    console.log();
    table(
        ["", "measured", "target"],
        [
            ["Cold start to ready, median of 10", `${((starts[4] + starts[5]) / 2).toFixed(0)} ms`, "100 ms"],
            ["Memory after one request, worst of 10", `${memory.toFixed(1)} MB`, "40 MB"],
        ],
    );
}

/** @param {(client: Client, index: number) => Promise<import("./support/load.mjs").Response>} send */
async function timed(/** @type {string} */ name, /** @type {Client} */ client, send, /** @type {2 | 3} */ expect = 2) {
    console.error(`Measuring: ${name}`);
    // Enough for caches and connections, and not counted.
    await load({ connections: CONNECTIONS, requests: 500, seconds: 2 }, send, { client, expect });
    const result = await load({ connections: CONNECTIONS, requests: MANY, seconds: SECONDS }, send, { client, expect });
    return { name, ...result };
}

async function measureActivation(/** @type {Client} */ visitor, /** @type {string} */ link) {
    await visitor.follow({ path: new URL(link).pathname });
    return [
        await timed("Activation link (GET, redirects)", visitor, (client) => activationLink(client, link), 3),
        await timed("Activation page (GET)", visitor, activationPage),
    ];
}

/** Each finish needs a draft of its own; those are made before the clock starts. */
async function measureFinish(/** @type {Client} */ admin) {
    const name = "Wizard finish with invitation";
    const warmUp = 50;
    const count = warmUp + 1_000;
    console.error(`Measuring: ${name} (${count} drafts first)`);
    /** @type {string[]} */
    const drafts = [];
    for (let index = 0; index < count; index++) drafts.push(await draft(admin, index));
    const run = (/** @type {number} */ from, /** @type {number} */ requests) =>
        load(
            { connections: CONNECTIONS, requests, seconds: SECONDS * 3 },
            (client, index) => finish(client, drafts[from + index]),
            { client: admin, expect: 3 },
        );
    await run(0, warmUp);
    return { name, ...(await run(warmUp, count - warmUp)) };
}

/** A mail server that takes everything and keeps nothing. */
async function smtpSink() {
    const server = new SMTPServer({
        authOptional: true,
        hideSTARTTLS: true,
        disableReverseLookup: true,
        closeTimeout: 200,
        onData: (stream, _session, done) => stream.resume().on("end", () => done()),
    });
    server.on("error", () => {});
    await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.server.address());
    return { url: `smtp://127.0.0.1:${port}`, close: () => server.close() };
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
