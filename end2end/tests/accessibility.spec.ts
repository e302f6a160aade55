import { check, expectAccessible } from "../support/axe.ts";
import { expect, expectInTime, hydrated, scripts, test } from "../support/gangway.ts";
import { Client } from "../support/load.mjs";
import { becomeOwner } from "../support/owner.mjs";
import { somebody } from "../support/partners.ts";
import { ownerLink } from "../support/server.mjs";
import type { Page } from "@playwright/test";

const PASSWORD = "seven quiet harbour lanterns";

test("signing in is accessible, refused and not", async ({ page }) => {
    await check(page, "/sign-in");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.locator("#password-error p")).toBeVisible();
    await check(page);
});

test("activation is accessible, refused and not", async ({ page, staff, trouble }) => {
    trouble.allow(422);
    const invited = await staff.add("link");
    await check(page, invited.link);
    await page.getByRole("button", { name: "Activate my access" }).click();
    await expect(page.locator("#password-error p")).toBeVisible();
    await check(page);
});

/** Pages on which nothing waits for scripts. */
const PLAIN = [
    "/sign-in?notice=signed-out",
    "/forgot-password",
    "/forgot-password?asked=yes",
    "/reset-password",
    "/confirm-address",
    "/activate/unknown",
    "/activate?asked=yes",
    "/nowhere",
];
for (const path of PLAIN) {
    test(`${path} is accessible`, async ({ page, trouble }) => {
        trouble.allow(404);
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessible(page);
    });
}

test("the ends of links are accessible", async ({ page, admin, staff }) => {
    const active = await staff.addActive(PASSWORD);
    const withdrawn = await staff.add("link");
    const invited = await staff.add("link");
    await staff.removeAccess(withdrawn.person);
    for (const { link } of [active, withdrawn]) {
        await page.goto(link);
        await expectAccessible(page);
    }
    await check(admin, invited.link);
});

test("setting up and what is empty at first are accessible", async ({ newPage, untouched }) => {
    const link = await ownerLink(untouched);
    const page = await newPage();
    await check(page, link);
    const client = new Client(untouched.url);
    await becomeOwner(client, link);
    const owner = await newPage(client);
    for (const path of ["/partners", "/manage/mail", "/manage/mail/server", "/manage/terms", "/manage/help-feedback"]) {
        await check(owner, `${untouched.url}${path}`);
    }
});

test("the first step of the wizard is accessible, with complaints and without", async ({ admin: page, trouble }) => {
    trouble.allow(422);
    await check(page, "/partners/new");
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.locator("#name-error p")).toBeVisible();
    await check(page);
});

test("the last step of the wizard and its end are accessible", async ({ admin: page }) => {
    const who = somebody();
    await page.goto("/partners/new");
    await hydrated(page);
    await page.getByLabel("Partner name").fill(who.company);
    await page.getByLabel("First name").fill(who.firstName);
    await page.getByLabel("Last name").fill(who.lastName);
    await page.getByLabel("Email").fill(who.email);
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.getByText("get their invitation?")).toBeVisible();
    await check(page);
    await page.getByLabel("Don't send an email").check();
    await page.getByRole("button", { name: /^Add and/ }).click();
    await expect(page.getByLabel(`Activation link for ${who.firstName}`, { exact: true })).toBeVisible();
    await page.getByText("Show QR code").click();
    await page.getByText("Show a ready-made message").click();
    await check(page);
});

test("the mail is accessible", async ({ page, staff, mailbox }) => {
    const who = await staff.add("email");
    const { html } = await mailbox.next(who.email);
    // A mail program shows it without the policy of our pages, which would refuse its inline styles.
    await page.route("**/mail", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
    await page.goto("/mail");
    await expectAccessible(page);
});

test("a partner whose mail was refused is accessible, with each question open", async ({ admin: page, staff, mailbox }) => {
    mailbox.reject(550, "5.1.1 no such mailbox");
    const who = await staff.add("email");
    await page.goto(who.path);
    await expectInTime(page, page.getByText("Not delivered").first());
    await hydrated(page);
    for (const question of ["Remove access", "Delete partner"]) {
        await page.locator("summary", { hasText: question }).click();
        await check(page);
        // Without scripts both stand in the page.
        if (scripts()) await page.keyboard.press("Escape");
    }
});

test("a partner's pages are accessible", async ({ admin: page, staff }) => {
    const who = await staff.addActive(PASSWORD);
    await check(page, who.path);
    await check(page, `${who.path}/edit`);
    await check(page, `${who.path}/contacts/${who.person}/edit`);
    await check(page, `${who.path}/contacts/${who.person}/data`);
});

test("giving the password again is accessible, refused and not", async ({ admin: page, trouble }) => {
    trouble.allow(422);
    await check(page, "/confirm-password?next=/manage/team");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.locator("#password-error p")).toBeVisible();
    await check(page);
});

