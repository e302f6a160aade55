import { expectAccessible } from "../support/axe.ts";
import { expect, expectInTime, hydrated, test } from "../support/gangway.ts";
import { Client } from "../support/load.mjs";
import { becomeOwner } from "../support/owner.mjs";
import { somebody, Staff } from "../support/partners.ts";
import { ownerLink, type Server } from "../support/server.mjs";
import type { Page } from "@playwright/test";

test("the details can be changed, and the timeline tells", async ({ admin: page, staff }) => {
    const who = await staff.add("none");
    const { company } = somebody();
    await page.goto(who.path);
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    await hydrated(page);
    await page.getByLabel("Partner name").fill(company);
    await page.getByLabel("Status").selectOption({ label: "Declined" });
    await page.getByLabel("Technology").check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your changes are saved.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1, name: company })).toBeVisible();
    await expect(page.locator(".partner-facts")).toContainText("Declined");
    await expect(page.locator(".partner-facts")).toContainText("Technology");
    await expect(page.locator(".timeline li")).toHaveCount(2);
});

test("a wrong detail is complained about beside its field and kept", async ({ admin: page, staff, trouble }) => {
    trouble.allow(422);
    const who = await staff.add("none");
    await page.goto(`${who.path}/edit`);
    await hydrated(page);
    await page.getByLabel("Partner name").fill("   ");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.locator("#name-error")).toHaveText("Enter the partner name.");

    await page.goto(who.path);
    await page.getByRole("link", { name: `Edit ${who.name}` }).click();
    await hydrated(page);
    await page.getByLabel("Phone number").fill("call me");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.locator("#phone-error")).toContainText("Enter a phone number, or leave the field empty.");
    await expect(page.getByLabel("Phone number")).toHaveValue("call me");
});

