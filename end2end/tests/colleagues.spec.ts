import { expectAccessible } from "../support/axe.ts";
import { expect, hydrated, test } from "../support/gangway.ts";
import { somebody, type Somebody } from "../support/partners.ts";
import type { Page } from "@playwright/test";

const PASSWORD = "seven quiet harbour lanterns";

/** Lets managers of partners in `program` invite colleagues. */
async function allow(page: Page, program: string, seats: string): Promise<void> {
    await page.goto("/manage/programs");
    await page.getByRole("rowheader", { name: program }).getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1, name: `Edit ${program}` })).toBeVisible();
    await hydrated(page);
    await page.getByLabel("Who may invite colleagues").selectOption({ label: "The partner's email domains at once, others after approval" });
    await page.getByLabel("Seats").fill(seats);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your changes are saved.")).toBeVisible();
}

async function takePart(page: Page, path: string, program: string): Promise<void> {
    await page.goto(`${path}/edit`);
    await hydrated(page);
    await page.getByLabel(program).check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your changes are saved.")).toBeVisible();
}

async function invite(page: Page, who: Somebody): Promise<void> {
    await page.goto("/portal/team");
    await hydrated(page);
    await page.getByLabel("First name").fill(who.firstName);
    await page.getByLabel("Last name").fill(who.lastName);
    await page.getByLabel("Email", { exact: true }).fill(who.email);
    await page.getByRole("button", { name: "Invite colleague" }).click();
}

test("a manager invites a colleague of the same domain at once", async ({ admin, staff, newPage, mailbox }) => {
    const who = await staff.addActive(PASSWORD);
    const page = await newPage(who.client);
    await page.goto("/portal/team");
    await expect(page.getByRole("button", { name: "Invite colleague" })).toHaveCount(0);
    await allow(admin, "Technology", "");
    await takePart(admin, who.path, "Technology");

    const colleague = somebody();
    await invite(page, { ...colleague, firstName: "" });
    await expect(page.locator("#first_name-error")).toHaveText("Enter the first name.");
    await expect(page.getByLabel("Email", { exact: true })).toHaveValue(colleague.email);
    await invite(page, colleague);
    await expect(page.getByText("Your colleague gets an invitation by email.")).toBeVisible();
    await expect(page.getByRole("row", { name: colleague.email })).toContainText("Member");
    const mail = await mailbox.next(colleague.email);
    expect(mail.text).toContain(who.name);
    expect(mail.links).toHaveLength(1);
    await expectAccessible(page);
});

test("a colleague of another domain is approved by staff first", async ({ admin, staff, newPage, mailbox }) => {
    const who = await staff.addActive(PASSWORD);
    await allow(admin, "Technology", "");
    await takePart(admin, who.path, "Technology");
    const page = await newPage(who.client);
    const [approved, declined] = [somebody(), somebody()].map((one) => ({ ...one, email: one.email.replace("@", "@other-") }));
    for (const colleague of [approved!, declined!]) {
        await invite(page, colleague);
        await expect(page.getByText("Your request is made.")).toBeVisible();
        await expect(page.getByRole("row", { name: colleague.name })).toContainText("Pending approval");
    }
    await expectAccessible(page);

    await admin.goto(`/partners?q=${encodeURIComponent(who.company)}`);
    await expect(admin.getByRole("rowheader", { name: who.company })).toContainText("2 requests");
    await admin.goto(who.path);
    await hydrated(admin);
    await expectAccessible(admin);
    await admin.getByRole("button", { name: `Approve ${approved!.name}` }).click();
    await expect(admin.getByRole("heading", { level: 3, name: approved!.name })).toBeVisible();
    expect((await mailbox.next(approved!.email)).text).toContain(who.name);
    await hydrated(admin);
    await admin.getByRole("button", { name: `Decline ${declined!.name}` }).click();
    await expect(admin.getByRole("heading", { name: "Colleagues to approve" })).toHaveCount(0);
    expect(mailbox.all(declined!.email)).toEqual([]);
    await page.goto("/portal/team");
    await expect(page.getByRole("row", { name: declined!.name })).toContainText("Declined");
});

test("when all seats are taken, the page says so", async ({ admin, staff, newPage }) => {
    const who = await staff.addActive(PASSWORD);
    await allow(admin, "Referral", "1");
    await takePart(admin, who.path, "Referral");
    const page = await newPage(who.client);
    await page.goto("/portal/team");
    await expect(page.getByText("1 of 1 seats are taken.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Invite colleague" })).toHaveCount(0);
    await expectAccessible(page);
});

test("a contact's role in the portal is chosen where they are edited", async ({ admin: page, staff }) => {
    const who = await staff.addActive(PASSWORD);
    await page.goto(`${who.path}/contacts/${who.person}/edit`);
    await hydrated(page);
    await expect(page.getByLabel("Role in the portal")).toHaveValue("manager");
    await page.getByLabel("Role in the portal").selectOption({ label: "Member" });
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your changes are saved.")).toBeVisible();
    await expect(page.locator(".contact .facts")).toContainText("Member");
});
