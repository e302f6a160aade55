// Many at once against the release binary: partners are added at a pace while others browse, first
// undisturbed, then beside thousands of connections that say nothing and some that never end their sentence.
// Mail goes to a mail server in this process. What must hold is checked; how fast it was is printed.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { appendFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { Client, form, percentiles } from "./support/load.mjs";
import { becomeOwner, owner, stayConfirmed } from "./support/owner.mjs";
import { megabytes } from "./support/process.mjs";
import { configure, ownerLink, serve } from "./support/server.mjs";
import { addressOf, anyStatus, detailsOf, finishOf } from "./support/wizard.mjs";

const SECONDS = Number(process.env.LOAD_SECONDS ?? 60);
const PARTNERS_A_MINUTE = Number(process.env.LOAD_PARTNERS ?? 2_000);
const SESSIONS = Number(process.env.LOAD_SESSIONS ?? 200);
const SILENT = Number(process.env.LOAD_SOCKETS ?? 20_000);
const SLOW = Math.ceil(SILENT / 100);
/** Whoever browses reads a page about as long, in milliseconds. */
const READING = 2_000;
/** When a closed connection is opened again, in milliseconds: an attack that goes on. */
const AGAIN = 10_000;

const pause = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

/** Asks again on a new connection where a silent one was closed meanwhile, as browsers do. */
async function ask(/** @type {Client} */ client, /** @type {import("./support/load.mjs").Request} */ request) {
    try {
        return await client.send(request);
    } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ECONNRESET") throw error;
        return await client.send(request);
    }
}

function check(/** @type {boolean} */ holds, /** @type {string} */ words) {
    if (!holds) throw new Error(words);
}

// ---- The world, in threads of its own: what it costs is not counted as waiting --------------------------

const mailServer = new Worker(new URL("./support/mail-server.mjs", import.meta.url));
const port = await answer(mailServer);

/** The next message of `thread`, asked for with `question` if there is one. */
async function answer(/** @type {Worker} */ thread, question = "") {
    if (question) thread.postMessage(question);
    const [words] = await once(thread, "message");
    return words;
}

/** The same in every thread, in milliseconds. */
const now = () => performance.timeOrigin + performance.now();

// ---- The people -------------------------------------------------------------------------------------

/** When each partner's contact was acknowledged. @type {Map<string, number>} */
const acknowledged = new Map();

/** Adds one partner by the wizard; returns how long its last step took. */
async function add(/** @type {Client} */ client, /** @type {string} */ status) {
    const draft = randomUUID();
    const kept = await ask(client, detailsOf(draft, status));
    check(kept.status === 200, `step 1 was answered ${kept.status}: ${kept.body.slice(0, 300)}`);
    const sent = performance.now();
    const added = await ask(client, finishOf(draft));
    check(added.status === 200, `Add was answered ${added.status}: ${added.body.slice(0, 300)}`);
    acknowledged.set(addressOf(draft), now());
    return performance.now() - sent;
}

async function addAtPace(/** @type {Client} */ admin, /** @type {string} */ status, /** @type {number} */ count) {
    const clients = Array.from({ length: 32 }, () => admin.fork(1));
    const started = performance.now();
    /** @type {number[]} */
    const times = [];
    let next = 0;
    await Promise.all(
        clients.map(async (client) => {
            while (next < count) {
                const due = started + (next++ * 60_000) / PARTNERS_A_MINUTE;
                await pause(Math.max(0, due - performance.now()));
                times.push(await add(client, status));
            }
        }),
    );
    clients.forEach((client) => client.close());
    return { times, seconds: (performance.now() - started) / 1_000 };
}

async function browse(/** @type {Client[]} */ sessions, /** @type {() => boolean} */ goesOn) {
    const pages = ["/partners", "/partners?q=partner", "/manage/mail", "/manage/audit", "/help/invite-partners"];
    /** @type {number[]} */
    const times = [];
    await Promise.all(
        sessions.map(async (client, number) => {
            await pause((number * READING) / sessions.length);
            for (let turn = number; goesOn(); turn++) {
                const sent = performance.now();
                const { status } = await ask(client, { path: pages[turn % pages.length] });
                times.push(performance.now() - sent);
                check(status === 200, `${pages[turn % pages.length]} was answered ${status}`);
                await pause(READING);
            }
        }),
    );
    return times;
}

/** A visitor who was never here, every tenth of a second. */
async function knock(/** @type {string} */ url, /** @type {() => boolean} */ goesOn) {
    /** @type {number[]} */
    const times = [];
    while (goesOn()) {
        const visitor = new Client(url);
        const sent = performance.now();
        const { status } = await visitor.send({ path: "/healthz" });
        times.push(performance.now() - sent);
        check(status === 200, `/healthz was answered ${status}`);
        visitor.close();
        await pause(100);
    }
    return times;
}

// ---- The run ----------------------------------------------------------------------------------------

