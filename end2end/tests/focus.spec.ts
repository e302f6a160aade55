// Where the work goes on after each step, for those who use a keyboard or hear the page.
import type { Page } from "@playwright/test";
import { expect, hydrated, test } from "../support/gangway.ts";
import { expectArrival, hasFocusWithin } from "../support/keyboard.ts";
import { somebody } from "../support/partners.ts";

const PASSWORD = "seven quiet harbour lanterns";

test("each page begins at its heading, and its title is said @scripts", async ({ admin: page, staff }, info) => {
    const who = await staff.add("link");
    await page.goto(`/partners?q=${encodeURIComponent(who.company)}`);
    await hydrated(page);
    await page.getByRole("link", { name: who.company }).click();
    await expectArrival(page, who.company, new RegExp(`^${who.company} · `));
    await page.getByRole("link", { name: "Edit", exact: true }).first().click();
    await expectArrival(page, /./, / · /);
    await page.goBack();
    await expectArrival(page, who.company, new RegExp(`^${who.company} · `));
    // On a phone the navigation is in a menu.
    if (info.project.name === "phone") return;
    const navigation = page.getByRole("navigation", { name: "Main" }).getByRole("link");
    const names = await navigation.allInnerTexts();
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) await expectArrivalBy(page, name);
});

test("each page of the portal begins at its heading, and its title is said @scripts", async ({ newPage, staff }, info) => {
    test.skip(info.project.name === "phone", "there the navigation is in a menu");
    const page = await newPage((await staff.addActive(PASSWORD)).client);
    await page.goto("/portal");
    await hydrated(page);
    for (const name of ["My company", "My programs", "My team"]) await expectArrivalBy(page, name);
});

/** A link of the navigation leads to a page that begins at its heading, which its title has too. */
async function expectArrivalBy(page: Page, name: string): Promise<void> {
    const before = await page.title();
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true }).press("Enter");
    await expect(page).not.toHaveTitle(before);
    const heading = await page.getByRole("heading", { level: 1 }).innerText();
    await expectArrival(page, heading, new RegExp(`^${heading} · `));
}

test("the steps of the wizard are told apart, and each begins at its heading @scripts", async ({ admin: page }) => {
    const who = somebody();
    await page.goto("/partners/new");
    await hydrated(page);
    await expect(page).toHaveTitle(/^Add a new partner, step 1 of 2/);
    await page.getByLabel("Partner name").fill(who.company);
    await page.getByLabel("First name").fill(who.firstName);
    await page.getByLabel("Last name").fill(who.lastName);
    await page.getByLabel("Email").fill(who.email);
    await page.getByRole("button", { name: "Next" }).click();
    await expectArrival(page, "Add a new partner", /^Add a new partner, step 2 of 2/);
    await page.getByRole("button", { name: /^Add and/ }).click();
    await expectArrival(page, `${who.company} is added.`, /^Partner added/);
});

