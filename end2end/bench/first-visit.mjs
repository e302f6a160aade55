// What a browser that was never here downloads for one page, as it comes over the wire: headers count, too.
import { chromium } from "@playwright/test";
import { withPages } from "./pages.mjs";

const KINDS = ["document", "style", "script", "texts", "wasm", "other"];
/** Nothing comes for so long, in milliseconds. */
const SILENCE = 1_000;

/** @typedef {import("@playwright/test").Browser} Browser */
/** @typedef {import("./pages.mjs").Place} Place */
/** @typedef {{ url: string, type: string, bytes: number }} Download */

function kindOf(/** @type {Download} */ { url, type }) {
    const { pathname } = new URL(url);
    if (type === "Document") return "document";
    if (type === "Stylesheet") return "style";
    if (pathname.endsWith(".wasm")) return "wasm";
    if (pathname.startsWith("/messages/")) return "texts";
    return pathname.endsWith(".js") ? "script" : "other";
}

/** Everything that one page downloads, and which of it the browser waits for before it paints. */
async function visit(/** @type {Browser} */ browser, /** @type {string} */ url, /** @type {Place} */ { path, client }) {
    const context = await browser.newContext();
    if (client) await context.addCookies(client.cookies());
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    /** @type {Map<string, Download>} */
    const downloads = new Map();
    let last = performance.now();
    devtools.on("Network.requestWillBeSent", ({ requestId, request, type = "" }) => {
        // A redirect keeps its id; what it cost is little.
        downloads.set(requestId, { url: request.url, type, bytes: 0 });
        last = performance.now();
    });
    devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
        const download = downloads.get(requestId);
        if (download) download.bytes = encodedDataLength;
        last = performance.now();
    });
    await devtools.send("Network.enable");
    await page.goto(`${url}${path}`);
    while (performance.now() - last < SILENCE) await page.waitForTimeout(100);
    const blocking = await page.evaluate(() =>
        performance
            .getEntriesByType("resource")
            .filter((entry) => /** @type {any} */ (entry).renderBlockingStatus === "blocking")
            .map(({ name }) => name),
    );
    await context.close();
    return [...downloads.values()].map((download) => ({
        kind: kindOf(download),
        blocks: download.type === "Document" || blocking.includes(download.url),
        ...download,
    }));
}

export const firstVisit = () =>
    withPages(async (places, url) => {
        const browser = await chromium.launch({
            executablePath: process.env.CHROMIUM_PATH,
            args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage"],
        });
        const rows = [];
        for (const place of places) {
            const downloads = await visit(browser, url, place);
            if (process.env.VERBOSE) console.error(place.name, downloads);
            const bytes = (/** @type {(download: (typeof downloads)[number]) => boolean} */ which) =>
                (downloads.filter(which).reduce((sum, { bytes }) => sum + bytes, 0) / 1_000).toFixed(1);
            rows.push([
                place.name,
                ...KINDS.map((kind) => bytes((download) => download.kind === kind)),
                bytes(({ blocks }) => blocks),
                bytes(() => true),
            ]);
        }
        await browser.close();
        return [{ title: "Kilobytes over the wire", head: ["", ...KINDS, "before the first paint", "in all"], rows }];
    });
