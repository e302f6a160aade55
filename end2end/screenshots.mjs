// Takes pictures of the product with its demonstration data, so that the README's stay true.
// OUT=folder takes all of them there, for reviewing: each page wide, on a phone and in the dark.
// ONLY=regular expression takes some of them. LOCALE=de takes them in that language. Without OUT only the README's are taken, into
// docs/screenshots, and the emails that ship, into docs/mails.
import { chromium } from "@playwright/test";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { SMTPServer } from "smtp-server";
import { Client } from "./support/load.mjs";
import { becomeOwner } from "./support/owner.mjs";
import { command, configure, ownerLink, serve } from "./support/server.mjs";
import { translator } from "./support/words.mjs";

/** @typedef {import("@playwright/test").Page} Page */
/**
 * @typedef {{
 *     name: string,
 *     who?: "owner" | "contact" | "nobody",
 *     path?: string,
 *     prepare?: (page: Page) => Promise<void>,
 *     readme?: "wide" | "phone",
 * }} Picture
 */

/** @type {Picture[]} */
const pictures = [
    { name: "partners", path: "/partners", readme: "wide" },
    { name: "partners-search-without-match", path: "/partners?q=nobody" },
    { name: "partner", prepare: (page) => openPartner(page, "Cartograph"), readme: "wide" },
    { name: "partner-refused", prepare: (page) => openPartner(page, "Dovetail") },
    { name: "partner-retrying", prepare: (page) => openPartner(page, "Marisol") },
    { name: "partner-active", prepare: (page) => openPartner(page, "Alder & Finch") },
    { name: "partner-without-access", prepare: (page) => openPartner(page, "Bluewater") },
    { name: "partner-expired", prepare: (page) => openPartner(page, "Ibex") },
    { name: "partner-question", prepare: askWhether },
    { name: "partner-edit", prepare: (page) => openPartner(page, "Étoile").then(() => follow(page, "Edit")) },
    { name: "contact-edit", prepare: (page) => openPartner(page, "Étoile").then(() => editContact(page)) },
    { name: "wizard-details", prepare: fillDetails, readme: "wide" },
    { name: "wizard-details-errors", prepare: leaveOut },
    { name: "wizard-invitation", prepare: toInvitation, readme: "wide" },
    { name: "added", prepare: addByMail, readme: "wide" },
    { name: "added-link", prepare: addByLink },
    { name: "partners-selected", prepare: select },
    { name: "access-question", prepare: (page) => giveAccess(page) },
    { name: "access-result", prepare: (page) => giveAccess(page).then(() => confirm(page)) },
    { name: "import", path: "/partners/import" },
    { name: "import-rows", prepare: (page) => checkRows(page) },
    { name: "import-done", prepare: (page) => checkRows(page).then(() => importRows(page)) },
    { name: "contact-new", prepare: (page) => openPartner(page, "Étoile").then(() => addContact(page)) },
    { name: "contact-data", prepare: openPersonalData },
    { name: "confirm-password", path: "/confirm-password?next=/manage/team" },
    { name: "email-templates", path: "/manage/email-templates" },
    { name: "email-template", prepare: openTemplate },
    { name: "email-template-broken", prepare: breakTemplate },
    { name: "program", prepare: openProgram },
    { name: "programs", path: "/manage/programs" },
    { name: "statuses", path: "/manage/statuses" },
    { name: "audit", path: "/manage/audit" },
    { name: "team", path: "/manage/team" },
    { name: "team-new", path: "/manage/team/new" },
    { name: "mail", path: "/manage/mail" },
    { name: "mail-failed", path: "/manage/mail?pile=failed" },
    { name: "organisation", path: "/manage/organisation" },
    { name: "help", path: "/help" },
    { name: "help-article", path: "/help/invite-partners" },
    { name: "help-feedback", path: "/manage/help-feedback" },
    { name: "account", path: "/account" },
    { name: "activation", who: "nobody", prepare: openInvitation, readme: "phone" },
    { name: "activation-weak", who: "nobody", prepare: chooseWeak },
    { name: "activation-unknown", who: "nobody", path: "/activate/unknown" },
    { name: "activation-as-somebody-else", prepare: openInvitation },
    { name: "activation-used", who: "nobody", prepare: (page) => page.goto(links.used).then(() => {}) },
    { name: "sign-in", who: "nobody", path: "/sign-in", readme: "wide" },
    { name: "sign-in-refused", who: "nobody", prepare: signInWrongly },
    { name: "forgot-password", who: "nobody", path: "/forgot-password" },
    { name: "forgot-password-asked", who: "nobody", path: "/forgot-password?asked=yes" },
    { name: "reset-password-over", who: "nobody", path: "/reset-password" },
    { name: "confirm-address-unknown", who: "nobody", path: "/confirm-address" },
    { name: "portal", who: "contact", path: "/portal", readme: "wide" },
    { name: "portal-company", who: "contact", path: "/portal/company" },
    { name: "portal-programs", who: "contact", path: "/portal/programs" },
    { name: "portal-team", who: "contact", path: "/portal/team" },
    { name: "portal-account", who: "contact", path: "/portal/account" },
    { name: "not-found", who: "nobody", path: "/no/such/page" },
    { name: "status-offer", prepare: offerAccess },
    // From here on there is a logo, and there are terms.
    { name: "logo", prepare: uploadLogo },
    { name: "portal-with-logo", who: "contact", path: "/portal" },
    { name: "terms", path: "/manage/terms" },
    { name: "terms-written", prepare: writeTerms },
    { name: "activation-with-terms", who: "nobody", prepare: openInvitation },
    { name: "terms-read", path: "/terms/1" },
];

