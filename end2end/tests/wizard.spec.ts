import { expect, expectInTime, hydrated, scripts, signIn, test } from "../support/gangway.ts";
import { expectArrival, tabTo } from "../support/keyboard.ts";
import { owner } from "../support/owner.mjs";
import { activate, somebody, type Somebody } from "../support/partners.ts";
import type { Locator, Page, Route } from "@playwright/test";

async function start(page: Page): Promise<void> {
    await page.goto("/partners");
    await page.getByRole("link", { name: "Add a new partner" }).first().click();
    await expect(page).toHaveURL(/\/partners\/new\/[0-9a-f-]{36}$/);
    await hydrated(page);
}

async function fillDetails(page: Page, who: Somebody): Promise<void> {
    await page.getByLabel("Partner name").fill(who.company);
    await page.getByLabel("Status").selectOption({ label: "Signed" });
    await page.getByLabel("Reseller").check();
    await page.getByLabel("First name").fill(who.firstName);
    await page.getByLabel("Last name").fill(who.lastName);
    await page.getByLabel("Email").fill(who.email);
    await page.getByText("More details", { exact: true }).click();
    await page.getByLabel("Job title").fill("Head of partnerships");
    await page.getByLabel("Phone number").fill("+49 30 5550 1410");
}

async function expectDetails(page: Page, who: Somebody): Promise<void> {
    await expect(page.getByLabel("Partner name")).toHaveValue(who.company);
    await expect(page.getByLabel("Status").locator("option:checked")).toHaveText("Signed");
    await expect(page.getByLabel("Reseller")).toBeChecked();
    await expect(page.getByLabel("Referral")).not.toBeChecked();
    await expect(page.getByLabel("First name")).toHaveValue(who.firstName);
    await expect(page.getByLabel("Last name")).toHaveValue(who.lastName);
    await expect(page.getByLabel("Email")).toHaveValue(who.email);
    await expect(page.getByLabel("Job title")).toHaveValue("Head of partnerships");
    await expect(page.getByLabel("Phone number")).toHaveValue("+49 30 5550 1410");
    await expect(page.getByLabel("Access to the partner portal")).toBeChecked();
}

const next = (page: Page): Locator => page.getByRole("button", { name: "Next" });
const add = (page: Page): Locator => page.getByRole("button", { name: /^Add(,|$| and )/ });

async function toInvitation(page: Page, who: Somebody): Promise<void> {
    await start(page);
    await fillDetails(page, who);
    await next(page).click();
    await expect(page.getByText(`How should ${who.firstName} get their invitation?`)).toBeVisible();
}

test("a partner is added, invited by mail, and the page follows the mail", async ({ admin: page, mailbox }) => {
    const who = somebody();
    await toInvitation(page, who);
    const preview = page.frameLocator("iframe.preview-html");
    await expect(preview.getByText(`Hello ${who.firstName}`)).toBeVisible();
    await add(page).click();
    await expect(page.getByRole("heading", { name: `${who.company} is added.` })).toBeVisible();
    await expectInTime(page, page.getByText(/^Sent\b/).first());
    await expect(page.locator("blockquote")).toContainText("250");
    await mailbox.next(who.email);

    await page.getByRole("link", { name: "Open partner" }).click();
    await expect(page.getByRole("heading", { level: 1, name: who.company })).toBeVisible();
    await expect(page.getByText("Head of partnerships")).toBeVisible();
});

test("an invitation is planned for later, and can be taken back", async ({ admin: page, mailbox, trouble }) => {
    trouble.allow(422);
    const who = somebody();
    await toInvitation(page, who);
    await page.getByLabel("Schedule").check();
    await page.getByLabel("Date and time").fill("2020-01-01T09:00");
    if (scripts()) await expect(add(page)).toHaveText(/Add, send 1 Jan, 09:00/);
    await add(page).click();
    await expect(page.locator("#send_at-error")).toContainText("This time is in the past.");
    await hydrated(page);
    const inThreeDays = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16);
    await page.getByLabel("Date and time").fill(inThreeDays);
    await add(page).click();
    await expect(page.getByText(/will be sent at/).first()).toBeVisible();
    await hydrated(page);
    await page.getByRole("button", { name: "Cancel email" }).click();
    await expect(page.getByText("Email cancelled").first()).toBeVisible();
    expect(mailbox.all(who.email)).toHaveLength(0);
});

