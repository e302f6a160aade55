// How the first owner comes in through the one-time link, as a form without JavaScript would.
import { form } from "./load.mjs";

export const owner = {
    organisation: "Acme",
    firstName: "Olga",
    lastName: "Owner",
    email: "olga@acme.example",
    password: "correct horse battery gangway",
};

/** When each owner gave their password last. @type {WeakMap<import("./load.mjs").Client, number>} */
const confirmed = new WeakMap();

/** Opens the link, sets Gangway up and stands signed in: `client` then holds the session's cookie. */
export async function becomeOwner(/** @type {import("./load.mjs").Client} */ client, /** @type {string} */ link) {
    await client.send({ path: new URL(link).pathname });
    const { path, body } = await client.follow({
        method: "POST",
        path: "/api/invitations/set-up",
        body: form(
            ["form[organisation]", owner.organisation],
            ["form[first_name]", owner.firstName],
            ["form[last_name]", owner.lastName],
            ["form[email]", owner.email],
            ["form[password]", owner.password],
        ),
    });
    // Without a mail server the set-up goes on.
    if (path !== "/attention" && !path.startsWith("/manage/mail/server")) throw new Error(`the owner did not come in, but to ${path}:\n${body.slice(0, 500)}`);
    confirmed.set(client, Date.now());
}

/** Gives an owner's password again before ten minutes are over, after which the server would ask for it. */
export async function stayConfirmed(/** @type {import("./load.mjs").Client} */ client) {
    const last = confirmed.get(client);
    if (last === undefined || Date.now() - last < 5 * 60_000) return;
    const { status, body } = await client.send({
        method: "POST",
        path: "/api/account/confirm-password",
        headers: { accept: "application/json" },
        body: form(["form[password]", owner.password], ["form[next]", ""]),
    });
    if (status !== 200) throw new Error(`the password was answered ${status}: ${body.slice(0, 500)}`);
    confirmed.set(client, Date.now());
}
