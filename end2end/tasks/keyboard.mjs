// The same work without a mouse. Counting begins where a task says so.
import { answers } from "./hand.mjs";
import { prepareMany } from "./jonas.mjs";

/** @typedef {import("./hand.mjs").Hand} Hand */

/** @type {import("./world.mjs").Chapter} */
export const keyboard = {
    title: "Keyboard",
    window: { width: 1280, height: 800 },
    prepare: prepareMany,
    tasks: [
        {
            name: "From Next to the first control of the wizard's second step",
            goal: "4 keys",
            from: () => "/partners/new",
            work: async (hand) => {
                await fillDetails(hand);
                hand.starts();
                await hand.press("Enter");
                await hand.sees(hand.page.getByText("get their invitation?"));
                await hand.tabTo(hand.page.getByRole("radio").first());
            },
        },
        {
            name: "From Add to an email that is taken back in time",
            goal: "4 keys",
            from: () => "/partners/new",
            work: async (hand) => {
                const { page } = hand;
                await fillDetails(hand);
                await hand.press("Enter");
                await hand.tabTo(page.getByRole("button", { name: /^Add and/ }));
                hand.starts();
                await hand.press("Enter");
                const undo = page.getByRole("button", { name: "Undo" });
                await hand.sees(undo);
                await hand.tabTo(undo);
                await hand.press("Enter");
                await hand.sees(page.getByText("Email cancelled"));
            },
        },
        {
            name: "From a ticked row to Give access",
            goal: "3 keys",
            from: () => "/partners",
            work: async (hand) => {
                const { page } = hand;
                for (let row = 0; row < 10; row++) await hand.press("j");
                await hand.press("x");
                await page.getByText("1 selected").waitFor();
                hand.starts();
                await hand.press("b");
                await expectFocus(page.getByRole("button", { name: "Give access" }));
            },
        },
        {
            name: "From a ticked row to Give access, without shortcuts",
            goal: "3 keys",
            from: () => "/partners",
            work: async (hand) => {
                const { page } = hand;
                await page.locator("tbody").getByRole("checkbox").nth(9).focus();
                await hand.press("Space");
                await page.getByText("1 selected").waitFor();
                hand.starts();
                await hand.tabTo(page.getByRole("button", { name: "Go to actions" }));
                await hand.press("Enter");
                await expectFocus(page.getByRole("button", { name: "Give access" }));
            },
        },
        {
            name: "From Next page to the first row there",
            goal: "4 keys",
            from: () => "/partners",
            work: async (hand) => {
                const { page } = hand;
                await page.getByRole("link", { name: "Next page" }).focus();
                hand.starts();
                await hand.press("Enter");
                await hand.sees(page.getByText(/^51 to 100 of /));
                await hand.tabTo(page.locator("tbody tr").first().getByRole("checkbox"));
            },
        },
    ],
};

async function expectFocus(/** @type {import("@playwright/test").Locator} */ target) {
    if (!(await target.evaluate((element) => element === document.activeElement))) throw new Error(`${target} has no focus`);
}

let added = 0;

/** Fills in the wizard's first step; the focus is in its last field. */
async function fillDetails(/** @type {Hand} */ hand) {
    const { page } = hand;
    await page.getByLabel("Partner name").fill(`Brise Marine ${++added}`);
    await page.getByLabel("First name").fill("Mathilde");
    await page.getByLabel("Last name").fill("Le Goff");
    await page.getByLabel("Email").fill(`mathilde@brise${added}.example`);
    await page.getByLabel("Email").focus();
    await answers(page);
}
