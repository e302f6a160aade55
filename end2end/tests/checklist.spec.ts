import { check } from "../support/axe.ts";
import { expect, hydrated, test } from "../support/gangway.ts";
import { Client } from "../support/load.mjs";
import { becomeOwner } from "../support/owner.mjs";
import { somebody } from "../support/partners.ts";
import { ownerLink } from "../support/server.mjs";

test("a new owner goes through the checklist, and hides it when all is done", async ({ newPage, untouched }) => {
    const client = new Client(untouched.url);
    await becomeOwner(client, await ownerLink(untouched));
    const page = await newPage(client);
    const list = page.getByRole("region", { name: "Set up your partner portal" });
    const step = (title: string) => list.getByRole("listitem").filter({ hasText: title });
    const begin = async (title: string) => {
        await page.goto(`${untouched.url}/partners`);
        await hydrated(page);
        await expect(step(title)).toContainText("To do");
        await list.getByRole("link", { name: title }).click();
        await page.waitForURL((url) => url.pathname !== "/partners");
        await hydrated(page);
    };
    const expectDone = async (title: string, count: number) => {
        await page.goto(`${untouched.url}/partners`);
        await expect(step(title)).toContainText("Done");
        await expect(list).toContainText(`${count} of 5 done`);
    };

    await page.goto(`${untouched.url}/partners`);
    await expect(list).toContainText("0 of 5 done");
    await expect(page.getByRole("link", { name: "Add a new partner" }), "one button says it").toHaveCount(1);
    await check(page);

    await begin("Set your time zone and logo");
    await page.getByLabel("Time zone").selectOption({ label: "Europe/Berlin" });
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your changes are saved.")).toBeVisible();
    await expectDone("Set your time zone and logo", 1);

    await begin("Send yourself a test email");
    await page.getByRole("button", { name: "Send a test to me" }).click();
    await expect(page.getByText("The mail server accepted the test")).toBeVisible();
    await expectDone("Send yourself a test email", 2);

    await begin("Create your programs");
    await page.getByRole("link", { name: "Add a program" }).click();
    await hydrated(page);
    await page.getByLabel("Program name").fill("Distributor");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByRole("link", { name: "Distributor" })).toBeVisible();
    await expectDone("Create your programs", 3);

    const colleague = somebody();
    await begin("Invite a colleague");
    await page.getByLabel("First name").fill(colleague.firstName);
    await page.getByLabel("Last name").fill(colleague.lastName);
    await page.getByLabel("Email", { exact: true }).fill(colleague.email);
    await page.getByLabel(/^Admin: can /).check();
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    await expect(page.getByText("The invitation is made.")).toBeVisible();
    await expectDone("Invite a colleague", 4);
    await check(page);

    const partner = somebody();
    await begin("Add or import a partner");
    await page.getByLabel("Partner name").fill(partner.company);
    await page.getByLabel("First name").fill(partner.firstName);
    await page.getByLabel("Last name").fill(partner.lastName);
    await page.getByLabel("Email").fill(partner.email);
    await page.getByLabel("Access to the partner portal").uncheck();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByText("No access").first()).toBeVisible();

    await page.goto(`${untouched.url}/partners`);
    const end = page.getByRole("region", { name: "You're all set" });
    await expect(end.getByText("Done", { exact: true })).toHaveCount(5);
    await check(page);
    await end.getByRole("button", { name: "Hide this list" }).click();
    await expect(end).toHaveCount(0);
    await expect(page.getByRole("link", { name: partner.company })).toBeVisible();
});

test("the checklist is hidden and shown again", async ({ newPage, untouched }) => {
    const client = new Client(untouched.url);
    await becomeOwner(client, await ownerLink(untouched));
    const page = await newPage(client);
    await page.goto(`${untouched.url}/partners`);
    await hydrated(page);
    const list = page.getByRole("region", { name: "Set up your partner portal" });
    await list.getByRole("button", { name: "Hide this list" }).click();
    await expect(page.getByText("The setup checklist is hidden.")).toBeVisible();
    await expect(list).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("heading", { name: "No partners yet" })).toBeVisible();
    await expect(list).toHaveCount(0);

    await page.goto(`${untouched.url}/manage/organisation`);
    await check(page);
    await page.getByRole("button", { name: "Show it again" }).click();
    await expect(page).toHaveURL(/\/partners$/);
    await expect(list).toBeVisible();
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
