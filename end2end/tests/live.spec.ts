// What others do shows on a page that is open, within two seconds.
import { expect, hydrated, test } from "../support/gangway.ts";
import { activate, somebody } from "../support/partners.ts";
import { scaled } from "../support/timeouts.mjs";

const PASSWORD = "seven quiet harbour lanterns";
const SOON = { timeout: scaled(2_000) };

test("activation shows on the partner's page, in the list, and on any page as a message @scripts", async ({ staff, newPage, gangway }) => {
    const who = await staff.add("link");
    const [partner, list, elsewhere] = [await newPage(staff.client), await newPage(staff.client), await newPage(staff.client)];
    await partner.goto(who.path);
    await list.goto(`/partners?q=${encodeURIComponent(who.company)}`);
    await elsewhere.goto("/help");
    for (const page of [partner, list, elsewhere]) {
        const stream = page.waitForRequest("**/live");
        await page.reload();
        await stream;
    }
    await activate(gangway, who.link, PASSWORD);
    await expect(partner.getByRole("region", { name: `Portal access of ${who.name}` })).toContainText("Signed up", SOON);
    await expect(list.getByRole("row", { name: who.company })).toContainText("Signed up", SOON);
    await expect(elsewhere.getByText(`${who.name} activated their access.`).first()).toBeVisible(SOON);
    await expect(elsewhere.locator("#announcer")).toHaveText(`${who.name} activated their access.`);
});

test("what is open stays open while others change the page @scripts", async ({ staff, newPage, gangway }) => {
    const who = await staff.add("link");
    const [partner, list] = [await newPage(staff.client), await newPage(staff.client)];
    await partner.goto(who.path);
    await list.goto(`/partners?q=${encodeURIComponent(who.company)}`);
    for (const page of [partner, list]) {
        const stream = page.waitForRequest("**/live");
        await page.reload();
        await hydrated(page);
        await stream;
    }
    await partner.getByText("Delete partner", { exact: true }).first().click();
    await list.getByLabel(`Select ${who.company}`).check();
    await list.locator(".bulk-change > summary").click();
    await activate(gangway, who.link, PASSWORD);
    await expect(partner.getByRole("region", { name: `Portal access of ${who.name}` })).toContainText("Signed up", SOON);
    await expect(list.getByRole("row", { name: who.company })).toContainText("Signed up", SOON);
    await expect(partner.locator(".confirm-box:modal")).toBeVisible();
    await expect(list.getByRole("button", { name: "Remove access" })).toBeVisible();
});

test("what others change elsewhere draws nothing here @scripts", async ({ admin: page, staff }) => {
    const who = await staff.add("link");
    const stream = page.waitForRequest("**/live");
    await page.goto(`/partners?q=${encodeURIComponent(who.company)}`);
    await hydrated(page);
    await stream;
    const asksAgain = () => page.waitForResponse((answer) => answer.url().endsWith("/api/partners/list"));
    // What happened just before the page was opened is news, too.
    const firstNews = asksAgain();
    await staff.add("none");
    await firstNews;
    await page.evaluate(() => {
        const drawn: MutationRecord[] = Object.assign(window, { drawn: [] }).drawn;
        const observer = new MutationObserver((records) => drawn.push(...records));
        observer.observe(document.querySelector("main")!, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    const news = asksAgain();
    await staff.add("none");
    await (await news).finished();
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
    expect(await page.evaluate(() => Reflect.get(window, "drawn").length)).toBe(0);
});

test("the message of an activation goes after a while, whatever else happens @scripts", async ({ admin: page, staff, gangway }) => {
    const [who, next] = [await staff.add("link"), somebody()];
    await page.clock.install();
    const stream = page.waitForRequest("**/live");
    await page.goto(`/partners?q=${encodeURIComponent(next.company)}`);
    await hydrated(page);
    await stream;
    await activate(gangway, who.link, PASSWORD);
    const toast = page.locator(".toast", { hasText: who.name });
    await expect(toast).toBeVisible(SOON);
    await staff.add("none", next);
    await expect(page.getByRole("row", { name: next.company })).toBeVisible();
    await page.clock.fastForward(10_000);
    await expect(toast).toBeHidden();
});

test("a hidden tab listens to nothing, and looks again once it is seen @scripts", async ({ admin: page, staff, gangway }) => {
    const who = await staff.add("link");
    const stream = page.waitForRequest("**/live");
    await page.goto(who.path);
    await hydrated(page);
    await stream;
    await page.evaluate(() => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
        document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    });
    await activate(gangway, who.link, PASSWORD);
    await page.waitForTimeout(scaled(1_500));
    const panel = page.getByRole("region", { name: `Portal access of ${who.name}` });
    await expect(panel).not.toContainText("Signed up");
    const again = page.waitForRequest("**/live");
    await page.evaluate(() => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => false });
        document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    });
    await again;
    await expect(panel).toContainText("Signed up", SOON);
});

test("without a stream the page asks by itself @scripts", async ({ admin: page, staff, gangway, trouble }) => {
    trouble.allow(503);
    await page.route("**/live", (route) => route.fulfill({ status: 503 }));
    const who = await staff.add("link");
    await page.goto(who.path);
    await hydrated(page);
    await activate(gangway, who.link, PASSWORD);
    await expect(page.getByRole("region", { name: `Portal access of ${who.name}` })).toContainText("Signed up");
});
