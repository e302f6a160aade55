// Jonas at his desk, with 401 partners.

const PARTNERS = 361;

/** @typedef {import("@playwright/test").Page} Page */

/** Fills in the demonstration and many more partners. */
export async function prepareMany(/** @type {import("./world.mjs").World} */ world) {
    await world.becomeOwner();
    await world.seed();
    await world.importPartners(Array.from({ length: PARTNERS }, (_, n) => `Company ${n},Jo Weber,jo@company${n}.example`));
}

const tab = (/** @type {Page} */ page, /** @type {string} */ name) => page.getByRole("link", { name: new RegExp(`^${name} [\\d,]+$`) });
const openTab = (/** @type {Page} */ page, /** @type {string} */ name) => page.locator(".tabs [aria-current]", { hasText: name });

/** @type {import("./world.mjs").Chapter} */
export const jonas = {
    title: "Jonas",
    window: { width: 1280, height: 800 },
    prepare: prepareMany,
    tasks: [
        {
            name: "Find a contact by address and open the partner",
            goal: "0 clicks",
            from: () => "/partners",
            work: async (hand) => {
                const { page } = hand;
                await hand.press("Control+k");
                await hand.type("mai.nguyen");
                await hand.sees(page.getByRole("option", { name: /Cartograph/ }));
                await hand.press("Enter");
                await hand.sees(page.getByRole("heading", { level: 1, name: "Cartograph" }));
            },
        },
        {
            name: "Filter by status, program and access",
            goal: "3 clicks",
            from: () => "/partners",
            work: async (hand) => {
                const { page } = hand;
                await hand.chooseByTyping(page.getByRole("combobox", { name: "Status", exact: true }), "si");
                await hand.chooseByTyping(page.getByRole("combobox", { name: "Program" }), "re");
                await hand.click(tab(page, "Active"));
                await hand.sees(openTab(page, "Active"));
            },
        },
        {
            name: "Newest first",
            goal: "1 click",
            from: () => "/partners",
            work: async (hand) => {
                const { page } = hand;
                await hand.click(page.getByRole("columnheader", { name: "Added" }).getByRole("link"));
                await hand.sees(page.locator("th[aria-sort=descending]"));
            },
        },
        {
            name: "Give access to everyone without access",
            goal: "5 clicks",
            from: () => "/partners",
            work: async (hand) => {
                const { page } = hand;
                await hand.click(tab(page, "No access"));
                await hand.sees(openTab(page, "No access"));
                await hand.click(page.getByRole("checkbox", { name: "Select all on this page" }));
                await hand.click(page.getByLabel(/^All \d+ partners/));
                await hand.click(page.getByRole("button", { name: "Give access" }));
                const confirm = page.getByRole("button", { name: /^Give access to/ });
                await hand.sees(confirm);
                await hand.click(confirm);
                await hand.sees(page.getByRole("heading", { name: /Giving access|Access given/ }));
            },
        },
        {
            name: "Who is stuck?",
            goal: "1 click",
            from: () => "/partners",
            work: async (hand) => {
                await hand.click(tab(hand.page, "Needs attention"));
                await hand.sees(openTab(hand.page, "Needs attention"));
            },
        },
        {
            name: "Remind everyone who has not activated",
            goal: "4 clicks",
            from: () => "/partners?access=invited",
            work: async (hand) => {
                const { page } = hand;
                await hand.click(page.getByRole("checkbox", { name: "Select all on this page" }));
                await hand.click(page.getByLabel(/^All \d+ partners/));
                await hand.click(page.getByRole("button", { name: "Send again" }));
                const confirm = page.getByRole("button", { name: /^Send again to/ });
                await hand.sees(confirm);
                await hand.click(confirm);
                await hand.sees(page.getByRole("heading", { name: /^Sending|^Invitations sent again/ }));
            },
        },
        {
            name: "Set the status of twelve partners",
            goal: "5 clicks",
            from: () => "/partners?q=Company",
            work: async (hand) => {
                const { page } = hand;
                const boxes = page.locator('tbody input[type="checkbox"]');
                await hand.click(boxes.first());
                await hand.click(boxes.nth(11), { modifiers: ["Shift"] });
                await hand.click(page.locator("summary", { hasText: "Change…" }));
                await hand.click(page.getByRole("group", { name: "Set status" }).getByRole("button", { name: "Signed" }));
                await hand.sees(page.getByRole("heading", { level: 1, name: "Set the status of 12 partners" }));
                await hand.click(page.getByRole("button", { name: "Set status" }));
                await hand.sees(page.getByText(/^12 partners were changed\./));
            },
        },
        {
            name: "Export what is filtered",
            goal: "1 click",
            from: () => "/partners?access=active",
            work: async (hand) => {
                const download = hand.page.waitForEvent("download");
                await hand.click(hand.page.getByRole("link", { name: "Excel", exact: true }));
                await hand.waitsFor(download);
            },
        },
        {
            name: "Look down the list: 15 rows without scrolling",
            goal: "0 clicks",
            from: () => "/partners",
            work: async ({ page }) => {
                await page.locator("tbody tr").first().waitFor();
                const inSight = await page.evaluate(
                    () => [...document.querySelectorAll("tbody tr")].filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length,
                );
                if (inSight < 15) throw new Error(`only ${inSight} whole rows are in sight`);
            },
        },
    ],
};
