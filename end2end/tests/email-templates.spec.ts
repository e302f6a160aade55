import { randomUUID } from "node:crypto";
import { expectAccessible } from "../support/axe.ts";
import { expect, expectInTime, hydrated, scripts, test } from "../support/gangway.ts";
import { Client } from "../support/load.mjs";
import { becomeOwner } from "../support/owner.mjs";
import { ownerLink } from "../support/server.mjs";
import type { Page } from "@playwright/test";

const LIST = "/manage/email-templates";

/** Like no other: tests share a server. */
const unique = (word: string): string => `${word} ${randomUUID().slice(0, 8)}`;

async function edit(page: Page, words: { name?: string; subject?: string; message?: string }): Promise<void> {
    await hydrated(page);
    if (words.name !== undefined) await page.getByLabel("Name", { exact: true }).fill(words.name);
    if (words.subject !== undefined) await page.getByLabel("Subject").fill(words.subject);
    if (words.message !== undefined) await page.getByLabel("Message").fill(words.message);
}

async function add(page: Page, name: string, message = "Welcome."): Promise<void> {
    await page.goto(`${LIST}/new`);
    await edit(page, { name, subject: `About ${name}`, message });
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("The template is added.")).toBeVisible();
}

const row = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });

test("a template is added, copied, changed and deleted", async ({ admin: page }) => {
    const name = unique("Welcome");
    await add(page, name);
    await expect(row(page, name)).toContainText("No invitation");
    await row(page, name).getByRole("button", { name: `Duplicate ${name}` }).click();
    await expect(page.getByRole("heading", { level: 1, name: `Edit Copy of ${name}` })).toBeVisible();
    const copy = unique("Farewell");
    await edit(page, { name: copy, subject: "Bye {{ contact_first_name | you }}" });
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your changes are saved.")).toBeVisible();
    await expect(row(page, copy)).toContainText("Bye {{ contact_first_name | you }}");
    await hydrated(page);
    await row(page, name).locator("summary").click();
    await expect(page.getByText(`Delete the template ${name}?`)).toBeVisible();
    await page.getByRole("button", { name: `Delete ${name}` }).click();
    await expect(page.getByText("The template is deleted.")).toBeVisible();
    await expect(row(page, name)).toHaveCount(0);
});

test("the default offers no way to delete it until another takes its place", async ({ newPage, demonstration }) => {
    const page = await newPage(demonstration.client);
    const name = unique("Second");
    await page.goto(`${demonstration.server.url}${LIST}/new`);
    await edit(page, { name });
    await page.getByRole("button", { name: "Save" }).click();
    const before = page.getByRole("row").filter({ has: page.getByText("Default", { exact: true }) });
    await expect(before.locator("summary")).toHaveCount(0);
    await row(page, name).getByRole("button", { name: `Make default ${name}` }).click();
    await expect(page.getByText("The default template is changed.")).toBeVisible();
    await expect(row(page, name)).toContainText("Default");
    await expect(row(page, name).locator("summary")).toHaveCount(0);
});

test("what is wrong is named with its line and refused when saving", async ({ admin: page, trouble }) => {
    trouble.allow(422);
    await page.goto(`${LIST}/new`);
    const message = "Hello {{ contact_frist_name }},\n\nwelcome {{ to";
    await edit(page, { name: unique("Broken"), message });
    if (scripts()) {
        await page.getByLabel("Message").blur();
        await expect(page.locator("#body-error")).toContainText("Did you mean {{ contact_first_name }}?");
    }
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.locator("#body-error")).toContainText('Line 1, "{{ contact_frist_name }}"');
    await expect(page.locator("#body-error")).toContainText('Line 3, "{{ to": this {{ has no }} after it.');
    await expect(page.getByLabel("Message")).toHaveValue(message);
});

