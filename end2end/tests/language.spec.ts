import { check, expectAccessible } from "../support/axe.ts";
import { expect, hydrated, openUserMenu, test } from "../support/gangway.ts";
import { activate, somebody } from "../support/partners.ts";

const PASSWORD = "seven quiet harbour lanterns";

test.describe("in German", () => {
    test.use({ locale: "de-DE" });

    test("pages of people who are not signed in are German and accessible", async ({ page, staff, trouble }) => {
        trouble.allow(404);
        const invited = await staff.add("link");
        for (const path of ["/sign-in", "/forgot-password", "/confirm-address", invited.link]) {
            await page.goto(path);
            await expectAccessible(page);
            await expect(page.locator("html")).toHaveAttribute("lang", "de");
        }
    });

    test("pages of the portal are German and accessible", async ({ newPage, staff }) => {
        const who = await staff.addActive(PASSWORD);
        const page = await newPage(who.client);
        for (const path of ["/portal", "/portal/company", "/portal/programs", "/portal/team", "/portal/account"]) {
            await check(page, path);
            await expect(page.locator("html")).toHaveAttribute("lang", "de");
        }
    });

    test("a page goes on in German once scripts have taken over", async ({ page }) => {
        await page.goto("/sign-in");
        await hydrated(page);
        await page.getByRole("link", { name: "Passwort vergessen?" }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Passwort vergessen?" })).toBeVisible();
    });
});

test("one person reads another language, and comes back to their own", async ({ newPage, staff }) => {
    const who = await staff.addActive(PASSWORD);
    const page = await newPage(who.client);
    await page.goto("/portal/account");
    await hydrated(page);
    await openUserMenu(page);
    await page.getByRole("button", { name: "Deutsch" }).filter({ visible: true }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page.getByRole("heading", { level: 1, name: "Mein Konto" })).toBeVisible();
    await openUserMenu(page);
    await page.getByRole("button", { name: "English" }).filter({ visible: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "My account" })).toBeVisible();
});

for (const locale of ["en-GB", "de-DE"]) {
    test.describe(`names of 60 characters, in ${locale}`, () => {
        test.use({ locale });

        test("fit into the pages of staff and contacts", async ({ admin, newPage, staff }) => {
            test.slow();
            const long = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunt";
            const who = somebody();
            const mark = who.company.slice(8, 16);
            const added = await staff.add("link", { ...who, company: long.slice(8) + mark, firstName: long, lastName: long.slice(8) + mark });
            const link = added.link;
            for (const path of ["/partners", `/partners?q=${mark}`, added.path, `${added.path}/edit`, `${added.path}/contacts/${added.person}/edit`]) {
                await check(admin, path);
            }
            const contact = await newPage();
            await check(contact, link);
            const page = await newPage(await activate(staff.server, link, PASSWORD));
            for (const path of ["/portal", "/portal/company", "/portal/team", "/portal/account"]) await check(page, path);
        });
    });
}
