import { expectAccessible } from "../support/axe.ts";
import { expect, hydrated, scripts, test } from "../support/gangway.ts";
import { Client } from "../support/load.mjs";
import type { Page } from "@playwright/test";

const PASSWORD = "seven quiet harbour lanterns";

async function choose(page: Page, password: string): Promise<void> {
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Activate my access" }).click();
}

test("the invited person sees who invites them, chooses a password and stands signed in", async ({ page, staff, mailbox }) => {
    const who = await staff.add("email");
    const mail = await mailbox.next(who.email);
    await page.goto(mail.links[0]!);
    await expect(page.getByRole("heading", { name: `${who.firstName}, welcome to Acme's partner portal` })).toBeVisible();
    await expect(page.getByText(`Olga Owner invited you for ${who.company}.`)).toBeVisible();
    const name = page.getByLabel("Email");
    await expect(name).toHaveValue(who.email);
    await expect(name).toHaveAttribute("autocomplete", "username");
    await expect(name).toHaveAttribute("readonly", /.*/);
    await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("autocomplete", "new-password");

    await choose(page, PASSWORD);
    await expect(page).toHaveURL(/\/portal$/);
    await expect(page.getByRole("heading", { name: `Welcome, ${who.firstName}` })).toBeVisible();
});

test("opening a link consumes nothing, however often and by whatever robot", async ({ page, staff, gangway, newPage, trouble }) => {
    trouble.allow(422);
    const who = await staff.add("link");
    const path = new URL(who.link).pathname;
    for (const method of ["HEAD", "GET", "GET", "GET", "GET", "GET"]) {
        const robot = new Client(gangway.url);
        const { status } = await robot.send({ method, path });
        expect(status, method).toBe(303);
        expect((await robot.send({ path: "/activate" })).status, "the form behind it").toBe(200);
        robot.close();
    }
    const robot = await newPage();
    await robot.goto(who.link);
    await robot.getByRole("button", { name: "Activate my access" }).click();
    await expect(robot.locator("#password-error")).toHaveText("Choose a password.");

    await page.goto(who.link);
    await choose(page, PASSWORD);
    await expect(page).toHaveURL(/\/portal$/);
});

test("the secret leaves the URL before anything else is loaded, and is in no other request", async ({ page, staff, gangway }) => {
    const who = await staff.add("link");
    const token = who.link.split("/").at(-1)!;
    const requests: { url: string; headers: Record<string, string> }[] = [];
    page.on("request", (request) => requests.push({ url: request.url(), headers: request.headers() }));
    const answer = page.waitForResponse(who.link);
    await page.goto(who.link);
    await hydrated(page);

    const first = await answer;
    expect(first.status()).toBe(303);
    const headers = await first.allHeaders();
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["cache-control"]).toBe("no-store, no-transform");
    expect(headers.location).toMatch(/^\/activate\?link=[\w-]{8}$/);

    await expect(page).toHaveURL(`${gangway.url}${headers.location}`);
    expect(requests[0]!.url).toBe(who.link);
    const later = requests.slice(1);
    expect(later.length).toBeGreaterThan(1);
    for (const { url, headers } of later) {
        expect(new URL(url).origin, "no request to anybody else").toBe(gangway.url);
        expect(`${url} ${headers.referer ?? ""}`).not.toContain(token);
    }
    expect(await page.content()).not.toContain(token);
    const held = (await page.context().cookies()).find((cookie) => cookie.value === token);
    expect(held).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});

