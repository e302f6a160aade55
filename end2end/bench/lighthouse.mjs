// Lighthouse's scores of the pages, on a desktop and on a phone. It is no package of the tests, because it is ten
// times as large as they are: npx keeps it in npm's cache.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { withPages } from "./pages.mjs";

const VERSION = "12.8.2";
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const WINDOWS = { desktop: ["--preset=desktop"], phone: [] };
const MEASURED = ["sign-in", "activation", "Partners", "wizard"];
const METRICS = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
/** Audits that say why a metric is what it is. @type {Record<string, string[]>} */
const REASONS = {
    "first-contentful-paint": ["render-blocking-resources", "uses-text-compression"],
    "largest-contentful-paint": ["largest-contentful-paint-element"],
    "total-blocking-time": ["long-tasks", "dom-size"],
    "cumulative-layout-shift": ["layout-shifts"],
};
const run = promisify(execFile);

/** @typedef {import("./pages.mjs").Place} Place */
/** @typedef {{ displayValue?: string, score: number | null, details?: { items?: object[] } }} Audit */
/** @typedef {{ score: number, auditRefs: { id: string, weight: number }[] }} Category */
/** @typedef {{ categories: Record<string, Category>, audits: Record<string, Audit> }} Report */

/** @returns {Promise<Report>} */
async function report(/** @type {string} */ url, /** @type {Place} */ { path, client }, /** @type {string[]} */ options) {
    const cookies = client?.cookies().map(({ name, value }) => `${name}=${value}`).join("; ");
    const flags = ["--headless=new", "--disable-dev-shm-usage", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
    const all = [
        "--yes", `lighthouse@${VERSION}`, `${url}${path}`, "--quiet", "--output=json", "--no-enable-error-reporting",
        `--only-categories=${CATEGORIES}`, `--chrome-flags=${flags.join(" ")}`, ...options,
        ...(cookies ? [`--extra-headers=${JSON.stringify({ cookie: cookies })}`] : []),
    ];
    const { stdout } = await run("npx", all, { env: { ...process.env, CHROME_PATH: process.env.CHROMIUM_PATH }, maxBuffer: 64 << 20 });
    return JSON.parse(stdout);
}

/** Audits that cost points, and how many. */
function costs(/** @type {Report} */ { categories, audits }) {
    return Object.values(categories).flatMap(({ auditRefs }) => {
        const all = auditRefs.reduce((sum, { weight }) => sum + weight, 0);
        const lost = auditRefs.map(({ id, weight }) => ({ id, points: (100 * weight * (1 - (audits[id]?.score ?? 1))) / all }));
        return lost.filter(({ points }) => points >= 0.5);
    });
}

/** Prints what is behind the points of an audit. */
function explain(/** @type {string} */ where, /** @type {string} */ id, /** @type {Report["audits"]} */ audits) {
    for (const reason of [id, ...(REASONS[id] ?? [])]) {
        const { displayValue = "", details } = audits[reason] ?? {};
        console.error(`${where}: ${reason} ${displayValue} ${JSON.stringify(details?.items?.slice(0, 4) ?? [])}`);
    }
}

export const lighthouse = () =>
    withPages(async (places, url) => {
        /** @type {string[]} */
        const runs = [];
        /** @type {string[][]} */
        const scores = [];
        /** Points by audit, and by run. @type {Record<string, Record<string, string>>} */
        const lost = {};
        for (const place of places.filter(({ name }) => MEASURED.includes(name))) {
            for (const [window, options] of Object.entries(WINDOWS)) {
                const name = `${place.name}, ${window}`;
                runs.push(name);
                const found = await report(url, place, options);
                const points = CATEGORIES.map((category) => String(Math.round(100 * (found.categories[category]?.score ?? 0))));
                scores.push([name, ...points, ...METRICS.map((id) => found.audits[id]?.displayValue ?? "")]);
                for (const { id, points } of costs(found)) {
                    (lost[id] ??= {})[name] = points.toFixed(1);
                    if (process.env.VERBOSE) explain(name, id, found.audits);
                }
            }
        }
        const rows = Object.entries(lost).map(([id, points]) => [id, ...runs.map((run) => points[run] ?? "")]);
        return [
            { title: `Lighthouse ${VERSION}`, head: ["", ...CATEGORIES, "FCP", "LCP", "TBT", "CLS"], rows: scores },
            { title: "Points that an audit costs", head: ["", ...runs], rows },
        ];
    });
