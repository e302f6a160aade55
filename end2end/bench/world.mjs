// What every topic needs: a server of its own, and people.
import { Client, form } from "../support/load.mjs";
import { becomeOwner, owner as person } from "../support/owner.mjs";
import { command, configure, ownerLink, serve } from "../support/server.mjs";

/** A server and its owner, signed in; `filledIn` is how many seconds the demonstration's partners took. */
/** @typedef {{ server: import("../support/server.mjs").Server, owner: Client, filledIn: number }} World */

/**
 * Runs `use` with a server that ends with it. `partners` are those of the demonstration, of whom there are at least 40.
 * @template T
 * @param {{ partners?: number, smtpUrl?: string, databaseUrl?: string }} options
 * @param {(world: World) => Promise<T>} use
 */
export async function inWorld({ partners = 0, smtpUrl, databaseUrl }, use) {
    const env = { RUST_LOG: "error", ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) };
    const configuration = await configure({ smtpUrl, env });
    let server = await serve(configuration);
    try {
        const owner = new Client(server.url);
        await becomeOwner(owner, await ownerLink(server));
        let filledIn = 0;
        if (partners > 0) {
            await server.stop();
            const begin = performance.now();
            await command(configuration, "seed", "--partners", String(partners));
            filledIn = (performance.now() - begin) / 1_000;
            server = await serve(configuration, { patience: 120_000 });
        }
        return await use({ server, owner, filledIn });
    } finally {
        await server.stop();
        await configuration.discard();
    }
}

/** The owner in another browser, which may ask as much as the first. */
export async function anotherBrowser(/** @type {World["server"]} */ server) {
    const client = new Client(server.url);
    const body = form(["form[email]", person.email], ["form[password]", person.password]);
    const { status } = await client.send({ method: "POST", path: "/api/account/sign-in", body });
    if (status !== 303) throw new Error(`sign-in was answered ${status}`);
    return client;
}