// ---- How to get to a state --------------------------------------------------------------------------

const links = { invited: "", used: "" };

async function openPartner(/** @type {Page} */ page, /** @type {string} */ name) {
    await page.goto("/partners");
    await page.getByRole("rowheader", { name }).getByRole("link").click();
    await page.waitForURL(/\/partners\/[0-9a-f-]{36}$/);
    await page.getByRole("heading", { name: "Timeline" }).waitFor();
}

async function follow(/** @type {Page} */ page, /** @type {string | RegExp} */ name) {
    await page.getByRole("link", { name, exact: true }).first().click();
    await page.getByRole("button", { name: "Save" }).waitFor();
}

async function editContact(/** @type {Page} */ page) {
    await page.locator("a[href*='/contacts/'][href$='/edit']").first().click();
    await page.getByRole("button", { name: "Save" }).waitFor();
}

async function askWhether(/** @type {Page} */ page) {
    await openPartner(page, "Alder & Finch");
    await page.getByText("Remove access", { exact: true }).first().click();
}

async function fillDetails(/** @type {Page} */ page, email = "mathilde@brise-marine.example") {
    await page.goto("/partners/new");
    await hydrated(page);
    await page.getByLabel("Partner name").fill("Brise Marine");
    await page.getByLabel("Reseller").check();
    await page.getByLabel("First name").fill("Mathilde");
    await page.getByLabel("Last name").fill("Le Goff");
    await page.getByLabel("Email").fill(email);
    await page.getByText("More details", { exact: true }).click();
    await page.getByLabel("Job title").fill("Head of sales");
    await page.getByLabel("Phone number").fill("+33 2 55 50 01 27");
    await page.getByText("Saved", { exact: true }).waitFor();
}

async function leaveOut(/** @type {Page} */ page) {
    await page.goto("/partners/new");
    await hydrated(page);
    await page.getByLabel("Partner name").fill("alder finch");
    await page.getByLabel("Email").fill("ana.ruiz@alder-finch.example");
    await page.getByText("More details", { exact: true }).click();
    await page.getByLabel("Phone number").fill("030 5550");
    await page.getByRole("button", { name: "Next" }).click();
    await page.locator("#first_name-error p").waitFor();
}

async function toInvitation(/** @type {Page} */ page, email = "mathilde@brise-marine.example") {
    await fillDetails(page, email);
    await page.getByRole("button", { name: "Next" }).click();
    await page.frameLocator("iframe.preview-html").getByText("Hello Mathilde").waitFor();
}

let checks = 0;
async function checkRows(/** @type {Page} */ page) {
    await page.goto("/partners/import");
    await hydrated(page);
    // Whoever was imported for one picture is known in the next.
    const town = ["Lane", "Row", "Quay", "Gate", "Mill", "Yard"][checks++ % 6];
    const rows = [
        "Company\tContact\tEmail\tStatus\tNotes",
        `Harbour ${town}\tJo Weber\tjo@harbour-${town}.example\tSigned\tmet in May`,
        `Kestrel ${town}\tAmir Haddad\tamir@kestrel-${town}.example\t\t`,
        "Alder & Finch\tAna Ruiz\tana.ruiz@alder-finch.example\t\t",
        "Northwind Works\tCher\tcher@\tGold\t",
    ];
    await page.getByLabel("Or paste rows from a spreadsheet").fill(rows.join("\n"));
    await page.getByRole("button", { name: "Check rows" }).click();
    await page.getByRole("heading", { level: 1, name: /^Import \d/ }).waitFor();
}

