// Counts what everyday work costs: clicks, keys and the time one waits for Gangway. Each task starts on the page named
// and is done as a person would who knows the product. A native select counts as two clicks, typed text as its letters.
import { chromium } from "@playwright/test";
import { Client } from "./support/load.mjs";
import { becomeOwner } from "./support/owner.mjs";
import { command, configure, ownerLink, serve } from "./support/server.mjs";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").Locator} Locator */

const PARTNERS = 361;

/** A page, and what its user did so far. */
class Hand {
    clicks = 0;
    keys = 0;
    waited = 0;

    /** @param {Page} page */
    constructor(page) {
        this.page = page;
    }

    async click(/** @type {Locator} */ target, /** @type {Parameters<Locator["click"]>[0]} */ options = {}) {
        this.clicks += 1;
        await target.click(options);
    }

    async choose(/** @type {Locator} */ select, /** @type {string} */ label) {
        this.clicks += 2;
        await select.selectOption({ label });
    }

    async type(/** @type {string} */ text) {
        this.keys += text.length;
        await this.page.keyboard.type(text);
    }

    async press(/** @type {string} */ key) {
        this.keys += 1;
        await this.page.keyboard.press(key);
    }

    /** Waits until `target` is there. */
    async sees(/** @type {Locator} */ target) {
        const started = performance.now();
        await target.first().waitFor();
        this.waited += performance.now() - started;
    }
}

/** @type {{ name: string, from: string, work: (hand: Hand, page: Page) => Promise<void> }[]} */
const tasks = [
    {
        name: "Invite a partner",
        from: "/partners",
        work: async (hand, page) => {
            await hand.click(page.getByRole("link", { name: "Add a new partner" }));
            await hand.sees(page.getByLabel("Partner name"));
            await hand.type("Harbour & Sons");
            await hand.click(page.getByLabel("First name"));
            await hand.type("Ana");
            await hand.press("Tab");
            await hand.type("Ruiz");
            await hand.press("Tab");
            await hand.type("ana@harbour.example");
            await hand.click(page.getByRole("button", { name: "Next" }));
            const add = page.getByRole("button", { name: /^Add and/ });
            await hand.sees(add);
            await hand.click(add);
            await hand.sees(page.getByRole("heading", { name: "Harbour & Sons is added." }));
        },
    },
    {
        name: "Find a contact by address and open the partner",
        from: "/partners",
        work: async (hand, page) => {
            await hand.press("Control+k");
            await hand.type("mai.nguyen");
            await hand.sees(page.getByRole("option", { name: /Cartograph/ }));
            await hand.press("Enter");
            await hand.sees(page.getByRole("heading", { level: 1, name: "Cartograph" }));
        },
    },
    {
        name: "Filter by status, program and access",
        from: "/partners",
        work: async (hand, page) => {
            await hand.choose(page.getByRole("combobox", { name: "Status", exact: true }), "Signed");
            await hand.choose(page.getByRole("combobox", { name: "Program" }), "Reseller");
            await hand.click(page.getByRole("link", { name: /^Active/ }));
            await hand.sees(page.locator(".tabs [aria-current]", { hasText: "Active" }));
        },
    },
    {
        name: "Newest first",
        from: "/partners",
        work: async (hand, page) => {
            await hand.click(page.getByRole("columnheader", { name: "Added" }).getByRole("link"));
            await hand.sees(page.locator("th[aria-sort=descending]"));
        },
    },
    {
        name: "Give access to everyone without access",
        from: "/partners",
        work: async (hand, page) => {
            await hand.click(page.getByRole("link", { name: /^No access/ }));
            await hand.sees(page.locator(".tabs [aria-current]", { hasText: "No access" }));
            await hand.click(page.getByRole("checkbox", { name: "Select all on this page" }));
            await hand.click(page.getByLabel(/^All \d+ partners/));
            await hand.click(page.getByRole("button", { name: "Give access" }));
            const confirm = page.getByRole("button", { name: /^Give access to/ });
            await hand.sees(confirm);
            await hand.click(confirm);
            await hand.sees(page.getByRole("heading", { name: /Giving access|Access given/ }));
        },
    },
    {
        name: "Who is stuck?",
        from: "/partners",
        work: async (hand, page) => {
            await hand.click(page.getByRole("link", { name: /^Needs attention/ }));
            await hand.sees(page.locator(".tabs [aria-current]", { hasText: "Needs attention" }));
        },
    },
    {
        name: "Remind everyone who has not activated",
        from: "/partners?access=invited",
        work: async (hand, page) => {
            await hand.click(page.getByRole("checkbox", { name: "Select all on this page" }));
            const all = page.getByLabel(/^All \d+ partners/);
            if (await all.count()) await hand.click(all);
            await hand.click(page.getByRole("button", { name: "Send again" }));
            await hand.sees(page.getByRole("heading", { name: /Send the invitation again|No invitations/ }));
            await hand.click(page.getByRole("button", { name: /^Send again to/ }).or(page.getByRole("link", { name: "Back to the list" })));
            await hand.sees(page.getByRole("heading", { level: 1 }));
        },
    },
    {
        name: "Export what is filtered",
        from: "/partners?access=active",
        work: async (hand, page) => {
            const download = page.waitForEvent("download");
            await hand.click(page.getByRole("link", { name: "Export CSV" }));
            await download;
        },
    },
];

const configuration = await configure({ env: {} });
try {
    await measure();
} finally {
    await configuration.discard();
}

async function measure() {
    let server = await serve(configuration);
    const admin = new Client(server.url);
    await becomeOwner(admin, await ownerLink(server));
    await server.stop();
    await command(configuration, "seed");
    server = await serve(configuration);
    const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM_PATH,
        args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage"],
    });
    const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1280, height: 800 } });
    await context.addCookies(admin.cookies());
    await importMany(await context.newPage());
    console.log("| task | clicks | keys | waited |\n|---|---|---|---|");
    for (const { name, from, work } of tasks) {
        const page = await context.newPage();
        await page.goto(from);
        await page.locator(".palette-open:not([hidden])").waitFor();
        const hand = new Hand(page);
        await work(hand, page);
        console.log(`| ${name} | ${hand.clicks} | ${hand.keys} | ${(hand.waited / 1000).toFixed(1)} s |`);
        await page.close();
    }
    const page = await context.newPage();
    await page.goto("/partners");
    const rows = await page.evaluate(
        () => [...document.querySelectorAll("tbody tr")].filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length,
    );
    console.log(`\n${rows} whole rows in sight at 1280 x 800`);
    await browser.close();
    await server.stop();
}

async function importMany(/** @type {Page} */ page) {
    const rows = Array.from({ length: PARTNERS }, (_, n) => `Company ${n},Jo Weber,jo@company${n}.example`);
    await page.goto("/partners/import");
    await page.getByLabel("Or rows pasted from a spreadsheet").fill(["Company,Contact,Email", ...rows].join("\n"));
    await page.getByRole("button", { name: "Check rows" }).click();
    await page.getByRole("button", { name: /^Import/ }).click();
    await page.getByRole("heading", { name: /partners added/ }).waitFor();
    await page.close();
}