test("an address that is pasted with its name fills the fields of the name @scripts", async ({ admin: page }) => {
    await start(page);
    const email = page.getByLabel("Email");
    await email.fill("Ana Ruiz <ana@partner.example>;");
    await email.blur();
    await expect(email).toHaveValue("ana@partner.example");
    await expect(page.getByLabel("First name")).toHaveValue("Ana");
    await expect(page.getByLabel("Last name")).toHaveValue("Ruiz");
    await expect(page.locator("#email-error")).toBeEmpty();
    await page.getByLabel("First name").fill("Anna");
    await email.fill("Ben Roe <ben@partner.example>");
    await email.blur();
    await expect(email).toHaveValue("ben@partner.example");
    await expect(page.getByLabel("First name"), "what was typed stays").toHaveValue("Anna");
});

test("errors stand beside their fields as one leaves them @scripts", async ({ admin: page }) => {
    await start(page);
    for (const [label, wrong, field, complaint] of [
        ["Partner name", "https://evil.example", "name", "Leave out web addresses, https:// and www.: names appear in emails, and mail programs would turn this into a link."],
        ["Email", "ana@nowhere", "email", "Enter an email address like name@company.com."],
        ["Phone number", "call me", "phone", "Enter a phone number, or leave the field empty."],
    ] as const) {
        if (label === "Phone number") await page.getByText("More details", { exact: true }).click();
        const input = page.getByLabel(label);
        await input.fill(wrong);
        await input.blur();
        await expect(page.locator(`#${field}-error`)).toHaveText(complaint);
        await expect(input).toHaveAttribute("aria-invalid", "true");
        await expect(input).toHaveAccessibleDescription(new RegExp(complaint.slice(0, 12)));
    }
    await page.getByLabel("Email").fill("ana@partner.example");
    await page.getByLabel("Email").blur();
    await expect(page.locator("#email-error")).toBeEmpty();
});

test("Next says what is missing, leads to the first such field and keeps the rest", async ({ admin: page, trouble }) => {
    trouble.allow(422);
    await start(page);
    await page.getByLabel("Last name").fill("Ruiz");
    await page.getByLabel("Email").fill("ana@nowhere");
    await next(page).click();
    await expect(page.locator("#name-error")).toHaveText("Enter the partner name.");
    await expect(page.locator("#first_name-error")).toHaveText("Enter the first name.");
    await expect(page.locator("#email-error")).toHaveText("Enter an email address like name@company.com.");
    await expect(page.locator("#last_name-error")).toBeEmpty();
    await expect(page.getByLabel("Partner name")).toBeFocused();
    await expect(page.getByLabel("Last name")).toHaveValue("Ruiz");
    await expect(page.getByLabel("Email")).toHaveValue("ana@nowhere");
});

test("Back and a reload keep everything that was typed and chosen", async ({ admin: page }) => {
    const who = somebody();
    await toInvitation(page, who);
    await page.getByLabel("Don't send an email").check();
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await expectDetails(page, who);
    await page.reload();
    await expectDetails(page, who);
    await hydrated(page);
    await next(page).click();
    await expect(page.getByText("get their invitation?")).toBeVisible();
    await expect(page.getByLabel("Don't send an email")).toBeChecked();
});

test("what is typed is kept while one types, for a reload and for a second tab @scripts", async ({ admin: page }) => {
    const who = somebody();
    await start(page);
    await fillDetails(page, who);
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    const tab = await page.context().newPage();
    await tab.goto(page.url());
    await expectDetails(tab, who);
    await page.reload();
    await expectDetails(page, who);
});

