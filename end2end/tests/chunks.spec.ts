// The program comes in chunks: what a page needs, when it needs it.
import { expect, hydrated, signIn, test } from "../support/gangway.ts";
import { owner } from "../support/owner.mjs";
import type { Page } from "@playwright/test";

/** What may be downloaded before a page can be used, in bytes. */
const BLOCKING = 60_000;

/** The names of the chunks that a page has asked for so far. */
function chunks(page: Page): Set<string> {
    const asked = new Set<string>();
    page.on("request", (request) => {
        const chunk = /split_(\w+)\.wasm/.exec(request.url())?.[1];
        if (chunk) asked.add(chunk);
    });
    return asked;
}

test("a page comes with its chunk, and the next page with its own @scripts", async ({ admin }) => {
    const asked = chunks(admin);
    await admin.goto("/partners");
    await hydrated(admin);
    expect([...asked]).toEqual(["partners"]);
    await admin.getByRole("link", { name: "Team", exact: true }).first().click();
    await expect(admin.getByRole("heading", { name: "Team", level: 1 })).toBeVisible();
    expect([...asked]).toEqual(["partners", "manage"]);
    await admin.goBack();
    await expect(admin.getByRole("heading", { name: "Partners", level: 1 })).toBeVisible();
});

test("a tab that was open during an upgrade goes on working @scripts", async ({ admin, trouble }) => {
    trouble.allow(404);
    await admin.goto("/partners");
    await hydrated(admin);
    await admin.evaluate(() => (document.body.dataset.mark = "the same document"));
    let missing = 0;
    await admin.route(/split_manage/, (route) => (missing++ ? route.continue() : route.fulfill({ status: 404 })));
    await admin.getByRole("link", { name: "Team", exact: true }).first().click();
    await expect(admin.getByRole("heading", { name: "Team", level: 1 })).toBeVisible();
    await hydrated(admin);
    expect(new URL(admin.url()).pathname).toBe("/manage/team");
    expect(await admin.evaluate(() => document.body.dataset.mark)).toBeUndefined();
    expect(missing).toBe(2);
});

test("sign-in works before its program is there, and never waits for it @scripts", async ({ page, gangway, staff }) => {
    expect(staff.client).toBeDefined();
    await page.route(/\.wasm$/, () => {});
    await page.goto("/sign-in");
    await signIn(page, owner.email, owner.password);
    await expect(page).toHaveURL(`${gangway.url}/attention`);
});

test("the page to sign in is complete after a small download @scripts", async ({ page }) => {
    const client = await page.context().newCDPSession(page);
    await client.send("Network.enable");
    let bytes = 0;
    client.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.route(/gangway\.js$|\.wasm$/, () => {});
    await page.goto("/sign-in");
    await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(BLOCKING);
});

test("nothing moves as a page is taken over @scripts", async ({ demonstration, newPage }) => {
    const page = await newPage(demonstration.client);
    for (const path of ["/partners", "/manage/mail", "/attention"]) {
        let release = () => {};
        const held = new Promise<void>((done) => (release = done));
        await page.route(/gangway\.js$/, (route) => held.then(() => route.continue()));
        await page.goto(`${demonstration.server.url}${path}`);
        const before = await page.evaluateHandle(() => {
            // Columns of tables are as wide as their words, and the reader's own time may be a few letters shorter.
            const shown = [...document.querySelectorAll("nav, a, input, select, button")].filter((it) => it.checkVisibility() && !it.closest("table"));
            return shown.map((it) => ({ it, place: it.getBoundingClientRect() }));
        });
        expect(await before.evaluate((all) => all.length)).toBeGreaterThan(10);
        release();
        await hydrated(page);
        const moved = await before.evaluate((all) => {
            const shift = (one: DOMRect, other: DOMRect) => Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y));
            const stay = all.filter(({ it }) => it.checkVisibility());
            return stay.filter(({ it, place }) => shift(it.getBoundingClientRect(), place) > 1).map(({ it }) => it.outerHTML.slice(0, 80));
        });
        expect(moved, path).toEqual([]);
        await page.unroute(/gangway\.js$/);
    }
});

test("what is done while a page is being taken over counts @scripts", async ({ demonstration, newPage }) => {
    const page = await newPage(demonstration.client);
    await page.addInitScript(() => {
        // Rows are taken over one after the other; the last has its turn long after this.
        const click = () => {
            const box = document.querySelector<HTMLInputElement>("#partners > tr:last-child [type=checkbox]");
            box?.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
            box?.click();
        };
        addEventListener("gangway:hydrate", () => setTimeout(click), { once: true });
    });
    await page.goto(`${demonstration.server.url}/partners`);
    await expect(page.locator(".bulk-count")).toHaveText("1 selected");
    await hydrated(page);
    await expect(page.locator("#partners > tr:last-child [type=checkbox]")).toBeChecked();
});
