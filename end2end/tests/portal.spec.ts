import { check } from "../support/axe.ts";
import { expect, hydrated, openUserMenu, signIn, test } from "../support/gangway.ts";
import { Client } from "../support/load.mjs";
import { becomeOwner } from "../support/owner.mjs";
import { Staff } from "../support/partners.ts";
import { ownerLink } from "../support/server.mjs";

const PASSWORD = "seven quiet harbour lanterns";

test("a contact finds company, programs and team, and nothing of staff", async ({ staff, newPage }) => {
    const who = await staff.addActive(PASSWORD);
    const page = await newPage(who.client);
    await page.goto("/");
    await expect(page).toHaveURL(/\/portal$/);
    await expect(page.getByRole("heading", { name: `Welcome, ${who.firstName}` })).toBeVisible();
    await hydrated(page);

    const main = page.getByRole("main");
    await main.getByRole("link", { name: "Check your company details" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "My company" })).toBeVisible();
    await expect(main.getByText(who.company)).toBeVisible();
    await expect(main.getByText(who.name)).toBeVisible();

    await page.goto("/portal/programs");
    await expect(page.getByRole("heading", { name: "No programs yet" })).toBeVisible();
    await page.goto("/portal/team");
    await expect(page.getByRole("row", { name: who.email })).toContainText("(you)");
    await expect(page.getByRole("row", { name: who.email })).toContainText("Active");

    await page.goto("/partners");
    await expect(page, "the list of partners is for staff").toHaveURL(/\/portal$/);
    const list = await who.client.send({
        method: "POST",
        path: "/api/partners/list",
        headers: { accept: "application/json" },
        body: "query[q]=",
    });
    expect(list.status).toBe(403);
});

test("a contact reads what staff wrote and sees whom to turn to", async ({ newPage, untouched }) => {
    const client = new Client(untouched.url);
    await becomeOwner(client, await ownerLink(untouched));
    const [owner, staff] = [await newPage(client), new Staff(client, untouched)];
    await owner.goto(`${untouched.url}/manage/organisation`);
    await hydrated(owner);
    await owner.getByLabel("Welcome text").fill("Good to see you. **Start** with [our news](https://acme.example/news).");
    await owner.getByRole("button", { name: "Save" }).click();
    const preview = owner.getByRole("region", { name: "What partners read first" });
    await expect(preview.getByRole("link", { name: "our news" })).toBeVisible();
    await check(owner);

    await owner.goto(`${untouched.url}/manage/programs`);
    await owner.getByRole("link", { name: "Reseller" }).click();
    await hydrated(owner);
    await owner.getByLabel("Description").fill(`Keep 20 %. [Prices](https://acme.example/prices)\n\n${"long".repeat(80)}`);
    await owner.getByLabel("Who may invite colleagues").selectOption("own-domain");
    await owner.getByRole("button", { name: "Save" }).click();
    await expect(owner.getByText("Your changes are saved.")).toBeVisible();
    await owner.getByRole("link", { name: "Reseller" }).click();
    await expect(owner.getByRole("region", { name: "What partners read" }).getByRole("link", { name: "Prices" })).toBeVisible();
    await check(owner);

    const adam = await staff.addColleague("admin", PASSWORD);
    const who = await staff.addActive(PASSWORD);
    await owner.goto(`${untouched.url}${who.path}/edit`);
    await hydrated(owner);
    await expect(owner.getByLabel("Partner manager")).toHaveValue(/./);
    await owner.getByLabel("Reseller").check();
    await owner.getByLabel("Partner manager").selectOption({ label: `${adam.firstName} ${adam.lastName}` });
    await owner.getByRole("button", { name: "Save" }).click();
    await expect(owner.getByText(`Partner manager: ${adam.firstName} ${adam.lastName}`, { exact: true })).toBeVisible();

    const contact = await newPage(who.client);
    for (const path of ["/portal", "/portal/programs", "/portal/company", "/portal/team", "/portal/account"]) {
        await contact.goto(`${untouched.url}${path}`);
        await expect(contact.locator(".portal-contact")).toHaveText(
            `Your contact at Acme: ${adam.firstName} ${adam.lastName}, ${adam.email}`,
        );
    }
    await contact.goto(`${untouched.url}/portal/programs`);
    await expect(contact.getByRole("link", { name: "Prices" })).toHaveAttribute("href", "https://acme.example/prices");
    await check(contact);
    await contact.goto(`${untouched.url}/portal`);
    await expect(contact.getByRole("link", { name: "our news" })).toHaveAttribute("href", "https://acme.example/news");
    await check(contact);
    await contact.setViewportSize({ width: 320, height: 640 });
    expect(await contact.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await hydrated(contact);
    await contact.getByRole("link", { name: "Invite a colleague" }).click();
    await expect(contact.getByRole("heading", { name: "Invite a colleague" })).toBeVisible();
});

test("other sessions are seen and ended", async ({ staff, newPage, page }) => {
    const who = await staff.addActive(PASSWORD);
    await page.goto("/sign-in");
    await signIn(page, who.email, PASSWORD);
    await openUserMenu(page);
    await page.getByRole("link", { name: "My account" }).locator("visible=true").click();
    await expect(page.getByRole("heading", { level: 1, name: "My account" })).toBeVisible();
    await expect(page.locator(".session")).toHaveCount(2);
    await expect(page.locator(".session", { hasText: "This browser" })).toHaveCount(1);

    const elsewhere = await newPage(who.client);
    await elsewhere.goto("/portal");
    await expect(elsewhere).toHaveURL(/\/portal$/);
    await page.locator(".session").getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByText("The session has ended.")).toBeVisible();
    await expect(page.locator(".session")).toHaveCount(1);
    await elsewhere.reload();
    await expect(elsewhere).toHaveURL(/\/sign-in/);
});

test("the password is changed with the current one, and other sessions end", async ({ staff, newPage, page }) => {
    const who = await staff.addActive(PASSWORD);
    const elsewhere = await newPage(who.client);
    await page.goto("/sign-in?next=/portal/account");
    await signIn(page, who.email, PASSWORD);
    await expect(page).toHaveURL(/\/portal\/account$/);

    const change = async (current: string, password: string) => {
        await page.getByLabel("Current password").fill(current);
        await page.getByLabel("New password").fill(password);
        await page.getByRole("button", { name: "Change password" }).click();
    };
    await change("not the current one", "eleven bright harbour gulls");
    await expect(page.locator("#current-error")).toHaveText("This is not your current password.");
    await change(PASSWORD, "password1");
    await expect(page.locator("#password-error")).toContainText("easy to guess");
    await change(PASSWORD, "eleven bright harbour gulls");
    await expect(page.getByText("Your password is changed. All other sessions have ended.")).toBeVisible();
    await elsewhere.goto("/portal");
    await expect(elsewhere).toHaveURL(/\/sign-in/);
    await signIn(elsewhere, who.email, "eleven bright harbour gulls");
    await expect(elsewhere).toHaveURL(/\/portal$/);
});
