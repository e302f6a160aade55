import { expectAccessible } from "../support/axe.ts";
import { expect, hydrated, scripts, test } from "../support/gangway.ts";
import { somebody, type Somebody } from "../support/partners.ts";
import type { Page } from "@playwright/test";

/** Fills in and sends the form for another contact. */
async function addContact(page: Page, path: string, who: Somebody): Promise<void> {
    await page.goto(path);
    await page.getByRole("link", { name: "Add a contact" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Add a contact" })).toBeVisible();
    await hydrated(page);
    await page.getByLabel("First name").fill(who.firstName);
    await page.getByLabel("Last name").fill(who.lastName);
    await page.getByLabel("Email", { exact: true }).fill(who.email);
}

const card = (page: Page, name: string) => page.getByRole("article").filter({ has: page.getByRole("heading", { name }) });

test("a second contact is added and invited", async ({ admin: page, staff, mailbox }) => {
    const who = await staff.add("none");
    const colleague = somebody();
    await addContact(page, who.path, colleague);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Add and send invitation" }).click();
    await expect(page.getByText("The contact is added.")).toBeVisible();
    await expect(card(page, colleague.name)).toBeVisible();
    expect((await mailbox.next(colleague.email)).links).toHaveLength(1);
    await expectAccessible(page);
});

test("without access there is nothing to choose about delivery", async ({ admin: page, staff }) => {
    const who = await staff.add("none");
    const colleague = somebody();
    await addContact(page, who.path, colleague);
    await expect(page.getByLabel("Send an email", { exact: true })).toBeVisible();
    await page.getByLabel("Access to the partner portal").uncheck();
    await expect(page.getByLabel("Send an email", { exact: true })).toBeHidden();
    await page.getByRole("button", { name: "Add contact" }).click();
    await expect(card(page, colleague.name)).toContainText("No access");
});

test("another contact becomes the main one, and the former one can be removed", async ({ admin: page, staff, newPage, trouble }) => {
    trouble.allow(404);
    const who = await staff.add("link");
    const colleague = somebody();
    await addContact(page, who.path, colleague);
    await page.getByLabel("Access to the partner portal").uncheck();
    await page.getByRole("button", { name: "Add contact" }).click();
    await hydrated(page);

    await card(page, who.name).locator("summary", { hasText: "Remove contact" }).click();
    await expect(page.getByText(`${who.name} is the main contact.`)).toBeVisible();
    if (scripts()) await page.keyboard.press("Escape");
    await card(page, colleague.name).getByRole("button", { name: "Make main contact" }).click();
    await expect(page.getByText("The main contact is changed.")).toBeVisible();
    await expect(card(page, colleague.name)).toContainText("Main contact");

    await card(page, who.name).locator("summary", { hasText: "Remove contact" }).click();
    await expect(page.getByText(`Remove ${who.name} from the contacts?`)).toBeVisible();
    await page.getByRole("button", { name: `Remove ${who.name}` }).click();
    await expect(page.getByText("The contact is removed.")).toBeVisible();
    await expect(card(page, who.name)).toHaveCount(0);
    await expect(page.locator("summary", { hasText: "Remove contact" })).toHaveCount(0);

    const visitor = await newPage();
    await visitor.goto(who.link);
    await expect(visitor.getByRole("heading", { name: "This link does not work" })).toBeVisible();
});
