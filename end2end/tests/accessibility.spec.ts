import { expectAccessible } from "../support/axe.ts";
import { expect, hydrated, test } from "../support/gangway.ts";
import { Client } from "../support/load.mjs";
import { becomeOwner } from "../support/owner.mjs";
import { somebody } from "../support/partners.ts";
import { ownerLink } from "../support/server.mjs";
import type { Page } from "@playwright/test";

const PASSWORD = "seven quiet harbour lanterns";

/** Each page in light and in dark; on a phone as the phone has it. */
async function check(page: Page, path?: string): Promise<void> {
    if (path !== undefined) await page.goto(path);
    await hydrated(page);
    await expectAccessible(page);
    if (test.info().project.name !== "desktop") return;
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "light" });
}

test("pages for everybody are accessible", async ({ page, staff, trouble }) => {
    trouble.allow(404);
    const invited = await staff.add("link");
    await check(page, "/sign-in");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.locator("#password-error")).toBeVisible();
    await check(page);
    await pagesWithoutMark(page, ["/forgot-password", "/forgot-password?asked=yes", "/reset-password", "/activate/unknown", "/nowhere"]);
    await check(page, invited.link);
    await page.getByRole("button", { name: "Activate my access" }).click();
    await expect(page.locator("#password-error")).toBeVisible();
    await check(page);
});

/** Pages on which nothing waits for scripts. */
async function pagesWithoutMark(page: Page, paths: string[]): Promise<void> {
    for (const path of paths) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessible(page);
    }
}

test("the ends of links are accessible", async ({ page, admin, staff }) => {
    const active = await staff.addActive(PASSWORD);
    const withdrawn = await staff.add("link");
    const invited = await staff.add("link");
    await staff.removeAccess(withdrawn.person);
    await pagesWithoutMark(page, [active.link, withdrawn.link]);
    await check(admin, invited.link);
});

test("the list of partners is accessible", async ({ newPage, demonstration }) => {
    const page = await newPage(demonstration.client);
    await check(page, `${demonstration.server.url}/partners`);
    await check(page, `${demonstration.server.url}/partners?q=nobody`);
});

test("the empty list is accessible", async ({ newPage, untouched }) => {
    const link = await ownerLink(untouched);
    const page = await newPage();
    await check(page, link);
    const client = new Client(untouched.url);
    await becomeOwner(client, link);
    const owner = await newPage(client);
    await check(owner, `${untouched.url}/partners`);
});

test("the wizard is accessible, with complaints and without", async ({ admin: page, trouble }) => {
    trouble.allow(422);
    const who = somebody();
    await check(page, "/partners/new");
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.locator("#name-error")).not.toBeEmpty();
    await check(page);
    await page.getByLabel("Partner name").fill(who.company);
    await page.getByLabel("First name").fill(who.firstName);
    await page.getByLabel("Last name").fill(who.lastName);
    await page.getByLabel("Email").fill(who.email);
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.getByText("get their invitation?")).toBeVisible();
    await check(page);
    await page.getByLabel("Don't send an email").check();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByLabel(`Activation link for ${who.firstName}`, { exact: true })).toBeVisible();
    await page.getByText("Show QR code").click();
    await page.getByText("Show a ready-made message").click();
    await check(page);
});

test("a partner's page and its forms are accessible", async ({ admin: page, staff, mailbox }) => {
    mailbox.reject(550, "5.1.1 no such mailbox");
    const who = await staff.add("email");
    await page.goto(who.path);
    await expect(page.getByText("Email failed").first()).toBeVisible();
    await page.locator("summary", { hasText: "Remove access" }).click();
    await page.locator("summary", { hasText: "Delete partner" }).click();
    await check(page);
    await check(page, `${who.path}/edit`);
    await check(page, `${who.path}/contacts/${who.person}/edit`);
    const active = await staff.addActive(PASSWORD);
    await check(page, active.path);
    await check(page, (await staff.add("none")).path);
    await check(page, "/account");
});

test("the partner portal is accessible", async ({ newPage, staff }) => {
    const who = await staff.addActive(PASSWORD);
    const page = await newPage(who.client);
    for (const path of ["/portal", "/portal/company", "/portal/programs", "/portal/team", "/portal/account"]) {
        await check(page, path);
    }
});

test("nothing needs scrolling sideways at 320 pixels", async ({ newPage, staff, demonstration }) => {
    const who = await staff.addActive(PASSWORD);
    const invited = await staff.add("link");
    const admin = await newPage(staff.client);
    const contact = await newPage(who.client);
    const visitor = await newPage();
    const demo = await newPage(demonstration.client);
    const pages: [Page, string[]][] = [
        [visitor, ["/sign-in", "/forgot-password", invited.link]],
        [admin, ["/partners/new", who.path, `${who.path}/edit`, "/account"]],
        [contact, ["/portal", "/portal/company", "/portal/team", "/portal/account"]],
        [demo, [`${demonstration.server.url}/partners`]],
    ];
    for (const [page, paths] of pages) {
        await page.setViewportSize({ width: 320, height: 640 });
        for (const path of paths) {
            await page.goto(path);
            const width = await page.evaluate(() => document.documentElement.scrollWidth);
            expect(width, path).toBeLessThanOrEqual(320);
        }
    }
});