async function importRows(/** @type {Page} */ page) {
    await hydrated(page);
    await page.getByRole("button", { name: /^Import \d/ }).click();
    await page.getByRole("heading", { level: 1, name: /added$/ }).waitFor();
}

async function select(/** @type {Page} */ page) {
    await page.goto("/partners?access=none");
    await hydrated(page);
    const boxes = page.locator(".partners-table tbody input[type=checkbox]");
    for (const box of [boxes.nth(0), boxes.nth(1)]) await box.check();
    await page.locator(".bulk-actions").getByRole("button").first().waitFor();
}

async function giveAccess(/** @type {Page} */ page) {
    await select(page);
    await page.getByRole("button", { name: "Give access" }).click();
    await page.getByLabel("Template").waitFor();
}

async function confirm(/** @type {Page} */ page) {
    await hydrated(page);
    await page.getByRole("button", { name: /^Give access to/ }).click();
    await page.waitForURL(/\/partners\/bulk\/[0-9a-f-]{36}/);
    await page.locator("progress").waitFor({ state: "hidden" });
    await hydrated(page);
}

async function openPersonalData(/** @type {Page} */ page) {
    await openPartner(page, "Étoile");
    await page.locator("a[href*='/contacts/'][href$='/data']").first().click();
    await page.waitForURL(/\/data$/);
    await page.locator(".personal-data").first().waitFor();
    await hydrated(page);
}

async function addContact(/** @type {Page} */ page) {
    await page.getByRole("link", { name: "Add a contact" }).click();
    await page.getByRole("heading", { level: 1, name: "Add a contact" }).waitFor();
}

async function openTemplate(/** @type {Page} */ page) {
    await page.goto("/manage/email-templates");
    await page.getByRole("rowheader").getByRole("link").first().click();
    await page.frameLocator("iframe.preview-html").locator("body").waitFor();
}

async function openProgram(/** @type {Page} */ page) {
    await page.goto("/manage/programs");
    await page.getByRole("rowheader").getByRole("link").first().click();
    await page.getByLabel("Seats").waitFor();
}

async function breakTemplate(/** @type {Page} */ page) {
    await page.goto("/manage/email-templates/new");
    await hydrated(page);
    await page.getByLabel("Message").fill("Hello {{ contact_frist_name }},\n\nwelcome.");
    await page.getByRole("button", { name: "Save" }).click();
    await page.locator("#body-error p").waitFor();
}

async function offerAccess(/** @type {Page} */ page) {
    await page.goto("/manage/statuses");
    await page.getByRole("rowheader").getByRole("link", { name: "Signed" }).click();
    await page.locator("select[name='form[rule]']").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Your changes are saved.").waitFor();
    await openPartner(page, "Bluewater");
    await follow(page, "Edit");
    for (const status of ["Prospect", "Signed"]) {
        await page.getByLabel("Status").selectOption({ label: status });
        await page.getByRole("button", { name: "Save" }).click();
        await page.getByRole("heading", { name: "Timeline" }).waitFor();
        if (status === "Prospect") await follow(page, "Edit");
    }
}

async function uploadLogo(/** @type {Page} */ page) {
    await page.goto("/manage/organisation");
    const buffer = await page.getByRole("link", { name: "Acme" }).first().screenshot();
    await page.locator("input[type=file]").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer });
    await page.getByRole("button", { name: /logo/i }).first().click();
    await page.locator("img[src^='/logo/']").first().waitFor();
}

async function writeTerms(/** @type {Page} */ page) {
    await page.goto("/manage/terms");
    await hydrated(page);
    await page
        .getByLabel("Text of the terms")
        .fill("# What you may expect\n\n- Leads within **two days**.\n- One contact who answers.\n\n# What we expect\n\nBe kind to each other.");
    await page.getByRole("button", { name: "Save" }).click();
    await page.locator("a[href^='/terms/']").first().waitFor();
}

