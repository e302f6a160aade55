// After the email is sent: reminders that come and stop, notifications of the team, and the funnel with its lists.
import { check } from "../support/axe.ts";
import { makeDue } from "../support/clock.mjs";
import { expect, firstOwner, hydrated, test } from "../support/gangway.ts";
import type { Mail, Mailbox } from "../support/mailbox.mjs";
import { Staff } from "../support/partners.ts";
import { scaled } from "../support/timeouts.mjs";

const PASSWORD = "seven quiet harbour lanterns";

/** The email to this address of this number. The server looks every 10 seconds for notifications, and every 30 for reminders. */
async function comes(mailbox: Mailbox, address: string, number: number): Promise<Mail> {
    await expect.poll(() => mailbox.all(address).length, { timeout: scaled(45_000) }).toBe(number);
    return mailbox.all(address).at(-1)!;
}

test("a manager is notified at once, and later in a daily digest", async ({ untouched, mailbox, newPage }) => {
    test.slow();
    const owner = await firstOwner(untouched);
    const adam = await owner.addColleague("admin", PASSWORD);
    const staff = new Staff(adam.client, untouched);
    const first = await staff.addActive(PASSWORD);
    const email = await comes(mailbox, adam.email, 1);
    expect(email.subject).toBe(`${first.name} of ${first.company} activated their access`);
    expect(email.links).toContain(`${untouched.url}${first.path}`);

    const page = await newPage(adam.client);
    await page.goto(email.links.find((link) => link.endsWith("/account/notifications"))!);
    await hydrated(page);
    await page.getByLabel("Access activated").selectOption("Daily digest");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your changes are saved.")).toBeVisible();
    await check(page);

    const [second, third] = [await staff.addActive(PASSWORD), await staff.addActive(PASSWORD)];
    makeDue(untouched, adam.email);
    const digest = await comes(mailbox, adam.email, 2);
    expect(digest.subject).toBe("2 updates about your partners");
    for (const who of [second, third]) expect(digest.text).toContain(`${who.name} of ${who.company} activated their access.`);
});

test("a reminder arrives and ends with the activation", async ({ untouched, mailbox, newPage }) => {
    test.slow();
    const staff = await firstOwner(untouched);
    const who = await staff.add("email");
    const invitation = await mailbox.next(who.email);
    const page = await newPage(staff.client);
    await page.goto(`${untouched.url}${who.path}`);
    const panel = page.getByRole("region", { name: `Portal access of ${who.name}` });
    await expect(panel).toContainText("Next reminder");
    makeDue(untouched, who.email);
    const reminder = await comes(mailbox, who.email, 2);
    expect(reminder.subject).toContain("Reminder");
    expect(reminder.parsed.inReplyTo).toBe(invitation.parsed.messageId);

    const visitor = await newPage();
    await visitor.goto(reminder.links[0]!);
    await visitor.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await visitor.getByRole("button", { name: "Activate my access" }).click();
    await expect(visitor).toHaveURL(/\/portal/);
    await page.reload();
    await expect(panel).toContainText("Signed up");
    await expect(panel).not.toContainText("Next reminder");
});

test("each bar of the funnel leads to its partners @scripts", async ({ untouched, mailbox, newPage }) => {
    const staff = await firstOwner(untouched);
    await staff.add("none");
    const emailed = await staff.add("email");
    await mailbox.next(emailed.email);
    const typing = await staff.add("link");
    const active = await staff.addActive(PASSWORD);

    // Looking is no step; a key is.
    const visitor = await newPage();
    await visitor.goto(typing.link);
    await hydrated(visitor);
    const noted = visitor.waitForResponse("**/api/invitations/note-opened");
    await visitor.getByLabel("Password", { exact: true }).pressSequentially("se");
    expect((await noted).status()).toBe(200);

    const page = await newPage(staff.client);
    await page.goto(`${untouched.url}/funnel`);
    await expect(page.getByRole("heading", { name: "Funnel", level: 1 })).toBeVisible();
    const steps = page.getByRole("group", { name: "How many partners came to each step" });
    await expect(steps.getByRole("link")).toContainText(["Added4 · 100 %", "Invited3 · 75 %", "Email accepted3 · 75 %", "Form opened2 · 50 %", "Activated1 · 25 %"]);
    await check(page);
    await steps.getByRole("link", { name: /^Form opened/ }).click();
    await expect(page.locator(".partners-table tbody th")).toContainText([active.company, typing.company].sort());
    await page.getByRole("link", { name: "Show all partners" }).click();
    await expect(page.locator(".partners-table tbody tr")).toHaveCount(4);

    await page.goto(`${untouched.url}/funnel`);
    await page.getByLabel("Compare by").selectOption("Language");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page).toHaveURL(/by=language/);
    await expect(page.getByRole("row", { name: "English" })).toContainText("4");
    await expect(page.getByText("Half of those who activated did so within")).toBeVisible();
});
