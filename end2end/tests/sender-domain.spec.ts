import { check } from "../support/axe.ts";
import { Dns } from "../support/dns.mjs";
import { expectFits } from "../support/fits.ts";
import { expect, hydrated, scripts, test } from "../support/gangway.ts";
import { Client } from "../support/load.mjs";
import { becomeOwner } from "../support/owner.mjs";
import { somebody } from "../support/partners.ts";
import { configure, ownerLink, serve } from "../support/server.mjs";

const WARNING = "alder.con doesn't accept email. Check the part after the @.";

test("an address whose domain takes no email is said, and Next goes on", async ({ admin: page }) => {
    const who = somebody();
    await page.goto("/partners/new");
    await hydrated(page);
    await page.getByLabel("Partner name").fill(who.company);
    await page.getByLabel("First name").fill(who.firstName);
    await page.getByLabel("Email").fill(`${who.firstName.toLowerCase()}@alder.con`);
    await page.getByLabel("Last name").fill(who.lastName);
    if (scripts()) {
        await expect(page.getByText(WARNING)).toBeVisible();
        await expectFits(page, "with a warning");
        await check(page);
        await page.getByLabel("Email").fill(who.email);
        await page.getByLabel("Last name").focus();
        await expect(page.getByText(WARNING)).toBeHidden();
        await page.getByLabel("Email").fill(`${who.firstName.toLowerCase()}@alder.con`);
    }
    await page.getByRole("button", { name: "Next" }).click();
    await expect(page.getByText(`How should ${who.firstName} get their invitation?`)).toBeVisible();
    await expect(page.getByText(WARNING)).toBeVisible();
    await check(page);
    await page.getByRole("link", { name: "Back to partner and contact" }).click();
    await expect(page.getByLabel("Email")).toHaveValue(/@alder\.con$/);
});

test("the sender's domain is shown with the records to add", async ({ newPage }) => {
    const dns = await Dns.open({ "acme.example TXT": ["v=spf1 mx -all"] });
    const env = { GANGWAY_DNS_SERVER: dns.address, GANGWAY_MAIL_FROM: "Acme <partners@acme.example>" };
    const configuration = await configure({ smtpUrl: "smtps://smtp.gmail.com", env });
    const server = await serve(configuration);
    try {
        const client = new Client(server.url);
        await becomeOwner(client, await ownerLink(server));
        const page = await newPage(client);
        await page.goto(`${server.url}/manage/mail/server`);
        await hydrated(page);
        if (!scripts()) await page.getByRole("link", { name: "Check DNS records" }).click();

        const section = page.getByRole("region", { name: "Sender's domain" });
        await expect(section.getByRole("heading", { level: 3 })).toHaveText([/SPF.*Needs fixing/, /DKIM.*Unclear/, /DMARC.*Missing/]);
        const record = "v=spf1 mx include:_spf.google.com -all";
        await expect(section.getByText(record).first()).toBeVisible();
        await section.getByText("Text to forward").click();
        await expect(section.getByText("SPF: replace the existing record with this one")).toBeVisible();
        await section.getByText("Check the signature of a test email").click();
        await expectFits(page, "with everything open");
        await check(page);
        if (scripts()) {
            await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
            await section.getByRole("button", { name: "Copy value" }).first().click();
            await expect(section.getByText("Copied", { exact: true })).toBeVisible();
            expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(record);
        }
        await section.getByLabel("Source of the test email").fill("From: partners@acme.example\n\nHello");
        await section.getByRole("button", { name: "Check signature" }).click();
        await expect(section.getByText("This email isn't signed.")).toBeVisible();

        dns.records = {
            "acme.example TXT": ["v=spf1 include:_spf.google.com ~all"],
            "_spf.google.com TXT": ["v=spf1 ip4:192.0.2.0/24 ~all"],
            "google._domainkey.acme.example TXT": ["v=DKIM1; p=MIGf"],
            "_dmarc.acme.example TXT": ["v=DMARC1; p=reject"],
        };
        await section.getByRole("link", { name: "Check again" }).click();
        await expect(section.getByRole("heading", { level: 3 })).toHaveText([/SPF.*OK/, /DKIM.*OK/, /DMARC.*OK/]);
        await expect(section.getByText("Text to forward")).toBeHidden();
    } finally {
        await server.stop();
        await configuration.discard();
    }
});
