// How the first owner comes in through the one-time link, in a browser.

export const owner = { password: "correct horse battery gangway" };

/** Opens the link, chooses a password and stands signed in. */
export async function becomeOwner(/** @type {import("@playwright/test").Page} */ page, /** @type {string} */ link) {
    await page.goto(link);
    await page.getByLabel("Password", { exact: true }).fill(owner.password);
    await page.getByRole("button", { name: /activate|set up|continue/i }).click();
    await page.waitForURL(/\/partners/);
}
