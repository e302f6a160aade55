// The first hour of Maya, who sets Gangway up and brings her partners in.
import { owner } from "../support/owner.mjs";
import { answers, Hand } from "./hand.mjs";

/** What her CRM exports: headings of its own, programs that Gangway does not know, phone numbers as they are dialled. */
const CRM = Array.from({ length: 25 }, (_, n) => ({
    company: `Meridian ${n + 10} Ltd`,
    type: n < 6 ? "Distributor" : "Reseller",
    contact: `Jo Weber ${n}`,
    email: `jo@meridian${n}.example`,
    phone: n % 3 ? `+49 30 5550 ${1000 + n}` : `030 5550 ${1000 + n}`,
}));

/** Ten more, of which one address is wrong. */
const TEN = Array.from({ length: 10 }, (_, n) => `Quayside ${n},Mo Lee,${n === 6 ? "bounce" : `mo${n}`}@quayside.example`);

let firstPartner = "";

/** @type {import("./world.mjs").Chapter} */
export const maya = {
    title: "Maya",
    window: { width: 1280, height: 800 },
    prepare: async () => {},
    tasks: [
        {
            name: "Owner link to a working account",
            goal: "2 clicks",
            from: (world) => world.ownerLink(),
            work: async (hand, world) => {
                const { page } = hand;
                await hand.click(page.getByLabel("Organisation name"));
                for (const words of [owner.organisation, owner.firstName, owner.lastName, owner.email]) {
                    await hand.type(words);
                    await hand.press("Tab");
                }
                await hand.type(owner.password);
                await hand.click(page.getByRole("button", { name: "Set up Gangway" }));
                await hand.sees(page.getByRole("heading", { level: 1, name: "Needs attention" }));
                world.owner = world.user = await world.clientOf(page);
            },
        },
        {
            name: "First partner invited, until the mail server has the email",
            goal: "4 clicks",
            from: () => "/partners",
            work: async (hand) => {
                const { page } = hand;
                await hand.click(page.getByRole("link", { name: "Add a new partner" }).first());
                await hand.sees(page.getByLabel("Partner name"));
                await answers(page);
                await hand.type("Harbour & Sons");
                await hand.click(page.getByLabel("First name"));
                await hand.type("Ana");
                await hand.press("Tab");
                await hand.type("Ruiz");
                await hand.press("Tab");
                await hand.type("ana@harbour.example");
                await hand.click(page.getByRole("button", { name: "Next" }));
                const add = page.getByRole("button", { name: /^Add and/ });
                await hand.sees(add);
                await hand.click(add);
                await hand.sees(page.getByRole("heading", { name: "Harbour & Sons is added." }));
                await hand.sees(page.getByText(/^Sent\b/));
                firstPartner = (await page.getByRole("link", { name: "Open partner" }).getAttribute("href")) ?? "";
            },
        },
        {
            name: "First partner active, until Maya's open page says so",
            goal: "3 clicks",
            from: () => firstPartner,
            work: async (hand, world) => {
                const maya = hand.page;
                const mail = await world.mailbox.next("ana@harbour.example");
                hand.page = await world.open(undefined);
                await hand.follow(mail.links[0]);
                await hand.click(hand.page.getByLabel("Password", { exact: true }));
                await hand.type("seven quiet harbour lanterns");
                await hand.click(hand.page.getByRole("button", { name: "Activate my access" }));
                await hand.sees(maya.getByText("Signed up"));
                await hand.page.context().close();
            },
        },
        {
            name: "Import 25 rows as a CRM gives them, and invite them",
            goal: "5 clicks",
            from: () => "/partners/import",
            work: async (hand) => {
                const { page } = hand;
                await check(hand, ["Company name", "Type", "Contact person", "E-mail", "Phone"]);
                // What the columns mean is seen; the program that is missing is made for all rows at once.
                await hand.click(page.getByRole("button", { name: 'Create "Distributor"' }));
                await hand.waitsFor(page.getByRole("combobox", { name: "Programs: Distributor" }).waitFor({ state: "hidden" }));
                await hand.click(page.getByRole("button", { name: "Import 25 partners" }));
                await hand.sees(page.getByRole("heading", { level: 1, name: "25 partners added" }));
                await hand.click(page.getByRole("link", { name: "Invite 25 partners" }));
                await confirmAccess(hand, 25);
            },
        },
        {
            name: "Invite ten of them, until the result says what was sent",
            goal: "4 clicks",
            from: async (world) => {
                await world.importPartners(TEN);
                return "/partners?access=none";
            },
            work: async (hand) => {
                const { page } = hand;
                await hand.click(page.getByRole("checkbox", { name: "Select Quayside 0" }));
                await hand.click(page.getByRole("checkbox", { name: "Select Quayside 9" }), { modifiers: ["Shift"] });
                await giveAccess(hand, 10);
                await hand.sees(page.locator(".bulk-reach").getByText("Sent9"));
                await hand.sees(page.locator(".bulk-reach").getByText("Failed1"));
            },
        },
        {
            name: "Find the bounced one and fix it, until the mail server has the email",
            goal: "3 clicks",
            from: () => "/partners",
            work: async (hand, world) => {
                const { page } = hand;
                await hand.click(page.getByRole("link", { name: /^Needs attention \d/ }));
                await hand.click(page.getByRole("link", { name: /^Fix/ }));
                const address = page.getByLabel("Email", { exact: true });
                await hand.sees(address);
                await answers(page);
                await hand.press("Control+a");
                await hand.type("mo6@quayside.example");
                await hand.click(page.getByRole("button", { name: "Save" }));
                await hand.waitsFor(world.mailbox.next("mo6@quayside.example"));
            },
        },
        {
            name: "Change a template",
            from: () => "/partners",
            work: async (hand) => {
                const { page } = hand;
                await hand.click(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Templates" }));
                await hand.click(page.getByRole("link", { name: "Invitation", exact: true }));
                await hand.sees(page.getByLabel("Message"));
                await answers(page);
                await hand.click(page.getByLabel("Message"));
                await hand.press("Control+End");
                await hand.type("See you soon.");
                await hand.sees(page.frameLocator("iframe.preview-html").getByText("See you soon."));
                await hand.click(page.getByRole("button", { name: "Save", exact: true }));
                await hand.sees(page.getByText("Your changes are saved."));
            },
        },
        {
            name: "Add a colleague",
            goal: "3 clicks",
            from: () => "/partners",
            work: async (hand, world) => {
                const { page } = hand;
                await hand.click(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Team" }));
                await hand.click(page.getByRole("link", { name: "Invite a colleague" }));
                await hand.sees(page.getByLabel("First name"));
                await answers(page);
                await hand.tabTo(page.getByLabel("First name"));
                for (const words of ["Vera", "Vogel", "vera@acme.example"]) {
                    await hand.type(words);
                    await hand.press("Tab");
                }
                await hand.click(page.getByRole("button", { name: "Invite", exact: true }));
                await hand.sees(page.getByRole("heading", { level: 1, name: "Vera Vogel" }));
                await world.mailbox.next("vera@acme.example");
            },
        },
    ],
};

/** Uploads the spreadsheet and has its rows checked. */
async function check(/** @type {Hand} */ hand, /** @type {string[]} */ heads) {
    const { page } = hand;
    const rows = CRM.map((row) => [row.company, row.type, row.contact, row.email, row.phone]);
    await hand.upload(page.getByLabel("File", { exact: true }), [heads, ...rows].map((cells) => cells.join(";")).join("\r\n"));
    await hand.sees(page.getByRole("table"));
    await answers(page);
}

/** Gives access to those who are selected, after a second look. */
async function giveAccess(/** @type {Hand} */ hand, /** @type {number} */ count) {
    await hand.click(hand.page.getByRole("button", { name: "Give access" }));
    await confirmAccess(hand, count);
}

async function confirmAccess(/** @type {Hand} */ hand, /** @type {number} */ count) {
    const { page } = hand;
    const confirm = page.getByRole("button", { name: `Give access to ${count} people` });
    await hand.sees(confirm);
    await answers(page);
    await hand.click(confirm);
    await hand.sees(page.getByRole("heading", { name: /Giving access|Access given/ }));
}
