import { expectAccessible } from "../support/axe.ts";
import { expect, test } from "../support/gangway.ts";

test("the sign-in page has a heading and no accessibility violation", async ({ page }) => {
    await page.goto("/sign-in");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
});
