import { expectAccessible } from "../support/axe.ts";
import { expect, expectInTime, hydrated, scripts, test } from "../support/gangway.ts";
import { owner } from "../support/owner.mjs";
import { activate, somebody } from "../support/partners.ts";

test("the mail has one link, a text and an HTML part, and says who invites", async ({ staff, mailbox, gangway }) => {
    const who = await staff.add("email");
    const mail = await mailbox.next(who.email);
    expect(mail.to).toEqual([who.email]);
    expect(mail.from, "what comes back names the email").toMatch(/^returns\+[0-9a-f.]{49}@example\.test$/);
    expect(mail.parsed.from?.value[0]?.address).toBe("gangway@example.test");
    expect(mail.subject).toBe(`${who.firstName}, your ${owner.organisation} partner portal is ready`);

    expect(mail.links).toHaveLength(1);
    const link = mail.links[0]!;
    expect(link).toMatch(new RegExp(`^${gangway.url}/activate/[\\w-]{43}$`));
    expect(mail.text).toContain(link);
    expect(mail.html).toContain(link);
    for (const part of [mail.text, mail.html]) expect(part).toContain(`Olga Owner invites you`);
    expect(mail.html, "the company is shown by its name").toContain(who.company.replace("&", "&amp;"));

    const { headers, messageId, replyTo } = mail.parsed;
    expect(messageId).toMatch(/^<[^@\s]+@[^@\s]+>$/);
    expect(headers.get("auto-submitted")).toBe("auto-generated");
    expect(replyTo?.value).toEqual([{ name: "Olga Owner", address: owner.email }]);
    expect(headers.has("date")).toBe(true);
    expect(mail.raw.split("\r\n").every((line) => line.length <= 998)).toBe(true);
    await activate(gangway, link, "seven quiet harbour lanterns");
});

test("staff pass on the link themselves: to copy, to scan, in a message", async ({ admin: page, mailbox, newPage }) => {
    const who = somebody();
    await page.goto("/partners/new");
    await hydrated(page);
    await page.getByLabel("Partner name").fill(who.company);
    await page.getByLabel("First name").fill(who.firstName);
    await page.getByLabel("Last name").fill(who.lastName);
    await page.getByLabel("Email").fill(who.email);
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByLabel("Don't send an email").check();
    await page.getByRole("button", { name: /^Add and/ }).click();

    const field = page.getByLabel(`Activation link for ${who.firstName}`, { exact: true });
    await expect(field).toHaveValue(/\/activate\/[\w-]{43}$/);
    const link = await field.inputValue();
    await page.getByText("Show QR code").click();
    await expect(page.getByRole("img", { name: `QR code of the activation link for ${who.firstName}` })).toBeVisible();
    await expect(page.locator(".link-qr svg")).toBeVisible();
    await page.getByText("Show a ready-made message").click();
    await expect(page.locator(".link-message")).toContainText(link);
    if (scripts()) {
        await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
        await page.getByRole("button", { name: "Copy", exact: true }).click();
        await expect(page.getByText("Copied", { exact: true })).toBeVisible();
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    }

    const visitor = await newPage();
    await visitor.goto(link);
    await expect(visitor.getByRole("heading", { name: `${who.firstName}, welcome to Acme's partner portal` })).toBeVisible();
    expect(mailbox.all(who.email)).toEqual([]);
});

test("a refused mail shows the server's words and the way on", async ({ admin: page, staff, mailbox }) => {
    mailbox.reject(550, "5.1.1 no such mailbox here");
    const who = await staff.add("email");
    await page.goto(who.path);
    await expectInTime(page, page.getByText(/The mailbox does not exist/).first());
    await expect(page.locator("blockquote")).toContainText("550");
    mailbox.accept();

    await page.getByRole("link", { name: "Fix the address" }).click();
    const right = somebody().email;
    await hydrated(page);
    await page.getByLabel("Email").fill(right);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your changes are saved.")).toBeVisible();
    await expectInTime(page, page.getByText(/^Sent\b/).first());
    expect((await mailbox.next(right)).links).toHaveLength(1);
});

test("a mail server that refuses for a while is asked again, and the page says when", async ({ admin: page, staff, mailbox }) => {
    mailbox.reject(451, "4.7.1 come back later");
    const who = await staff.add("email");
    await page.goto(who.path);
    await expectInTime(page, page.getByText(/asked us to try again later. Gangway tries again at \d/).first());
    await page.locator(".mail-attempts > summary").click();
    await expect(page.locator(".mail-attempts li")).toContainText([`to ${who.email}`]);
    await expect(page.locator(".mail-attempts > blockquote")).toContainText("come back later");
});

test("while the mail server hangs, the page says Sending and everything else answers", async ({ admin: page, staff, mailbox }) => {
    mailbox.stall();
    const who = await staff.add("email");
    await page.goto(who.path);
    await expectInTime(page, page.getByText("Sending email").first());
    const other = await staff.add("none");
    await page.goto(other.path);
    await expect(page.getByRole("heading", { level: 1, name: other.company })).toBeVisible();
    mailbox.accept();
    await page.goto(who.path);
    await expectInTime(page, page.getByText(/^Sent\b/).first());
});