const configuration = await configure({ smtpUrl: `smtp://127.0.0.1:${port}`, env: { RUST_LOG: "warn" } });
const server = await serve(configuration);
try {
    await run();
} finally {
    await server.stop();
    await configuration.discard();
    await mailServer.terminate();
}

async function run() {
    const admin = new Client(server.url);
    await becomeOwner(admin, await ownerLink(server));
    const status = await anyStatus(admin);
    const sessions = await signIn();
    const idle = await megabytes(server.pid, "VmRSS");
    const rows = [await phase("undisturbed", admin, status, sessions)];
    const target = { silent: SILENT, slow: SLOW, port: Number(new URL(server.url).port), again: AGAIN };
    const attack = new Worker(new URL("./support/crowd.mjs", import.meta.url), { workerData: target });
    rows.push(await phase(`with ${SILENT} silent and ${SLOW} endless connections`, admin, status, sessions));
    const { opened, closed, most } = await answer(attack, "How many were there?");
    await attack.terminate();
    console.error(`${opened} connections opened, up to ${most} at a time, ${closed} closed by the server`);

    const [now, peak] = [await megabytes(server.pid, "VmRSS"), await megabytes(server.pid, "VmHWM")];
    check(peak < idle + 256, `memory grew from ${idle} to ${peak} MB`);
    console.log(`\nMemory: ${idle} MB before, ${now} MB after, ${peak} MB at most\n`);
    rows.forEach((row) => console.log(row));
    const table = process.env.GANGWAY_PROVE_TABLE;
    if (table) {
        const line = (/** @type {string} */ words) => `| R47 | SQLite | ${words} | |\n`;
        const memory = `memory of the server in both: ${idle} MB before, ${peak} MB at most`;
        await appendFile(table, [...rows, memory].map(line).join(""));
    }
}

/** One phase; checks that all was answered and every mail arrived once, and puts it into words. */
async function phase(
    /** @type {string} */ name,
    /** @type {Client} */ admin,
    /** @type {string} */ status,
    /** @type {Client[]} */ sessions,
) {
    console.error(`${SECONDS} seconds ${name}`);
    let goesOn = true;
    const others = Promise.all([browse(sessions, () => goesOn), knock(server.url, () => goesOn)]);
    const count = Math.round((PARTNERS_A_MINUTE * SECONDS) / 60);
    const { times, seconds } = await addAtPace(admin, status, count).finally(() => (goesOn = false));
    const [pages, knocks] = await others;
    const delays = await arrivals();
    await stayConfirmed(admin);
    const list = await admin.send({ path: "/partners/export.csv" });
    const missing = [...acknowledged.keys()].filter((email) => !list.body.includes(email));
    check(missing.length === 0, `${missing.length} acknowledged partners are missing`);
    const [finish, page, health, mail] = [times, pages, knocks, delays].map(words);
    return (
        `${name}: ${times.length} partners in ${seconds.toFixed(0)} s (Add ${finish}), ${sessions.length} sessions read ` +
        `${pages.length} pages (${page}), /healthz answered in ${health}; every email accepted once, ${mail} after Add was answered`
    );
}

/** How long after its acknowledgement each mail was accepted, once all of this phase are there. */
async function arrivals() {
    /** @type {[string, number][]} */
    const accepted = [];
    for (let tries = 0; acknowledged.size > accepted.length; tries++) {
        check(tries < 600, `${acknowledged.size - accepted.length} mails did not arrive within a minute`);
        await pause(100);
        // The owner, too, gets email: about browsers that signed in.
    const came = /** @type {[string, number][]} */ (await answer(mailServer, "What came?"));
    accepted.push(...came.filter(([email]) => acknowledged.has(email)));
    }
    const copies = new Map(accepted);
    check(copies.size === accepted.length, `${accepted.length - copies.size} mails arrived twice`);
    const delays = [...acknowledged].map(([email, at]) => {
        const accepted = copies.get(email);
        check(accepted !== undefined, `${email} got no mail`);
        return Math.max(0, Number(accepted) - at);
    });
    acknowledged.clear();
    return delays;
}

/** Browsers with a few sessions between them: nobody has more than twenty, and the owner has one already. */
async function signIn() {
    const path = "/api/account/sign-in";
    const body = form(["form[email]", owner.email], ["form[password]", owner.password]);
    const signedIn = Array.from({ length: Math.min(SESSIONS, 19) }, () => new Client(server.url));
    for (const client of signedIn) {
        const { status } = await client.send({ method: "POST", path, body });
        check(status === 303, `sign-in was answered ${status}`);
    }
    return Array.from({ length: SESSIONS }, (_, n) => signedIn[n % signedIn.length].fork(1));
}

function words(/** @type {number[]} */ times) {
    const { p50, p95, p99 } = percentiles(times.sort((a, b) => a - b));
    return `p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)}, p99 ${p99.toFixed(0)} ms`;
}
