import { expect, hydrated, test } from "../support/gangway.ts";

test("keys lead through the list and to the pages, and are shown on ? @scripts", async ({ demonstration, newPage }) => {
    const page = await newPage(demonstration.client);
    await page.goto(`${demonstration.server.url}/help`);
    await hydrated(page);
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();

    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await expect(page).toHaveURL(/\/manage\/mail$/);
    await expect(page.getByRole("heading", { level: 1 }), "the page begins there").toBeFocused();
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox"), "a page's own search comes first").toBeFocused();
    await page.goto(`${demonstration.server.url}/manage/team`);
    await hydrated(page);
    await page.keyboard.press("/");
    await expect(page).toHaveURL(/\/partners$/);
    await expect(page.getByLabel("Search partners")).toBeFocused();
    await page.keyboard.type("/cjx?");
    await expect(page.getByLabel("Search partners"), "typing is typing").toHaveValue("/cjx?");

    // Rows that are about to be drawn again lose the focus.
    await page.goto(`${demonstration.server.url}/partners`);
    await hydrated(page);
    await expect(page.locator("tbody tr")).toHaveCount(50);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const links = page.locator("tbody th a");
    await expect(links.nth(1)).toBeFocused();
    await page.keyboard.press("x");
    await expect(page.getByText("1 selected")).toBeVisible();
    await expect(page.locator("tbody tr").nth(1).getByRole("checkbox")).toBeChecked();
    await page.keyboard.press("b");
    await expect(page.getByRole("button", { name: "Give access" })).toBeFocused();
    await links.nth(1).focus();
    await page.keyboard.press("k");
    await expect(links.first()).toBeFocused();
    const name = await links.first().textContent();
    await page.keyboard.press("e");
    await expect(page.getByRole("heading", { level: 1, name: name! })).toBeFocused();
    await page.keyboard.press("c");
    await expect(page).toHaveURL(/\/partners\/new\//);
});

test("shortcuts can be switched off @scripts", async ({ admin: page }) => {
    await page.goto("/account");
    await hydrated(page);
    await page.getByRole("checkbox", { name: "Keyboard shortcuts" }).uncheck();
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.reload();
    await hydrated(page);
    await expect(page.getByRole("checkbox", { name: "Keyboard shortcuts" })).not.toBeChecked();
    await page.getByRole("checkbox", { name: "Keyboard shortcuts" }).check();
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
});
