// Many partners at once: a spreadsheet comes in, all get access, and the list goes out as a file. TRANSFERS names the
// numbers of partners, and IMPORTED the number of a file that is only imported and exported.
import { form } from "../support/load.mjs";
import { stayConfirmed } from "../support/owner.mjs";
import { megabytes, resetPeak } from "../support/process.mjs";
import { MailSink } from "./mail-sink.mjs";
import { inWorld } from "./world.mjs";

const NUMBERS = (process.env.TRANSFERS ?? "1000,10000").split(",").map(Number);
const IMPORTED = Number(process.env.IMPORTED ?? 200_000);
/** The most rows of one file. */
const ROWS = 200_000;
const JSON_ONLY = { accept: "application/json" };

/** @typedef {import("../support/load.mjs").Client} Client */

/** Files of new partners, as a spreadsheet saves them. */
const files = (/** @type {number} */ count) =>
    Array.from({ length: Math.ceil(count / ROWS) }, (_, file) => {
        const line = (/** @type {number} */ n) => `Company ${n} Ltd;Ana Ruiz;ana@company${n}.example`;
        const rows = Array.from({ length: Math.min(ROWS, count - file * ROWS) }, (_, row) => line(file * ROWS + row));
        return ["Company;Contact;Email", ...rows].join("\r\n");
    });

/** Calls a server function and returns its answer. */
async function call(/** @type {Client} */ owner, /** @type {string} */ path, /** @type {Record<string, string>} */ fields) {
    const body = form(...Object.entries(fields));
    const answer = await owner.send({ method: "POST", path: `/api/partners/${path}`, headers: JSON_ONLY, body });
    if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}: ${answer.body.slice(0, 300)}`);
    return answer.body === "" ? undefined : JSON.parse(answer.body);
}

/** Sends a file as its form does; returns the id of the import. */
async function upload(/** @type {Client} */ owner, /** @type {string} */ csv) {
    const head = 'content-disposition: form-data; name="file"; filename="partners.csv"\r\ncontent-type: text/csv';
    const { status, headers } = await owner.send({
        method: "POST",
        path: "/partners/import/file",
        headers: { "content-type": "multipart/form-data; boundary=part" },
        body: `--part\r\n${head}\r\n\r\n${csv}\r\n--part--\r\n`,
    });
    const id = /\/partners\/import\/([0-9a-f-]{36})$/.exec(headers.location ?? "")?.[1];
    if (!id) throw new Error(`the file was answered ${status} ${headers.location}`);
    return id;
}

/** Waits until nothing is done with a file any more, and looks as often as its page does. */
async function idle(/** @type {Client} */ owner, /** @type {string} */ id) {
    for (let stage = ""; stage !== "checked"; await new Promise((done) => setTimeout(done, 500))) {
        ({ stage } = (await call(owner, "load-import", { import: id, state: "", after: "" })).progress);
    }
}

/** Gives access to everyone; returns the id of the bulk change. @returns {Promise<string>} */
async function giveAccess(/** @type {Client} */ owner) {
    const { bulk, tally } = await call(owner, "plan-bulk", { change: "give", "selection[all]": "on" });
    const plan = { bulk, change: "give", affected: String(tally.affected), "selection][all": "on" };
    await call(owner, "start-bulk", Object.fromEntries(Object.entries(plan).map(([name, value]) => [`form[${name}]`, value])));
    return bulk;
}

/** Waits until no partner of a bulk change is left, and looks as often as its page does. */
async function queued(/** @type {Client} */ owner, /** @type {string} */ bulk) {
    for (let waiting = 1; waiting > 0; await new Promise((done) => setTimeout(done, 500))) {
        ({ waiting } = await call(owner, "bulk-progress", { bulk, outcome: "", after: "" }));
    }
}

/** All that happens to so many partners, with or without their access, as rows of the table. */
async function measure(/** @type {number} */ count, hasAccess = true) {
    const sink = await MailSink.open();
    const rows = await inWorld({ smtpUrl: sink.url }, async ({ server, owner }) => {
        /** @type {string[][]} */
        const rows = [];
        const timed = async (/** @type {string} */ name, /** @type {() => Promise<void>} */ work) => {
            await stayConfirmed(owner);
            await resetPeak(server.pid);
            const begin = performance.now();
            await work();
            const seconds = (performance.now() - begin) / 1_000;
            const peak = await megabytes(server.pid, "VmHWM");
            rows.push([name, count.toLocaleString("en"), seconds.toFixed(1), (count / seconds).toFixed(0), String(peak)]);
        };
        /** @type {string[]} */
        const imports = [];
        await timed("check the spreadsheet", async () => {
            for (const file of files(count)) imports.push(await upload(owner, file));
            for (const id of imports) await idle(owner, id);
        });
        await timed("import it", async () => {
            for (const id of imports) await call(owner, "import", { import: id });
            for (const id of imports) await idle(owner, id);
        });
        if (hasAccess) {
            await timed("the same, until the last email is accepted", async () => {
                await timed("give all of them access", async () => queued(owner, await giveAccess(owner)));
                await sink.accepts(count);
            });
        }
        await timed("export the list", async () => {
            const { status, body } = await owner.send({ path: "/partners/export.csv" });
            const lines = body.split("\n").length - 2;
            if (status !== 200 || lines < count) throw new Error(`the export was answered ${status}, with ${lines} lines`);
        });
        return rows;
    });
    await sink.close();
    return rows;
}

export async function transfers() {
    const rows = [];
    for (const count of NUMBERS) rows.push(...(await measure(count)));
    if (IMPORTED > 0) rows.push(...(await measure(IMPORTED, false)));
    return [{ title: `Files of at most ${ROWS.toLocaleString("en")} rows`, head: ["", "partners", "seconds", "a second", "peak MB"], rows }];
}
