// Emails that a real Postfix returns to a real mailbox (Dovecot) show on a page that is open, within two seconds.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { simpleParser } from "mailparser";
import { expect, hydrated, test as base, withServer, worker } from "../support/gangway.ts";
import type { Mailbox } from "../support/mailbox.mjs";
import { somebody } from "../support/partners.ts";
import { scaled } from "../support/timeouts.mjs";

const { TEST_MTA_URL = "", TEST_MTA_FOLDER = "", TEST_IMAP_PORT = "" } = process.env;
const SOON = { timeout: scaled(2_000) };

const env = {
    GANGWAY_MAIL_FROM: "Acme <partners@acme.example>",
    GANGWAY_BOUNCE_ADDRESS: "returns@acme.example",
    GANGWAY_BOUNCE_MAILBOX: `imap://all:secret@127.0.0.1:${TEST_IMAP_PORT}`,
};
const test = base.extend({ gangway: [({}, use) => withServer({ smtpUrl: TEST_MTA_URL, env }, use), worker] });
test.skip(!TEST_MTA_URL || !TEST_IMAP_PORT, "scripts/end2end.sh starts Postfix and Dovecot where it can");

/** The email that has all of `parts`, once it is in the mailbox. */
async function arrived(...parts: string[]): Promise<string> {
    let found: string | undefined;
    // Dovecot renames files while they are read here.
    await expect(async () => {
        const names = (await readdir(TEST_MTA_FOLDER, { recursive: true })).filter((name) => /^(new|cur)\//.test(name));
        const emails = await Promise.all(names.map((name) => readFile(join(TEST_MTA_FOLDER, name), "utf8")));
        found = emails.find((email) => parts.every((part) => email.includes(part)));
        expect(found, parts.join(", ")).toBeDefined();
    }).toPass({ timeout: scaled(10_000), intervals: [50] });
    return found!;
}

const reported = (action: string, email: string) => arrived("Delivered-To: returns+", `Final-Recipient: rfc822; ${email}`, `Action: ${action}`);

/** An address whose mail server is `mailbox`, to which Postfix passes emails on. */
const addressAt = (mailbox: Mailbox, name: string) => `${name}@mx${new URL(mailbox.url).port}.example`;

/** Invites `who` on the page of their partner, which stays open; returns the panel that shows it. */
async function invite(page: Page, who: { path: string; name: string }) {
    const stream = page.waitForRequest("**/live");
    await page.goto(who.path);
    await hydrated(page);
    await stream;
    await page.getByRole("button", { name: "Give access and send an email" }).click();
    return page.getByRole("region", { name: `Portal access of ${who.name}` });
}

test("an invitation that bounces is shown at once, and arrives at the fixed address @scripts", async ({ admin: page, newPage, staff, mailbox }) => {
    const { email: right, ...rest } = somebody();
    const who = await staff.add("none", { ...rest, email: addressAt(mailbox, "bounces") });
    const panel = await invite(page, who);
    await reported("failed", who.email);
    await expect(panel).toContainText("Bounced", SOON);
    await expect(panel).toContainText("The mailbox does not exist.");

    await panel.getByRole("link", { name: "Fix the address" }).click();
    await page.getByLabel("Email", { exact: true }).fill(right);
    await page.getByRole("button", { name: "Save" }).click();
    const { text } = await simpleParser(await arrived(`Delivered-To: ${right}`));
    const visitor = await newPage();
    await visitor.goto(/\S+\/activate\/\S+/.exec(text!)![0]);
    await visitor.getByLabel("Password", { exact: true }).fill("seven quiet harbour lanterns");
    await visitor.getByRole("button", { name: "Activate my access" }).click();
    await expect(visitor).toHaveURL(/\/portal/);
    await expect(panel).toContainText("Signed up", SOON);
});

test("an invitation to a mailbox that is full is delayed, and then comes back @scripts", async ({ admin: page, staff, mailbox }) => {
    const who = await staff.add("none", { ...somebody(), email: addressAt(mailbox, "ana") });
    mailbox.reject(450, "4.2.2 the mailbox is full");
    const panel = await invite(page, who);
    await reported("delayed", who.email);
    await expect(panel).toContainText("Delayed", SOON);
    mailbox.reject(552, "5.2.2 the mailbox is full", "data");
    await reported("failed", who.email);
    await expect(panel).toContainText("came back", SOON);
    await expect(panel).toContainText("The mailbox is full.");
});