test("what was kept while one typed never comes after what Next sent @scripts", async ({ admin: page }) => {
    const who = somebody();
    await start(page);
    const keeping = new Promise<Route>((seen) => page.route("**/api/onboarding/keep", seen, { times: 1 }));
    await page.getByLabel("Partner name").fill(who.company);
    await page.getByLabel("Partner name").blur();
    const older = await keeping;
    await fillDetails(page, who);
    await next(page).click();
    await older.continue();
    await expect(page.getByText("get their invitation?")).toBeVisible();
    await page.reload();
    await expect(page.getByText(`How should ${who.firstName} get their invitation?`)).toBeVisible();
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await expectDetails(page, who);
});

test("a lost session loses nothing that was typed", async ({ admin: page, trouble }) => {
    trouble.allow(401);
    const who = somebody();
    await start(page);
    await fillDetails(page, who);
    await page.context().clearCookies({ name: "gangway_session" });
    await next(page).click();
    if (scripts()) {
        await expect(page.getByText("Your session has ended. Sign in again; what you typed is kept.")).toBeVisible();
        const opened = page.waitForEvent("popup");
        await page.getByRole("link", { name: "Sign in in a new tab" }).click();
        const tab = await opened;
        await signIn(tab, owner.email, owner.password);
        await expect(tab).toHaveURL(/\/attention/);
        await expectDetails(page, who);
    } else {
        await expect(page).toHaveURL(/\/sign-in\?next=/);
        await signIn(page, owner.email, owner.password);
        await expect(page).toHaveURL(/\/partners\/new\/[0-9a-f-]{36}$/);
        await expectDetails(page, who);
    }
    await next(page).click();
    await expect(page.getByText(`How should ${who.firstName} get their invitation?`)).toBeVisible();
});

test("an address that is taken is said, with its owner", async ({ admin: page, staff, trouble }) => {
    trouble.allow(422);
    const taken = await staff.add("none");
    await start(page);
    await fillDetails(page, { ...somebody(), email: taken.email.toUpperCase() });
    const complaint = `This address is already used by ${taken.name} at ${taken.company}.`;
    if (scripts()) {
        await page.getByLabel("Email").blur();
        await expect(page.locator("#email-error")).toHaveText(complaint);
        await expect(page.getByRole("link", { name: `Open ${taken.company}` })).toHaveAttribute("href", taken.path);
    }
    await next(page).click();
    await expect(page.locator("#email-error")).toHaveText(complaint);
    await expect(page).toHaveURL(/\/partners\/new\/[0-9a-f-]{36}$/);
});

test("a company of a similar name is said before it is added twice @scripts", async ({ admin: page, staff }) => {
    const there = await staff.add("none");
    await start(page);
    await page.getByLabel("Partner name").fill(`${there.company.toUpperCase()} GmbH`);
    await page.getByLabel("Partner name").blur();
    await expect(page.getByText(`${there.company} is already a partner.`)).toBeVisible();
    await expect(page.getByRole("link", { name: `Open ${there.company}` })).toHaveAttribute("href", there.path);
});

test("a double click on Add gives one partner and one mail", async ({ admin: page, staff, mailbox }) => {
    const who = somebody();
    await toInvitation(page, who);
    await add(page).dblclick();
    await expect(page.getByRole("heading", { name: `${who.company} is added.` })).toBeVisible();
    await mailbox.next(who.email);

    // The outbox sends in order: once a later mail is there, nothing earlier is left.
    const later = await staff.add("email");
    await mailbox.next(later.email);
    expect(mailbox.all(who.email)).toHaveLength(1);
    await page.goto(`/partners?q=${encodeURIComponent(who.email)}`);
    await expect(page.getByText("1 partner", { exact: true })).toBeVisible();
});

