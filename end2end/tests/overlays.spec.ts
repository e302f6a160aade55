// What opens over a page: by keyboard alone, accessible while it is open, and the focus is back after Escape.
import { randomUUID } from "node:crypto";
import { check } from "../support/axe.ts";
import { expect, hydrated, test } from "../support/gangway.ts";
import { hasFocusWithin, tabTo } from "../support/keyboard.ts";
import { form } from "../support/load.mjs";
import { somebody, type Staff } from "../support/partners.ts";
import type { Locator, Page } from "@playwright/test";

type Overlay = {
    /** What opens it, and its own name where that is another one. */
    opener: string;
    dialog?: string;
    /** Leads to the page. */
    at: (page: Page, staff: Staff) => Promise<unknown>;
};

const OVERLAYS: Overlay[] = [
    { opener: "Remove access", at: async (page, staff) => page.goto((await staff.add("link")).path) },
    { opener: "Delete partner", at: async (page, staff) => page.goto((await staff.add("none")).path) },
    { opener: "Add a language", at: openTemplateInOneLanguage },
    { opener: "Remove Deutsch", at: (page) => openListed(page, "/manage/email-templates", "Invitation", "?language=de") },
    { opener: "Delete program", at: (page) => openListed(page, "/manage/programs", "Reseller") },
    { opener: "Remove from the team", at: openColleague },
    { opener: "This is not me", at: async (page, staff) => page.goto((await staff.add("link")).link) },
    { opener: "Cancel", dialog: "Keep this draft?", at: beginDraft },
];

async function openListed(page: Page, list: string, name: string, query = ""): Promise<void> {
    await page.goto(list);
    const path = await page.getByRole("rowheader").getByRole("link", { name, exact: true }).getAttribute("href");
    await page.goto(`${path}${query}`);
}

async function openTemplateInOneLanguage(page: Page, staff: Staff): Promise<void> {
    const name = `Short ${randomUUID().slice(0, 8)}`;
    const fields = form(["form[name]", name], ["form[language]", "en"], ["form[subject]", "Hello"], ["form[body]", "Welcome."]);
    await staff.client.send({ method: "POST", path: "/api/templates/save", body: fields });
    await openListed(page, "/manage/email-templates", name);
}

async function openColleague(page: Page, staff: Staff): Promise<void> {
    const { name } = await staff.addColleague("viewer", "seven quiet harbour lanterns");
    await openListed(page, "/manage/team", name);
}

async function beginDraft(page: Page): Promise<void> {
    await page.goto("/partners/new");
    await hydrated(page);
    await page.keyboard.type(somebody().company);
}

for (const { opener, dialog = opener, at } of OVERLAYS) {
    test(`${dialog}: a dialog that takes the focus, is accessible and gives the focus back @scripts`, async ({ admin, page: visitor, staff }) => {
        const page = opener === "This is not me" ? visitor : admin;
        await at(page, staff);
        await hydrated(page);
        const button = page.locator("summary, a", { hasText: opener }).locator("visible=true");
        const box = page.getByRole("dialog", { name: dialog, exact: true });
        await tabTo(page, button);
        await page.keyboard.press("Enter");
        await expect(box).toBeVisible();
        await expectFocusStaysIn(page, box);
        await check(page);
        await page.keyboard.press("Escape");
        await expect(box).toBeHidden();
        await expect(button).toBeFocused();
    });
}

/** Tab leads from control to control of a dialog, and at most to the browser's own, never to the page behind. */
async function expectFocusStaysIn(page: Page, box: Locator): Promise<void> {
    await expect.poll(() => hasFocusWithin(box)).toBe(true);
    for (let step = 0; step < 8; step++) {
        await page.keyboard.press("Tab");
        const isBehind = await box.evaluate((element) => {
            const focused = document.activeElement;
            return focused !== document.body && !element.contains(focused);
        });
        expect(isBehind, `the focus is behind the dialog after ${step + 1} steps`).toBe(false);
    }
}

for (const [key, dialog] of [["?", "Keyboard shortcuts"], ["Control+k", "Find or jump to"]] as const) {
    test(`${dialog}: opens from the keyboard, is accessible and gives the focus back @scripts`, async ({ admin: page }) => {
        await page.goto("/help");
        await hydrated(page);
        const link = page.getByRole("main").getByRole("link").first();
        await tabTo(page, link);
        await page.keyboard.press(key);
        const box = page.getByRole("dialog", { name: dialog });
        await expect(box).toBeVisible();
        await expectFocusStaysIn(page, box);
        await check(page);
        await page.keyboard.press("Escape");
        await expect(box).toBeHidden();
        await expect(link).toBeFocused();
    });
}

const MENUS = [
    { name: "the choice of columns", opener: ".partners-columns > summary", panel: ".partners-columns > .menu-panel" },
    { name: "the menu of the account", opener: ".user-menu > summary", panel: ".user-menu .user-entries" },
    { name: "the menu of a phone", opener: ".side-narrow > summary", panel: ".side-narrow nav" },
];

for (const { name, opener, panel } of MENUS) {
    test(`${name}: leads into what it opens, is accessible and gives the focus back @scripts`, async ({ admin: page }) => {
        await page.goto("/partners");
        await hydrated(page);
        const [button, box] = [page.locator(opener), page.locator(panel)];
        test.skip(!(await button.isVisible()), "another window has it");
        await tabTo(page, button);
        await page.keyboard.press("Enter");
        await expect(box).toBeVisible();
        await page.keyboard.press("Tab");
        expect(await hasFocusWithin(box)).toBe(true);
        await page.keyboard.press("Escape");
        await expect(box).toBeHidden();
        await expect(button).toBeFocused();
        await page.keyboard.press("Enter");
        await expect(box).toBeVisible();
        await check(page);
    });
}