let added = 0;

async function addByMail(/** @type {Page} */ page) {
    await toInvitation(page, `mathilde.${++added}@brise-marine.example`);
    await page.getByRole("button", { name: /^Add and/ }).click();
    await page.getByText(/^Sent\b/).first().waitFor();
}

async function addByLink(/** @type {Page} */ page) {
    await toInvitation(page, `mathilde.${++added}@brise-marine.example`);
    await page.locator("input[type=radio][value=link]").check();
    await page.getByRole("button", { name: /^Add and/ }).click();
    await page.getByText("Show QR code").click();
    await page.getByText("Show a ready-made message").click();
}

async function openInvitation(/** @type {Page} */ page) {
    await page.goto(links.invited);
    await hydrated(page);
    await page.getByLabel("Password", { exact: true }).fill("seven quiet harbour lanterns");
    await page.getByText("Strong.", { exact: true }).waitFor();
}

async function chooseWeak(/** @type {Page} */ page) {
    await page.goto(links.invited);
    await page.getByLabel("Password", { exact: true }).fill("password1");
    await page.getByRole("button", { name: "Activate my access" }).click();
    await page.locator("#password-error p").waitFor();
}

async function signInWrongly(/** @type {Page} */ page) {
    await page.goto("/sign-in");
    await page.getByLabel("Email").fill("ana.ruiz@alder-finch.example");
    await page.getByLabel("Password", { exact: true }).fill("not this one");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.locator("#password-error p").waitFor();
}

/** Until then, what needs scripts is hidden. */
async function hydrated(/** @type {Page} */ page) {
    await page.waitForFunction(() =>
        [...document.querySelectorAll(".theme, .password-reveal")].every((mark) => !(/** @type {HTMLElement} */ (mark).hidden)),
    );
}

// ---- How it is taken --------------------------------------------------------------------------------

const language = process.env.LOCALE ?? "en";
const out = process.env.OUT;
const folder = out ? resolve(out) : resolve(import.meta.dirname, "../docs/screenshots");
await mkdir(folder, { recursive: true });

const mailServer = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    closeTimeout: 200,
    onData: (stream, _session, done) => stream.resume().on("end", () => done()),
});
mailServer.on("error", () => {});
await new Promise((ready) => mailServer.listen(0, "127.0.0.1", () => ready(undefined)));
const { port } = /** @type {import("node:net").AddressInfo} */ (mailServer.server.address());

const configuration = await configure({ smtpUrl: `smtp://127.0.0.1:${port}` });
try {
    const server = await serve(configuration);
    const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM_PATH,
        args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage"],
    });
    try {
        await takeAll(browser, server);
    } finally {
        await browser.close();
        await server.stop();
    }
} finally {
    await configuration.discard();
    mailServer.close();
}

async function takeAll(
    /** @type {import("@playwright/test").Browser} */ browser,
    /** @type {import("./support/server.mjs").Server} */ server,
) {
    const owner = new Client(server.url);
    const link = await ownerLink(server);
    if (out) await takeSetUp(browser, server, link);
    await becomeOwner(owner, link);
    if (out) await take(browser, server, owner, { name: "partners-none", path: "/partners" }, "wide");
    await command(server, "seed");
    const contact = await invite(browser, server, owner);
    const clients = { owner, contact, nobody: new Client(server.url) };
    const only = new RegExp(process.env.ONLY ?? "");
    for (const picture of pictures.filter(({ name }) => only.test(name))) {
        const client = clients[picture.who ?? "owner"];
        for (const look of out ? /** @type {const} */ (["wide", "phone", "dark"]) : [picture.readme]) {
            if (look) await take(browser, server, client, picture, look).catch((error) => missed(picture.name, error));
        }
    }
    if (only.test("mails")) await takeMails(browser, server, owner);
}

/** The other pictures are taken all the same. */
function missed(/** @type {string} */ name, /** @type {Error} */ error) {
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
}

