// Whole pieces of work by keyboard alone: no click, and no focus but the one that keys or the page itself give.
import { randomUUID } from "node:crypto";
import { expect, hydrated, test } from "../support/gangway.ts";
import { expectArrival, hasFocusWithin, tabTo } from "../support/keyboard.ts";
import { somebody, type Staff } from "../support/partners.ts";
import type { Locator, Page } from "@playwright/test";

/** What the page has said, for those who hear it. */
const said = (page: Page, words: string | RegExp): Locator => page.getByRole("status").filter({ hasText: words });

/** Partners without access that one search finds, and nobody else. */
async function fleet(staff: Staff, count: number): Promise<string> {
    const mark = `Fleet-${randomUUID().slice(0, 8)}`;
    for (let n = 1; n <= count; n++) await staff.add("none", { ...somebody(), company: `${mark} ${n}` });
    return mark;
}

async function open(page: Page, path: string): Promise<void> {
    await page.goto(path);
    await hydrated(page);
}

/** Goes to a control and presses it. */
async function press(page: Page, target: Locator, direction: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
    await tabTo(page, target, direction);
    await page.keyboard.press("Enter");
}

test("rows are ticked, one by one and as a range, and given access @scripts", async ({ admin: page, staff }) => {
    const mark = await fleet(staff, 4);
    await open(page, `/partners?q=${mark}`);
    const boxes = page.locator("tbody").getByRole("checkbox");
    const first = page.getByRole("rowheader").first().getByRole("link");
    await page.keyboard.press("j");
    await expect(first).toBeFocused();
    await page.keyboard.press("x");
    await expect(said(page, "1 selected")).toBeVisible();
    await expect(first).toBeFocused();
    await tabTo(page, boxes.nth(2));
    await page.keyboard.press("Shift+Space");
    await expect(said(page, "3 selected")).toBeVisible();
    await expect(boxes.nth(2)).toBeFocused();
    await page.keyboard.press("Space");
    await expect(said(page, "2 selected")).toBeVisible();

    const give = page.getByRole("button", { name: "Give access" });
    await page.keyboard.press("b");
    await expect(give).toBeFocused();
    // Those who have switched the shortcuts off get there, too.
    await tabTo(page, boxes.nth(2));
    const way = page.getByRole("button", { name: "Go to actions" });
    await page.keyboard.press("Tab");
    await expect(way).toBeFocused();
    await expect(way).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("Enter");
    await expect(give).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Give access to 2 people?" })).toBeVisible();
    await expect(page, "a page that is loaded is said by its title").toHaveTitle(/^Give access to 2 people\?/);
    await hydrated(page);
    await press(page, page.getByRole("button", { name: "Give access to 2 people" }));
    await expect(page.locator("#announcer")).toHaveText(/^(Giving access|Access given)/);
    await expect(said(page, "2 partners were given access.")).toBeVisible();
    await press(page, page.getByRole("link", { name: `${mark} 2` }));
    await expectArrival(page, `${mark} 2`, new RegExp(`^${mark} 2`));
});

test("a refused address is typed over where Fix leads @scripts", async ({ admin: page, staff, mailbox }) => {
    const who = somebody();
    await staff.add("email", { ...who, email: `bounce.${who.email}` });
    await open(page, `/partners?q=${encodeURIComponent(who.company)}`);
    await press(page, page.getByRole("link", { name: /^Fix/ }));
    await expect(page.getByLabel("Email", { exact: true })).toBeFocused();
    await expect(page.locator("#announcer")).toHaveText(/^Edit /);
    await page.keyboard.press("Control+a");
    await page.keyboard.type(who.email);
    await page.keyboard.press("Enter");
    await expectArrival(page, who.company, new RegExp(`^${who.company}`));
    expect(await mailbox.next(who.email)).toBeTruthy();
});