test("the preview follows what is typed, as the chosen contact gets it", async ({ admin: page, staff }) => {
    const who = await staff.add("none");
    await page.goto(`${LIST}/new`);
    const html = page.frameLocator("iframe.preview-html");
    await expect(html.getByText("Subject:")).toBeVisible();
    await page.getByLabel("Preview as").selectOption({ label: `${who.name} of ${who.company}` });
    await edit(page, { subject: "Ahoy {{ contact_first_name }}", message: "For *{{ partner_name }}* <script>alert(1)</script>" });
    if (!scripts()) await page.getByRole("button", { name: "Update preview" }).click();
    await expect(html.getByText(`Ahoy ${who.firstName}`)).toBeVisible();
    await expect(html.getByText(who.company)).toBeVisible();
    await expect(html.getByText("<script>alert(1)</script>")).toBeVisible();
    await expect(html.getByRole("link", { name: "Activate your access" })).toBeVisible();

    await page.getByRole("radio", { name: "Phone" }).check();
    const box = await page.locator("iframe.preview-html").boundingBox();
    expect(box!.width).toBeLessThanOrEqual(375);
    await page.getByRole("radio", { name: "Text" }).check();
    if (!scripts()) await page.getByRole("button", { name: "Update preview" }).click();
    await expect(page.frameLocator("iframe.preview-text").getByText(`Subject: Ahoy ${who.firstName}`)).toBeVisible();
});

test("the preview leaves no steps behind in the history @scripts", async ({ admin: page }) => {
    await page.goto(LIST);
    await hydrated(page);
    await page.getByRole("link", { name: "Add a template" }).click();
    const html = page.frameLocator("iframe.preview-html");
    for (const subject of ["One", "Two", "Three"]) {
        await edit(page, { subject });
        await expect(html.getByText(`Subject: ${subject}`)).toBeVisible();
    }
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1, name: "Email templates" })).toBeVisible();
});

test("a placeholder goes where the caret is @scripts", async ({ admin: page }) => {
    await page.goto(`${LIST}/new`);
    await edit(page, { message: "Hello ," });
    await expect(page.getByText("does not say where the link goes")).toBeVisible();
    await page.getByLabel("Message").press("End");
    await page.getByLabel("Message").press("ArrowLeft");
    await page.getByRole("button", { name: "Insert Partner", exact: true }).click();
    await expect(page.getByLabel("Message")).toHaveValue("Hello {{ partner_name }},");
    await expect(page.getByLabel("Message")).toBeFocused();
    await page.keyboard.type("!");
    await expect(page.getByLabel("Message")).toHaveValue("Hello {{ partner_name }}!,");
    for (let step = 0; step < 2; step++) await page.keyboard.press("ControlOrMeta+z");
    await expect(page.getByLabel("Message")).toHaveValue("Hello ,");
    await page.getByRole("button", { name: "Button", exact: true }).click();
    await expect(page.getByText("does not say where the link goes")).toBeHidden();
});

test("a placeholder goes into the subject where one writes there @scripts", async ({ admin: page }) => {
    await page.goto(`${LIST}/new`);
    await edit(page, { subject: "For " });
    await page.getByLabel("Subject").press("End");
    await page.getByRole("button", { name: "Insert First name" }).click();
    await expect(page.getByLabel("Subject")).toHaveValue("For {{ contact_first_name }}");
    await expect(page.getByLabel("Subject")).toBeFocused();
});

test("marks go around what is selected, and Undo takes them back @scripts", async ({ admin: page }) => {
    await page.goto(`${LIST}/new`);
    await edit(page, { message: "Welcome aboard" });
    const message = page.getByLabel("Message");
    await message.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(0, 7));
    await page.getByRole("button", { name: "Bold" }).click();
    await expect(message).toHaveValue("**Welcome** aboard");
    await page.keyboard.press("ControlOrMeta+z");
    await expect(message).toHaveValue("Welcome aboard");
    await message.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(8, 14));
    await page.getByRole("button", { name: "Link", exact: true }).click();
    await expect(message).toHaveValue("Welcome [aboard](https://)");
    await page.keyboard.type("https://acme.example");
    await expect(message).toHaveValue("Welcome [aboard](https://acme.example)");
    await message.press("ControlOrMeta+End");
    await message.press("ControlOrMeta+i");
    await page.keyboard.type("soon");
    await expect(message).toHaveValue("Welcome [aboard](https://acme.example)*soon*");
    await expect(page.getByText("Unsaved changes")).toBeVisible();
});

