// Lists, filters and searches as the number of partners grows, one request after the other. SIZES names the numbers;
// with TEST_DATABASE_URL, PostgreSQL is measured as well. QUESTIONS=search asks some of them only.
import { execFileSync } from "node:child_process";
import { form, percentiles } from "../support/load.mjs";
import { inWorld } from "./world.mjs";

const SIZES = (process.env.SIZES ?? "40,100000").split(",").map(Number);
const ROUNDS = Number(process.env.ROUNDS ?? 15);
const ONLY = new RegExp(process.env.QUESTIONS ?? "");

/** @typedef {import("../support/load.mjs").Client} Client */
/** @typedef {[name: string, request: import("../support/load.mjs").Request]} Question */
/** @typedef {{ partners: number, filledIn: number, times: Map<string, { p50: number, p95: number }> }} Column */

const COLUMNS = ["name", "status", "contact", "email", "language", "access", "invited", "signed-up", "last-seen", "added"];
const PARTS = [
    "none", "invited", "active", "attention", "refused", "bounced", "expired", "expiring", "reported", "silent", "requested", "scheduled",
];
const DIMENSIONS = ["month", "program", "template", "language", "inviter"];
const SEARCHES = {
    "a word": "harbor",
    "part of a word": "arbo",
    "a contact": "carla novak",
    "an address": "office@",
    "one partner": "analytics 17",
    "a letter": "a",
    nothing: "nothing-like-this",
    "across accents": "Zürich",
};

/** @returns {Question} */
const ask = (/** @type {string} */ name, /** @type {string} */ path, /** @type {Record<string, string>} */ fields) => [
    name,
    { method: "POST", path, headers: { accept: "application/json" }, body: form(...Object.entries(fields)) },
];
const list = (/** @type {string} */ name, /** @type {string} */ field, /** @type {string} */ value) =>
    ask(name, "/api/partners/list", { [`query[${field}]`]: value });

/** @returns {Question[]} */
const questions = (/** @type {string} */ status, /** @type {string} */ program, /** @type {string} */ manager) => [
    ["the page", { path: "/partners" }],
    ["Needs attention", { path: "/attention" }],
    ...DIMENSIONS.flatMap((by) => [
        ask(`funnel by ${by}, 90 days`, "/api/funnel/load", { "query[days]": "90", "query[by]": by }),
        ask(`funnel by ${by}, all`, "/api/funnel/load", { "query[days]": "all", "query[by]": by }),
    ]),
    ...COLUMNS.flatMap((column) => [list(`by ${column}`, "sort", column), list(`by ${column}, down`, "sort", `-${column}`)]),
    ...PARTS.map((part) => list(`only ${part}`, "access", part)),
    list("of a status", "status", status),
    list("of a program", "program", program),
    list("of a manager", "manager", manager),
    list("of a bar of the funnel", "cohort", `active...program.${program}`),
    ...Object.entries(SEARCHES).map(([name, q]) => list(`search: ${name}`, "q", q)),
    ...Object.entries(SEARCHES).map(([name, q]) => ask(`Ctrl+K: ${name}`, "/api/partners/find", { q })),
];

async function timed(/** @type {Client} */ client, /** @type {Question} */ [name, request]) {
    /** @type {number[]} */
    const times = [];
    for (let round = 0; round < ROUNDS; round++) {
        const sent = performance.now();
        const { status, body } = await client.send(request);
        times.push(performance.now() - sent);
        if (status !== 200) throw new Error(`${name} was answered ${status}: ${body.slice(0, 300)}`);
    }
    return percentiles(times.sort((a, b) => a - b));
}

/** Each question's times with so many partners on one engine. @returns {Promise<Column>} */
const measure = (/** @type {number} */ partners, databaseUrl = "") =>
    inWorld({ partners, databaseUrl }, async ({ owner, filledIn }) => {
        console.error(`${partners} partners in ${filledIn.toFixed(0)} s`);
        const choices = await owner.send({ method: "POST", path: "/api/partners/choices", headers: { accept: "application/json" } });
        const { statuses, programs, me } = JSON.parse(choices.body);
        const times = new Map();
        for (const question of questions(statuses[0].id, programs[0].id, me)) {
            if (ONLY.test(question[0])) times.set(question[0], await timed(owner, question));
        }
        return { partners, filledIn, times };
    });

/** Runs SQL in the cluster of TEST_DATABASE_URL. */
const psql = (/** @type {string} */ statement) => execFileSync("psql", [String(process.env.TEST_DATABASE_URL), "-qc", statement]);

/** The same in an empty database beside the one of the tests. */
async function measureOnPostgres(/** @type {number} */ partners) {
    const url = new URL(String(process.env.TEST_DATABASE_URL));
    url.pathname = `/lists_${partners}`;
    psql(`create database lists_${partners}`);
    const column = await measure(partners, url.href);
    psql(`drop database lists_${partners} with (force)`);
    return column;
}

/** A row: a cell for each number of partners, with the growth between them. */
function row(/** @type {string} */ name, /** @type {string[]} */ cells, /** @type {number[]} */ numbers) {
    const growth = (/** @type {number} */ index) => `× ${(Number(numbers[index]) / Number(numbers[index - 1])).toFixed(1)}`;
    return [name, ...cells.flatMap((cell, index) => (index === 0 ? [cell] : [growth(index), cell]))];
}

function table(/** @type {string} */ engine, /** @type {Column[]} */ columns) {
    const filled = columns.map(({ filledIn }) => filledIn);
    const rows = [...(columns[0]?.times.keys() ?? [])].map((name) => {
        const times = columns.map(({ times }) => times.get(name) ?? { p50: NaN, p95: NaN });
        const cells = times.map(({ p50, p95 }) => `${p50.toFixed(1)} / ${p95.toFixed(1)}`);
        return row(name, cells, times.map(({ p50 }) => p50));
    });
    return {
        title: `${engine}: p50 / p95 in ms of ${ROUNDS} requests, and growth of p50`,
        head: ["", ...columns.flatMap(({ partners }, index) => [...(index === 0 ? [] : [""]), partners.toLocaleString("en")])],
        rows: [row("generating the data", filled.map((seconds) => `${seconds.toFixed(1)} s`), filled), ...rows],
    };
}

export async function lists() {
    const tables = [];
    for (const engine of process.env.TEST_DATABASE_URL ? ["SQLite", "PostgreSQL"] : ["SQLite"]) {
        const columns = [];
        for (const partners of SIZES) columns.push(await (engine === "SQLite" ? measure(partners) : measureOnPostgres(partners)));
        tables.push(table(engine, columns));
    }
    return tables;
}