test("a wizard that is done says so instead of adding again", async ({ admin: page }) => {
    const who = somebody();
    await toInvitation(page, who);
    const address = page.url();
    await page.getByLabel("Don't send an email").check();
    await add(page).click();
    await expect(page.getByRole("heading", { name: `${who.company} is added.` })).toBeVisible();
    await page.goto(address);
    await expect(page.getByRole("heading", { name: `${who.company} is already added.` })).toBeVisible();
    await expect(page.getByRole("link", { name: "Open partner" })).toBeVisible();
});

test("a choice that arrives after Add is not an error @scripts", async ({ admin: page }) => {
    const who = somebody();
    await toInvitation(page, who);
    const late = await page.context().newPage();
    await late.goto(page.url());
    await hydrated(late);
    await page.getByLabel("Don't send an email").check();
    await add(page).click();
    await expect(page.getByRole("heading", { name: `${who.company} is added.` })).toBeVisible();

    const kept = late.waitForResponse(/keep-invitation/);
    await late.getByLabel("Don't send an email").check();
    expect((await kept).status()).toBeLessThan(400);
    await add(late).click();
    await expect(late.getByRole("heading", { name: `${who.company} is added.` })).toBeVisible();
});

test("without access there is no invitation step and no mail", async ({ admin: page, mailbox }) => {
    const who = somebody();
    await start(page);
    await fillDetails(page, who);
    await expect(page.getByText("On: you choose next how they are invited.")).toBeVisible();
    await page.getByLabel("Access to the partner portal").uncheck();
    await expect(page.getByText("Off: nothing is sent. You can give access later.")).toBeVisible();
    await expect(next(page)).toHaveCount(0);
    await add(page).click();
    await expect(page.getByRole("heading", { name: `${who.company} is added.` })).toBeVisible();
    await expect(page.getByText("No access").first()).toBeVisible();
    expect(mailbox.all(who.email)).toEqual([]);
});

test("the invitation step before the details leads back to them", async ({ admin: page }) => {
    await start(page);
    await page.goto(`${page.url()}/invitation`);
    await expect(page.getByRole("heading", { name: "Complete the first step" })).toBeVisible();
    await page.getByRole("link", { name: "Back to partner and contact" }).click();
    await expect(page.getByLabel("Partner name")).toBeVisible();
});

test("the wizard can be done with the keyboard alone", async ({ admin: page, mailbox }) => {
    const who = somebody();
    await page.goto("/partners");
    await hydrated(page);
    await tabTo(page, page.getByRole("link", { name: "Add a new partner" }).first());
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/partners\/new\//);
    await hydrated(page);
    await expect(page.getByLabel("Partner name")).toBeFocused();
    for (const [label, text] of [
        ["Partner name", who.company],
        ["Status", "Signed"],
        ["Referral", " "],
        ["First name", who.firstName],
        ["Last name", who.lastName],
        ["Email", who.email],
    ] as const) {
        await tabTo(page, page.getByLabel(label));
        await page.keyboard.type(text);
    }
    await page.keyboard.press("Enter");
    await expect(page.getByText(`How should ${who.firstName} get their invitation?`)).toBeVisible();
    if (scripts()) await expectArrival(page, "Add a new partner", /^Add a new partner, step 2 of 2/);
    await tabTo(page, add(page));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: `${who.company} is added.` })).toBeVisible();
    if (scripts()) await expectArrival(page, `${who.company} is added.`, /^Partner added/);
    await mailbox.next(who.email);
    await tabTo(page, page.getByRole("link", { name: "Open partner" }));
    await page.keyboard.press("Enter");
    if (scripts()) await expectArrival(page, who.company, new RegExp(`^${who.company} · `));
    await expect(page.locator(".partner-facts")).toContainText("Referral");
    await expect(page.locator(".partner-facts")).toContainText("Signed");
});

test("the first step begins at the name and fits a laptop's window", async ({ admin: page }) => {
    test.skip(test.info().project.name === "phone", "a phone scrolls");
    await page.setViewportSize({ width: 1280, height: 800 });
    await start(page);
    await expect(page.getByLabel("Partner name")).toBeFocused();
    await expect(page.getByLabel("Access to the partner portal")).toBeInViewport({ ratio: 1 });
    await expect(next(page)).toBeInViewport({ ratio: 1 });
});

