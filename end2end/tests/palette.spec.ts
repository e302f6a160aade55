import { expect, hydrated, test } from "../support/gangway.ts";

test("partners, pages and actions are two keys away from anywhere @scripts", async ({ admin: page, staff }) => {
    const who = await staff.add("link");
    await page.goto("/manage/audit");
    await hydrated(page);
    const field = page.getByRole("combobox", { name: "Find or jump to" });
    const options = page.getByRole("option");
    await page.keyboard.press("Control+k");
    await expect(field).toBeFocused();
    await expect(options.first()).toHaveText(/Add a new partner/);
    await field.fill(who.email);
    await expect(options).toHaveCount(1);
    await expect(options).toContainText(who.company);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: who.company })).toBeFocused();

    await page.keyboard.press("Control+k");
    await expect(field).toHaveValue("");
    await field.fill("m");
    await page.keyboard.press("ArrowDown");
    await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
    await expect(field).toHaveAttribute("aria-activedescendant", "palette-list-1");
    await field.fill("nothing of this name");
    await expect(options).toHaveText("Nothing found");
    await field.fill("audit");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/manage\/audit$/);
});

test("Escape closes the palette and gives the focus back, and its button opens it @scripts", async ({ admin: page, isMobile }) => {
    await page.goto("/partners");
    await hydrated(page);
    const field = page.getByRole("combobox", { name: "Find or jump to" });
    const button = page.getByRole("button", { name: /^Find or jump to/ });
    await button.click();
    await expect(field).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(field).toBeHidden();
    await expect(button).toBeFocused();
    if (isMobile) return;
    await button.press("Enter");
    await page.getByRole("option", { name: "Invite a colleague" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Invite a colleague" })).toBeVisible();
});
