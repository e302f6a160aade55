import { expect, hydrated, openUserMenu, signIn, test } from "../support/gangway.ts";

const PASSWORD = "seven quiet harbour lanterns";

test("a contact finds company, programs and team, and nothing of staff", async ({ staff, newPage }) => {
    const who = await staff.addActive(PASSWORD);
    const page = await newPage(who.client);
    await page.goto("/");
    await expect(page).toHaveURL(/\/portal$/);
    await expect(page.getByRole("heading", { name: `Welcome, ${who.firstName}` })).toBeVisible();
    await hydrated(page);

    const main = page.getByRole("main");
    await main.getByRole("link", { name: "My company" }).click();
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