test("an error in a folded field opens it @scripts", async ({ admin: page, trouble }) => {
    trouble.allow(422);
    await start(page);
    await fillDetails(page, somebody());
    await page.getByLabel("Phone number").fill("ask the front desk");
    await page.getByLabel("Phone number").blur();
    await expect(page.locator("#phone-error p")).toBeVisible();
    await page.getByText("More details", { exact: true }).click();
    await expect(page.getByLabel("Phone number")).toBeHidden();
    await next(page).click();
    await expect(page.getByLabel("Phone number")).toBeFocused();
});

test("the second step says what happens, and its buttons stay where they are", async ({ admin: page }) => {
    const who = somebody();
    await toInvitation(page, who);
    await expect(page.locator(".email-header")).toContainText(`${who.name} <${who.email}>`);
    const button = add(page);
    await expect(button).toHaveText("Add and send invitation", { useInnerText: true });
    const before = await button.boundingBox();
    await page.getByLabel("Don't send an email").check();
    await expect(button).toHaveText("Add and get the link", { useInnerText: true });
    await expect(page.getByRole("heading", { name: "No email is sent" })).toBeVisible();
    await expect(page.locator(".preview")).toBeHidden();
    expect((await button.boundingBox())!.y).toBeCloseTo(before!.y, 0);
});

test("Cancel asks whether to keep what is typed, and Partners leads back to it @scripts", async ({ admin: page }) => {
    const kept = somebody();
    await start(page);
    await page.getByRole("link", { name: "Cancel" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Partners" })).toBeVisible();

    await start(page);
    await page.getByLabel("Partner name").fill(kept.company);
    await page.getByRole("link", { name: "Cancel" }).click();
    const dialog = page.getByRole("dialog", { name: "Keep this draft?" });
    await dialog.getByRole("button", { name: "Go back" }).click();
    await expect(page.getByLabel("Partner name")).toHaveValue(kept.company);
    await page.getByRole("link", { name: "Cancel" }).click();
    await dialog.getByRole("link", { name: "Keep as draft" }).click();
    await expect(page.getByText(`You started adding ${kept.company}, just now.`)).toBeVisible();
    await page.getByRole("link", { name: `Continue adding ${kept.company}` }).click();
    await expect(page.getByLabel("Partner name")).toHaveValue(kept.company);

    await hydrated(page);
    await page.getByRole("link", { name: "Cancel" }).click();
    await dialog.getByRole("button", { name: "Discard" }).click();
    await expect(page.getByText("The draft is discarded.")).toBeVisible();
    await expect(page.getByText(kept.company)).toHaveCount(0);
});

test("a draft is discarded where the partners are listed", async ({ admin: page }) => {
    const who = somebody();
    await start(page);
    await page.getByLabel("Partner name").fill(who.company);
    if (scripts()) await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    else await next(page).click();
    await page.goto("/partners");
    await hydrated(page);
    await page.getByRole("button", { name: `Discard ${who.company}` }).click();
    await expect(page.getByText("The draft is discarded.")).toBeVisible();
    await expect(page.getByText(who.company)).toHaveCount(0);
});

test("after adding, what happens next is said until the contact is in @scripts", async ({ admin: page, gangway, mailbox }) => {
    const who = somebody();
    await toInvitation(page, who);
    await add(page).click();
    await expect(page.getByRole("link", { name: "Add another partner" })).toHaveClass(/primary/);
    await expect(page.getByText(`Sent. Next: ${who.firstName} opens the email`)).toBeVisible();
    const mail = await mailbox.next(who.email);
    await activate(gangway, mail.links[0]!, "seven quiet harbour lanterns");
    await expect(page.getByText(`${who.firstName} is in: they set a password`)).toBeVisible();
});
