/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("@playwright/test").Locator} Locator */

const MAX_TABS = 150;

/** A user's hand on a page. Counts clicks and keys, and the time one waits for Gangway, in milliseconds. */
export class Hand {
    clicks = 0;
    keys = 0;
    waited = 0;

    /** @param {Page} page */
    constructor(page) {
        this.page = page;
    }

    /** Counting begins here. */
    starts() {
        this.clicks = this.keys = this.waited = 0;
    }

    async click(/** @type {Locator} */ target, /** @type {Parameters<Locator["click"]>[0]} */ options = {}) {
        this.clicks += 1;
        await target.click(options);
    }

    /** A native select: one click opens it, another one chooses. */
    async choose(/** @type {Locator} */ select, /** @type {string} */ label) {
        this.clicks += 2;
        await select.selectOption({ label });
    }

    /** The same by its first letters, which Enter confirms. */
    async chooseByTyping(/** @type {Locator} */ select, /** @type {string} */ letters) {
        await this.click(select);
        await this.type(letters);
        await this.press("Enter");
    }

    async type(/** @type {string} */ text) {
        this.keys += text.length;
        await this.page.keyboard.type(text);
    }

    async press(/** @type {string} */ key) {
        this.keys += 1;
        await this.page.keyboard.press(key);
    }

    /** Presses Tab, or Shift+Tab, until `target` has the focus. */
    async tabTo(/** @type {Locator} */ target, key = "Tab") {
        const isThere = () => target.evaluate((element) => element === document.activeElement);
        for (let presses = 0; !(await isThere()); presses++) {
            if (presses === MAX_TABS) throw new Error(`${MAX_TABS} times ${key} did not reach ${target}`);
            await this.press(key);
        }
    }

    /** Clicks a link that came by email. */
    async follow(/** @type {string | undefined} */ link) {
        if (!link) throw new Error("the email has no link");
        this.clicks += 1;
        await this.page.goto(link);
        await answers(this.page);
    }

    /** Chooses a file from the dialog that a click opens; what is clicked there is no page of ours. */
    async upload(/** @type {Locator} */ field, /** @type {string} */ text) {
        this.clicks += 1;
        await field.setInputFiles({ name: "partners.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    }

    /** Waits until `target` is there. */
    async sees(/** @type {Locator} */ target) {
        await this.waitsFor(target.first().waitFor());
    }

    /**
     * Waits for something that Gangway does.
     * @template T
     * @param {Promise<T>} event
     */
    async waitsFor(event) {
        const started = performance.now();
        const result = await event;
        this.waited += performance.now() - started;
        return result;
    }
}

/** Waits until the page answers to scripts: until then, what needs them is hidden. */
export async function answers(/** @type {Page} */ page) {
    await page.waitForFunction(() =>
        [...document.querySelectorAll(".theme, .password-reveal")].every((mark) => !(/** @type {HTMLElement} */ (mark).hidden)),
    );
}
