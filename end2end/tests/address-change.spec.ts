import { expectAccessible } from "../support/axe.ts";
import { expect, hydrated, signIn, test } from "../support/gangway.ts";
import { somebody, type Added } from "../support/partners.ts";
import type { Page } from "@playwright/test";

const PASSWORD = "seven quiet harbour lanterns";

/** Types another address for a contact and saves. */
async function changeAddress(page: Page, who: Added, email: string): Promise<void> {
    await page.goto(`${who.path}/contacts/${who.person}/edit`);
    await hydrated(page);
    await page.getByLabel("Email", { exact: true }).fill(email);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.locator(".address-waits")).toContainText(`The change to ${email} waits for confirmation until`);
}

async function confirm(page: Page, password: string): Promise<void> {
    await page.getByLabel("Current password").fill(password);
    await page.getByRole("button", { name: "Confirm address" }).click();
}

test("the address of an active contact changes once they confirm it", async ({ admin: page, staff, mailbox, newPage }) => {
    const who = await staff.addActive(PASSWORD);
    const { email } = somebody();
    await changeAddress(page, who, email);
    await expect(page.getByText("The new address takes effect once it")).toBeVisible();
    await expectAccessible(page);

    const told = await mailbox.next(who.email);
    expect(told.text).toContain(`asked to change your sign-in address at`);
    expect(told.links.every((link) => !link.includes("/confirm-address/"))).toBe(true);
    const mail = await mailbox.next(email);
    expect(mail.links).toHaveLength(1);

    const elsewhere = await newPage(who.client);
    const visitor = await newPage();
    await visitor.goto(mail.links[0]!);
    await expect(visitor).toHaveURL(/\/confirm-address\?link=/);
    await expect(visitor.getByRole("heading", { name: "Confirm your new address" })).toBeVisible();
    await expect(visitor.getByLabel("New address")).toHaveValue(email);
    await confirm(visitor, "not the current one");
    await expect(visitor.locator("#current_password-error")).toHaveText("This is not your current password.");
    await confirm(visitor, PASSWORD);
    await expect(visitor).toHaveURL(/\/portal\?notice=address-changed$/);
    await expect(visitor.getByText("You sign in with your new address from now on.")).toBeVisible();

    await elsewhere.goto("/portal");
    await expect(elsewhere, "every other session ended").toHaveURL(/\/sign-in/);
    await signIn(elsewhere, who.email, PASSWORD);
    await expect(elsewhere.locator("#password-error")).toContainText("do not match");
    await signIn(elsewhere, email, PASSWORD);
    await expect(elsewhere).toHaveURL(/\/portal$/);
    expect((await mailbox.next(who.email)).subject).toContain("has changed");

    await visitor.goto(mail.links[0]!);
    await expect(visitor, "who is signed in is led on").toHaveURL(/\/portal$/);
    await page.goto(who.path);
    await expect(page.getByRole("link", { name: email })).toBeVisible();
    await expect(page.locator(".address-waits")).toHaveCount(0);
});

test("a newer change replaces the first, and staff can cancel it", async ({ admin: page, staff, mailbox, newPage, trouble }) => {
    trouble.allow(409);
    const who = await staff.addActive(PASSWORD);
    const [first, second] = [somebody().email, somebody().email];
    await changeAddress(page, who, first);
    const old = (await mailbox.next(first)).links[0]!;
    await changeAddress(page, who, second);
    const newer = (await mailbox.next(second)).links[0]!;
    const visitor = await newPage();
    await visitor.goto(old);
    await expect(visitor.getByRole("heading", { name: "A newer link has replaced this one" })).toBeVisible();

    await hydrated(page);
    await page.locator(".address-waits").getByRole("button", { name: "Send again" }).click();
    await expect(page.getByText("The email went out a moment ago.")).toBeVisible();
    await hydrated(page);
    await page.locator(".address-waits").getByRole("button", { name: "Cancel" }).click();
    await expect(page.locator(".address-waits")).toHaveCount(0);
    await visitor.goto(newer);
    await expect(visitor.getByRole("heading", { name: "This change was cancelled" })).toBeVisible();
    await expect(visitor.getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("one changes one's own address with one's password", async ({ page, staff, mailbox }) => {
    const who = await staff.addActive(PASSWORD);
    const { email } = somebody();
    await page.goto("/sign-in?next=/portal/account");
    await signIn(page, who.email, PASSWORD);
    await expect(page).toHaveURL(/\/portal\/account$/);
    const ask = async (password: string) => {
        await hydrated(page);
        await page.getByLabel("New address").fill(email);
        await page.getByLabel("Confirm with your password").fill(password);
        await page.getByRole("button", { name: "Change address" }).click();
    };
    await ask("not the current one");
    await expect(page.locator("#current_password-error")).toHaveText("This is not your current password.");
    await expect(page.getByLabel("New address")).toHaveValue(email);
    await ask(PASSWORD);
    await expect(page.locator(".address-waits")).toContainText(`The change to ${email} waits`);
    await page.goto((await mailbox.next(email)).links[0]!);
    await confirm(page, PASSWORD);
    await expect(page).toHaveURL(/\/portal\?notice=address-changed$/);
    await page.goto("/portal/account");
    await expect(page.getByRole("main").getByText(email, { exact: true })).toBeVisible();
});