test("a password can be pasted; a weak one is refused with what to do", async ({ page, staff, trouble }) => {
    trouble.allow(422);
    const who = await staff.add("link");
    await page.goto(who.link);
    await hydrated(page);
    const password = page.getByLabel("Password", { exact: true });
    for (const [weak, complaint] of [
        ["short", "Use 8 characters or more. A few words in a row make a good password."],
        ["password1", "This password is easy to guess. Add another word or two; names and common passwords do not count."],
    ] as const) {
        await choose(page, weak);
        await expect(page.locator("#password-error")).toHaveText(complaint);
        // The server never sends a password back.
        await expect(password).toHaveValue(scripts() ? weak : "");
        await expect(password).toHaveAttribute("aria-invalid", "true");
    }
    await hydrated(page);
    await password.fill("");
    await password.focus();
    if (scripts()) {
        await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
        await page.evaluate((text) => navigator.clipboard.writeText(text), PASSWORD);
        await page.keyboard.press("ControlOrMeta+V");
    } else {
        await page.keyboard.insertText(PASSWORD);
    }
    await expect(password).toHaveValue(PASSWORD);
    await page.getByRole("button", { name: "Activate my access" }).click();
    await expect(page).toHaveURL(/\/portal$/);
});

test("the meter judges the password as one types @scripts", async ({ page, staff }) => {
    const who = await staff.add("link");
    await page.goto(who.link);
    await hydrated(page);
    const password = page.getByLabel("Password", { exact: true });
    await password.fill("password1");
    await expect(page.getByText("Too easy to guess. Add another word or two.")).toBeVisible();
    await password.fill(PASSWORD);
    await expect(page.getByText("Strong.", { exact: true })).toBeVisible();
});

