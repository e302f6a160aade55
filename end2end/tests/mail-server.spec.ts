import { randomUUID } from "node:crypto";
import { check } from "../support/axe.ts";
import { expect, expectInTime, hydrated, scripts, setUp, test } from "../support/gangway.ts";
import { Client } from "../support/load.mjs";
import { becomeOwner, owner } from "../support/owner.mjs";
import { somebody, Staff } from "../support/partners.ts";
import { configure, ownerLink, serve } from "../support/server.mjs";
import type { Server } from "../support/server.mjs";
import type { Page } from "@playwright/test";

const SERVER = "/manage/mail/server";

/** The page, which the first owner of `server` has opened. */
async function opened(server: Server, newPage: (client: Client) => Promise<Page>): Promise<Page> {
    const client = new Client(server.url);
    await becomeOwner(client, await ownerLink(server));
    const page = await newPage(client);
    await page.goto(server.url + SERVER);
    await hydrated(page);
    return page;
}

/** Enters the mail server at `url`, which speaks no TLS. */
async function enter(page: Page, url: string): Promise<URL> {
    const server = new URL(url);
    await page.getByLabel("Host").fill(server.hostname);
    await page.getByLabel("Port").fill(server.port);
    await page.getByLabel("Encryption").selectOption("none");
    return server;
}

test("an owner gets email going in the browser alone", async ({ newPage, mailbox }) => {
    const configuration = await configure();
    const server = await serve(configuration);
    try {
        const page = await newPage();
        await page.goto(await ownerLink(server));
        await hydrated(page);
        await setUp(page);

        await expect(page.getByRole("heading", { level: 1, name: "Set up email" })).toBeVisible();
        await expect(page.locator(".frame-banner")).toBeHidden();
        await expect(page.getByLabel("Sender address")).toHaveValue("gangway@example.test");
        await expect(page.getByRole("link", { name: "Later" })).toHaveAttribute("href", "/partners");
        await hydrated(page);
        await page.getByRole("link", { name: "SendGrid" }).click();
        await expect(page.getByLabel("Host")).toHaveValue("smtp.sendgrid.net");
        await expect(page.getByLabel("User")).toHaveValue("apikey");
        await expect(page.getByText("an API key with the permission Mail Send")).toBeVisible();
        await check(page);

        await hydrated(page);
        const { hostname, port } = await enter(page, mailbox.url);
        await page.getByLabel("User").fill("");
        await page.getByLabel("Sender address").fill("partners@acme.example");
        await page.getByRole("button", { name: "Send a test to me" }).click();
        await expect(page.getByText(`The mail server accepted the test for ${owner.email}`)).toBeVisible();
        // Other servers write to an owner of this name, too.
        await expect.poll(() => mailbox.all(owner.email).map((mail) => mail.from)).toContain("partners@acme.example");
        await hydrated(page);
        await page.getByRole("button", { name: "Save" }).click();
        await expect(page.getByText("The mail server is saved and in use. Next: add a partner.")).toBeVisible();
        await expect(page.getByRole("link", { name: "Add or import a partner" })).toBeVisible();
        // Emails leave from now on, and their links open on this machine only.
        await expect(page.locator(".frame-banner")).toContainText("GANGWAY_PUBLIC_URL");
        await check(page);
        await page.goto(`${server.url}/manage/mail`);
        await expect(page.getByText(`${hostname}:${port}, not encrypted`)).toBeVisible();

        const client = new Client(server.url);
        for (const { name, value } of await page.context().cookies()) client.keep(name, value);
        const who = await new Staff(client, server).add("email", {
            ...somebody(),
            company: `First ${randomUUID().slice(0, 8)}`,
        });
        expect((await mailbox.next(who.email)).links).toHaveLength(1);
        await page.goto(`${server.url}/manage/mail`);
        await expectInTime(page, page.getByRole("row").filter({ hasText: who.email }).getByText(/^Sent\b/));
    } finally {
        await server.stop();
        await configuration.discard();
    }
});

test("what the mail server refuses is said beside what is typed", async ({ newPage, mailbox, trouble }) => {
    trouble.allow(409, 422);
    const configuration = await configure();
    const server = await serve(configuration);
    try {
        const page = await opened(server, newPage);
        const { hostname } = await enter(page, mailbox.url);
        await page.getByLabel("Sender address").fill("partners@acme.example");
        mailbox.reject(553, "5.7.1 sender address rejected: not owned by user");
        await page.getByRole("button", { name: "Send a test to me" }).click();
        await expect(page.getByText(/The mail server refused the sender\. Check the sender here/)).toBeVisible();
        await expect(page.getByLabel("Host")).toHaveValue(hostname);
        mailbox.accept();

        await hydrated(page);
        await page.getByLabel("Host").fill("mail.acme.example");
        await page.getByRole("button", { name: "Save" }).click();
        await expect(page.locator("#encryption-error")).toContainText("Choose TLS or STARTTLS.");
        if (scripts()) await expect(page.getByLabel("Encryption")).toBeFocused();
    } finally {
        await server.stop();
        await configuration.discard();
    }
});

test("the address of a mail server may be pasted whole", async ({ newPage, mailbox }) => {
    const configuration = await configure();
    const server = await serve(configuration);
    try {
        const page = await opened(server, newPage);
        await page.getByLabel("Host").fill(mailbox.url);
        await page.getByLabel("Sender address").fill("partners@acme.example");
        await page.getByRole("button", { name: "Save" }).click();
        await expect(page.getByText("The mail server is saved and in use.")).toBeVisible();
        await page.goto(server.url + SERVER);
        await expect(page.getByLabel("Host")).toHaveValue(new URL(mailbox.url).hostname);
        await expect(page.getByLabel("Encryption")).toHaveValue("none");
    } finally {
        await server.stop();
        await configuration.discard();
    }
});

test("set in the environment, it is shown and not changed", async ({ admin: page }) => {
    await page.goto("/manage/mail");
    await hydrated(page);
    await page.getByRole("link", { name: "Settings", exact: true }).last().click();
    await expect(page.getByRole("heading", { level: 1, name: "Mail server" })).toBeVisible();
    await expect(page.getByText("Set in the environment: SMTP_URL")).toBeVisible();
    await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
    await check(page);
});
