import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { expectFits, expectForcedColours } from "./fits.ts";
import { hydrated } from "./gangway.ts";

const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
/** The rules whose answer can be another one in the dark. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Where axe examines pages that look like those of a desktop: in the specifications that visit each of them once. */
const EXAMINED: Record<string, RegExp> = { phone: /(accessibility|staff-pages)\.spec/, "no-script": /accessibility\.spec/ };

const isExamined = (): boolean => EXAMINED[test.info().project.name]?.test(test.info().file) ?? true;

/** A page in light and in dark; on a phone as the phone has it. */
export async function check(page: Page, path?: string): Promise<void> {
    if (path !== undefined) await page.goto(path);
    await hydrated(page);
    await expectAccessible(page);
    if (test.info().project.name !== "desktop") return;
    await page.emulateMedia({ colorScheme: "dark" });
    await expectNoViolation(page, (axe) => axe.withRules(COLOURS));
    await page.emulateMedia({ colorScheme: "light" });
}

/**
 * WCAG 2.2 AA, as far as a machine can tell, on the page as it is now: no violation, and everything fits. A phone
 * shows it in the narrowest window that is in use, a desktop also with letters twice as large and in forced colours.
 */
export async function expectAccessible(page: Page): Promise<void> {
    if (test.info().project.use.javaScriptEnabled !== false) return expectAccessibleInAllLooks(page);
    if (!isExamined()) return;
    const copy = await copyWithScripts(page);
    await expectNoViolation(copy);
    await copy.context().close();
}

async function expectAccessibleInAllLooks(page: Page): Promise<void> {
    const size = page.viewportSize()!;
    // What waits for its newer state is paler than what is measured here, and on its way between the two.
    await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0);
    await page.evaluate(() => {
        const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
        return Promise.allSettled(transitions.map(({ finished }) => finished));
    });
    if (test.info().project.name === "phone") await page.setViewportSize({ width: 320, height: 640 });
    if (isExamined()) await expectNoViolation(page);
    await expectFits(page, `in ${page.viewportSize()!.width} pixels`);
    await page.setViewportSize(size);
    if (size.width < 1280) return;

    const browser = await page.context().newCDPSession(page);
    await browser.send("Page.setFontSizes", { fontSizes: { standard: 32 } });
    await expectFits(page, "with letters of 200 %");
    await page.emulateMedia({ forcedColors: "active" });
    // There the browser chooses the colours of all text, which axe does not see.
    await expectNoViolation(page, (axe) => axe.withTags(STANDARD).disableRules(COLOURS));
    await expectFits(page, "with letters of 200 %, in forced colours");
    await expectForcedColours(page);
    await page.emulateMedia({ forcedColors: "none" });
    await browser.send("Page.setFontSizes", { fontSizes: { standard: 16 } });
    await browser.detach();
}

async function expectNoViolation(page: Page, rules = (axe: AxeBuilder) => axe.withTags(STANDARD)): Promise<void> {
    const axe = new AxeBuilder({ page })
        // No script runs in the preview of a mail, not even axe's: the mail is examined by itself.
        .exclude("iframe")
        // Without it axe opens another page for each look, to put together what it found in the frames.
        .setLegacyMode();
    const { violations } = await rules(axe).analyze();
    const found = violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}\n    ${node.html}\n    ${node.failureSummary?.replaceAll("\n", "\n    ")}`),
    );
    // The test goes on, and says everything that is wrong with its pages.
    expect.soft(found, `accessibility of ${page.url()}`).toEqual([]);
}

/** axe is a script, so where scripts are off it gets the same markup where they are on, without the page's own. */
async function copyWithScripts(page: Page): Promise<Page> {
    const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
    const markup = (await page.content()).replace(/<\/?noscript[^>]*>/g, "");
    const context = await page.context().browser()!.newContext({
        // A new context takes the project's options, this one among them.
        javaScriptEnabled: true,
        viewport: page.viewportSize(),
        colorScheme: dark ? "dark" : "light",
        storageState: await page.context().storageState(),
    });
    const copy = await context.newPage();
    await copy.route(page.url(), (route) =>
        route.fulfill({
            contentType: "text/html; charset=utf-8",
            headers: { "content-security-policy": "script-src 'none'" },
            body: markup,
        }),
    );
    await copy.goto(page.url());
    return copy;
}
