import { expect, hydrated, openUserMenu, scripts, setUp, signIn, test } from "../support/gangway.ts";
import { owner } from "../support/owner.mjs";
import { somebody } from "../support/partners.ts";
import { ownerLink } from "../support/server.mjs";

const PASSWORD = "seven quiet harbour lanterns";
const NO_MATCH = "Email and password do not match. Check both, or choose a new password.";

test("the first owner comes in by the printed link, once", async ({ untouched, newPage, trouble }) => {
    trouble.allow(422);
    const link = await ownerLink(untouched);
    const page = await newPage();
    await page.goto(link);
    await expect(page).toHaveURL(/\/activate\?link=/);
    await expect(page.getByRole("heading", { name: "Set up Gangway" })).toBeVisible();

    await page.getByRole("button", { name: "Set up Gangway" }).click();
    await expect(page.locator("#organisation-error")).toHaveText("Enter the organisation name.");
    await expect(page.locator("#password-error")).toHaveText("Choose a password.");

    await setUp(page);

    await expect(page).toHaveURL(`${untouched.url}/attention`);
    await expect(page.getByRole("heading", { name: "No partners yet" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Add a new partner" }).first()).toBeVisible();

    trouble.allow(404);
    const late = await newPage();
    await late.goto(link);
    await expect(late.getByRole("button", { name: "Set up Gangway" })).toHaveCount(0);
});

test("signing in leads to the page that was asked for, and signing out ends the session", async ({ page, staff }) => {
    await page.goto("/account");
    await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount$/);
    await signIn(page, owner.email.toUpperCase(), owner.password);
    await expect(page).toHaveURL(/\/account$/);

    const [session] = await page.context().cookies();
    expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
    await openUserMenu(page);
    await page.getByRole("button", { name: "Sign out", exact: true }).locator("visible=true").click();
    await expect(page.getByText("You are signed out.")).toBeVisible();

    await page.context().addCookies([session!]);
    await page.goto("/partners");
    await expect(page, "the old cookie opens nothing").toHaveURL(/\/sign-in/);
    expect((await staff.client.send({ path: "/partners" })).status, "another session of the same person goes on").toBe(200);
});

test("what was said before is not said beside an error", async ({ page, staff: _ }) => {
    await page.goto("/sign-in?notice=signed-out");
    await expect(page.getByText("You are signed out.")).toBeVisible();
    await signIn(page, owner.email, "not this one");
    await expect(page.getByText(NO_MATCH)).toBeVisible();
    await expect(page.getByText("You are signed out.")).toHaveCount(0);
});

test("after signing in nobody is led to another site", async ({ page, staff: _ }) => {
    await page.goto("/sign-in?next=//evil.example/partners");
    await signIn(page, owner.email, owner.password);
    await expect(page).toHaveURL(/\/attention$/);
    expect(new URL(page.url()).hostname).toBe("localhost");
});

test("unknown, invited and mistyped get the same answer, and the address stays", async ({ page, staff }) => {
    const invited = await staff.add("link");
    const unknown = somebody();
    for (const email of [owner.email, invited.email, unknown.email]) {
        await page.goto("/sign-in");
        await signIn(page, email, "not the right password");
        await expect(page.locator("#password-error")).toHaveText(NO_MATCH);
        await expect(page.getByLabel("Email")).toHaveValue(email);
        await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
    }
});

test("a forgotten password is mended by mail, once, and ends other sessions", async ({ page, newPage, staff, mailbox }) => {
    const contact = await staff.addActive(PASSWORD);
    const elsewhere = await newPage(contact.client);
    await elsewhere.goto("/portal");
    await expect(elsewhere).toHaveURL(/\/portal$/);

    await page.goto("/sign-in");
    await page.getByRole("link", { name: "Forgot password?" }).click();
    await page.getByLabel("Email").fill(contact.email);
    await page.getByRole("button", { name: "Email me a link" }).click();
    await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();

    const mail = await mailbox.next(contact.email);
    expect(mail.links).toHaveLength(1);
    await page.goto(mail.links[0]!);
    await expect(page).toHaveURL(/\/reset-password\?link=/);
    await expect(page.getByLabel("Email")).toHaveValue(contact.email);
    await expect(page.getByLabel("New password"), "there is nothing else to do").toBeFocused();
    await page.getByLabel("New password").fill("eleven bright harbour gulls");
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page).toHaveURL(/\/portal$/);

    await elsewhere.reload();
    await expect(elsewhere).toHaveURL(/\/sign-in/);
    await signIn(elsewhere, contact.email, PASSWORD);
    await expect(elsewhere.locator("#password-error")).toHaveText(NO_MATCH);
    await signIn(elsewhere, contact.email, "eleven bright harbour gulls");
    await expect(elsewhere).toHaveURL(/\/portal$/);

    await page.goto(mail.links[0]!);
    await expect(page, "who is signed in is led on").toHaveURL(/\/portal$/);
    const stranger = await newPage();
    await stranger.goto(mail.links[0]!);
    await expect(stranger.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
    await expect(stranger.getByRole("link", { name: "Email me a new link" })).toBeVisible();
});

test("an address is typed once on the way back in", async ({ page }) => {
    const contact = somebody();
    test.skip(!scripts(), "without scripts nothing is carried from page to page");
    await page.goto("/sign-in");
    await hydrated(page);
    await page.getByLabel("Email").fill(contact.email);
    await page.getByRole("link", { name: "Forgot password?" }).click();
    await expect(page.getByLabel("Email")).toHaveValue(contact.email);
    await page.getByRole("button", { name: "Email me a link" }).click();
    await expect(page.getByText(`If ${contact.email} can sign in here`)).toBeVisible();
    await page.getByRole("link", { name: "Change it" }).click();
    await expect(page.getByLabel("Email")).toHaveValue(contact.email);
});

test("asking for a link tells nobody who exists", async ({ page, staff, mailbox, trouble }) => {
    trouble.allow(422);
    const invited = await staff.add("link");
    const stranger = somebody().email;
    for (const email of [stranger, invited.email]) {
        await page.goto("/forgot-password");
        await page.getByLabel("Email").fill(email);
        await page.getByRole("button", { name: "Email me a link" }).click();
        await expect(page.getByText(/can sign in here, we.ve sent a link to it\./)).toBeVisible();
    }
    // Who never came in gets the invitation again.
    expect((await mailbox.next(invited.email)).links).toHaveLength(1);
    expect(mailbox.all(stranger)).toEqual([]);
    await page.goto("/forgot-password");
    await page.getByLabel("Email").fill("no address");
    await page.getByRole("button", { name: "Email me a link" }).click();
    await expect(page.locator("#email-error")).toContainText("email address");
    await expect(page.getByLabel("Email")).toHaveValue("no address");
});

test("a password can be shown and hidden again @scripts", async ({ page }) => {
    await page.goto("/sign-in");
    await hydrated(page);
    const password = page.getByLabel("Password", { exact: true });
    await password.fill(PASSWORD);
    const reveal = page.getByRole("button", { name: "Show password" });
    await reveal.click();
    await expect(password).toHaveAttribute("type", "text");
    await page.getByRole("button", { name: "Hide password" }).click();
    await expect(password).toHaveAttribute("type", "password");
});

test("the theme is chosen in the user menu and kept @scripts", async ({ admin }) => {
    await admin.goto("/partners");
    await openUserMenu(admin);
    await admin.getByRole("button", { name: "Dark" }).locator("visible=true").click();
    await expect(admin.locator("html")).toHaveAttribute("data-theme", "dark");
    await admin.reload();
    await expect(admin.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("somebody signed in is not asked to sign in again", async ({ admin }) => {
    await admin.goto("/sign-in");
    await expect(admin).toHaveURL(/\/attention$/);
    await admin.goto("/portal");
    await expect(admin, "staff have no partner portal").toHaveURL(/\/attention$/);
});
