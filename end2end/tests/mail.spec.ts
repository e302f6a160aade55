import { randomUUID } from "node:crypto";
import { check, expectAccessible } from "../support/axe.ts";
import { expect, expectInTime, hydrated, scripts, test } from "../support/gangway.ts";
import { Client } from "../support/load.mjs";
import { becomeOwner } from "../support/owner.mjs";
import { somebody, Staff } from "../support/partners.ts";
import { configure, ownerLink, serve } from "../support/server.mjs";

const MAIL = "/manage/mail";

test("the queue shows what the mail server said, and leads to the partner", async ({ admin: page, staff }) => {
    const who = await staff.add("email", { ...somebody(), company: `Queue ${randomUUID().slice(0, 8)}` });
    await page.goto(MAIL);
    await hydrated(page);
    const row = page.getByRole("row").filter({ hasText: who.email });
    await expectInTime(page, row.getByText(/^Sent\b/));
    await expect(row).toContainText("250");
    await row.getByRole("link", { name: who.name }).click();
    await expect(page.getByRole("heading", { level: 1, name: who.company })).toBeVisible();
});

test("an email that waits is tried again at once", async ({ admin: page, staff, mailbox }) => {
    mailbox.reject(451, "4.7.1 come back later");
    const who = await staff.add("email");
    await page.goto(MAIL);
    await hydrated(page);
    const row = page.getByRole("row").filter({ hasText: who.email });
    await expectInTime(page, row.getByText("The mail server asked us to try again later."));
    await expect(row).toContainText("Next attempt at");
    mailbox.accept();
    await row.getByRole("button", { name: `Try now the email to ${who.name}` }).click();
    expect((await mailbox.next(who.email)).links).toHaveLength(1);
    await expectInTime(page, page.getByText(`Tried again: the mail server accepted the email to ${who.name} (${who.email}).`));
    await expectInTime(page, row.getByText(/^Sent\b/));
    await expect(row).toContainText("2 attempts");
    await expect(row.getByRole("button")).toHaveCount(0);

    await row.getByRole("link", { name: who.name }).click();
    await expect(page.getByRole("heading", { level: 1, name: who.company })).toBeVisible();
    await hydrated(page);
    await page.locator(".mail-attempts > summary").click();
    await expect(page.locator(".mail-attempts li")).toContainText(["250", "come back later"]);
    await expect(page.getByText(`retried the email to ${who.name}.`)).toBeVisible();
});

test("a refused address is found by its search and fixed", async ({ admin: page, staff, mailbox }) => {
    mailbox.reject(550, "5.1.1 no such mailbox");
    const [who, right] = [await staff.add("email"), somebody()];
    await page.goto(MAIL);
    await page.getByRole("searchbox", { name: "Search by address" }).fill(who.email);
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page).toHaveURL(/q=/);
    await hydrated(page);
    await expect(page.locator(".mail-table tbody tr")).toHaveCount(1);
    const row = page.getByRole("row").filter({ hasText: who.email });
    await expectInTime(page, row.getByText("The mailbox does not exist."));
    await expect(row.getByRole("button", { name: "Try now" }), "the answer would be the same").toHaveCount(0);
    await check(page);
    mailbox.accept();
    await row.getByRole("link", { name: "Fix the address" }).click();
    await expect(page.getByLabel("Email", { exact: true })).toBeFocused();
    await hydrated(page);
    await expect(page.getByLabel("Email", { exact: true })).toBeFocused();
    await page.getByLabel("Email", { exact: true }).fill(right.email);
    await page.getByRole("button", { name: "Save" }).click();
    expect((await mailbox.next(right.email)).links).toHaveLength(1);
});

