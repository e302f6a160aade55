// Pages behind proxies of other people, and pages that the browser translates.
import { expectFits } from "../support/fits.ts";
import { expect, hydrated, test as base } from "../support/gangway.ts";
import { activate, somebody, type Staff } from "../support/partners.ts";
import { Proxy } from "../support/proxy.mjs";
import { scaled } from "../support/timeouts.mjs";
import type { Browser, Page } from "@playwright/test";

const PASSWORD = "seven quiet harbour lanterns";

const test = base.extend<{ gateway: Proxy }>({
    gateway: async ({ gangway }, use) => {
        const gateway = await Proxy.open(gangway.url);
        await use(gateway);
        gateway.close();
    },
});

/** A page of the owner's, whose complaints count for nothing. */
async function unwatched(browser: Browser, staff: Staff): Promise<Page> {
    const context = await browser.newContext();
    await context.addCookies(staff.client.cookies());
    return context.newPage();
}

/** Puts an element in the place of every text, as Chrome's and Edge's translation do. */
async function translate(page: Page): Promise<void> {
    await page.evaluate(() => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const texts: Text[] = [];
        while (walker.nextNode()) texts.push(walker.currentNode as Text);
        texts
            .filter((text) => text.data.trim() !== "" && !text.parentElement?.closest("script, style, textarea, select"))
            .forEach((text, index) => {
                const [outer, inner] = [document.createElement("font"), document.createElement("font")];
                inner.append(`»${text.data}«`);
                outer.append(inner);
                // Both ways are in use.
                if (index % 2) {
                    text.replaceWith(outer);
                } else {
                    text.parentNode!.insertBefore(outer, text);
                    text.remove();
                }
            });
    });
}

async function startWizard(page: Page, base: string): Promise<void> {
    await page.goto(`${base}/partners`);
    await page.getByRole("link", { name: "Add a new partner" }).first().click();
    await expect(page).toHaveURL(/\/partners\/new\/[0-9a-f-]{36}$/);
    await hydrated(page);
}

test("c69 a proxy that hides email addresses leaves them alone @scripts", async ({ admin: page, staff, gateway }) => {
    const who = await staff.add("none");
    gateway.mode = "hide";
    await page.goto(gateway.url + who.path);
    await hydrated(page);
    await expect(page.getByText(who.email).first()).toBeVisible();
    await expect(page.getByText("protected")).toHaveCount(0);
});

test("c69 a page that was rewritten all the same says so once and goes on as plain forms @scripts", async ({ browser, staff, gateway }) => {
    const who = await staff.add("none");
    const page = await unwatched(browser, staff);
    gateway.mode = "hide-anyway";
    await page.goto(`${gateway.url}${who.path}/edit`);
    await expect(page.getByRole("alert").filter({ hasText: "Something changed this page on its way" })).toHaveCount(1);
    await page.getByLabel("Partner name").fill(`${who.company} Grown`);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page).toHaveURL(new RegExp(`${who.path}\\?notice=saved$`));
    await expect(page.getByRole("heading", { name: `${who.company} Grown` })).toBeVisible();
    await page.locator(".partner-back a").first().click();
    await expect(page).toHaveURL(/\/partners(\?|$)/);
    await page.context().close();
});

test("c68 while the server cannot be reached, the wizard says so and saves once it is back @scripts", async ({ admin: page, gateway, trouble }) => {
    trouble.allow(502);
    const who = somebody();
    await startWizard(page, gateway.url);
    gateway.mode = "down";
    await page.getByLabel("Partner name").fill(who.company);
    await page.getByLabel("First name").fill(who.firstName);
    await expect(page.locator(".wizard-kept")).toContainText("the server cannot be reached");
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.getByText("The server cannot be reached right now.").first()).toBeVisible();
    gateway.mode = "pass";
    await page.getByLabel("Last name").fill(who.lastName);
    await expect(page.locator(".wizard-kept")).toHaveText("Saved", { timeout: scaled(15_000) });
    await page.reload();
    await expect(page.getByLabel("Partner name")).toHaveValue(who.company);
    await expect(page.getByLabel("First name")).toHaveValue(who.firstName);
});

test("c68 the wizard saves by itself what could not be saved during a restart @scripts", async ({ admin: page, gateway, trouble }) => {
    trouble.allow(502);
    const who = somebody();
    await startWizard(page, gateway.url);
    gateway.mode = "down";
    await page.getByLabel("Partner name").fill(who.company);
    await expect(page.locator(".wizard-kept")).toContainText("the server cannot be reached");
    gateway.mode = "pass";
    await expect(page.locator(".wizard-kept")).toHaveText("Saved", { timeout: scaled(15_000) });
});

