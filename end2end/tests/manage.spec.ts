import { randomUUID } from "node:crypto";
import { expectAccessible } from "../support/axe.ts";
import { expect, hydrated, test } from "../support/gangway.ts";
import type { Locator, Page } from "@playwright/test";

/** A name like no other, so that tests never meet each other's entries. */
const unique = (word: string): string => `${word} ${randomUUID().slice(0, 8)}`;

/** Adds a program or status; ends on its list. */
async function add(page: Page, list: "programs" | "statuses", name: string, colour?: string): Promise<void> {
    await page.goto(`/manage/${list}/new`);
    await hydrated(page);
    await page.getByRole("textbox", { name: /name$/ }).fill(name);
    if (colour) await page.getByLabel(colour).check();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/manage/${list}\\?notice=added$`));
    await expect(page.getByText("Added to the list.")).toBeVisible();
    await hydrated(page);
}

test("a program is added, renamed and deleted", async ({ admin: page, trouble }) => {
    trouble.allow(422);
    const [first, second] = [unique("Distributor"), unique("Alliance")];
    await add(page, "programs", first);
    await page.getByRole("link", { name: "Add a program" }).click();
    await hydrated(page);
    await page.getByLabel("Program name").fill(first.toUpperCase());
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.locator("#name-error")).toHaveText("A program with this name already exists. Choose another name.");
    await expect(page.getByLabel("Program name")).toHaveValue(first.toUpperCase());
    await expectAccessible(page);

    await page.goto("/manage/programs");
    await page.getByRole("link", { name: first }).click();
    await hydrated(page);
    await page.getByLabel("Program name").fill(second);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your changes are saved.")).toBeVisible();
    await page.getByRole("link", { name: second }).click();
    await hydrated(page);
    await page.locator("summary", { hasText: "Delete program" }).click();
    await page.getByRole("button", { name: `Delete ${second}` }).click();
    await expect(page.getByText("Deleted.")).toBeVisible();
    await expect(page.getByRole("link", { name: second })).toHaveCount(0);
});

test("a moved program keeps its new place, and the focus stays with it @scripts", async ({ admin: page }) => {
    const name = unique("Affiliate");
    await add(page, "programs", name);
    const rows = page.locator("table").first().locator("tbody tr");
    const place = async () => (await rows.allInnerTexts()).findIndex((row) => row.includes(name));
    await expect(rows.filter({ hasText: name })).toBeVisible();
    const before = await place();
    const up = page.getByRole("button", { name: `Move up ${name}` });
    await up.click();
    await expect.poll(place).toBe(before - 1);
    await expect(up).toBeFocused();
    await page.reload();
    await expect.poll(place).toBe(before - 1);
});

/** Takes a row by its grip to the first place, with the mouse still down. */
async function dragToTop(page: Page, row: Locator): Promise<void> {
    await row.locator(".choices-grip").hover();
    await page.mouse.down();
    const { x, y, width, height } = (await page.locator("table tbody tr").first().boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 5 });
}

for (const list of ["programs", "statuses"] as const) {
    test(`one of the ${list} is dragged to its place, and stays there @scripts`, async ({ admin: page }, info) => {
        test.skip(info.project.name === "phone", "a finger uses the buttons");
        const name = unique("Affiliate");
        await add(page, list, name);
        const rows = page.locator("table").first().locator("tbody tr");
        await dragToTop(page, rows.filter({ hasText: name }));
        await page.mouse.up();
        await expect(rows.first()).toContainText(name);
        await expect(page.getByRole("status").filter({ hasText: `${name} is now 1 of` })).toHaveCount(1);
        await page.reload();
        await expect(rows.first()).toContainText(name);
    });
}

test("what is dragged stays where it was on Escape @scripts", async ({ admin: page }, info) => {
    test.skip(info.project.name === "phone", "a finger uses the buttons");
    const name = unique("Affiliate");
    await add(page, "programs", name);
    const rows = page.locator("table").first().locator("tbody tr");
    await expect(rows.filter({ hasText: name })).toBeVisible();
    const before = await rows.allInnerTexts();
    await dragToTop(page, rows.filter({ hasText: name }));
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await page.reload();
    await expect(rows).toHaveText(before, { useInnerText: true });
});

test("an archived status is offered no more until it is brought back", async ({ admin: page }) => {
    const name = unique("Paused");
    await add(page, "statuses", name, "Amber");
    await expect(page.getByRole("row", { name })).toContainText("Amber");
    await page.getByRole("link", { name }).click();
    await hydrated(page);
    await page.getByRole("button", { name: "Archive status" }).click();
    await expect(page.getByText("Archived: hidden from forms")).toBeVisible();
    await expect(page.getByRole("region", { name: "Archived" }).getByRole("link", { name })).toBeVisible();
    await hydrated(page);
    await expectAccessible(page);

    await page.goto("/partners/new");
    await expect(page.getByLabel("Status").locator("option", { hasText: name })).toHaveCount(0);
    await page.goto("/manage/statuses");
    await page.getByRole("link", { name }).click();
    await hydrated(page);
    await page.getByRole("button", { name: "Restore" }).click();
    await expect(page.getByText("Restored.")).toBeVisible();
    await page.goto("/partners/new");
    await expect(page.getByLabel("Status").locator("option", { hasText: name })).toHaveCount(1);
});

test("the lists fit on a narrow screen", async ({ admin: page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of ["/manage/programs", "/manage/statuses", "/manage/statuses/new"]) {
        await page.goto(path);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, path).toBeLessThanOrEqual(320);
    }
});