test("two people who change the same partner hear of each other", async ({ admin: page, newPage, staff, trouble }) => {
    trouble.allow(409);
    const who = await staff.add("none");
    const colleague = await newPage(staff.client);
    for (const editor of [page, colleague]) {
        await editor.goto(`${who.path}/edit`);
        await hydrated(editor);
    }
    await page.getByLabel("Status").selectOption({ label: "Signed" });
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your changes are saved.")).toBeVisible();
    await colleague.getByLabel("Partner name").fill(`${who.company} II`);
    await colleague.getByRole("button", { name: "Save" }).click();
    await expect(colleague.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
    await expect(colleague.getByLabel("Partner name")).toHaveValue(`${who.company} II`);
});

test("deleting asks by name, and ends what belonged to the partner", async ({ admin: page, staff, newPage, trouble }) => {
    trouble.allow(404);
    const who = await staff.addActive("seven quiet harbour lanterns");
    await page.goto(who.path);
    await hydrated(page);
    await page.locator("summary", { hasText: "Delete partner" }).click();
    await expect(page.getByText(`Delete ${who.company}?`)).toBeVisible();
    await page.getByRole("button", { name: `Delete ${who.company}` }).click();
    await expect(page).toHaveURL(/\/partners\?notice=deleted$/);
    await expect(page.getByText("The partner is deleted.")).toBeVisible();

    await page.goto(who.path);
    await expect(page.getByText("There is nothing at this address. It may have been deleted.")).toBeVisible();
    const contact = await newPage(who.client);
    await contact.goto("/portal");
    await expect(contact).toHaveURL(/\/sign-in/);
    await contact.goto(who.link);
    await expect(contact.getByRole("button", { name: "Activate my access" })).toHaveCount(0);
});

test("a name shows as it is, whatever it holds", async ({ admin: page, staff, newPage, mailbox }) => {
    const odd = { ...somebody(), firstName: "<b>Ana</b>", lastName: "O'Ruiz & **Söhne**" };
    const who = await staff.add("email", { ...odd, company: `${odd.company} <script>alert(1)</script>` });
    await page.goto(who.path);
    await expect(page.getByRole("heading", { level: 1, name: who.company })).toBeVisible();
    await expect(page).toHaveTitle(new RegExp("<script>alert\\(1\\)</script>"));
    const mail = await mailbox.next(who.email);
    expect(mail.subject).toContain("<b>Ana</b>");
    expect(mail.html).not.toContain("<b>Ana</b>");
    expect(mail.html).not.toContain("<script");
    const visitor = await newPage();
    await visitor.goto(mail.links[0]!);
    await expect(visitor.getByRole("heading", { name: "<b>Ana</b>, welcome to" })).toBeVisible();
});

/** The owner of `server` with a page, where partners who get this status are offered something. */
async function withOffer(server: Server, newPage: (client: Client) => Promise<Page>, status: string, label: string): Promise<[Staff, Page]> {
    const client = new Client(server.url);
    await becomeOwner(client, await ownerLink(server));
    const page = await newPage(client);
    await page.goto(`${server.url}/manage/statuses`);
    await page.getByRole("link", { name: status, exact: true }).click();
    await hydrated(page);
    await page.getByLabel("When a partner gets this status").selectOption({ label });
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your changes are saved.")).toBeVisible();
    return [new Staff(client, server), page];
}

/** Gives the partner these statuses, one after the other; ends on the partner's page. */
async function give(page: Page, partner: string, statuses: string[]): Promise<void> {
    for (const label of statuses) {
        await page.goto(`${partner}/edit`);
        await hydrated(page);
        await page.getByLabel("Status").selectOption({ label });
        await page.getByRole("button", { name: "Save" }).click();
        await expect(page.getByText("Your changes are saved.")).toBeVisible();
    }
}

test("a status offers the invitation, and nothing happens by itself", async ({ newPage, untouched, mailbox }) => {
    const [staff, page] = await withOffer(untouched, newPage, "Signed", "Offer to invite the main contact");
    const who = await staff.add("none");
    for (const answer of ["Not now", "Invite by email"]) {
        await give(page, `${untouched.url}${who.path}`, ["Prospect", "Signed"]);
        const offer = page.getByRole("region", { name: "Suggestion" });
        await expect(offer).toContainText(`Invite ${who.name} to the partner portal?`);
        expect(mailbox.all(who.email)).toHaveLength(0);
        await hydrated(page);
        await expectAccessible(page);
        await offer.getByRole("button", { name: answer }).click();
        await expect(offer).toHaveCount(0);
    }
    await mailbox.next(who.email);
});

test("a status offers to remove access, and nothing happens by itself", async ({ newPage, untouched }) => {
    const [staff, page] = await withOffer(untouched, newPage, "Declined", "Offer to remove access");
    const who = await staff.addActive("seven quiet harbour lanterns");
    const portal = async () => (await who.client.send({ path: "/portal" })).status;
    const offer = page.getByRole("region", { name: "Suggestion" });
    await give(page, `${untouched.url}${who.path}`, ["Declined"]);
    await expect(offer).toContainText(`Remove access to the partner portal? ${who.company} has the status Declined now.`);
    await hydrated(page);
    await expectAccessible(page);
    await offer.getByRole("button", { name: "Not now" }).click();
    await expect(offer).toHaveCount(0);
    await expect(page.getByText(`left the access of ${who.company} unchanged.`)).toBeVisible();
    expect(await portal()).toBe(200);

    await give(page, `${untouched.url}${who.path}`, ["Signed", "Declined"]);
    await offer.getByRole("button", { name: "Review" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Remove the access of 1 person?" })).toBeVisible();
    expect(await portal()).toBe(200);
    await hydrated(page);
    await page.getByRole("button", { name: "Remove the access of 1 person" }).click();
    await expectInTime(page, page.getByText("1 partner lost access."));
    expect(await portal()).toBe(303);
    await page.getByRole("row", { name: who.company }).getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1, name: who.company })).toBeVisible();
    await expect(page.getByText("No access").first()).toBeVisible();
    await expect(offer).toHaveCount(0);
});
