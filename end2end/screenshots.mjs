// Takes pictures of the product with its demonstration data, so that the README's stay true.
// OUT=folder takes all of them there, for reviewing; without it only the README's, into docs/screenshots.
import { chromium } from "@playwright/test";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { becomeOwner } from "./support/owner.mjs";
import { command, configure, ownerLink, serve } from "./support/server.mjs";

/**
 * @typedef {{
 *     name: string, path: string, width?: number, dark?: boolean, fullPage?: boolean,
 *     signedOut?: boolean, readme?: boolean,
 *     prepare?: (page: import("@playwright/test").Page) => Promise<void>,
 * }} Picture
 */

/** @type {Picture[]} */
const pictures = [
    { name: "partners", path: "/partners", readme: true },
    { name: "partners-dark", path: "/partners", dark: true },
    { name: "partners-phone", path: "/partners", width: 390, fullPage: true },
    { name: "wizard", path: "/partners/new", readme: true, fullPage: true },
    { name: "wizard-phone", path: "/partners/new", width: 390, fullPage: true },
    { name: "partner", path: "/partners", readme: true, fullPage: true, prepare: openFirstPartner },
    { name: "partner-phone", path: "/partners", width: 390, fullPage: true, prepare: openFirstPartner },
    { name: "sign-in", path: "/sign-in", signedOut: true },
    { name: "sign-in-dark", path: "/sign-in", signedOut: true, dark: true },
    { name: "sign-in-phone", path: "/sign-in", signedOut: true, width: 390 },
    { name: "forgot-password", path: "/forgot-password", signedOut: true },
    { name: "unknown-link", path: "/activate/unknown", signedOut: true },
];

async function openFirstPartner(/** @type {import("@playwright/test").Page} */ page) {
    await page.getByRole("table").getByRole("link").first().click();
    await page.waitForURL(/\/partners\/(?!new)[^/]+$/);
}

const out = process.env.OUT;
const folder = out ? resolve(out) : resolve(import.meta.dirname, "../docs/screenshots");
const chosen = pictures.filter((picture) => out || picture.readme);

const configuration = await configure();
try {
    const server = await serve(configuration);
    const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM_PATH,
        args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage"],
    });
    try {
        const session = await signIn(browser, await ownerLink(server));
        await command(configuration, "seed");
        await mkdir(folder, { recursive: true });
        for (const picture of chosen) {
            await take(browser, server.url, picture, session);
            console.log(join(folder, `${picture.name}.png`));
        }
    } finally {
        await browser.close();
        await server.stop();
    }
} finally {
    await configuration.discard();
}

/** The owner's cookies. */
async function signIn(/** @type {import("@playwright/test").Browser} */ browser, /** @type {string} */ link) {
    const context = await browser.newContext();
    await becomeOwner(await context.newPage(), link);
    const session = await context.storageState();
    await context.close();
    return session;
}

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} baseURL
 * @param {Picture} picture
 * @param {Awaited<ReturnType<typeof signIn>>} session
 */
async function take(browser, baseURL, { name, path, width = 1280, dark, fullPage, signedOut, prepare }, session) {
    const context = await browser.newContext({
        baseURL,
        viewport: { width, height: width < 600 ? 844 : 800 },
        colorScheme: dark ? "dark" : "light",
        deviceScaleFactor: out ? 1 : 2,
        locale: "en-GB",
        timezoneId: "Europe/Berlin",
        reducedMotion: "reduce",
        storageState: signedOut ? undefined : session,
    });
    const page = await context.newPage();
    await page.goto(path, { waitUntil: "load" });
    await prepare?.(page);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage, animations: "disabled", caret: "hide" });
    await context.close();
}
