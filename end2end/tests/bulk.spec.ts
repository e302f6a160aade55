import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/axe.ts";
import { expect, expectInTime, hydrated, scripts, test } from "../support/gangway.ts";
import { activate, somebody, type Added, type Delivery, type Staff } from "../support/partners.ts";
import type { Page } from "@playwright/test";

/** Partners that one search finds, and nobody else. */
async function fleet(staff: Staff, deliveries: Delivery[]): Promise<{ mark: string; partners: Added[] }> {
    const mark = `Fleet-${randomUUID().slice(0, 8)}`;
    const partners: Added[] = [];
    for (const [number, delivery] of deliveries.entries()) {
        partners.push(await staff.add(delivery, { ...somebody(), company: `${mark} ${number + 1}` }));
    }
    return { mark, partners };
}

async function list(page: Page, mark: string): Promise<void> {
    await page.goto(`/partners?q=${mark}`);
    await hydrated(page);
}

test("selected partners get access, and the result says what became of each", async ({ admin: page, staff, mailbox }) => {
    const { mark, partners } = await fleet(staff, ["none", "none", "link"]);
    await list(page, mark);
    const bar = page.getByRole("group", { name: "Selected partners" });
    await expect(bar).toBeHidden();
    for (const { company } of partners) await page.getByLabel(`Select ${company}`).check();
    if (scripts()) await expect(bar).toContainText("3 selected");
    await bar.getByRole("button", { name: "Give access" }).click();

    await expect(page.getByRole("heading", { level: 1, name: "Give access to 2 people?" })).toBeVisible();
    await expect(page.getByText(`The main contacts of ${mark} 1 and ${mark} 2 get an email`)).toBeVisible();
    await expect(page.getByText("1 main contact has already been invited")).toBeVisible();
    await hydrated(page);
    await page.getByRole("button", { name: "Give access to 2 people" }).click();

    await expect(page).toHaveURL(/\/partners\/bulk\/[0-9a-f-]{36}/);
    await expectInTime(page, page.getByText("2 partners were given access. 1 was skipped."));
    await expect(page.getByRole("row", { name: `${mark} 3` })).toContainText("has already been invited.");
    for (const { email } of partners.slice(0, 2)) expect((await mailbox.next(email)).links).toHaveLength(1);
    await page.reload();
    await expect(page.getByText("2 partners were given access. 1 was skipped.")).toBeVisible();
});

