import { randomUUID } from "node:crypto";
import { expectAccessible } from "../support/axe.ts";
import { expect, hydrated, test } from "../support/gangway.ts";
import { Client } from "../support/load.mjs";
import { becomeOwner, owner } from "../support/owner.mjs";
import { activate } from "../support/partners.ts";
import { ownerLink } from "../support/server.mjs";
import type { Page } from "@playwright/test";

const PASSWORD = "seven quiet harbour lanterns";

type Newcomer = { firstName: string; lastName: string; name: string; email: string };

/** A colleague nobody has invited yet. */
function newcomer(): Newcomer {
    const mark = randomUUID().slice(0, 8);
    return { firstName: "Vera", lastName: `Vogel-${mark}`, name: `Vera Vogel-${mark}`, email: `vera.${mark}@acme.example` };
}

/** Fills in the form that invites a colleague, and sends it; ends on the colleague's page. */
async function invite(page: Page, who: Newcomer, role: "Admin" | "Viewer", how: "email" | "link", server = ""): Promise<void> {
    await page.goto(`${server}/manage/team`);
    await page.getByRole("link", { name: "Invite a colleague" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Invite a colleague" })).toBeVisible();
    await hydrated(page);
    await page.getByLabel("First name").fill(who.firstName);
    await page.getByLabel("Last name").fill(who.lastName);
    await page.getByLabel("Email", { exact: true }).fill(who.email);
    await page.getByLabel(new RegExp(`^${role}: can `)).check();
    await page.getByLabel(how === "email" ? "Send an email" : "Don't send an email", { exact: how === "email" }).check();
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    await expect(page.getByText("The invitation is made.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1, name: who.name })).toBeVisible();
}

/** The same by link, which is returned. */
async function inviteByLink(page: Page, who: Newcomer, role: "Admin" | "Viewer", server = ""): Promise<string> {
    await invite(page, who, role, "link", server);
    return page.getByLabel(`Activation link for ${who.firstName}`, { exact: true }).inputValue();
}

const row = (page: Page, name: string) => page.locator("tbody tr").filter({ hasText: name });

/** Opens the question behind a button, and answers it with `answer`. */
async function confirm(page: Page, question: string, answer: string): Promise<void> {
    await hydrated(page);
    await page.locator("summary", { hasText: question }).click();
    await page.locator(".confirm-box").getByRole("button", { name: answer, exact: true }).click();
}

test("a colleague invited by link activates in a browser of their own", async ({ admin: page, newPage }) => {
    const who = newcomer();
    const link = await inviteByLink(page, who, "Admin");
    await hydrated(page);
    await expectAccessible(page);

    const visitor = await newPage();
    await visitor.goto(link);
    await expect(visitor.getByRole("heading", { name: `${who.firstName}, welcome to Acme's partner team` })).toBeVisible();
    await expect(visitor.getByText("Olga Owner invited you to run Acme's partner program as an admin")).toBeVisible();
    await expectAccessible(visitor);
    await visitor.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await visitor.getByRole("button", { name: "Activate my access" }).click();
    await expect(visitor).toHaveURL(/\/attention$/);
    await expect(visitor.getByRole("link", { name: "Add a new partner" }).first()).toBeVisible();

    await page.goto("/manage/team");
    await hydrated(page);
    await expect(row(page, who.name)).toContainText("Signed up");
    await expect(row(page, "Olga Owner")).toContainText("You");
    await expectAccessible(page);
});

test("the mail to a colleague has words of its own", async ({ admin: page, mailbox }) => {
    const who = newcomer();
    await invite(page, who, "Viewer", "email");
    const mail = await mailbox.next(who.email);
    expect(mail.subject).toBe("Olga Owner invites you to run Acme's partner program");
    expect(mail.text).toContain("You join as a viewer, who can view everything but not make changes.");
    expect(mail.links).toHaveLength(1);
});

test("an address that is known is complained about", async ({ admin: page, trouble }) => {
    trouble.allow(422);
    await page.goto("/manage/team/new");
    await hydrated(page);
    await page.getByLabel("First name").fill("Olga");
    await page.getByLabel("Last name").fill("Other");
    await page.getByLabel("Email", { exact: true }).fill("OLGA@acme.example");
    await page.getByLabel(/^Viewer: can /).check();
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    await expect(page.locator("#email-error")).toHaveText("This address is already used by your team member Olga Owner.");
    await expect(page.getByLabel("Last name")).toHaveValue("Other");
    await expect(page.getByLabel(/^Viewer: can /)).toBeChecked();
    await expectAccessible(page);
});

/** A page as a viewer sees it: everything to read, nothing that changes anything. */
async function expectNothingToChange(page: Page, path: string): Promise<void> {
    await page.goto(path);
    await hydrated(page);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const main = page.getByRole("main");
    await expect(main.getByRole("link", { name: /^(Add|Edit|Invite|Import)\b/ })).toHaveCount(0);
    // Which columns they see is their own choice, and what they tick can be exported.
    await expect(main.locator("form[method=post]:not(.partners-columns form, .partners-form)")).toHaveCount(0);
    const changes = main.getByRole("button", { includeHidden: true }).filter({ hasNotText: /^(Search|Apply|Clear selection|CSV|Excel)$/ });
    await expect(changes).toHaveCount(0);
    await expect(main.locator(".confirm")).toHaveCount(0);
    await expectAccessible(page);
}

/** A page that is for changing something, as a viewer sees it. */
async function expectReadOnly(page: Page, path: string): Promise<void> {
    await page.goto(path);
    await expect(page.getByText("You have view-only access. Ask an owner or admin to make this change.")).toBeVisible();
    await expectAccessible(page);
}

const MANAGE = ["programs", "statuses", "email-templates", "mail", "team", "audit", "organisation", "terms", "help-feedback"];

for (const path of ["/partners", ...MANAGE.map((name) => `/manage/${name}`), "/help"]) {
    test(`a viewer looks at ${path}, and is offered nothing that changes it`, async ({ newPage, viewer }) => {
        await expectNothingToChange(await newPage(viewer), path);
    });
}

test("a viewer looks at a partner, and is offered nothing that changes it", async ({ newPage, viewer, staff }) => {
    await expectNothingToChange(await newPage(viewer), (await staff.add("link")).path);
});

for (const path of ["/partners/new", "/manage/statuses/new", "/manage/email-templates/new", "/manage/team/new"]) {
    test(`a viewer at ${path} reads whom to ask`, async ({ newPage, viewer, trouble }) => {
        trouble.allow(403);
        await expectReadOnly(await newPage(viewer), path);
    });
}

test("a viewer who would edit a partner reads whom to ask", async ({ newPage, viewer, staff, trouble }) => {
    trouble.allow(403);
    await expectReadOnly(await newPage(viewer), `${(await staff.add("link")).path}/edit`);
});

test("a viewer can change their own password", async ({ newPage, viewer }) => {
    const page = await newPage(viewer);
    await page.goto("/account");
    await expect(page.getByLabel("Current password", { exact: true })).toBeVisible();
});

test("a role counts from the next click on", async ({ admin, gangway, newPage }) => {
    const who = newcomer();
    const link = await inviteByLink(admin, who, "Viewer");
    const colleague = new URL(admin.url()).pathname;
    const page = await newPage(await activate(gangway, link, PASSWORD));
    await page.goto("/partners");
    await expect(page.getByRole("link", { name: "CSV", exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "Add a new partner" })).toHaveCount(0);

    await admin.goto(colleague);
    await confirm(admin, "Make admin", `Make ${who.name} an admin`);
    await expect(admin.getByText("Role changed.")).toBeVisible();
    await expect(admin.getByText("Admin: can add and change partners")).toBeVisible();
    await page.reload();
    await expect(page.getByRole("link", { name: "Add a new partner" }).first()).toBeVisible();

    await page.goto("/manage/team");
    await page.getByRole("link", { name: "Olga Owner" }).click();
    await expect(page.getByText("Only owners can change roles and remove colleagues.")).toBeVisible();
});

test("a removed colleague is out at once, and their link leads nowhere", async ({ admin, gangway, newPage, trouble }) => {
    // Their open page may still ask for news.
    trouble.allow(401);
    const who = newcomer();
    const link = await inviteByLink(admin, who, "Admin");
    const colleague = new URL(admin.url()).pathname;
    const page = await newPage(await activate(gangway, link, PASSWORD));
    await page.goto("/partners");
    await expect(page.getByRole("heading", { level: 1, name: "Partners" })).toBeVisible();

    await admin.goto(colleague);
    await hydrated(admin);
    await admin.locator("summary", { hasText: "Remove from the team" }).click();
    await expect(admin.getByText(`Remove ${who.name} from the team?`)).toBeVisible();
    await expectAccessible(admin);
    await admin.getByRole("button", { name: `Remove ${who.name}`, exact: true }).click();
    await expect(admin.getByText("The team member is removed.")).toBeVisible();
    await expect(row(admin, who.name)).toHaveCount(0);

    await page.goto("/partners");
    await expect(page).toHaveURL(/\/sign-in/);
    await page.goto(link);
    await expect(page.getByRole("heading", { name: "This invitation was withdrawn" })).toBeVisible();
});

test("the password is asked for again, and then the change goes on @scripts", async ({ admin, gangway, newPage, trouble }) => {
    trouble.allow(403);
    trouble.allow(422);
    const who = newcomer();
    const link = await inviteByLink(admin, who, "Viewer");
    const colleague = admin.url();
    await newPage(await activate(gangway, link, PASSWORD));
    await admin.goto(colleague);
    // As if ten minutes had passed: the encoded answer is the place of that error in the list of all.
    const passwordNeeded = { status: 403, contentType: "application/postcard", body: Buffer.from([2]) };
    await admin.route("**/api/staff/change-role", (route) => route.fulfill(passwordNeeded), { times: 1 });
    await confirm(admin, "Make admin", `Make ${who.name} an admin`);
    const dialog = admin.getByRole("dialog", { name: "Enter your password" });
    const password = dialog.getByLabel("Password", { exact: true });
    await expect(password).toBeFocused();
    await expectAccessible(admin);
    await password.fill("not this one");
    await dialog.getByRole("button", { name: "Continue" }).click();
    await expect(dialog.getByText("This is not your current password.")).toBeVisible();
    await password.fill(owner.password);
    await dialog.getByRole("button", { name: "Continue" }).click();
    await expect(admin.getByText("Role changed.")).toBeVisible();
    await expect(dialog).toBeHidden();
});

test("an invitation that nobody accepted is withdrawn", async ({ admin: page, newPage, trouble }) => {
    // The page hears of it, and asks for who is gone, before it is left.
    trouble.allow(404);
    const who = newcomer();
    const link = await inviteByLink(page, who, "Viewer");
    await confirm(page, "Withdraw invitation", `Withdraw the invitation of ${who.name}`);
    await expect(page.getByText("The invitation is withdrawn.")).toBeVisible();
    await expect(row(page, who.name)).toHaveCount(0);
    const visitor = await newPage();
    await visitor.goto(link);
    await expect(visitor.getByRole("heading", { name: "This invitation was withdrawn" })).toBeVisible();
});

test("ownership is handed over, and the only owner stays", async ({ newPage, untouched }) => {
    const client = new Client(untouched.url);
    await becomeOwner(client, await ownerLink(untouched));
    const page = await newPage(client);
    const who = newcomer();
    const link = await inviteByLink(page, who, "Admin", untouched.url);
    const colleague = page.url().split("?")[0]!;
    await activate(untouched, link, PASSWORD);

    await page.goto(`${untouched.url}/manage/team`);
    await page.getByRole("link", { name: "Olga Owner" }).click();
    await expect(page.getByText("You are the only owner.")).toBeVisible();
    await page.goto(colleague);
    await confirm(page, "Make owner", `Make ${who.name} an owner`);
    await expect(page.getByText("Role changed.")).toBeVisible();

    await page.goto(`${untouched.url}/manage/team`);
    await page.getByRole("link", { name: "Olga Owner" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Olga Owner" })).toBeVisible();
    await confirm(page, "Step down to admin", "Step down to admin");
    await expect(page.getByText("Only owners can change roles and remove colleagues.")).toBeVisible();
    await page.goto(`${untouched.url}/manage/team`);
    await expect(row(page, "Olga Owner")).toContainText("Admin");
    await expect(row(page, who.name)).toContainText("Owner");
});

test("the team fits on a narrow screen", async ({ admin: page }) => {
    const who = { ...newcomer(), lastName: `Vogel-${"langer-name-".repeat(3)}` };
    who.name = `${who.firstName} ${who.lastName}`;
    await page.setViewportSize({ width: 320, height: 640 });
    await inviteByLink(page, who, "Viewer");
    const colleague = new URL(page.url()).pathname;
    for (const path of [colleague, "/manage/team", "/manage/team/new"]) {
        await page.goto(path);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, path).toBeLessThanOrEqual(320);
    }
});
