import { expectAccessible } from "../support/axe.ts";
import { expect, hydrated, scripts, test } from "../support/gangway.ts";
import { Client } from "../support/load.mjs";
import { becomeOwner } from "../support/owner.mjs";
import { Staff } from "../support/partners.ts";
import { ownerLink } from "../support/server.mjs";

const PASSWORD = "seven quiet harbour lanterns";

test("an owner writes the terms, and a partner reads and accepts them", async ({ newPage, untouched, trouble }) => {
    trouble.allow(422);
    const client = new Client(untouched.url);
    await becomeOwner(client, await ownerLink(untouched));
    const staff = new Staff(client, untouched);
    const who = await staff.add("link");
    const admin = await newPage(client);
    await admin.goto(`${untouched.url}/manage/terms`);
    await hydrated(admin);
    await admin.getByLabel("Text of the terms").fill("# Scope\n\nBe **kind** to each other.");
    await admin.getByRole("button", { name: "Save" }).click();
    await expect(admin.getByText("Your changes are saved.")).toBeVisible();
    await expect(admin.getByRole("link", { name: "Version 1" })).toBeVisible();
    await expectAccessible(admin);

    const page = await newPage();
    await page.goto(who.link);
    await hydrated(page);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Activate my access" }).click();
    await expect(page.locator("#terms-error")).toHaveText("Read the terms and accept them to activate your access.");
    await expectAccessible(page);

    const opened = page.waitForEvent("popup");
    await page.getByRole("link", { name: "Read the terms" }).click();
    const terms = await opened;
    await expect(terms.getByRole("heading", { level: 1, name: "Terms of Acme's partner program" })).toBeVisible();
    await expect(terms.getByRole("heading", { level: 2, name: "Scope" })).toBeVisible();
    await expectAccessible(terms);
    await terms.close();

    await page.getByLabel("I accept the terms").check();
    if (scripts()) {
        await expect(page.locator("#terms-error")).toBeEmpty();
        await expect(page.getByLabel("Password", { exact: true })).toHaveValue(PASSWORD);
    } else {
        // The server never sends a password back.
        await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    }
    await page.getByRole("button", { name: "Activate my access" }).click();
    await expect(page).toHaveURL(/\/portal$/);
    await page.goto(`${untouched.url}/portal/account`);
    await expect(page.getByText("Version 1, accepted at")).toBeVisible();
    await expectAccessible(page);

    await admin.goto(`${untouched.url}${who.path}`);
    await expect(admin.getByText("Accepted version 1 of the terms at").first()).toBeVisible();
});

test("the page for the terms is accessible and fits on a phone", async ({ admin: page }) => {
    for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 720 });
        await page.goto("/manage/terms");
        await hydrated(page);
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
});
