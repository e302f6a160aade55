// A page as those use it who have no mouse.
import { expect, type Locator, type Page } from "@playwright/test";

const MAX_TABS = 200;

/** Presses Tab, or Shift+Tab, until `target` has the focus. */
export async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
    await expect(target).toBeVisible();
    const isThere = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement);
    for (let presses = 0; presses < MAX_TABS; presses++) {
        if (await isThere()) return;
        await page.keyboard.press(key);
    }
    throw new Error(`${MAX_TABS} times ${key} did not reach ${target}`);
}

/** The page begins at its heading, and its title is said. */
export async function expectArrival(page: Page, heading: string | RegExp, title: string | RegExp): Promise<void> {
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeFocused();
    await expect(page.locator("#announcer")).toHaveText(title);
    await expect(page).toHaveTitle(title);
}

export const hasFocusWithin = (place: Locator): Promise<boolean> =>
    place.evaluate((element) => element.contains(document.activeElement));