test("c68 a page that is opened during a restart is there once the server is @scripts", async ({ admin: page, staff, gateway, trouble }) => {
    trouble.allow(502);
    const who = await staff.add("none");
    await page.goto(`${gateway.url}/partners?q=${encodeURIComponent(who.company)}`);
    await hydrated(page);
    gateway.mode = "down";
    const refused = page.waitForResponse((response) => response.status() === 502 && response.url().includes("/api/"));
    await page.getByRole("link", { name: who.company }).click();
    await refused;
    gateway.mode = "pass";
    await expect(page.getByRole("heading", { level: 1, name: who.company })).toBeVisible({ timeout: scaled(15_000) });
});

test("c68 what a proxy finds too large is said in words @scripts", async ({ admin: page, gateway, trouble }) => {
    trouble.allow(413);
    await startWizard(page, gateway.url);
    gateway.mode = "small";
    await page.getByLabel("Partner name").fill("Large");
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.getByText("This is more than the form can hold.").first()).toBeVisible();
});

test("c70 a translated page goes on saying what is so @scripts", async ({ admin: page, gateway, trouble }) => {
    trouble.allow(502, 422);
    const who = somebody();
    await startWizard(page, gateway.url);
    const kept = page.locator(".wizard-kept");
    await page.getByLabel("Partner name").fill(who.company);
    await expect(kept).toHaveText("Saved");
    await translate(page);
    await expect(kept).toHaveText("»Saved«");
    gateway.mode = "down";
    await page.getByLabel("First name").fill(who.firstName);
    await expect(kept).toContainText("the server cannot be reached");
    await expect(kept).not.toContainText("Saved");
    await translate(page);
    gateway.mode = "pass";
    await expect(kept).toHaveText("Saved", { timeout: scaled(15_000) });
    // Errors come and go in a page that was translated in between.
    await page.getByRole("button", { name: "Next" }).click();
    const complaint = page.locator("#email-error");
    await expect(complaint).not.toBeEmpty();
    await translate(page);
    await page.getByLabel("Email").fill(who.email);
    await page.getByLabel("Email").blur();
    await expect(complaint).toBeEmpty();
});

test("c70 the meter of a password is right on a translated page @scripts", async ({ page, staff }) => {
    const who = await staff.add("link");
    await page.goto(who.link);
    await hydrated(page);
    const password = page.locator("#password");
    await password.pressSequentially("password");
    await expect(page.locator(".meter")).toContainText("Too easy to guess");
    await translate(page);
    await password.fill(PASSWORD);
    await expect(page.locator(".meter")).toHaveText("Strong.");
    const reveal = page.locator(".password-reveal");
    await translate(page);
    await reveal.click();
    await expect(reveal).toContainText("Hide");
    await expect(reveal).not.toContainText("Show");
});

test("c70 the state of an email is right on a translated page @scripts", async ({ admin: page, staff, gangway }) => {
    const who = await staff.add("link");
    const stream = page.waitForRequest("**/live");
    await page.goto(who.path);
    await hydrated(page);
    await stream;
    await translate(page);
    await activate(gangway, who.link, PASSWORD);
    const panel = page.locator("section.access").first();
    await expect(panel).toContainText("Signed up");
    await expect(panel).not.toContainText("Invited by link");
});

test("c70 a page that is translated before it is taken over is taken over @scripts", async ({ admin: page, staff }) => {
    const who = await staff.add("none");
    let deliver = () => {};
    const held = new Promise<void>((done) => (deliver = done));
    await page.route("**/*.wasm", async (route) => {
        await held;
        await route.continue();
    });
    await page.goto(`${who.path}/edit`);
    await translate(page);
    deliver();
    await hydrated(page);
    await page.getByLabel("Partner name").fill(`${who.company} Grown`);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { name: `${who.company} Grown` })).toBeVisible();
});

test("c26 the longest names fit on the narrowest phones", async ({ admin: page, staff, newPage }) => {
    const wide = "W".repeat(70);
    const who = await staff.add("link", { ...somebody(), company: "W".repeat(110), firstName: wide, lastName: wide });
    const visitor = await newPage();
    for (const [someone, path] of [[page, who.path], [page, `${who.path}/edit`], [visitor, who.link]] as const) {
        await someone.setViewportSize({ width: 360, height: 740 });
        await someone.goto(path);
        await hydrated(someone);
        await expectFits(someone, "with the longest names at 360 px");
    }
    await visitor.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await visitor.getByRole("button", { name: "Activate my access" }).click();
    await expect(visitor).toHaveURL(/\/portal$/);
    for (const path of ["/portal", "/portal/team", "/portal/account"]) {
        await visitor.goto(path);
        await hydrated(visitor);
        await expectFits(visitor, "with the longest names at 360 px");
    }
    await page.goto("/partners");
    await page.getByRole("link", { name: "Add a new partner" }).first().click();
    await page.getByLabel("Partner name").fill(`V${"W".repeat(110)}`);
    await page.getByLabel("Status").selectOption({ label: "Signed" });
    await page.getByLabel("First name").fill(wide);
    await page.getByLabel("Last name").fill(wide);
    await page.getByLabel("Email").fill(somebody().email);
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.getByText("get their invitation?")).toBeVisible();
    await expectFits(page, "with the longest names at 360 px");
});
