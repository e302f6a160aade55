import { chromium } from "@playwright/test";
import { Client } from "../support/load.mjs";
import { Mailbox } from "../support/mailbox.mjs";
import { becomeOwner } from "../support/owner.mjs";
import { command, configure, ownerLink, serve } from "../support/server.mjs";
import { answers } from "./hand.mjs";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("./hand.mjs").Hand} Hand */
/** @typedef {{ width: number, height: number }} Size */

/**
 * A task starts on the page `from`, and is done as a person would who knows the product. `goal` is what it may cost.
 * @typedef {{ name: string, goal?: string, from: (world: World) => Promise<string> | string, work: (hand: Hand, world: World) => Promise<void> }} Task
 * @typedef {{ title: string, window: Size, prepare: (world: World) => Promise<void>, tasks: Task[] }} Chapter
 */

/** A server of its own that sends as in production, with its mailbox and a browser. */
export class World {
    /** @type {Client | undefined} */
    owner;
    /** Whose tasks these are; a visitor's without one. @type {Client | undefined} */
    user;

    /**
     * @param {import("../support/server.mjs").Server} server
     * @param {Mailbox} mailbox
     * @param {import("@playwright/test").Browser} browser
     * @param {Size} window
     */
    constructor(server, mailbox, browser, window) {
        this.server = server;
        this.mailbox = mailbox;
        this.browser = browser;
        this.window = window;
    }

    /** The link by which the first owner comes in. */
    ownerLink() {
        return ownerLink(this.server);
    }

    /** Sets Gangway up, and signs its owner in. */
    async becomeOwner() {
        this.owner = new Client(this.server.url);
        await becomeOwner(this.owner, await this.ownerLink());
        this.user = this.owner;
    }

    /** Fills in the demonstration. */
    async seed() {
        await command(this.server, "seed");
    }

    /** A page in a browser of its own; with a client, signed in as that client is. */
    async open(/** @type {Client | undefined} */ client) {
        const context = await this.browser.newContext({ baseURL: this.server.url, viewport: this.window, locale: "en-GB" });
        if (client) await context.addCookies(client.cookies());
        const page = await context.newPage();
        page.setDefaultTimeout(20_000);
        return page;
    }

    /** A client signed in as the user of this page is. */
    async clientOf(/** @type {Page} */ page) {
        const client = new Client(this.server.url);
        for (const { name, value } of await page.context().cookies()) client.keep(name, value);
        return client;
    }

    /** Adds partners from lines of company, contact and email. */
    async importPartners(/** @type {string[]} */ lines) {
        const page = await this.open(this.owner);
        await page.goto("/partners/import");
        await answers(page);
        await page.getByLabel("Or paste rows from a spreadsheet").fill(["Company,Contact,Email", ...lines].join("\n"));
        await page.getByRole("button", { name: "Check rows" }).click();
        await page.getByRole("button", { name: /^Import/ }).click();
        await page.getByRole("heading", { name: /partners added/ }).waitFor();
        await page.context().close();
    }

    /** Invites everyone who has no access, and waits until the emails have left. */
    async inviteAll(/** @type {string[]} */ addresses) {
        const page = await this.open(this.owner);
        await page.goto("/partners/bulk?do=give&all=on");
        await answers(page);
        await page.getByRole("button", { name: /^Give access to/ }).click();
        await Promise.all(addresses.map((address) => this.mailbox.next(address).then((mail) => this.links.set(address, mail.links[0] ?? ""))));
        await page.context().close();
    }

    /** The links that `inviteAll` sent, by address. @type {Map<string, string>} */
    links = new Map();
}

/** Runs `use` in a world that ends with it. */
export async function inWorld(/** @type {Size} */ window, /** @type {(world: World) => Promise<void>} */ use) {
    const mailbox = await Mailbox.open();
    const configuration = await configure({ smtpUrl: mailbox.url, env: { GANGWAY_SEND_HOLD: "5" } });
    const server = await serve(configuration);
    const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM_PATH,
        args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage"],
    });
    try {
        await use(new World(server, mailbox, browser, window));
    } finally {
        await browser.close();
        await server.stop();
        await configuration.discard();
        await mailbox.close();
    }
}
