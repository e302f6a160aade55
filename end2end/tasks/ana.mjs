// Ana on a phone: a contact who was invited, and what can come between her and the portal.
import { ageInvitation } from "../support/clock.mjs";
import { answers } from "./hand.mjs";

/** @typedef {import("./hand.mjs").Hand} Hand */
/** @typedef {import("./world.mjs").World} World */

const PASSWORD = "seven quiet harbour lanterns";
const OTHER_PASSWORD = "eleven bright harbour gulls";

const addressOf = (/** @type {string} */ name) => `${name}@harbour.example`;
const linkOf = (/** @type {World} */ world, /** @type {string} */ name) => world.links.get(addressOf(name));
const password = (/** @type {Hand} */ hand) => hand.page.getByLabel("Password", { exact: true });

/** @type {import("./world.mjs").Chapter} */
export const ana = {
    title: "Ana",
    window: { width: 390, height: 844 },
    prepare: async (world) => {
        const names = ["ana", "ben", "cleo", "dana"];
        await world.becomeOwner();
        await world.importPartners(names.map((name) => `Harbour ${name},${name} Ruiz,${addressOf(name)}`));
        await world.inviteAll(names.map(addressOf));
        ageInvitation(world.server, addressOf("cleo"), 30);
        world.user = undefined;
    },
    tasks: [
        {
            name: "Email to portal",
            goal: "3 clicks",
            from: () => "/sign-in",
            work: async (hand, world) => {
                await hand.follow(linkOf(world, "ana"));
                await hand.click(password(hand));
                await hand.type(PASSWORD);
                await activate(hand);
            },
        },
        {
            name: "Email to portal, with a weak password first",
            goal: "5 clicks",
            from: () => "/sign-in",
            work: async (hand, world) => {
                await hand.follow(linkOf(world, "ben"));
                await hand.click(password(hand));
                await hand.type("password1");
                await hand.click(hand.page.getByRole("button", { name: "Activate my access" }));
                await hand.sees(hand.page.locator("#password-error p"));
                // What was typed is still there, and one goes on from its end.
                await hand.click(password(hand));
                await hand.press("End");
                await hand.type(" lanterns harbour");
                await activate(hand);
            },
        },
        {
            name: "Forgot the password, and back in",
            goal: "5 clicks, address typed once",
            from: () => "/sign-in",
            work: async (hand, world) => {
                const { page } = hand;
                await hand.click(page.getByLabel("Email"));
                await hand.type(addressOf("ana"));
                await hand.click(page.getByRole("link", { name: "Forgot password?" }));
                const send = page.getByRole("button", { name: "Email me a link" });
                await hand.sees(send);
                await answers(page);
                if ((await page.getByLabel("Email").inputValue()) === "") {
                    await hand.click(page.getByLabel("Email"));
                    await hand.type(addressOf("ana"));
                }
                await hand.click(send);
                const mail = await hand.waitsFor(world.mailbox.next(addressOf("ana")));
                await hand.follow(mail.links[0]);
                await hand.type(OTHER_PASSWORD);
                await hand.click(page.getByRole("button", { name: "Change password" }));
                await hand.sees(page.getByRole("heading", { level: 1, name: /^Welcome/ }));
            },
        },
        {
            name: "Expired link, until a new one is there",
            goal: "2 clicks",
            from: () => "/sign-in",
            work: async (hand, world) => {
                await hand.follow(linkOf(world, "cleo"));
                await hand.click(hand.page.getByRole("button", { name: "Email me a new link" }));
                await hand.waitsFor(world.mailbox.next(addressOf("cleo")));
                await hand.sees(hand.page.getByRole("heading", { level: 1, name: "Check your email" }));
            },
        },
        {
            name: "Email to portal, the terms overlooked at first",
            goal: "5 clicks",
            from: async (world) => {
                await writeTerms(world);
                return "/sign-in";
            },
            work: async (hand, world) => {
                const { page } = hand;
                await hand.follow(linkOf(world, "dana"));
                await hand.click(password(hand));
                await hand.type(PASSWORD);
                await hand.click(page.getByRole("button", { name: "Activate my access" }));
                await hand.sees(page.locator("#terms-error p"));
                if ((await password(hand).inputValue()) === "") {
                    await hand.click(password(hand));
                    await hand.type(PASSWORD);
                }
                await hand.click(page.getByLabel("I accept the terms"));
                await activate(hand);
            },
        },
    ],
};

async function activate(/** @type {Hand} */ hand) {
    await hand.click(hand.page.getByRole("button", { name: "Activate my access" }));
    await hand.sees(hand.page.getByRole("heading", { level: 1, name: /^Welcome/ }));
}

async function writeTerms(/** @type {World} */ world) {
    const page = await world.open(world.owner);
    await page.goto("/manage/terms");
    await answers(page);
    await page.getByLabel("Text of the terms").fill("Be **kind** to each other.");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("link", { name: "Version 1" }).waitFor();
    await page.context().close();
}