test("paused mail waits, every page says so, and a cancelled email stays here", async ({ newPage, untouched, mailbox }) => {
    const client = new Client(untouched.url);
    await becomeOwner(client, await ownerLink(untouched));
    const page = await newPage(client);
    await page.goto(`${untouched.url}${MAIL}`);
    await expect(page.getByText("No emails to show")).toBeVisible();
    await hydrated(page);
    await page.getByRole("button", { name: "Pause sending" }).click();
    await expect(page.getByText("Nothing is sent until someone resumes sending.")).toBeVisible();

    const who = { ...somebody(), company: `Paused ${randomUUID().slice(0, 8)}` };
    await page.goto(`${untouched.url}/partners/new`);
    await hydrated(page);
    await page.getByLabel("Partner name").fill(who.company);
    await page.getByLabel("First name").fill(who.firstName);
    await page.getByLabel("Last name").fill(who.lastName);
    await page.getByLabel("Email", { exact: true }).fill(who.email);
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.getByText("get their invitation?")).toBeVisible();
    await hydrated(page);
    await page.getByRole("button", { name: /^Add and/ }).click();
    await expect(page.getByText("Email queued").first()).toBeVisible();
    await expect(page.getByText("Sending is paused. Paused by Olga Owner.")).toBeVisible();
    await expect(page.getByText("The email is queued. Sending is paused.")).toBeVisible();

    await page.goto(`${untouched.url}${MAIL}?pile=waiting`);
    await hydrated(page);
    await page.getByRole("button", { name: `Cancel the email to ${who.name}` }).click();
    await expect(page.getByText("No emails to show")).toBeVisible();
    await page.getByRole("button", { name: "Resume sending" }).click();
    await expect(page.getByRole("button", { name: "Pause sending" })).toBeVisible();
    await page.getByRole("button", { name: "Send a test to me" }).click();
    await expect(page.getByText(/The mail server accepted the test for .*: 250/)).toBeVisible();
    expect(mailbox.all(who.email)).toHaveLength(0);
});

test("every page one goes to says that sending is paused, from the click on and until it is resumed @scripts", async ({
    newPage,
    untouched,
}) => {
    const client = new Client(untouched.url);
    await becomeOwner(client, await ownerLink(untouched));
    const page = await newPage(client);
    await page.goto(`${untouched.url}${MAIL}`);
    const paused = page.locator(".frame-banner").getByText("Sending is paused. Paused by Olga Owner.");
    const goTo = async (name: string) => {
        await hydrated(page);
        const menu = page.locator("summary", { hasText: "Menu" });
        if (await menu.isVisible()) await menu.click();
        await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true }).click();
        await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
    };
    await hydrated(page);
    await expect(paused).toHaveCount(0);
    await page.getByRole("button", { name: "Pause sending" }).click();
    await expect(paused).toBeVisible();
    await check(page);
    for (const name of ["Team", "Partners", "Mail"]) {
        await goTo(name);
        await expect(paused).toBeVisible();
    }
    await page.getByRole("button", { name: "Resume sending" }).click();
    await expect(page.getByRole("button", { name: "Pause sending" })).toBeVisible();
    await expect(paused).toHaveCount(0);
    await goTo("Partners");
    await expect(paused).toHaveCount(0);
});

test("an invitation is undone before it leaves", async ({ newPage, mailbox }) => {
    const configuration = await configure({ smtpUrl: mailbox.url, env: { GANGWAY_SEND_HOLD: "60" } });
    const server = await serve(configuration);
    try {
        const client = new Client(server.url);
        await becomeOwner(client, await ownerLink(server));
        const who = await new Staff(client, server).add("email");
        const page = await newPage(client);
        await page.goto(`${server.url}${who.path}`);
        await hydrated(page);
        const undo = page.getByRole("button", { name: "Undo" });
        await expect(page.getByText(new RegExp(`Invitation to ${who.email} leaves in \\d+ s`))).toBeVisible();
        await expect(undo).toHaveCount(1);
        await expectAccessible(page);
        await undo.click();
        await expect(page.getByText("Email cancelled").first()).toBeVisible();
        await expect(undo).toHaveCount(0);
        await page.getByRole("button", { name: "Send again" }).click();
        await expect(undo).toHaveCount(1);
        await undo.click();
        await expect(page.getByText("Email cancelled").first()).toBeVisible();
        expect(mailbox.all(who.email)).toHaveLength(0);
        await page.context().close();
    } finally {
        await server.stop();
        await configuration.discard();
    }
});

test("mail is accessible and fits on a phone", async ({ admin: page, staff, mailbox }) => {
    mailbox.reject(451, "4.7.1 come back later");
    const who = await staff.add("email");
    await page.goto(MAIL);
    await expectInTime(page, page.getByRole("button", { name: `Try now the email to ${who.name}` }));
    for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 720 });
        await page.goto(MAIL);
        await hydrated(page);
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
});