test("message, preview and Save are in sight together", async ({ admin: page }) => {
    test.skip(test.info().project.name === "phone", "a phone has one column");
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${LIST}/new`);
    await hydrated(page);
    for (const part of [page.getByLabel("Message"), page.locator(".preview-head"), page.getByRole("button", { name: "Save" })]) {
        await expect(part).toBeInViewport();
    }
    const [message, preview] = [await page.getByLabel("Message").boundingBox(), await page.locator(".preview").boundingBox()];
    expect(preview!.x).toBeGreaterThan(message!.x + message!.width);
});

test("words that were not saved are there again, until they are discarded @scripts", async ({ admin: page }) => {
    const name = unique("Kept");
    await add(page, name, "Welcome.");
    await row(page, name).getByRole("link", { name, exact: true }).click();
    await hydrated(page);
    await page.getByLabel("Message").fill("Half a thought");
    await page.getByRole("link", { name: "Cancel" }).click();
    await row(page, name).getByRole("link", { name, exact: true }).click();
    await hydrated(page);
    await expect(page.getByLabel("Message")).toHaveValue("Half a thought");
    await expect(page.getByText("These changes aren't saved yet.")).toBeVisible();
    await page.getByRole("button", { name: "Discard changes" }).click();
    await hydrated(page);
    await expect(page.getByLabel("Message")).toHaveValue("Welcome.");
    await expect(page.getByText("These changes aren't saved yet.")).toHaveCount(0);

    await page.getByLabel("Message").fill("A whole thought");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Email templates" })).toBeVisible();
    await row(page, name).getByRole("link", { name, exact: true }).click();
    await expect(page.getByLabel("Message")).toHaveValue("A whole thought");
    await expect(page.getByText("These changes aren't saved yet.")).toHaveCount(0);
});

test("a template is written in another language, and the language goes again", async ({ admin: page }) => {
    const name = unique("Polyglot");
    await add(page, name, "Welcome.");
    await row(page, name).getByRole("link", { name, exact: true }).click();
    await hydrated(page);
    await page.getByText("Add a language", { exact: true }).click();
    await page.getByRole("link", { name: "Italiano" }).click();
    await expect(page.getByText("This template is not written in Italiano yet.")).toBeVisible();
    await expect(page.getByLabel("Message")).toHaveValue(/la invita/);
    await edit(page, { subject: "Benvenuta", message: "Ciao {{ contact_first_name }}." });
    if (scripts()) {
        const html = page.frameLocator("iframe.preview-html");
        await expect(html.getByRole("link", { name: "Attiva l'accesso" })).toBeVisible();
    }
    await page.getByRole("button", { name: "Save" }).click();
    await expect(row(page, name)).toContainText("English, Italiano");
    await row(page, name).getByRole("link", { name, exact: true }).click();
    await page.getByRole("link", { name: "Italiano" }).click();
    await expect(page.getByLabel("Subject")).toHaveValue("Benvenuta");
    await hydrated(page);
    await expectAccessible(page);
    await page.getByText("Remove Italiano", { exact: true }).first().click();
    await page.getByRole("button", { name: "Remove Italiano" }).click();
    await expect(page.getByText("The language is removed from the template.")).toBeVisible();
    await expect(page.getByRole("link", { name: "English" })).toHaveAttribute("aria-current", "page");
});

type Words = { Subject: string; Message: string };
const CODES = { English: "en", Deutsch: "de" };
for (const field of ["Subject", "Message"] as const) {
    for (const [from, to] of [["English", "Deutsch"], ["Deutsch", "English"]] as const) {
        test(`a ${field} typed in ${from} stays out of ${to} @scripts`, async ({ admin: page }) => {
            const name = unique("Bilingual");
            const written: Record<keyof typeof CODES, Words> = {
                English: { Subject: `About ${name}`, Message: "Welcome." },
                Deutsch: { Subject: "Willkommen", Message: "Guten Tag." },
            };
            const expectWords = async (words: Words): Promise<void> => {
                await expect(page.getByLabel("Subject")).toHaveValue(words.Subject);
                await expect(page.getByLabel("Message")).toHaveValue(words.Message);
            };
            const save = async (): Promise<void> => {
                await page.getByRole("button", { name: "Save" }).click();
                await expect(page.getByText("Your changes are saved.")).toBeVisible();
            };
            await add(page, name);
            const path = await row(page, name).getByRole("link", { name, exact: true }).getAttribute("href");
            await page.goto(`${path}?language=de`);
            await edit(page, { subject: written.Deutsch.Subject, message: written.Deutsch.Message });
            await save();

            await page.goto(`${path}?language=${CODES[from]}`);
            await hydrated(page);
            await page.getByLabel(field).fill("{{ nonsense");
            await page.getByLabel(field).blur();
            await expect(page.locator(`#${field === "Message" ? "body" : "subject"}-error`)).not.toBeEmpty();
            const language = page.getByRole("link", { name: to, exact: true });
            await language.click();
            await expect(language).toHaveAttribute("aria-current", "page");
            await expectWords(written[to]);
            await expect(page.locator(".field-error p")).toHaveCount(0);
            await save();
            for (const [language, words] of Object.entries(written)) {
                await page.goto(`${path}?language=${CODES[language as keyof typeof CODES]}`);
                if (language === from) {
                    await expect(page.getByLabel(field), "what was typed is kept for its language").toHaveValue("{{ nonsense");
                    await page.getByRole("button", { name: "Discard changes" }).click();
                }
                await expectWords(words);
            }
        });
    }
}

