import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";
import { scaled } from "./support/timeouts.mjs";

const asRoot = process.getuid?.() === 0;

/** Chromium in a window of this size. */
function chromium(width: number, height: number): NonNullable<PlaywrightTestConfig["use"]> {
    return { browserName: "chromium", viewport: { width, height } };
}

export default defineConfig({
    testDir: "tests",
    // Tests stand alone and share nothing but a server, so they run in any order.
    workers: 2,
    fullyParallel: true,
    // A test that needs a second try has a bug, or the product has: CI names it as flaky, with its trace,
    // and goes on, so that a race seen once in a thousand runs is mended by a change of its own.
    retries: process.env.CI ? 1 : 0,
    forbidOnly: !!process.env.CI,
    timeout: scaled(60_000),
    expect: { timeout: scaled(10_000) },
    // In CI what failed, and why, is the last thing printed.
    reporter: process.env.CI ? "dot" : "line",
    use: {
        // Without pictures of each step, which take a third of the time. In CI of the second try alone.
        trace: { mode: process.env.CI ? "on-first-retry" : "retain-on-failure", screenshots: false },
        // The machine's zone and language must not decide what a page shows.
        locale: "en-GB",
        timezoneId: "Europe/Berlin",
        contextOptions: { reducedMotion: "reduce" },
        launchOptions: {
            executablePath: process.env.CHROMIUM_PATH,
            // Chromium's sandbox refuses root; containers have little /dev/shm.
            args: [...(asRoot ? ["--no-sandbox"] : []), "--disable-dev-shm-usage"],
        },
    },
    // Tagged `@scripts`: what only a page with scripts can do, such as answering while one types. A phone has no keys, and
    // files, headers, proxies and mail servers are the same to it.
    projects: [
        { name: "desktop", use: chromium(1280, 800) },
        { name: "phone", testIgnore: /(assets|chunks|keyboard|live|proxies|real-mail|security)\.spec/, use: { ...chromium(390, 844), hasTouch: true } },
        { name: "no-script", grepInvert: /@scripts/, use: { ...chromium(1280, 800), javaScriptEnabled: false } },
    ],
});
