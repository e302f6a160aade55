// What happened a while ago, without waiting for it.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const DAY = 86_400_000_000;

/** Makes the invitation to this address, and its emails, older by so many days. Needs `sqlite3`. */
export function ageInvitation(/** @type {{ dataDir: string }} */ { dataDir }, /** @type {string} */ address, /** @type {number} */ days) {
    const older = (/** @type {string} */ column) => `${column} = ${column} - ${days * DAY}`;
    const these = `select id from invitation where email = '${address.replaceAll("'", "''")}'`;
    execFileSync("sqlite3", [
        "-cmd",
        ".timeout 5000",
        // An sqlite3 that is older than Gangway's own cannot read all views, which is no matter here.
        "-cmd",
        "pragma writable_schema = on",
        join(dataDir, "gangway.db"),
        `update queued_email set ${older("created_at")} where invitation_id in (${these});
         update invitation set ${older("created_at")}, ${older("expires_at")} where id in (${these});`,
    ]);
}
