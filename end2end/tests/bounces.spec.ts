// What comes back of an email, and what staff do about it: on a page that is open, within two seconds.
import { createHmac, randomUUID, sign } from "node:crypto";
import { expect, hydrated, test } from "../support/gangway.ts";
import type { Mail } from "../support/mailbox.mjs";
import { bounceKeys } from "../support/bounces.mjs";
import { pipe } from "../support/server.mjs";
import { scaled } from "../support/timeouts.mjs";

const PASSWORD = "seven quiet harbour lanterns";
const SOON = { timeout: scaled(2_000) };
const WHY = "550 5.1.1 The email account that you tried to reach does not exist";

type Request = { body: string; headers: Record<string, string> };

/** What each provider posts about an email that bounced. */
const PROVIDERS: Record<string, (mail: Mail) => Request> = {
    postmark: (mail) =>
        withPassword({ RecordType: "Bounce", Type: "HardBounce", Email: mail.to[0], Details: `smtp;${WHY}`, Metadata: { gangway: tokenOf(mail) } }),
    brevo: (mail) => withPassword({ event: "hard_bounce", email: mail.to[0], reason: WHY, "X-Mailin-custom": tokenOf(mail) }),
    ses: (mail) =>
        withPassword({
            Type: "Notification",
            MessageId: randomUUID(),
            Message: JSON.stringify({
                notificationType: "Bounce",
                bounce: { bounceType: "Permanent", bouncedRecipients: [{ emailAddress: mail.to[0], diagnosticCode: `smtp; ${WHY}` }] },
                mail: { source: mail.from, destination: mail.to },
            }),
        }),
    mailgun: (mail) => {
        const [timestamp, token] = [String(Math.floor(Date.now() / 1000)), randomUUID().replaceAll("-", "")];
        const signature = createHmac("sha256", bounceKeys.mailgun).update(timestamp + token).digest("hex");
        return {
            body: JSON.stringify({
                signature: { timestamp, token, signature },
                "event-data": {
                    event: "failed",
                    severity: "permanent",
                    reason: "bounce",
                    recipient: mail.to[0],
                    message: { headers: { "message-id": mail.parsed.messageId?.replaceAll(/[<>]/g, "") } },
                    "delivery-status": { code: 550, message: WHY },
                },
            }),
            headers: {},
        };
    },
    sendgrid: (mail) => {
        const timestamp = String(Math.floor(Date.now() / 1000));
        const body = JSON.stringify([{ event: "bounce", type: "bounce", email: mail.to[0], reason: WHY, status: "5.1.1", "smtp-id": mail.parsed.messageId }]);
        const signature = sign("sha256", Buffer.from(timestamp + body), bounceKeys.sendgrid).toString("base64");
        return {
            body,
            headers: { "x-twilio-email-event-webhook-signature": signature, "x-twilio-email-event-webhook-timestamp": timestamp },
        };
    },
};

function withPassword(event: object): Request {
    const authorization = `Basic ${Buffer.from(`gangway:${bounceKeys.password}`).toString("base64")}`;
    return { body: JSON.stringify(event), headers: { authorization } };
}

/** What ties a report to its email. */
function tokenOf(mail: Mail): string {
    return /\+([0-9a-f.]+)@/.exec(mail.from)![1]!;
}

for (const [provider, report] of Object.entries(PROVIDERS)) {
    test(`${provider} reports a bounce, and the page shows it at once @scripts`, async ({ admin: page, staff, gangway, mailbox }) => {
        const who = await staff.add("email");
        const mail = await mailbox.next(who.email);
        const stream = page.waitForRequest("**/live");
        await page.goto(who.path);
        await hydrated(page);
        await stream;
        const { body, headers } = report(mail);
        const answer = await fetch(`${gangway.url}/webhooks/${provider}`, {
            method: "POST",
            body,
            headers: { "content-type": "application/json", ...headers },
        });
        expect(answer.status, await answer.text()).toBe(200);
        const panel = page.getByRole("region", { name: `Portal access of ${who.name}` });
        await expect(panel).toContainText("Bounced", SOON);
        await expect(panel).toContainText("The mailbox does not exist.");
    });
}

test("a bounce that comes by a pipe leads from Needs attention to a fixed address and an active partner", async ({ admin: page, newPage, staff, gangway, mailbox }) => {
    const who = await staff.add("email");
    const mail = await mailbox.next(who.email);
    const said = await pipe(gangway, "bounce", reportOn(mail));
    expect(said).toContain("Bounced for good (RFC 3464)");
    expect(said).toContain("Recorded with the email");

    await page.goto("/partners?access=bounced");
    await page.getByRole("row", { name: who.company }).getByRole("link", { name: "Fix" }).click();
    const fixed = `fixed.${who.email}`;
    await page.getByLabel("Email", { exact: true }).fill(fixed);
    await page.getByRole("button", { name: "Save" }).click();
    const invitation = await mailbox.next(fixed);

    const visitor = await newPage();
    await visitor.goto(invitation.links[0]!);
    await visitor.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await visitor.getByRole("button", { name: "Activate my access" }).click();
    await expect(visitor).toHaveURL(/\/portal/);
    await page.goto(who.path);
    await expect(page.getByRole("region", { name: `Portal access of ${who.name}` })).toContainText("Signed up");
});

test("Needs attention counts who is stuck, and leads to them", async ({ admin: page, staff, gangway, mailbox }) => {
    const who = await staff.add("email");
    await pipe(gangway, "bounce", reportOn(await mailbox.next(who.email)));
    await page.goto("/");
    await expect(page).toHaveURL(/\/attention$/);
    await expect(page.getByRole("heading", { name: "Needs attention", level: 1 })).toBeVisible();
    const reason = page.getByRole("heading", { name: /emails? bounced/ });
    const count = Number(/\d+/.exec(await reason.innerText())![0]);
    await reason.getByRole("link").click();
    await expect(page).toHaveURL(/access=bounced/);
    await expect(page.locator(".partners-table tbody tr")).toHaveCount(count);
});

/** The report of a mail server (RFC 3464) that returns `mail`. */
function reportOn(mail: Mail): string {
    const lines = [
        "Return-Path: <>",
        "From: MAILER-DAEMON@mx.partner.example",
        `To: ${mail.from}`,
        "Subject: Undelivered Mail Returned to Sender",
        "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        "",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.partner.example",
        "",
        `Final-Recipient: rfc822; ${mail.to[0]}`,
        "Action: failed",
        "Status: 5.1.1",
        `Diagnostic-Code: smtp; ${WHY}`,
        "",
        "--b--",
        "",
    ];
    return lines.join("\r\n");
}