test("a link that was used leads to signing in", async ({ page, staff }) => {
    const who = await staff.addActive(PASSWORD);
    await page.goto(who.link);
    await expect(page.getByRole("heading", { name: "Your access is already active" })).toBeVisible();
    await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
    await page.getByRole("link", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
});

test("an unknown or malformed link says no more than that, with a way on", async ({ page, trouble }) => {
    trouble.allow(404);
    for (const token of ["A".repeat(43), "unknown", "%00%ff", "x".repeat(900)]) {
        await page.goto(`/activate/${token}`);
        await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
        await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
    }
});

test("removing access ends the link and the live session at once", async ({ staff, newPage }) => {
    const who = await staff.addActive(PASSWORD);
    const partner = await newPage(who.client);
    await partner.goto("/portal");
    await expect(partner.getByRole("heading", { name: `Welcome, ${who.firstName}` })).toBeVisible();

    await staff.removeAccess(who.person);
    await partner.goto("/portal/team");
    await expect(partner).toHaveURL(/\/sign-in\?next=%2Fportal%2Fteam&notice=session-over$/);
    const visitor = await newPage();
    await visitor.goto(who.link);
    await expect(visitor.getByRole("button", { name: "Activate my access" })).toHaveCount(0);
});

test("a withdrawn invitation says so", async ({ page, staff }) => {
    const who = await staff.add("link");
    await staff.removeAccess(who.person);
    await page.goto(who.link);
    await expect(page.getByRole("heading", { name: "This invitation was withdrawn" })).toBeVisible();
    await expect(page.getByText("ask your contact at Acme for a new invitation")).toBeVisible();
});

test("a new address replaces the links to the old one", async ({ page, admin, staff, mailbox }) => {
    const who = await staff.add("email");
    const old = await mailbox.next(who.email);
    await admin.goto(who.path);
    await admin.getByRole("link", { name: `Edit ${who.name}` }).click();
    await hydrated(admin);
    await admin.getByLabel("Email").fill(`new.${who.email}`);
    await admin.getByRole("button", { name: "Save" }).click();
    await expect(admin.getByText("Your changes are saved.")).toBeVisible();
    const fresh = await mailbox.next(`new.${who.email}`);

    await page.goto(old.links[0]!);
    await expect(page.getByRole("heading", { name: "A newer link has replaced this one" })).toBeVisible();
    await page.goto(fresh.links[0]!);
    await expect(page.getByLabel("Email")).toHaveValue(`new.${who.email}`);
});

test("signed in as somebody else, the page says so and never binds in silence", async ({ staff, newPage, admin }) => {
    const who = await staff.add("link");
    const shared = await newPage();
    const { client } = await staff.addActive(PASSWORD);
    await shared.context().addCookies(client.cookies());
    await shared.goto("/portal");
    const before = (await shared.context().cookies()).find((cookie) => cookie.name === "gangway_session")!.value;

    await shared.goto(who.link);
    await expect(shared.getByText(/You are signed in as .*\. Activating will sign you in as Ana instead\./)).toBeVisible();
    await choose(shared, PASSWORD);
    await expect(shared).toHaveURL(/\/portal$/);
    const after = (await shared.context().cookies()).find((cookie) => cookie.name === "gangway_session")!.value;
    expect(after).not.toBe(before);
    await shared.goto("/portal/account");
    await expect(shared.getByText(who.email).first()).toBeAttached();

    await admin.goto(who.link);
    await expect(admin.getByRole("heading", { name: "Your access is already active" })).toBeVisible();
    await admin.goto("/account");
    await expect(admin.getByText("olga@acme.example").first(), "the admin is still the admin").toBeAttached();
});

test("staff who open a contact's link stay staff", async ({ admin, staff }) => {
    const who = await staff.add("link");
    await admin.goto(who.link);
    await expect(admin.getByText("You are signed in as Olga Owner. Activating will sign you in as Ana instead.")).toBeVisible();
    await expect(admin.getByRole("button", { name: "Sign out Olga Owner" })).toBeVisible();
    await admin.goto("/partners");
    await expect(admin.getByRole("heading", { level: 1, name: "Partners" })).toBeVisible();
});

test("an error goes once it is not true any more @scripts", async ({ page, staff, trouble }) => {
    trouble.allow(422);
    const who = await staff.add("link");
    await page.goto(who.link);
    await hydrated(page);
    const password = page.getByLabel("Password", { exact: true });
    await choose(page, "password1");
    await expect(page.locator("#password-error")).toContainText("easy to guess");
    await password.fill(PASSWORD);
    await expect(page.getByText("Strong.", { exact: true })).toBeVisible();
    await expect(page.locator("#password-error")).toBeEmpty();
    const reveal = page.locator(".password-reveal");
    await expect(reveal).toHaveText("Show password");
    await reveal.click();
    await expect(reveal).toHaveText("Hide password");
});

test("a contact who is signed in and opens the old invitation goes on to the portal", async ({ staff, newPage }) => {
    const who = await staff.addActive(PASSWORD);
    const page = await newPage(who.client);
    await page.goto(who.link);
    await expect(page).toHaveURL(/\/portal$/);
});

test("the question whether a link is mine fits on a phone", async ({ staff, newPage }) => {
    const who = await staff.add("link");
    const page = await newPage();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(who.link);
    await hydrated(page);
    await page.getByText("This is not me").click();
    const area = (await page.getByLabel("Who was this meant for?").boundingBox())!;
    expect(area.width).toBeGreaterThan(250);
});

test("whoever got a link that was meant for somebody else says so, and staff hear of it", async ({ admin: page, staff, newPage }) => {
    const who = await staff.add("link");
    const visitor = await newPage();
    await visitor.goto(who.link);
    await visitor.getByText("This is not me").click();
    await visitor.getByLabel("Who was this meant for?").fill("Ask Li instead");
    await expectAccessible(visitor);
    await visitor.getByRole("button", { name: /^Tell / }).click();
    await expect(visitor.getByText("The person who invited you has been notified.")).toBeVisible();
    await expect(visitor.getByRole("heading", { level: 1, name: "Thanks for telling us" })).toBeVisible();
    await expect(visitor.getByLabel("Password", { exact: true })).toHaveCount(0);
    await visitor.getByRole("link", { name: "This invitation is for me after all" }).click();
    await expect(visitor.getByLabel("Password", { exact: true })).toBeVisible();
    await page.goto(who.path);
    await expect(page.getByText("says it is not for them.").first()).toBeVisible();
    await expect(page.getByText("Ask Li instead")).toBeVisible();
});
