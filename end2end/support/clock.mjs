// What happened a while ago, without waiting for it.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const DAY = 86_400_000_000;

/** Makes the invitation to this address, and its emails, older by so many days. */
export function ageInvitation(/** @type {{ dataDir: string }} */ server, /** @type {string} */ address, /** @type {number} */ days) {
    const older = (/** @type {string} */ column) => `${column} = ${column} - ${days * DAY}`;
    const these = `select id from invitation where email = ${quoted(address)}`;
    change(
        server,
        `update queued_email set ${older("created_at")} where invitation_id in (${these});
         update invitation set ${older("created_at")}, ${older("expires_at")} where id in (${these});`,
    );
}

/** Makes the next reminder of the invitation to this address due, and what a member with it is to be notified of. */
export function makeDue(/** @type {{ dataDir: string }} */ server, /** @type {string} */ address) {
    const person = `select id from person where email = ${quoted(address)}`;
    change(
        server,
        `update invitation set next_reminder_at = 1 where email = ${quoted(address)} and next_reminder_at is not null;
         update notification_digest set created_at = 1 where person_id in (${person});
         update notification set due_at = 1 where person_id in (${person}) and digest_id is null;`,
    );
}

function quoted(/** @type {string} */ text) {
    return `'${text.replaceAll("'", "''")}'`;
}

/** Needs `sqlite3`. */
function change(/** @type {{ dataDir: string }} */ { dataDir }, /** @type {string} */ sql) {
    execFileSync("sqlite3", [
        "-cmd",
        ".timeout 5000",
        // An sqlite3 that is older than Gangway's own cannot read all views, which is no matter here.
        "-cmd",
        "pragma writable_schema = on",
        join(dataDir, "gangway.db"),
        sql,
    ]);
}
