import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/axe.ts";
import { expect, hydrated, scripts, test } from "../support/gangway.ts";
import { somebody } from "../support/partners.ts";
import type { Locator, Page } from "@playwright/test";

const HEAD = "Company;Contact;Email;Status;Notes";

/** The rows of the report. */
const rows = (page: Page) => page.locator(".import-table").getByRole("rowheader");
const row = (page: Page, options: { name: string }) => page.locator(".import-table").getByRole("row", options);

async function choose(page: Page, lines: string[]): Promise<void> {
    const buffer = Buffer.from(lines.join("\r\n"));
    await page.getByLabel("File", { exact: true }).setInputFiles({ name: "partners.csv", mimeType: "text/csv", buffer });
    if (!scripts()) await page.getByRole("button", { name: "Check rows" }).click();
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
    await expect(page.getByText("4 of 5 columns are imported")).toBeVisible();
    await expect(row(page, { name: `${mark} Two` })).toContainText("Enter an email address");
    await expect(row(page, { name: `${mark} Three` })).toContainText("same as in line 2");
    await expect(row(page, { name: known.company })).toContainText("is already a partner.");
    await hydrated(page);
    await page.getByRole("link", { name: "Needs fixing 1" }).click();
    await expect(rows(page)).toHaveCount(1);

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
    const pasted = `Company\tContact\n"${who.company}\t${who.name}`;
    await page.getByLabel("Or paste rows from a spreadsheet").fill(pasted);
    await page.getByRole("button", { name: "Check rows" }).click();
    await expect(page.locator("#rows-error")).toContainText("A quotation mark in line 2 is never closed.");
    await expect(page.getByLabel("Or paste rows from a spreadsheet")).toHaveValue(pasted);
    await expectAccessible(page);
    await page
        .getByLabel("Or paste rows from a spreadsheet")
        .fill(`Company\tContact\tEmail\n${who.company}\t${who.name}\t${who.email}`);
    await page.getByRole("button", { name: "Check rows" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Import 1 partner?" })).toBeVisible();
});

test("columns and words are assigned, several contacts come in, and rows are fixed in place", async ({ admin: page }) => {
    const mark = `Lock-${randomUUID().slice(0, 8)}`;
    await page.goto("/partners/import");
    await hydrated(page);
    await choose(page, [
        "Bezug;Wer;Wohin;Status",
        `${mark};Ana Ruiz;ana@${mark};${mark}`,
        `${mark};Bo Berg;bo.${mark}@lock.example;${mark}`,
        `${mark} Two;"Ruiz, Cora";cora.${mark}@lock.example;`,
    ]);
    await expect(page.getByRole("heading", { level: 1, name: "Which column is which?" })).toBeVisible();
    await hydrated(page);
    await page.getByRole("combobox", { name: "Bezug" }).selectOption("Partner name");
    await page.getByRole("combobox", { name: "Wer" }).selectOption("First and last name");
    await page.getByRole("combobox", { name: "Wohin" }).selectOption("Email");
    await page.getByRole("button", { name: "Check again" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Import 2 partners?" })).toBeVisible();
    await page.getByRole("combobox", { name: `Status: ${mark}` }).selectOption("Signed");
    await page.getByRole("button", { name: "Check again" }).click();
    await expect(row(page, { name: "Bo Berg" })).not.toContainText("is left out");
    const first = page.locator(".import-table tbody tr").first();
    await expect(first).toContainText("Enter an email address");
    await first.getByLabel("Email").fill(`ana.${mark}@lock.example`);
    await first.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Import 3 rows?" })).toBeVisible();
    await expect(row(page, { name: "Bo Berg" })).toContainText("Another contact");
    await page.getByRole("button", { name: "Import 3 rows" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "2 partners added" })).toBeVisible();
    await row(page, { name: "Ana Ruiz" }).getByRole("link", { name: mark, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: mark })).toBeVisible();
    for (const words of ["Ana Ruiz", "Bo Berg"]) await expect(page.locator(".partner-contacts, main").first()).toContainText(words);
});

test("what is typed into a row is not taken for that of the next one", async ({ admin: page }) => {
    const mark = `Mole-${randomUUID().slice(0, 8)}`;
    await page.goto("/partners/import");
    await hydrated(page);
    await choose(page, [HEAD, `${mark} One;Ana Ruiz;ana@;;`, `${mark} Two;Bo Berg;bo@;;`, `${mark} Three;Cora Dee;cora@;;`]);
    await page.getByRole("link", { name: "Needs fixing 3" }).click();
    await hydrated(page);
    const email = (name: string) => row(page, { name: `${mark} ${name}` }).getByLabel("Email");
    await email("One").fill(`ana@${mark}.example`);
    await row(page, { name: `${mark} One` }).getByRole("button", { name: "Save" }).click();
    await expect(rows(page)).toHaveCount(2);
    await expect(email("Two")).toHaveValue("bo@");
    await expect(email("Three")).toHaveValue("cora@");
});

test("a long file is imported in the background, stopped and continued", async ({ admin: page }) => {
    const mark = `Pier-${randomUUID().slice(0, 8)}`;
    const lines = Array.from({ length: 6_000 }, (_, n) => `${mark} ${n};Ana Ruiz;ana${n}.${mark}@pier.example;;`);
    await page.goto("/partners/import");
    await hydrated(page);
    await choose(page, [HEAD, ...lines]);
    // Without JavaScript a page is looked at again.
    const seen = (what: Locator) =>
        expect(async () => {
            if (!scripts()) await page.reload();
            await expect(what).toBeVisible({ timeout: 1_000 });
        }).toPass();
    const heading = (name: string | RegExp) => seen(page.getByRole("heading", { level: 1, name }));
    await heading("Import 6,000 partners?");
    await hydrated(page);
    await page.getByRole("button", { name: "Import 6,000 partners" }).click();
    await heading("Importing partners");
    await seen(page.getByText(/^[1-9][\d,]* of 6,000 rows done/));
    await page.getByRole("button", { name: "Stop" }).click();
    await heading(/^Import [\d,]+ partners\?$/);
    await expect(page.getByRole("link", { name: /^Added \d/ })).toBeVisible();

    // It can be found again.
    await page.goto("/partners/import");
    await hydrated(page);
    await page.getByRole("region", { name: "Your imports" }).getByRole("link").first().click();
    await heading(/^Import [\d,]+ partners\?$/);
    await hydrated(page);
    await page.getByRole("button", { name: /^Import [\d,]+ partners$/ }).click();
    await heading("6,000 partners added");
    await page.goto(`/partners?q=${mark}`);
    await expect(page.getByText("6,000 partners", { exact: true })).toBeVisible();
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