/** The emails that ship, as a wide reader, a phone and a dark one show them. */
async function takeMails(
    /** @type {import("@playwright/test").Browser} */ browser,
    /** @type {import("./support/server.mjs").Server} */ server,
    /** @type {Client} */ owner,
) {
    const mails = out ? folder : resolve(import.meta.dirname, "../docs/mails");
    await mkdir(mails, { recursive: true });
    for (const look of /** @type {const} */ (["wide", "phone", "dark"])) {
        const page = await open(browser, server, owner, look);
        await page.goto("/manage/email-templates");
        const links = await page.getByRole("rowheader").getByRole("link").all();
        const templates = await Promise.all(links.map(async (link) => [await link.innerText(), await link.getAttribute("href")]));
        await page.setViewportSize({ width: look === "phone" ? 390 : 720, height: 420 });
        for (const [name, href] of templates) {
            await page.goto(`${href?.replace(/edit$/, "preview")}?language=${language}&view=html`);
            const file = join(mails, `${name?.toLowerCase().replace(/ /g, "-")}-${look}.png`);
            await page.screenshot({ path: file, fullPage: true });
            console.log(file);
        }
        await page.context().close();
    }
}

async function takeSetUp(
    /** @type {import("@playwright/test").Browser} */ browser,
    /** @type {import("./support/server.mjs").Server} */ server,
    /** @type {string} */ link,
) {
    const picture = { name: "set-up", path: new URL(link).pathname };
    for (const look of /** @type {const} */ (["wide", "phone"])) {
        await take(browser, server, new Client(server.url), picture, look);
    }
}

/** Hands links to two contacts of the demonstration; one of them activates, and their session is returned. */
async function invite(
    /** @type {import("@playwright/test").Browser} */ browser,
    /** @type {import("./support/server.mjs").Server} */ server,
    /** @type {Client} */ owner,
) {
    const page = await open(browser, server, owner, "wide");
    for (const [company, kind] of /** @type {const} */ ([["Okavango", "invited"], ["Cobalt", "used"]])) {
        await openPartner(page, company);
        await hydrated(page);
        await page.getByRole("button", { name: "Copy link" }).click();
        links[kind] = await page.locator(".link-box input").inputValue();
    }
    await page.context().close();
    const visitor = await open(browser, server, new Client(server.url), "wide");
    await visitor.goto(links.used);
    await visitor.getByLabel("Password", { exact: true }).fill("seven quiet harbour lanterns");
    await visitor.getByRole("button", { name: "Activate my access" }).click();
    await visitor.waitForURL(/\/portal$/);
    const session = (await visitor.context().cookies()).find((cookie) => cookie.name === "gangway_session");
    await visitor.context().close();
    const contact = new Client(server.url);
    contact.keep("gangway_session", session?.value ?? "");
    return contact;
}

/** A page in a browser of its own, with the client's cookies. */
async function open(
    /** @type {import("@playwright/test").Browser} */ browser,
    /** @type {import("./support/server.mjs").Server} */ server,
    /** @type {Client} */ client,
    /** @type {"wide" | "phone" | "dark"} */ look,
) {
    const context = await browser.newContext({
        baseURL: server.url,
        viewport: look === "phone" ? { width: 390, height: 844 } : { width: 1360, height: 850 },
        colorScheme: look === "dark" ? "dark" : "light",
        locale: language,
        timezoneId: "Europe/Berlin",
        reducedMotion: "reduce",
    });
    await context.addCookies(client.cookies());
    const page = await context.newPage();
    if (language !== "en") speak(page);
    return page;
}

/** Finds on `page` in its language what the pictures ask for in English. */
function speak(/** @type {Page} */ page) {
    const say = translator(language);
    const { getByLabel, getByRole, getByText } = page;
    page.getByLabel = (text, options) => getByLabel.call(page, say(text), options);
    page.getByText = (text, options) => getByText.call(page, say(text), options);
    page.getByRole = (role, options) =>
        getByRole.call(page, role, options?.name === undefined ? options : { ...options, name: say(options.name) });
}

async function take(
    /** @type {import("@playwright/test").Browser} */ browser,
    /** @type {import("./support/server.mjs").Server} */ server,
    /** @type {Client} */ client,
    /** @type {Picture} */ { name, path, prepare },
    /** @type {"wide" | "phone" | "dark"} */ look,
) {
    const page = await open(browser, server, client, look);
    if (path) await page.goto(path);
    await prepare?.(page);
    await hydrated(page);
    await page.evaluate(() => document.fonts.ready);
    const file = join(folder, `${name}${look === "wide" ? "" : `-${look}`}.png`);
    await page.screenshot({ path: file, fullPage: !!out, animations: "disabled", caret: "hide", style: ".toast { display: none; }" });
    console.log(file);
    await page.context().close();
}
