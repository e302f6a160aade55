// The wizard's two forms, as requests.
import { randomUUID } from "node:crypto";
import { form } from "./load.mjs";

/** @typedef {import("./load.mjs").Client} Client */
/** @typedef {import("./load.mjs").Request} Request */

const JSON_ONLY = { accept: "application/json" };

/** The id of a status, which step 1 asks for. */
export async function anyStatus(/** @type {Client} */ client) {
    const { body } = await client.send({ method: "POST", path: "/api/partners/choices", headers: JSON_ONLY });
    return String(JSON.parse(body).statuses[0].id);
}

/** The address of the contact of this draft. */
export const addressOf = (/** @type {string} */ draft) => `ana@${draft}.example`;

/** Step 1: a partner like no other, whose contact gets access. @returns {Request} */
export function detailsOf(/** @type {string} */ draft, /** @type {string} */ status) {
    const body = form(
        ["draft", draft],
        ["form[name]", `Partner ${draft}`],
        ["form[status]", status],
        ["form[first_name]", "Ana"],
        ["form[last_name]", "Ruiz"],
        ["form[email]", addressOf(draft)],
        ["form[access]", "on"],
    );
    return { method: "POST", path: "/api/onboarding/details", headers: JSON_ONLY, body };
}

/**
 * The last step: one transaction that makes partner, contact, invitation, queued email and audit row.
 * @returns {Request}
 */
export function finishOf(/** @type {string} */ draft, /** @type {"email" | "link"} */ delivery = "email") {
    const body = form(["draft", draft], ["form[delivery]", delivery]);
    return { method: "POST", path: "/api/onboarding/finish", headers: JSON_ONLY, body };
}

/** Step 1 of a new partner; returns the draft's id. */
export async function draft(/** @type {Client} */ client, /** @type {string} */ status) {
    const id = randomUUID();
    const { status: answer, body } = await client.send(detailsOf(id, status));
    if (answer !== 200) throw new Error(`step 1 was answered ${answer}: ${body.slice(0, 300)}`);
    return id;
}

/** Adds a partner whose contact gets a link from staff; returns the link's path. */
export async function invite(/** @type {Client} */ client, /** @type {string} */ status) {
    const own = client.fork(1);
    await own.send(finishOf(await draft(own, status), "link"));
    own.close();
    return `/activate/${own.cookie("gangway_link")}`;
}

/** Opens an activation link in a new browser, and chooses a password; returns how long the last click took. */
export async function activate(/** @type {Client} */ contact, /** @type {string} */ path) {
    const { body: page } = await contact.follow({ path });
    const invitation = /name="form\[invitation\]" value="([^"]+)"/.exec(page)?.[1] ?? "";
    const body = form(["form[invitation]", invitation], ["form[password]", "seven quiet harbour lanterns"]);
    const sent = performance.now();
    const { status } = await contact.send({ method: "POST", path: "/api/invitations/activate", body });
    if (status !== 303) throw new Error(`activation was answered ${status}`);
    return performance.now() - sent;
}
