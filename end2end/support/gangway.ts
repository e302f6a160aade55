// Each worker has a server and a mailbox of its own; tests share them and keep out of each other's way
// by adding partners of their own.
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { bounceSettings } from "./bounces.mjs";
import { Client } from "./load.mjs";
import { Mailbox } from "./mailbox.mjs";
import { becomeOwner, owner, stayConfirmed } from "./owner.mjs";
import { somebody, Staff } from "./partners.ts";
import { command, configure, ownerLink, serve, type Server } from "./server.mjs";
import { scaled } from "./timeouts.mjs";
import { Trouble } from "./trouble.ts";

type Fixtures = {
    /** Complaints of the browser, which fail the test. */
    trouble: Trouble;
    /** A page in a browser of its own; with a client, signed in as that client is. */
    newPage: (client?: Client) => Promise<Page>;
    /** A page signed in as the owner. */
    admin: Page;
    /** A server that nobody has set up yet. */
    untouched: Server;
    serverLogOnFailure: void;
};

type WorkerFixtures = {
    mailbox: Mailbox;
    gangway: Server;
    /** The owner of `gangway`. */
    staff: Staff;
    /** A colleague there who may view everything but not make changes. */
    viewer: Client;
    /** The owner of another server, with the demonstration and 15 more partners. */
    demonstration: Staff;
};

// Setting up counts against no test.
export const worker = { scope: "worker", timeout: scaled(60_000) } as const;

export const test = base.extend<Fixtures, WorkerFixtures>({
    mailbox: [
        async ({}, use) => {
            const mailbox = await Mailbox.open();
            await use(mailbox);
            await mailbox.close();
        },
        worker,
    ],
    gangway: [({ mailbox }, use) => withServer({ smtpUrl: mailbox.url, env: bounceSettings }, use), worker],
    staff: [async ({ gangway }, use) => use(await firstOwner(gangway)), worker],
    viewer: [
        async ({ staff }, use) => use((await staff.addColleague("viewer", "seven quiet harbour lanterns")).client),
        worker,
    ],
    demonstration: [
        ({ mailbox }, use) =>
            withServer({ smtpUrl: mailbox.url }, async (server) => {
                const staff = await firstOwner(server);
                await command(server, "seed");
                for (let more = 0; more < 15; more++) await staff.add("none", { ...somebody(), company: `Zz ${more + 10}` });
                await use(staff);
            }),
        worker,
    ],
    untouched: [({ mailbox }, use) => withServer({ smtpUrl: mailbox.url }, use), { timeout: scaled(60_000) }],

    baseURL: async ({ gangway }, use) => use(gangway.url),
    trouble: async ({}, use) => {
        const trouble = new Trouble();
        await use(trouble);
        trouble.expectNone();
    },
    context: async ({ context, trouble }, use) => {
        trouble.watch(context);
        await use(context);
    },
    newPage: async ({ browser, trouble }, use) => {
        const pages: Page[] = [];
        await use(async (client) => {
            const context = await browser.newContext();
            trouble.watch(context);
            if (client) {
                await stayConfirmed(client);
                await context.addCookies(client.cookies());
            }
            pages.push(await context.newPage());
            return pages.at(-1)!;
        });
        await Promise.all(pages.map((page) => page.context().close()));
    },
    admin: async ({ newPage, staff }, use) => use(await newPage(staff.client)),
    // Also: a mail server that misbehaves does so for one test only.
    serverLogOnFailure: [
        async ({ gangway, mailbox }, use, info) => {
            const before = gangway.log().length;
            await use();
            mailbox.accept();
            if (info.status !== info.expectedStatus) {
                await info.attach("server log", { body: gangway.log().slice(before), contentType: "text/plain" });
            }
        },
        { auto: true },
    ],
});

/** Runs a server of its own for as long as `use` takes. */
export async function withServer(options: { smtpUrl: string; env?: Record<string, string> }, use: (server: Server) => Promise<void>): Promise<void> {
    const configuration = await configure(options);
    try {
        const server = await serve(configuration);
        await use(server);
        await server.stop();
    } finally {
        await configuration.discard();
    }
}

/** Sets `server` up; its owner. */
export async function firstOwner(server: Server): Promise<Staff> {
    const client = new Client(server.url);
    await becomeOwner(client, await ownerLink(server));
    return new Staff(client, server);
}

/** Whether pages run scripts in this project. */
export const scripts = (): boolean => test.info().project.use.javaScriptEnabled !== false;

/** Waits until the page can answer by itself: until then, what needs scripts is hidden. */
export async function hydrated(page: Page): Promise<void> {
    if (!scripts()) return;
    await page.waitForFunction(() => {
        const marks = [...document.querySelectorAll<HTMLElement>(".theme, .password-reveal")];
        return marks.length > 0 && marks.every((mark) => !mark.hidden);
    });
}

/** Something that comes by itself on a page with scripts, and by reloading without. */
export async function expectInTime(page: Page, what: Locator): Promise<void> {
    if (scripts()) return expect(what).toBeVisible();
    await expect(async () => {
        await page.reload();
        // A page without scripts is complete once it is loaded.
        expect(await what.isVisible(), `${what} is visible`).toBe(true);
    }).toPass({ timeout: scaled(10_000) });
}

/** Opens the menu that holds *My account* and *Sign out*. */
export async function openUserMenu(page: Page): Promise<void> {
    await hydrated(page);
    const narrow = page.locator(".side-narrow > summary");
    await ((await narrow.isVisible()) ? narrow : page.locator(".user-menu > summary")).click();
}

/** Fills in the page behind the first owner's link. */
export async function setUp(page: Page): Promise<void> {
    await page.getByLabel("Organisation name").fill(owner.organisation);
    await page.getByLabel("First name").fill(owner.firstName);
    await page.getByLabel("Last name").fill(owner.lastName);
    await page.getByLabel("Email").fill(owner.email);
    await page.getByLabel("Password", { exact: true }).fill(owner.password);
    await page.getByRole("button", { name: "Set up Gangway" }).click();
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
}

export { expect };
