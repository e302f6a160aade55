import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/axe.ts";
import { expect, hydrated, test } from "../support/gangway.ts";
import { somebody } from "../support/partners.ts";
import type { Page } from "@playwright/test";

const HEAD = "Company;Contact;Email;Status;Notes";

async function choose(page: Page, lines: string[]): Promise<void> {
    const buffer = Buffer.from(lines.join("\r\n"));
    await page.getByLabel("CSV file").setInputFiles({ name: "partners.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Check rows" }).click();
}

test("a spreadsheet is looked at, imported silently and invited later", async ({ admin: page, staff, mailbox }) => {
    const known = await staff.add("none");
    const mark = `Quay-${randomUUID().slice(0, 8)}`;
    const email = `jo.${mark}@quay.example`;
    await page.goto("/partners");
    await hydrated(page);
    await page.getByRole("link", { name: "Import", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Import partners" })).toBeVisible();
    await hydrated(page);
    await choose(page, [
        HEAD,
        `${mark} One;Jo Weber;${email};Signed;x`,
        `${known.company};Ana Ruiz;${known.email};;`,
        `${mark} Two;Cher;cher@;Gold;`,
        `${mark} Three;Jo Weber;${email.toUpperCase()};;`,
    ]);
    await expect(page.getByRole("heading", { level: 1, name: "Import 1 partner?" })).toBeVisible();
    await expect(page.getByText("3 rows are left out.")).toBeVisible();
    await expect(page.getByText("Ignored columns: Notes")).toBeVisible();
    await expect(page.getByRole("row", { name: `${mark} Two` })).toContainText("Enter the last name.");
    await expect(page.getByRole("row", { name: `${mark} Three` })).toContainText("same as in line 2");
    await expect(page.getByRole("row", { name: known.company })).toContainText("is already a partner.");
    await hydrated(page);
    await page.getByRole("link", { name: "Needs fixing 1" }).click();
    await expect(page.getByRole("rowheader")).toHaveCount(1);

    await hydrated(page);
    await page.getByRole("button", { name: "Import 1 partner" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "1 partner added" })).toBeVisible();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download 2 rows with errors" }).click();
    const file = await readFile(await (await download).path(), "utf8");
    expect(file).toContain('"why it was left out"');
    expect(file.trim().split("\r\n")).toHaveLength(3);

    await page.goto(`/partners?q=${mark}`);
    await expect(page.getByRole("rowheader")).toHaveCount(1);
    await expect(page.getByRole("row", { name: `${mark} One` })).toContainText("No access");
    expect(mailbox.all(email)).toHaveLength(0);
});

test("pasted rows that cannot be read are named and kept", async ({ admin: page }) => {
    const who = somebody();
    await page.goto("/partners/import");
    await hydrated(page);
    const pasted = `Company\tContact\n${who.company}\t${who.name}`;
    await page.getByLabel("Or paste rows from a spreadsheet").fill(pasted);
    await page.getByRole("button", { name: "Check rows" }).click();
    await expect(page.locator("#rows-error")).toContainText("for the contact's email address: Email");
    await expect(page.getByLabel("Or paste rows from a spreadsheet")).toHaveValue(pasted);
    await expectAccessible(page);
    await page
        .getByLabel("Or paste rows from a spreadsheet")
        .fill(`Company\tContact\tEmail\n${who.company}\t${who.name}\t${who.email}`);
    await page.getByRole("button", { name: "Check rows" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Import 1 partner?" })).toBeVisible();
});

for (const width of [1280, 390, 320]) {
    test(`importing is accessible and fits in ${width} pixels`, async ({ admin: page }) => {
        const who = somebody();
        await page.setViewportSize({ width, height: 720 });
        await page.goto("/partners/import");
        await hydrated(page);
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        await choose(page, [HEAD, `${who.company};${who.name};${who.email};;x`, `${"Long".repeat(25)};Cher;cher@;Gold;`]);
        await expect(page.getByRole("heading", { level: 1, name: "Import 1 partner?" })).toBeVisible();
        await hydrated(page);
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
}