test("the result of a change of many begins at its heading, and stays there as it goes on @scripts", async ({ admin: page, staff }) => {
    const mark = await fleet(staff, 1);
    await open(page, `/partners/bulk?do=give&all=on&q=${mark}`);
    await press(page, page.getByRole("button", { name: "Give access to 1 person" }));
    await expect(page.locator(".bulk-reach").getByText("Sent1")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1, name: "Access given" })).toBeFocused();
    await expect(page).toHaveTitle(/^Access given/);
    await expect(page.locator("#announcer"), "said when the page came").toHaveText(/^(Giving access|Access given)/);
});

test("a selection is cleared, which is said, and the focus is still in the list @scripts", async ({ admin: page, staff }) => {
    await open(page, `/partners?q=${await fleet(staff, 2)}`);
    const bar = page.getByRole("group", { name: "Selected partners" });
    const first = page.getByRole("rowheader").first().getByRole("link");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(bar).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(bar).toBeHidden();
    await expect(page.locator("#announcer")).toHaveText("Selection cleared");
    await expect(first).toBeFocused();
    await page.keyboard.press("x");
    await press(page, bar.getByRole("button", { name: "Clear selection" }), "Shift+Tab");
    await expect(bar).toBeHidden();
    await expect(page.getByRole("checkbox", { name: "Select all on this page" })).toBeFocused();
});

test("a page of the list leads to the next, which is said @scripts", async ({ newPage, demonstration }) => {
    const page = await newPage(demonstration.client);
    await open(page, `${demonstration.server.url}/partners`);
    await press(page, page.getByRole("link", { name: "Next page" }));
    await expect(page.locator(".paging-rows")).toHaveText("51 to 55 of 55");
    await expect(page.locator("tbody")).toBeFocused();
    await expect(page.locator("#announcer")).toContainText("51 to 55 of 55");
    await page.keyboard.press("Tab");
    await expect(page.locator("tbody").getByRole("checkbox").first()).toBeFocused();
});

test("a tab and a search of the list keep the focus, and say how many there are @scripts", async ({ newPage, demonstration }) => {
    const page = await newPage(demonstration.client);
    await open(page, `${demonstration.server.url}/partners`);
    const tab = page.getByRole("link", { name: /^Needs attention \d/ });
    await press(page, tab);
    await expect(said(page, /^\d+ partners$/)).not.toHaveText("55 partners");
    await expect(tab).toBeFocused();
    await tabTo(page, page.getByLabel("Search partners"), "Shift+Tab");
    await page.keyboard.type("Ibex");
    await expect(said(page, "1 partner")).toBeVisible();
    await expect(page.getByLabel("Search partners")).toBeFocused();
});

test("a template is changed, left and saved @scripts", async ({ admin: page }) => {
    const name = `Typed ${randomUUID().slice(0, 8)}`;
    await open(page, "/manage/email-templates");
    await press(page, page.getByRole("link", { name: "Add a template" }));
    await expectArrival(page, "Add a template", /^Add a template/);
    await tabTo(page, page.getByLabel("Name", { exact: true }));
    await page.keyboard.type(name);
    await press(page, page.getByRole("button", { name: "Save" }));
    await expectArrival(page, "Email templates", /^Email templates/);
    await expect(said(page, "The template is added.")).toBeVisible();

    await press(page, page.getByRole("link", { name, exact: true }));
    await expectArrival(page, `Edit ${name}`, new RegExp(`^Edit ${name}`));
    const message = page.getByLabel("Message");
    await tabTo(page, message);
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Ahoy ");
    await expect(said(page, "Unsaved changes")).toBeVisible();
    await press(page, page.getByRole("button", { name: "Insert First name" }), "Shift+Tab");
    await expect(message).toBeFocused();
    await page.keyboard.type("!");
    await expect(message).toHaveValue("Ahoy {{ contact_first_name }}!");

    await press(page, page.getByRole("link", { name: "Cancel" }));
    await expectArrival(page, "Email templates", /^Email templates/);
    await press(page, page.getByRole("link", { name, exact: true }));
    await expect(said(page, "These changes aren't saved yet.")).toBeVisible();
    await expect(message).toHaveValue("Ahoy {{ contact_first_name }}!");
    await press(page, page.getByRole("button", { name: "Save" }));
    await expectArrival(page, "Email templates", /^Email templates/);
    await expect(said(page, "Your changes are saved.")).toBeVisible();
});