test("sending again keeps earlier links alive; any of them works, once", async ({ admin: page, staff, mailbox, newPage }) => {
    const who = await staff.add("email");
    const first = await mailbox.next(who.email);
    await page.goto(who.path);
    await hydrated(page);
    await page.getByRole("button", { name: "Send again" }).click();
    const second = await mailbox.next(who.email);
    expect(second.links[0]).not.toBe(first.links[0]);

    const visitor = await newPage();
    await visitor.goto(first.links[0]!);
    await visitor.getByLabel("Password", { exact: true }).fill("seven quiet harbour lanterns");
    await visitor.getByRole("button", { name: "Activate my access" }).click();
    await expect(visitor).toHaveURL(/\/portal$/);
    await visitor.goto(second.links[0]!);
    await expect(visitor).toHaveURL(/\/portal$/);
    await page.reload();
    await expect(page.getByText("Signed up").first()).toBeVisible();
});

test("a link can be copied for a pending invitation at any time", async ({ admin: page, staff, mailbox, newPage }) => {
    const who = await staff.add("email");
    await mailbox.next(who.email);
    await page.goto(who.path);
    await hydrated(page);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy link" }).click();
    const field = page.getByLabel(`Activation link for ${who.firstName}`, { exact: true });
    await expect(field).toHaveValue(/\/activate\//);
    if (scripts()) {
        await expect(field).toBeFocused();
        await expect(page.getByText("Copied", { exact: true })).toBeVisible();
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await field.inputValue());
        await expect(page.getByText(`created an activation link for ${who.name}.`)).toBeVisible();
    }
    const visitor = await newPage();
    await visitor.goto(await field.inputValue());
    await expect(visitor.getByRole("button", { name: "Activate my access" })).toBeVisible();
});

test("access is removed after a second look, and can be given again", async ({ admin: page, staff, newPage, mailbox }) => {
    const who = await staff.add("link");
    await page.goto(who.path);
    await hydrated(page);
    await page.locator("summary", { hasText: "Remove access" }).click();
    await expect(page.getByText(`Remove ${who.name}'s access to the portal?`)).toBeVisible();
    await page.getByRole("button", { name: `Remove access of ${who.name}` }).click();
    await expect(page.getByText("No access").first()).toBeVisible();

    const visitor = await newPage();
    await visitor.goto(who.link);
    await expect(visitor.getByRole("heading", { name: "This invitation was withdrawn" })).toBeVisible();

    await page.getByRole("button", { name: "Give access and send an email" }).click();
    const mail = await mailbox.next(who.email);
    await expectInTime(page, page.getByText(/^Sent\b/).first());
    await visitor.goto(mail.links[0]!);
    await expect(visitor.getByRole("button", { name: "Activate my access" })).toBeVisible();
});

test("access is given now and its email leaves later, or not at all", async ({ admin: page, staff, mailbox, trouble }) => {
    trouble.allow(422);
    const who = await staff.add("none");
    await page.goto(who.path);
    await hydrated(page);
    await page.getByRole("link", { name: "Choose template, time and note" }).click();
    await expect(page.getByRole("heading", { level: 1, name: `Give access to ${who.name}` })).toBeVisible();
    await hydrated(page);
    await page.getByLabel("Schedule").check();
    await page.getByLabel("Date and time").fill("2020-01-01T09:00");
    await expectAccessible(page);
    const give = page.getByRole("button", { name: /^Give access/ });
    await give.click();
    await expect(page.locator("#send_at-error p")).toBeVisible();
    await expect(page.getByLabel("Date and time")).toHaveValue("2020-01-01T09:00");
    if (scripts()) await expect(page.getByLabel("Date and time")).toBeFocused();
    await expectAccessible(page);

    await hydrated(page);
    const inThreeDays = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 16);
    await page.getByLabel("Date and time").fill(inThreeDays);
    await give.click();
    await expect(page.getByRole("heading", { level: 1, name: who.company })).toBeVisible();
    await expect(page.getByText("will be sent at").first()).toBeVisible();
    await hydrated(page);
    await page.getByRole("button", { name: "Cancel email" }).click();
    await expect(page.getByText("Email cancelled").first()).toBeVisible();
    expect(mailbox.all(who.email)).toHaveLength(0);
});

test("a personal note is seen in the preview, and read in the email", async ({ admin: page, staff, mailbox }) => {
    const who = await staff.add("none");
    await page.goto(who.path);
    await page.getByRole("link", { name: "Choose template, time and note" }).click();
    await expect(page.locator(".email-header")).toContainText(`${who.name} <${who.email}>`);
    await hydrated(page);
    await page.getByText("Add a personal note").click();
    await page.getByLabel("Personal note").fill("As discussed on Tuesday: <b>welcome</b>");
    if (!scripts()) await page.getByRole("button", { name: "Update preview" }).click();
    const preview = page.frameLocator("iframe.preview-html");
    await expect(preview.getByText("As discussed on Tuesday: <b>welcome</b>")).toBeVisible();
    await expect(preview.getByText(`Hello ${who.firstName}`)).toBeVisible();
    await page.getByRole("button", { name: /^Give access/ }).click();
    expect((await mailbox.next(who.email)).text).toContain("As discussed on Tuesday: <b>welcome</b>");
});

test("a page left open follows the mail to its end @scripts", async ({ admin: page, staff, mailbox, gangway }) => {
    mailbox.stall();
    const who = await staff.add("email");
    await page.goto(who.path);
    await expect(page.getByText("Sending email").first()).toBeVisible();
    mailbox.accept();
    await expect(page.getByText(/^Sent\b/).first()).toBeVisible();
    const mail = await mailbox.next(who.email);
    await activate(gangway, mail.links[0]!, "seven quiet harbour lanterns");
    await expect(page.getByText("Signed up").first()).toBeVisible();
    await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible();
    await expect(page.locator(".timeline").getByText(`${who.name} activated`)).toBeVisible();
});
