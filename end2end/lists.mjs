// Measures lists, filters, searches and counts as the number of partners grows. SIZES names the numbers; with
// TEST_DATABASE_URL, PostgreSQL is measured as well. What is timed is the answer that a page of the app waits for.
import { execFileSync } from "node:child_process";
import { Client, form } from "./support/load.mjs";
import { becomeOwner } from "./support/owner.mjs";
import { command, configure, ownerLink, serve } from "./support/server.mjs";

const SIZES = (process.env.SIZES ?? "40,100000").split(",").map(Number);
const ROUNDS = Number(process.env.ROUNDS ?? 15);
const ONLY = new RegExp(process.env.ONLY ?? "");

/** @typedef {[name: string, fields: Record<string, string>]} Question */

/** @type {Question[]} */
const ORDERS = ["name", "status", "contact", "email", "language", "access", "invited", "signed-up", "last-seen", "added"].flatMap(
    (sort) => [
        [`by ${sort}`, { sort }],
        [`by ${sort}, down`, { sort: `-${sort}` }],
    ],
);
/** @type {Question[]} */
const PARTS = ["none", "invited", "active", "attention", "refused", "expired", "reported", "silent", "requested", "scheduled"].map(
    (access) => [`only ${access}`, { access }],
);
/** @type {Question[]} */
const SEARCHES = [
    ["a word", "harbor"],
    ["part of a word", "arbo"],
    ["a contact", "carla novak"],
    ["an address", "office@"],
    ["one partner", "analytics 17"],
    ["a letter", "a"],
    ["nothing", "nothing-like-this"],
    ["across accents", "Zürich"],
].map(([name, q]) => [`search: ${name}`, { q: String(q) }]);

/** The p50 and p95 of a question, in milliseconds. */
async function timed(/** @type {Client} */ client, /** @type {Record<string, string>} */ fields) {
    const body = form(...Object.entries(fields).map(([name, value]) => /** @type {[string, string]} */ ([`query[${name}]`, value])));
    /** @type {number[]} */
    const times = [];
    for (let round = 0; round < ROUNDS; round++) {
        const begin = performance.now();
        const answer = await client.send({ method: "POST", path: "/api/partners/list", headers: { accept: "application/json" }, body });
        times.push(performance.now() - begin);
        if (answer.status !== 200) throw new Error(`${JSON.stringify(fields)} was answered ${answer.status}: ${answer.body}`);
    }
    times.sort((a, b) => a - b);
    return [times[Math.floor(times.length / 2)], times[Math.floor(times.length * 0.95)]].map((time) => time ?? 0);
}

/** Each question's times with so many partners on one engine. */
async function measure(/** @type {number} */ partners, /** @type {string | undefined} */ databaseUrl) {
    const configuration = await configure({ env: { RUST_LOG: "error", ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) } });
    try {
        let server = await serve(configuration);
        const admin = new Client(server.url);
        await becomeOwner(admin, await ownerLink(server));
        await server.stop();
        const begin = performance.now();
        await command(configuration, "seed", "--partners", String(partners));
        console.error(`${partners} partners in ${((performance.now() - begin) / 1000).toFixed(0)} s`);
        server = await serve(configuration, { patience: 120_000 });
        /** @type {Map<string, number[]>} */
        const times = new Map();
        const choices = await admin.send({ method: "POST", path: "/api/partners/choices", headers: { accept: "application/json" } });
        const ids = choices.body.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
        /** @type {Question[]} */
        const filters = [["of a status", { status: String(ids[0]) }], ["of a program", { program: String(ids.at(-1)) }]];
        for (const [name, fields] of [...ORDERS, ...PARTS, ...filters, ...SEARCHES]) {
            if (ONLY.test(name)) times.set(name, await timed(admin, fields));
        }
        await server.stop();
        return times;
    } finally {
        await configuration.discard();
    }
}

/** An empty database beside the one of the tests. */
function database(/** @type {number} */ partners) {
    const url = new URL(String(process.env.TEST_DATABASE_URL));
    const name = `lists_${partners}`;
    execFileSync("psql", [url.href, "-qc", `drop database if exists ${name}`, "-c", `create database ${name}`]);
    url.pathname = `/${name}`;
    return url.href;
}

const columns = [];
for (const engine of process.env.TEST_DATABASE_URL ? ["SQLite", "PostgreSQL"] : ["SQLite"]) {
    for (const partners of SIZES) {
        const times = await measure(partners, engine === "SQLite" ? undefined : database(partners));
        columns.push({ title: `${engine}, ${partners.toLocaleString("en")}`, times });
    }
}
console.log(`\np50 / p95 in ms, ${ROUNDS} times one after the other\n`);
console.log(`| | ${columns.map(({ title }) => title).join(" | ")} |`);
console.log(`|---|${columns.map(() => "---|").join("")}`);
for (const name of columns[0]?.times.keys() ?? []) {
    const cells = columns.map(({ times }) => (times.get(name) ?? []).map((time) => time.toFixed(1)).join(" / "));
    console.log(`| ${name} | ${cells.join(" | ")} |`);
}