test("another language of a template keeps the focus on its tab, or begins at the heading @scripts", async ({ admin: page }) => {
    await open(page, "/manage/email-templates");
    await press(page, page.getByRole("link", { name: "Invitation", exact: true }));
    await expectArrival(page, "Edit Invitation", /^Edit Invitation/);
    const tab = page.getByRole("link", { name: "Deutsch", exact: true });
    await press(page, tab);
    await expect(tab).toHaveAttribute("aria-current", "page");
    await expect.poll(() => hasFocusWithin(page.getByRole("main"))).toBe(true);
});

test("columns are chosen @scripts", async ({ newPage, staff }, info) => {
    test.skip(info.project.name === "phone", "cards show the same facts to everyone");
    await staff.add("none");
    // Which columns they see is their own choice.
    const page = await newPage((await staff.addColleague("viewer", "seven quiet harbour lanterns")).client);
    await open(page, "/partners");
    await press(page, page.locator(".partners-columns > summary"));
    await tabTo(page, page.getByLabel("Email", { exact: true }));
    await page.keyboard.press("Space");
    await press(page, page.getByRole("button", { name: "Apply" }));
    await expect(page.getByRole("columnheader", { name: "Email" })).toBeVisible();
    await expect.poll(() => hasFocusWithin(page.getByRole("main"))).toBe(true);
});

test("the account's menu leads to the account, to another theme and out @scripts", async ({ newPage, staff }) => {
    const page = await newPage((await staff.addColleague("viewer", "seven quiet harbour lanterns")).client);
    await open(page, "/help");
    const menu = page.locator(".user-menu > summary, .side-narrow > summary").locator("visible=true");
    await press(page, menu);
    await press(page, page.getByRole("link", { name: "My account" }).locator("visible=true"));
    await expectArrival(page, "My account", /^My account/);
    await tabTo(page, menu, "Shift+Tab");
    await page.keyboard.press("Enter");
    const dark = page.getByRole("button", { name: "Dark" }).locator("visible=true");
    await press(page, dark);
    await expect(dark).toHaveAttribute("aria-pressed", "true");
    await expect(dark).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(menu).toBeFocused();
    await page.keyboard.press("Enter");
    await press(page, page.getByRole("button", { name: "Sign out", exact: true }).locator("visible=true"));
    await expect(page).toHaveTitle(/^Sign in/);
    await expect(said(page, "You are signed out.")).toBeVisible();
});

/** Actions whose page stays: where, which button, and what is said. */
const ACTIONS = [
    { at: "/manage/programs", button: "Move down Reseller", says: "Reseller is now 2 of 3.", back: "Move up Reseller" },
    { at: "/manage/statuses", button: "Move down Applicant", says: "Applicant is now 2 of 4.", back: "Move up Applicant" },
    { at: "/manage/organisation", button: "Save", says: "Your changes are saved." },
];

for (const { at, button, says, back } of ACTIONS) {
    test(`${button} on ${at} keeps the focus, and is said @scripts`, async ({ admin: page }) => {
        await open(page, at);
        const target = page.getByRole("button", { name: button, exact: true });
        await press(page, target);
        await expect(said(page, says)).toBeVisible();
        await expect(target).toBeFocused();
        if (back) await press(page, page.getByRole("button", { name: back, exact: true }), "Shift+Tab");
    });
}

test("archiving a program leads to the list, which begins at its heading @scripts", async ({ admin: page }) => {
    const name = `Short ${randomUUID().slice(0, 8)}`;
    await open(page, "/manage/programs/new");
    await tabTo(page, page.getByLabel("Program name"));
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await expectArrival(page, "Programs", /^Programs/);
    await press(page, page.getByRole("link", { name, exact: true }));
    await expectArrival(page, `Edit ${name}`, new RegExp(`^Edit ${name}`));
    await press(page, page.getByRole("button", { name: "Archive program" }));
    await expect(said(page, "archived")).toBeVisible();
    await expectArrival(page, "Programs", /^Programs/);
});
