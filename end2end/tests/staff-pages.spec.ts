// Every page for staff, looked at by axe as it is first seen. What a page becomes as one uses it is looked at
// where that is tested.
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { check, expectAccessible } from "../support/axe.ts";
import { expect, expectInTime, hydrated, test } from "../support/gangway.ts";
import { form } from "../support/load.mjs";
import { somebody } from "../support/partners.ts";

/** Addresses, or an address and the link there that leads to the page. */
const PAGES: Record<string, (string | [string, string])[]> = {
    "the list of partners": ["/partners", "/partners?q=nobody", "/partners?access=invited", "/partners/import"],
    "what is confirmed for many": ["/partners/bulk?do=give&all=on", "/partners/bulk?do=remove&all=on", "/partners/bulk?do=give"],
    "partners who are queued, retried, expired and active": [
        ["/partners?q=Kilimanjaro", "Kilimanjaro Coffee Traders"],
        ["/partners?q=Gullfoss", "Gullfoss Hugbúnaður ehf"],
        ["/partners?q=Ibex", "Ibex Outdoor"],
        ["/partners?q=Harbour", "Harbour & Lane"],
    ],
    "email templates": ["/manage/email-templates", "/manage/email-templates/new", ["/manage/email-templates", "Invitation"]],
    "programs and statuses": [
        "/manage/programs",
        "/manage/programs/new",
        ["/manage/programs", "Reseller"],
        "/manage/statuses",
        "/manage/statuses/new",
        ["/manage/statuses", "Signed"],
    ],
    "mail and the audit log": ["/manage/mail", "/manage/mail?pile=failed", "/manage/audit", "/manage/audit?q=nothing-like-this"],
    "the team": ["/manage/team", "/manage/team/new", ["/manage/team", "Olga Owner"], ["/manage/team", "Jonas Brandt"]],
    "the organisation": ["/manage/organisation", "/manage/terms"],
    "help": ["/help", "/help?q=zebra", "/help/invite-partners"],
};

type Place = (typeof PAGES)[string][number];

async function open(page: Page, origin: string, place: Place): Promise<void> {
    const [path, link] = [place].flat();
    expect((await page.goto(`${origin}${path}`))?.status()).toBe(200);
    if (!link) return;
    await hydrated(page);
    await page.getByRole("main").getByRole("link", { name: link, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(link);
}

for (const [name, places] of Object.entries(PAGES)) {
    for (const place of places) {
        test(`accessible in light and dark: ${name}, ${[place].flat().join(" to ")} @scripts`, async ({ newPage, demonstration }) => {
            const page = await newPage(demonstration.client);
            await open(page, demonstration.server.url, place);
            await check(page);
        });
    }
}

test.describe("in German", () => {
    test.use({ locale: "de-DE" });

    for (const [name, places] of Object.entries(PAGES)) {
        test(`accessible and German: ${name}`, async ({ newPage, demonstration }) => {
            test.slow();
            const page = await newPage(demonstration.client);
            for (const place of places) {
                await open(page, demonstration.server.url, place);
                await expect(page.locator("html")).toHaveAttribute("lang", "de");
                await hydrated(page);
                await expectAccessible(page);
            }
        });
    }
});

test("accessible in light and dark: what readers of the help answered @scripts", async ({ admin: page, staff }) => {
    const answer = form(["form[page]", "invite-partners"], ["form[helpful]", "no"], ["form[comment]", "Too short"]);
    await staff.client.send({ method: "POST", path: "/api/help/answer", body: answer });
    await check(page, "/manage/help-feedback");
    await expect(page.getByRole("row", { name: "Too short" }).first()).toBeVisible();
});

test("accessible in light and dark: what became of many @scripts", async ({ admin: page, staff }) => {
    const mark = `Fleet-${randomUUID().slice(0, 8)}`;
    for (const delivery of ["none", "link"] as const) await staff.add(delivery, { ...somebody(), company: `${mark} ${delivery}` });
    await page.goto(`/partners/bulk?do=give&all=on&q=${mark}`);
    await hydrated(page);
    await page.getByRole("button", { name: "Give access to 1 person" }).click();
    await expectInTime(page, page.getByText("1 partner was given access. 1 was skipped."));
    await check(page);
});

test("accessible in light and dark: what would become of each row, and what became of it @scripts", async ({ admin: page, staff }) => {
    const [known, who] = [await staff.add("none"), somebody()];
    await page.goto("/partners/import");
    await hydrated(page);
    const lines = [who, known].map(({ company, name, email }) => `${company}\t${name}\t${email}`);
    await page.getByLabel("Or paste rows").fill(["Company\tContact\tEmail", ...lines, "Cher\tCher\tcher@"].join("\n"));
    await page.getByRole("button", { name: "Check rows" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Import 1 partner?" })).toBeVisible();
    await check(page);
    await page.getByRole("button", { name: "Import 1 partner" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "1 partner added" })).toBeVisible();
    await check(page);
});
