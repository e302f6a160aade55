import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/axe.ts";
import { expect, hydrated, test } from "../support/gangway.ts";

const LOG = "/manage/audit";

test("what was done is found with who did it and from where, and taken away as a file", async ({ admin: page, staff }) => {
    const who = await staff.add("link");
    await page.goto(LOG);
    await hydrated(page);
    await page.getByLabel("Search the audit log").fill(who.company);
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page).toHaveURL(/q=/);
    const rows = page.locator(".audit-table tbody tr");
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(`added ${who.company} with ${who.name}`);
    await expect(rows).toContainText("127.0.0.1");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export CSV" }).click()]);
    expect(download.suggestedFilename()).toMatch(/^audit-log-\d{4}-\d{2}-\d{2}\.csv$/);
    expect((await readFile(await download.path(), "utf8")).trim().split("\r\n")).toHaveLength(2);
});

test("a search without a match says so and leads back", async ({ admin: page }) => {
    await page.goto(`${LOG}?q=nothing-like-this`);
    await expect(page.getByText("No matching entries")).toBeVisible();
    await page.getByRole("link", { name: "Show everything" }).click();
    await expect(page.locator(".audit-table tbody tr").first()).toBeVisible();
});

test("the audit log is accessible and fits on a phone", async ({ admin: page, staff }) => {
    await staff.add("none");
    for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 720 });
        await page.goto(LOG);
        await hydrated(page);
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
});