test("an action keeps the focus, or leaves it close by where its button goes @scripts", async ({ admin: page, staff, mailbox, trouble }) => {
    trouble.allow(409);
    const who = await staff.add("link");
    await page.goto(who.path);
    await hydrated(page);
    const panel = page.getByRole("region", { name: `Portal access of ${who.name}` });
    const again = panel.getByRole("button", { name: "Send again" });
    await again.press("Enter");
    await expect(panel.getByText(/^Sent to/)).toBeVisible();
    await expect(again).toBeFocused();
    expect(await mailbox.next(who.email)).toBeTruthy();

    mailbox.reject(451, "4.7.1 later");
    const cancel = panel.getByRole("button", { name: "Cancel email" });
    // Too soon after the last time it counts as a double click.
    await expect(async () => {
        await again.press("Enter");
        await expect(cancel).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await cancel.press("Enter");
    await expect(cancel).toHaveCount(0);
    await expect.poll(() => hasFocusWithin(panel)).toBe(true);
});

test("an entry of the mail queue that moves on leaves the focus in the list @scripts", async ({ admin: page, staff, mailbox }) => {
    mailbox.reject(550, "5.7.1 looks like spam");
    const who = await staff.add("email");
    await page.goto("/manage/mail?pile=failed");
    await hydrated(page);
    const row = page.getByRole("row", { name: who.name });
    await expect(row).toBeVisible();
    mailbox.accept();
    await row.getByRole("button", { name: "Try now" }).press("Enter");
    await expect(row).toHaveCount(0);
    await expect.poll(() => hasFocusWithin(page.getByRole("region", { name: "Messages" }))).toBe(true);
});

test("a page with a fresh link takes the focus only where the link was asked for @scripts", async ({ admin: page, staff }) => {
    const who = await staff.add("link");
    await page.goto(who.path);
    await hydrated(page);
    await page.getByRole("button", { name: "Copy link" }).click();
    await expect(page.getByRole("textbox", { name: `Activation link for ${who.firstName}` })).toBeFocused();
    await page.reload();
    await hydrated(page);
    await expect(page.getByRole("textbox", { name: `Activation link for ${who.firstName}` })).toBeVisible();
    await expect(page.getByRole("textbox", { name: `Activation link for ${who.firstName}` })).not.toBeFocused();
});

test("Back leads to where the list was left @scripts", async ({ demonstration, newPage }) => {
    const page = await newPage(demonstration.client);
    await page.goto(`${demonstration.server.url}/partners`);
    await hydrated(page);
    await page.evaluate(() => window.scrollTo(0, 900));
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(900);
    const inSight = page.locator(".partners-table tbody tr").filter({ has: page.getByRole("link") }).nth(25).getByRole("link").first();
    await inSight.click();
    await expect(page).toHaveURL(/\/partners\/[0-9a-f-]{36}$/);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
    await page.goBack();
    await expect(page).toHaveURL(/\/partners$/);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(800);
});

test("the bar of a selection comes before the table and covers nothing that has the focus @scripts", async ({ demonstration, newPage }) => {
    const page = await newPage(demonstration.client);
    await page.goto(`${demonstration.server.url}/partners`);
    await hydrated(page);
    const first = page.locator(".partners-table tbody input[type=checkbox]").first();
    await first.check();
    const bar = page.getByRole("group", { name: "Selected partners" });
    let tabs = 0;
    while (!(await hasFocusWithin(bar))) {
        expect(++tabs, "a few steps lead from a row to the bar").toBeLessThan(12);
        await page.keyboard.press("Shift+Tab");
    }
    await first.focus();
    for (let step = 0; step < 40; step++) {
        await page.keyboard.press("Tab");
        const covered = await page.evaluate(() => {
            const focused = document.activeElement;
            if (!focused?.closest(".partners-table")) return false;
            const bar = document.querySelector(".bulk-bar")!.getBoundingClientRect();
            const { bottom, top } = focused.getBoundingClientRect();
            return bottom > bar.top && top < bar.bottom;
        });
        expect(covered, `step ${step}`).toBe(false);
    }
});

test("a question is a dialog in the middle of the window, and gives the focus back @scripts", async ({ admin: page, staff }) => {
    const who = await staff.add("link");
    await page.goto(who.path);
    await hydrated(page);
    const opener = page.locator("summary", { hasText: "Remove access" });
    const dialog = page.getByRole("dialog", { name: "Remove access" });
    await opener.press("Enter");
    await expect(dialog).toBeVisible();
    expect(await hasFocusWithin(dialog)).toBe(true);
    const box = (await dialog.boundingBox())!;
    expect(box.y).toBeGreaterThan(0);
    expect(box.y + box.height).toBeLessThan(page.viewportSize()!.height);
    for (const close of [
        () => page.keyboard.press("Escape"),
        () => dialog.getByRole("button", { name: "Cancel" }).click(),
        () => page.mouse.click(3, 3),
    ]) {
        if (!(await dialog.isVisible())) await opener.press("Enter");
        await expect(dialog).toBeVisible();
        await close();
        await expect(dialog).toBeHidden();
        await expect(opener).toBeFocused();
    }
    await opener.press("Enter");
    await dialog.getByRole("button", { name: `Remove access of ${who.name}` }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText("No access", { exact: true }).first()).toBeVisible();
    await expect(page.locator(`#access-${who.person}`)).toBeFocused();
});

test("a menu closes on a click elsewhere @scripts", async ({ admin: page }, info) => {
    test.skip(info.project.name === "phone", "there the menu covers the page");
    await page.goto("/partners");
    await hydrated(page);
    const menu = page.locator("details.user-menu");
    await menu.locator("> summary").click();
    await expect(menu).toHaveAttribute("open");
    await page.getByRole("heading", { level: 1 }).click();
    await expect(menu).not.toHaveAttribute("open");
});

test("what people see as apart is apart for those who hear it", async ({ admin: page, staff }, info) => {
    test.skip(info.project.name === "phone", "there rows are cards");
    const who = await staff.addActive(PASSWORD);
    await page.goto(`/partners?q=${encodeURIComponent(who.company)}`);
    await hydrated(page);
    await expect(page.getByRole("cell", { name: /^Signed up \d/ })).toBeVisible();
    await page.goto("/manage/mail");
    await expect(page.getByRole("link", { name: /^All \d/ })).toBeVisible();
});