test("a contact is written to in their language, and what was sent can be read", async ({ admin: page, staff, mailbox }) => {
    const who = await staff.add("none");
    await page.goto(who.path);
    await page.getByRole("link", { name: `Edit ${who.name}` }).click();
    await hydrated(page);
    await page.getByLabel("Language").selectOption({ label: "Français" });
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your changes are saved.")).toBeVisible();
    await page.getByRole("button", { name: "Give access and send an email" }).click();
    const mail = await mailbox.next(who.email);
    expect(mail.subject).toContain("votre accès au portail partenaires");
    await expectInTime(page, page.getByText(/^Sent\b/).first());
    await page.reload();
    // A sandboxed page, in which even a test can run nothing.
    const href = await page.getByRole("link", { name: "Read it" }).getAttribute("href");
    const sent = await (await page.request.get(new URL(href!, page.url()).href)).text();
    expect(sent).toContain(`Bonjour ${who.name},`);
    expect(sent).not.toContain(mail.links[0]!);
});

// One test, because a person may send one in ten seconds.
test("a test goes to me, with what the mail server said", async ({ newPage, untouched, mailbox, trouble }) => {
    trouble.allow(404);
    test.skip(test.info().project.name === "phone", "the same form as on the desktop");
    const client = new Client(untouched.url);
    await becomeOwner(client, await ownerLink(untouched));
    const page = await newPage(client);
    await page.goto(`${untouched.url}${LIST}/new`);
    const address = /as typed, to (\S+)\. /.exec((await page.locator("#test-hint").textContent()) ?? "")![1]!;
    const subject = unique("Try");
    await edit(page, { subject });
    await page.getByRole("button", { name: "Send a test to me" }).click();
    await expect(page.getByText(`The mail server accepted the test for ${address}: 250`)).toBeVisible();
    await expect(page.getByLabel("Subject")).toHaveValue(subject);
    const mails = () => mailbox.all(address).filter((mail) => mail.subject === `[Test] ${subject}`);
    expect(mails()).toHaveLength(1);
    await page.goto(mails()[0]!.links[0]!);
    await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
});

test("list and editor are accessible and fit on a phone", async ({ admin: page, trouble }) => {
    trouble.allow(422);
    await add(page, unique("Accessible"));
    await hydrated(page);
    await page.locator("summary", { hasText: "Delete" }).first().click();
    await expectAccessible(page);
    await page.goto(`${LIST}/new`);
    await edit(page, { name: "", message: "{{ moon }}" });
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.locator("#body-error")).not.toBeEmpty();
    await hydrated(page);
    await expectAccessible(page);
    for (const path of [LIST, `${LIST}/new`]) {
        await page.setViewportSize({ width: 320, height: 640 });
        await page.goto(path);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
    }
});