test("the emails for many leave at a time that was chosen", async ({ admin: page, staff, mailbox, trouble }) => {
    trouble.allow(422);
    const { mark, partners } = await fleet(staff, ["none", "none"]);
    await list(page, mark);
    for (const { company } of partners) await page.getByLabel(`Select ${company}`).check();
    await page.getByRole("group", { name: "Selected partners" }).getByRole("button", { name: "Give access" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Give access to 2 people?" })).toBeVisible();
    await hydrated(page);
    await page.getByLabel("Schedule").check();
    await page.getByLabel("Date and time").fill("2020-01-01T09:00");
    await page.getByRole("button", { name: "Give access to 2 people" }).click();
    await expect(page.locator("#send_at-error")).toContainText("This time is in the past.");
    await expectAccessible(page);
    await hydrated(page);
    const inThreeDays = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16);
    await page.getByLabel("Date and time").fill(inThreeDays);
    await page.getByRole("button", { name: "Give access to 2 people" }).click();
    await expectInTime(page, page.getByText("2 partners were given access."));
    await expect(page.getByText("The emails will be sent at")).toBeVisible();
    await expect(page.getByRole("row", { name: `${mark} 1` })).toContainText("Scheduled for");
    await expectAccessible(page);
    for (const { email } of partners) expect(mailbox.all(email)).toHaveLength(0);
});

test("the result says what became of the emails, and changes by itself", async ({ admin: page, staff, mailbox, gangway }) => {
    const { mark, partners } = await fleet(staff, ["none", "none"]);
    mailbox.reject(550, "5.1.1 no such mailbox");
    await list(page, mark);
    for (const { company } of partners) await page.getByLabel(`Select ${company}`).check();
    await page.getByRole("button", { name: "Give access" }).click();
    await hydrated(page);
    await page.getByRole("button", { name: "Give access to 2 people" }).click();
    const row = page.getByRole("row", { name: `${mark} 1` });
    await expectInTime(page, row.getByText("Not delivered"));
    await expectInTime(page, page.locator(".bulk-reach").getByText("Failed2"));
    const result = page.url();
    mailbox.accept();
    await page.goto(partners[0]!.path);
    await hydrated(page);
    const panel = page.getByRole("region", { name: /^Portal access/ });
    await panel.getByRole("button", { name: "Send again" }).click();
    const mail = await mailbox.next(partners[0]!.email);
    await page.goto(result);
    await expectInTime(page, row.getByText(/^Sent\b/));
    await activate(gangway, mail.links[0]!, "seven quiet harbour lanterns");
    await expectInTime(page, row.getByText("Signed up"));
});

test("invitations are sent again to many, but not to those who just got one", async ({ admin: page, staff, mailbox }) => {
    const { mark, partners } = await fleet(staff, ["link", "email", "none"]);
    await mailbox.next(partners[1]!.email);
    await list(page, mark);
    for (const { company } of partners) await page.getByLabel(`Select ${company}`).check();
    await page.getByRole("button", { name: "Send again" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Send the invitation again to 1 person?" })).toBeVisible();
    await expect(page.getByText("1 main contact got an email in the last 24 hours")).toBeVisible();
    await expect(page.getByText("1 main contact has no access yet")).toBeVisible();
    await page.getByRole("link", { name: "Include those who got an email in the last 24 hours" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Send the invitation again to 2 people?" })).toBeVisible();
    await page.getByRole("link", { name: "Leave out those who got an email in the last 24 hours" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Send the invitation again to 1 person?" })).toBeVisible();
    await expectAccessible(page);
    await hydrated(page);
    await page.getByRole("button", { name: "Send again to 1 person" }).click();
    await expectInTime(page, page.getByText("1 invitation was sent again. 2 were skipped."));
    expect((await mailbox.next(partners[0]!.email)).links).toHaveLength(1);
    expect(mailbox.all(partners[1]!.email)).toHaveLength(1);
});

test("the emails for many are taken back before they leave", async ({ admin: page, staff, mailbox }) => {
    const { mark, partners } = await fleet(staff, ["none", "none"]);
    await list(page, mark);
    for (const { company } of partners) await page.getByLabel(`Select ${company}`).check();
    await page.getByRole("button", { name: "Give access" }).click();
    await hydrated(page);
    await page.getByLabel("Schedule").check();
    await page.getByLabel("Date and time").fill(new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16));
    await page.getByRole("button", { name: "Give access to 2 people" }).click();
    await expectInTime(page, page.getByRole("button", { name: "Cancel 2 emails" }));
    await page.getByRole("button", { name: "Cancel 2 emails" }).click();
    await expectInTime(page, page.getByRole("row", { name: `${mark} 1` }).getByText("Email cancelled"));
    await expect(page.getByRole("button", { name: "Cancel 2 emails" })).toHaveCount(0);
    for (const { email } of partners) expect(mailbox.all(email)).toHaveLength(0);
});

test("removing access from many asks by number and ends their sessions", async ({ admin: page, staff, newPage }) => {
    const mark = `Fleet-${randomUUID().slice(0, 8)}`;
    const first = await staff.add("link", { ...somebody(), company: `${mark} 1` });
    await staff.add("none", { ...somebody(), company: `${mark} 2` });
    await list(page, mark);
    await page.getByLabel(`Select ${mark} 1`).check();
    await page.getByLabel(`Select ${mark} 2`).check();
    await page.locator(".bulk-change > summary").click();
    await page.getByRole("button", { name: "Remove access" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Remove the access of 1 person?" })).toBeVisible();
    await expect(page.getByText("1 partner has no contact with access")).toBeVisible();
    await hydrated(page);
    await page.getByRole("button", { name: "Remove the access of 1 person" }).click();
    await expectInTime(page, page.getByText("1 partner lost access. 1 was skipped."));

    const contact = await newPage();
    await contact.goto(first.link);
    await expect(contact.getByRole("heading", { name: "This invitation was withdrawn" })).toBeVisible();
});

test("one box selects the page, and another filter leaves the selection as it is", async ({ admin: page, staff }) => {
    test.skip(!scripts(), "selecting a page at once needs scripts");
    const { mark } = await fleet(staff, ["none", "none"]);
    await list(page, mark);
    const all = page.getByRole("checkbox", { name: "Select all on this page" });
    await all.check();
    await expect(page.getByText("2 selected")).toBeVisible();
    await page.getByLabel(`Select ${mark} 1`).uncheck();
    await expect(page.getByText("1 selected")).toBeVisible();
    await expect(all).not.toBeChecked();

    await page.getByLabel("Search partners").fill(`${mark} 1`);
    await expect(page.getByRole("rowheader")).toHaveCount(1);
    await expect(page.getByLabel(`Select ${mark} 1`)).not.toBeChecked();
    await expect(all).not.toBeChecked();
    await expect(page.getByText("1 selected")).toBeVisible();
    await page.getByLabel("Search partners").fill(`${mark} 2`);
    await expect(page.getByLabel(`Select ${mark} 2`)).toBeChecked();
    await expect(all).toBeChecked();
});

test("all that match are more than a page holds", async ({ newPage, demonstration }) => {
    const page = await newPage(demonstration.client);
    await page.goto(`${demonstration.server.url}/partners`);
    await hydrated(page);
    await page.getByRole("checkbox", { name: /^Select Alder/ }).check();
    await page.getByLabel("All 55 partners").check();
    if (scripts()) await expect(page.getByText("55 selected")).toBeVisible();
    await page.locator(".bulk-change > summary").click();
    await page.getByRole("button", { name: "Remove access" }).click();
    await expect(page.getByText("You selected 55 partners.")).toBeVisible();
    await page.getByRole("link", { name: "Cancel" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Partners" })).toBeVisible();
});

test("partners ticked on several pages are all meant, under a short address @scripts", async ({ newPage, demonstration }) => {
    const page = await newPage(demonstration.client);
    await page.goto(`${demonstration.server.url}/partners`);
    await hydrated(page);
    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await page.getByRole("link", { name: "Next page" }).click();
    await expect(page.getByLabel("Select Zz 24")).toBeVisible();
    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await expect(page.getByText("55 selected")).toBeVisible();
    await page.locator(".bulk-change > summary").click();
    await page.getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("You selected 55 partners.")).toBeVisible();
    expect(new URL(page.url()).search.length).toBeLessThan(80);
    await page.goBack();
    await expect(page.getByText("55 selected")).toBeVisible();
});

test("a selection of another person leads back to the list", async ({ admin: page, staff, newPage }) => {
    const { mark, partners } = await fleet(staff, ["none"]);
    await list(page, mark);
    await page.getByLabel(`Select ${partners[0]!.company}`).check();
    await page.getByRole("button", { name: "Send again" }).click();
    await expect(page.getByText("You selected 1 partner.")).toBeVisible();
    const colleague = await newPage((await staff.addColleague("admin", "seven quiet harbour lanterns")).client);
    await colleague.goto(page.url());
    await expect(colleague.getByText("No partners selected")).toBeVisible();
    await expectAccessible(colleague);
    await colleague.getByRole("link", { name: "Back to the list" }).click();
    await expect(colleague.getByRole("heading", { level: 1, name: "Partners" })).toBeVisible();
});

test("a test of the email to many comes to who sends it, and what was typed stays", async ({ newPage, staff, mailbox }) => {
    const { mark, partners } = await fleet(staff, ["none"]);
    const colleague = await staff.addColleague("admin", "seven quiet harbour lanterns");
    const page = await newPage(colleague.client);
    await list(page, mark);
    await page.getByLabel(`Select ${partners[0]!.company}`).check();
    await page.getByRole("button", { name: "Give access" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Give access to 1 person?" })).toBeVisible();
    await hydrated(page);
    await page.getByText("Add a personal note").click();
    await page.getByLabel("Personal note").fill(`See you at the summit of ${mark}.`);
    await page.getByRole("button", { name: "Send a test to me" }).click();
    await expect(page.getByText(`The mail server accepted the test for ${colleague.email}: 250`)).toBeVisible();
    await expect(page.getByLabel("Personal note")).toHaveValue(`See you at the summit of ${mark}.`);
    await expectAccessible(page);
    const [mail, ...others] = mailbox.all(colleague.email);
    expect(others).toHaveLength(0);
    expect(mail!.subject).toContain("[Test] ");
    expect(mail!.text).toContain(`See you at the summit of ${mark}.`);
    expect(mailbox.all(partners[0]!.email)).toHaveLength(0);
    await page.getByRole("button", { name: "Give access to 1 person" }).click();
    expect((await mailbox.next(partners[0]!.email)).text).toContain(`See you at the summit of ${mark}.`);
});

for (const width of [1280, 390]) {
    test(`a message covers nothing at the foot of a window of ${width} pixels @scripts`, async ({ admin: page, staff, gangway }) => {
        const { mark, partners } = await fleet(staff, ["none", "none", "none", "link", "link"]);
        await page.setViewportSize({ width, height: 720 });
        const stream = page.waitForRequest("**/live");
        await list(page, mark);
        await stream;
        await page.getByLabel(`Select ${mark} 1`).check();
        await activate(gangway, partners[3]!.link, "seven quiet harbour lanterns");
        await expectInTime(page, page.locator(".toast"));
        await expectApart(page, ".bulk-bar");
        const again = page.waitForRequest("**/live");
        await page.getByRole("button", { name: "Give access" }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Give access to 1 person?" })).toBeVisible();
        await hydrated(page);
        await again;
        await activate(gangway, partners[4]!.link, "seven quiet harbour lanterns");
        await expectInTime(page, page.locator(".toast"));
        await expectApart(page, ".form-actions.sticky");
        await page.getByRole("button", { name: "Give access to 1 person" }).click();
        await expectInTime(page, page.getByText("1 partner was given access."));
    });
}

/** The message over the page does not lie over what `selector` finds. */
async function expectApart(page: Page, selector: string): Promise<void> {
    const [message, foot] = await Promise.all([".toast", selector].map((one) => page.locator(one).boundingBox()));
    expect(message!.y + message!.height <= foot!.y || message!.y >= foot!.y + foot!.height, JSON.stringify([message, foot])).toBe(true);
}

test("the list is exported as it is filtered, or as it is selected", async ({ admin: page, staff }) => {
    const { mark, partners } = await fleet(staff, ["none", "none"]);
    await list(page, mark);
    for (const [button, count] of [[page.getByRole("link", { name: "CSV", exact: true }), 2], [page.getByRole("button", { name: "CSV", exact: true }), 1]] as const) {
        if (count === 1) {
            await page.getByLabel(`Select ${partners[0]!.company}`).check();
            await page.locator(".bulk-actions summary", { hasText: "Export" }).click();
        }
        const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
        expect(download.suggestedFilename()).toMatch(/^partners-\d{4}-\d{2}-\d{2}\.csv$/);
        const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
        expect(lines).toHaveLength(count + 1);
        expect(lines[1]).toContain(`"${mark} 1"`);
    }
});

for (const width of [1280, 320]) {
    test(`selecting and confirming are accessible and fit in ${width} pixels`, async ({ admin: page, staff }) => {
        const { mark, partners } = await fleet(staff, ["none"]);
        await page.setViewportSize({ width, height: 720 });
        await list(page, mark);
        await page.getByLabel(`Select ${partners[0]!.company}`).check();
        await expectAccessible(page);
        await page.getByRole("button", { name: "Give access" }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Give access to 1 person?" })).toBeVisible();
        await hydrated(page);
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
}

test("the result for those who were selected is accessible and fits on a phone", async ({ admin: page, staff }) => {
    const { mark } = await fleet(staff, ["none"]);
    await page.setViewportSize({ width: 320, height: 720 });
    await page.goto(`/partners/bulk?do=give&all=on&q=${mark}`);
    await hydrated(page);
    await page.getByRole("button", { name: "Give access to 1 person" }).click();
    await expectInTime(page, page.getByText("1 partner was given access."));
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