test("confirming a new address is accessible, refused and not", async ({ page, admin, staff, mailbox }) => {
    const who = await staff.addActive(PASSWORD);
    const { email } = somebody();
    await admin.goto(`${who.path}/contacts/${who.person}/edit`);
    await hydrated(admin);
    await admin.getByLabel("Email", { exact: true }).fill(email);
    await admin.getByRole("button", { name: "Save" }).click();
    await expect(admin.locator(".address-waits")).toBeVisible();
    await check(admin);
    await check(page, (await mailbox.next(email)).links[0]!);
    await page.getByRole("button", { name: "Confirm address" }).click();
    await expect(page.locator("#current_password-error p")).toBeVisible();
    await check(page);
});

test("a program's page is accessible, with complaints and without", async ({ admin: page, trouble }) => {
    trouble.allow(422);
    await page.goto("/manage/programs");
    await page.getByRole("rowheader", { name: "Reseller" }).getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1, name: "Edit Reseller" })).toBeVisible();
    await check(page);
    await page.getByLabel("Seats").fill("many");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.locator("#seats-error p")).toBeVisible();
    await check(page);
});

test("a partner without access and one's own account are accessible", async ({ admin: page, staff }) => {
    await check(page, (await staff.add("none")).path);
    await check(page, "/account");
});

const MISSING = "/partners/00000000-0000-7000-8000-000000000000";

test("a partner that is not there is accessible", async ({ admin: page, trouble }) => {
    trouble.allow(404);
    await check(page, MISSING);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("There is nothing at this address.");
    await expect(page).toHaveTitle(/^There is nothing at this address\./);
});

test("complaints about the organisation's settings are accessible", async ({ admin: page, trouble }) => {
    trouble.allow(422);
    await page.goto("/manage/organisation");
    await hydrated(page);
    await page.getByLabel("Name", { exact: true }).fill("");
    await page.getByLabel("Reply-to address").fill("partners");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.locator("#name-error p")).toBeVisible();
    await check(page);
});

for (const path of ["/portal", "/portal/company", "/portal/programs", "/portal/team", "/portal/account"]) {
    test(`${path} is accessible`, async ({ newPage, staff }) => {
        const who = await staff.addActive(PASSWORD);
        await check(await newPage(who.client), path);
    });
}

test("visitors need no scrolling sideways at 320 pixels", async ({ page, staff }) => {
    const invited = await staff.add("link");
    await expectNarrow(page, ["/sign-in", "/forgot-password", invited.link]);
});

test("staff need no scrolling sideways at 320 pixels", async ({ admin: page, staff }) => {
    const who = await staff.addActive(PASSWORD);
    await expectNarrow(page, ["/manage/organisation", "/manage/team", "/manage/team/new", "/partners/new", "/account"]);
    await expectNarrow(page, [who.path, `${who.path}/edit`, `${who.path}/contacts/${who.person}/data`, "/confirm-password"]);
});

test("a long reply of a mail server needs no scrolling sideways at 320 pixels", async ({ admin: page, staff, mailbox }) => {
    mailbox.reject(550, `5.1.1 <${"x".repeat(60)}@partner.example>: no such mailbox`);
    const refused = await staff.add("email");
    await page.goto(refused.path);
    await expectInTime(page, page.getByText("Not delivered").first());
    await expectNarrow(page, [refused.path]);
});

test("contacts need no scrolling sideways at 320 pixels", async ({ newPage, staff }) => {
    const who = await staff.addActive(PASSWORD);
    await expectNarrow(await newPage(who.client), ["/portal", "/portal/company", "/portal/team", "/portal/account"]);
});

test("the list of partners needs no scrolling sideways, from 320 pixels on", async ({ newPage, demonstration }) => {
    const page = await newPage(demonstration.client);
    await page.goto(`${demonstration.server.url}/partners`);
    for (const width of [320, 390, 800, 820, 1056, 1060, 1199, 1200, 1440]) {
        await page.setViewportSize({ width, height: 640 });
        expect(await fullWidth(page), `at ${width} pixels`).toBeLessThanOrEqual(width);
    }
});

/** Opens these pages in the narrowest window that is in use. */
async function expectNarrow(page: Page, paths: string[]): Promise<void> {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of paths) {
        await page.goto(path);
        expect(await fullWidth(page), path).toBeLessThanOrEqual(320);
    }
}

const fullWidth = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
