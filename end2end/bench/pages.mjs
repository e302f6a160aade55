// The pages that are measured in a browser: those that somebody sees first, and those of everyday work.
import { activate, anyStatus, invite } from "../support/wizard.mjs";
import { Client } from "../support/load.mjs";
import { inWorld } from "./world.mjs";

/** A page, and who opens it: a visitor without a client. */
/** @typedef {{ name: string, path: string, client?: Client }} Place */

/** @param {(places: Place[], url: string) => Promise<import("./tables.mjs").Table[]>} use */
export const withPages = (use) =>
    inWorld({ partners: 40 }, async ({ server, owner }) => {
        const status = await anyStatus(owner);
        const list = await owner.send({ path: "/partners" });
        const partner = /\/partners\/[0-9a-f-]{36}/.exec(list.body)?.[0] ?? "";
        const contact = new Client(server.url);
        await activate(contact, await invite(owner, status));
        // The team is notified of the activation within ten seconds: until then, open pages get news.
        await new Promise((done) => setTimeout(done, 15_000));
        const places = [
            { name: "sign-in", path: "/sign-in" },
            { name: "activation", path: await invite(owner, status) },
            { name: "Partners", path: "/partners", client: owner },
            { name: "wizard", path: "/partners/new", client: owner },
            { name: "a partner", path: partner, client: owner },
            { name: "portal", path: "/", client: contact },
        ];
        return use(places, server.url);
    });
