import { randomUUID } from "node:crypto";
import { expectAccessible } from "../support/axe.ts";
import { expect, hydrated, test } from "../support/gangway.ts";

const ARTICLE = "/help/invite-partners";

test("the article leads through its contents to the button it speaks of", async ({ admin: page }) => {
    await page.goto(ARTICLE);
    await hydrated(page);
    await expectAccessible(page);
    await page.getByRole("navigation", { name: "In this article" }).getByRole("link", { name: "Invite by email" }).click();
    await expect(page).toHaveURL(/#by-email$/);
    await expect(page.getByRole("heading", { name: "Invite by email" })).toBeInViewport();
    await page.getByRole("article").getByRole("link", { name: "Add a new partner" }).click();
    await expect(page.getByLabel("Partner name")).toBeVisible();
});

test("a reader's answer is thanked for and shown to those who manage", async ({ admin: page, trouble }) => {
    trouble.allow(422);
    const comment = `Where is the button? ${randomUUID()}`;
    await page.goto(ARTICLE);
    await hydrated(page);
    await page.getByLabel("Comment").fill(comment);
    await page.getByRole("button", { name: "Send feedback" }).click();
    await expect(page.locator("#helpful-error")).toHaveText("Choose Yes or No.");
    await expect(page.getByLabel("Comment")).toHaveValue(comment);
    await page.getByLabel("No", { exact: true }).check();
    await page.getByRole("button", { name: "Send feedback" }).click();
    await expect(page.getByText("Thanks for your feedback.")).toBeVisible();

    await page.goto("/manage/help-feedback");
    await expect(page.getByRole("row", { name: comment })).toContainText("How to invite partners");
    await expect(page.getByRole("row", { name: comment })).toContainText("No");
    await expectAccessible(page);
});

test("an answer that cannot be stored says so and stays @scripts", async ({ admin: page, trouble }) => {
    trouble.allow(500);
    await page.route("**/api/help/answer", (route) =>
        route.fulfill({
            status: 500,
            contentType: "application/json",
            body: JSON.stringify({ internal: { reference: "0badcafe" } }),
        }),
    );
    await page.goto(ARTICLE);
    await hydrated(page);
    await page.getByLabel("Yes", { exact: true }).check();
    await page.getByLabel("Comment").fill("Still here");
    await page.getByRole("button", { name: "Send feedback" }).click();
    await expect(page.getByText("Your answer could not be stored.")).toBeVisible();
    await expect(page.getByLabel("Comment")).toHaveValue("Still here");
    await expect(page.getByLabel("Yes", { exact: true })).toBeChecked();
});

test("an answer and a comment stay with their article @scripts", async ({ admin: page }) => {
    await page.goto(ARTICLE);
    await hydrated(page);
    const expectEmpty = async (title: string): Promise<void> => {
        await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
        await expect(page.getByLabel("No", { exact: true })).not.toBeChecked();
        await expect(page.getByLabel("Comment")).toHaveValue("");
    };
    await page.getByLabel("No", { exact: true }).check();
    await page.getByLabel("Comment").fill("Where is the button?");
    await page.getByRole("article").getByRole("link", { name: "When an email does not arrive" }).click();
    await expectEmpty("When an email does not arrive");
    await page.goBack();
    await expectEmpty("How to invite partners");
});

test("the search field says what the list answers @scripts", async ({ admin: page }) => {
    await page.goto("/help?q=zebra");
    await hydrated(page);
    const search = page.getByRole("searchbox", { name: "Search the help" });
    await search.fill("horse");
    await page.getByRole("link", { name: "Show all help pages" }).click();
    await expect(page).toHaveURL(/\/help$/);
    await expect(search).toHaveValue("");
});

test("the search finds help by its words", async ({ admin: page }) => {
    await page.goto("/help");
    await hydrated(page);
    await expectAccessible(page);
    await page.getByRole("searchbox", { name: "Search the help" }).fill("arrive");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page).toHaveURL(/\/help\?q=arrive$/);
    await page.getByRole("main").getByRole("link", { name: "When an email does not arrive" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "When an email does not arrive" })).toBeVisible();
    await page.goto("/help?q=zebra");
    await expect(page.getByText('No help page has "zebra"')).toBeVisible();
});

test("the state of an email leads to what the help says of it", async ({ admin: page, staff, mailbox }) => {
    const who = await staff.add("email");
    await mailbox.next(who.email);
    await page.goto(who.path);
    // Without scripts it may still say that the email is being sent.
    await page.getByRole("link", { name: /^What “.+” means, and what to do$/ }).click();
    await expect(page).toHaveURL(/\/help\/email-does-not-arrive#(queued|sent)$/);
    await expect(page.locator(`h3${new URL(page.url()).hash}`)).toBeInViewport();
});
