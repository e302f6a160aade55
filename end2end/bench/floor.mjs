// SQLite's own floor: durable transactions of six rows, one by one, as `sqlite3` commits them.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { spent } from "../support/process.mjs";

/** The finish of the wizard writes about as much: partner, contact, membership, invitation, email, audit. */
const ROWS = 6;
const SETTINGS = "pragma journal_mode = wal; pragma synchronous = full;";
const TABLE = "create table t (id integer primary key, words text) strict;";
const INSERT = `insert into t (words) values ('${"x".repeat(200)}');`;
const TRANSACTION = `begin immediate; ${INSERT.repeat(ROWS)} commit;\n`;

/** A `sqlite3` with a database where the server has its own: in the folder for temporary files. */
export class Floor {
    #folder;
    #child;
    #lines;

    constructor(/** @type {string} */ folder) {
        this.#folder = folder;
        this.#child = spawn("sqlite3", [join(folder, "floor.db")], { stdio: ["pipe", "pipe", "inherit"] });
        this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
    }

    static async open() {
        const floor = new Floor(await mkdtemp(join(tmpdir(), "floor-")));
        await floor.#answer(SETTINGS + TABLE);
        return floor;
    }

    /** Commits so many transactions: how long they took, and what they cost. */
    async measure(/** @type {number} */ count) {
        const pid = Number(this.#child.pid);
        const before = await spent(pid);
        const begin = performance.now();
        await this.#answer(TRANSACTION.repeat(count));
        const seconds = (performance.now() - begin) / 1_000;
        const after = await spent(pid);
        return { seconds, count, cpu: after.cpu - before.cpu, written: after.written - before.written };
    }

    async close() {
        this.#child.stdin.end();
        await once(this.#child, "close");
        await rm(this.#folder, { recursive: true });
    }

    /** Runs statements to their end. */
    async #answer(/** @type {string} */ statements) {
        this.#child.stdin.write(`${statements}\nselect 'done';\n`);
        while ((await this.#lines.next()).value !== "done");
    }
}
