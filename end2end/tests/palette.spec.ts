import { expect, hydrated, test } from "../support/gangway.ts";
import { expectArrival } from "../support/keyboard.ts";

test("partners, pages and actions are two keys away from anywhere @scripts", async ({ admin: page, staff }) => {
    const who = await staff.add("link");
    await page.goto("/manage/audit");
    await hydrated(page);
    const field = page.getByRole("combobox", { name: "Find or jump to" });
    const options = page.getByRole("listbox", { name: "Results" }).getByRole("option");
    await page.keyboard.press("Control+k");
    await expect(field).toBeFocused();
    await expect(options.first()).toHaveText(/Add a new partner/);
    await page.keyboard.type(who.email);
    await expect(options).toHaveCount(1);
    await expect(options).toContainText(who.company);
    await page.keyboard.press("Enter");
    await expectArrival(page, who.company, new RegExp(`^${who.company} · `));

    await page.keyboard.press("Control+k");
    await expect(field).toHaveValue("");
    await page.keyboard.type("m");
    await page.keyboard.press("ArrowDown");
    await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
    await expect(field).toHaveAttribute("aria-activedescendant", "palette-list-1");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("nothing of this name");
    await expect(options).toHaveText("Nothing found");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("team");
    await page.keyboard.press("Enter");
    await expectArrival(page, "Team", /^Team/);
});

test("Escape closes the palette and gives the focus back, and its button opens it @scripts", async ({ admin: page }) => {
    await page.goto("/partners");
    await hydrated(page);
    const field = page.getByRole("combobox", { name: "Find or jump to" });
    const button = page.getByRole("button", { name: /^Find or jump to/ });
    await button.click();
    await expect(field).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(field).toBeHidden();
    await expect(button).toBeFocused();
    await button.press("Enter");
    await page.getByRole("option", { name: "Invite a colleague" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Invite a colleague" })).toBeVisible();
});

test("chosen columns are there at once and stay @scripts", async ({ newPage, demonstration }, info) => {
    test.skip(info.project.name === "phone", "cards show the same facts to everyone");
    const page = await newPage(demonstration.client);
    await page.goto(`${demonstration.server.url}/partners`);
    await hydrated(page);
    await page.locator(".partners-columns > summary").click();
    await page.getByLabel("Email").check();
    await page.getByRole("button", { name: "Apply" }).click();
    const head = page.getByRole("columnheader", { name: "Email" });
    await expect(head).toBeVisible();
    await page.reload();
    await expect(head).toBeVisible();
    await head.getByRole("link").click();
    await expect(head).toHaveAttribute("aria-sort", "ascending");
    await page.locator(".partners-columns > summary").click();
    await page.getByLabel("Email").uncheck();
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(head).toHaveCount(0);
});
