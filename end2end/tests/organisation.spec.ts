import { expectAccessible } from "../support/axe.ts";
import { expect, hydrated, scripts, test } from "../support/gangway.ts";
import { Client } from "../support/load.mjs";
import { becomeOwner } from "../support/owner.mjs";
import { Staff } from "../support/partners.ts";
import { ownerLink } from "../support/server.mjs";
import type { Page } from "@playwright/test";

const ORGANISATION = "/manage/organisation";

/** 64 by 16 pixels of sea teal. */
const PICTURE = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAQCAIAAAAphe5+AAAAKklEQVR42mNgSCgY2mjUA6MeGPXAqAdGPTDqgVEPjHpg1AOjHhj1ALkIAHIHQC4WC6I9AAAAAElFTkSuQmCC",
    "base64",
);

const accent = (page: Page): Promise<string> =>
    page.locator(".button.primary").first().evaluate((button) => getComputedStyle(button).backgroundColor);

test("a new name and colour are on every page, those for visitors too", async ({ newPage, untouched }) => {
    const client = new Client(untouched.url);
    await becomeOwner(client, await ownerLink(untouched));
    const visitor = await newPage();
    await visitor.goto(`${untouched.url}/sign-in`);
    const before = await accent(visitor);

    const page = await newPage(client);
    await page.goto(`${untouched.url}${ORGANISATION}`);
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Acme");
    await expect(page.getByText(untouched.url, { exact: true })).toBeVisible();
    await hydrated(page);
    await page.getByLabel("Name", { exact: true }).fill("Harbour & Sons");
    await page.getByLabel("Plum").check();
    await page.getByLabel("Invitations last").selectOption({ label: "3 days" });
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your changes are saved.")).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("data-accent", "plum");
    await expect(page.locator(".logo-name").first()).toHaveText("Harbour & Sons");
    await expectAccessible(page);

    await visitor.reload();
    await expect(visitor.locator("html")).toHaveAttribute("data-accent", "plum");
    await expect(visitor.locator(".logo-name")).toHaveText("Harbour & Sons");
    await expect(visitor).toHaveTitle(/Harbour & Sons/);
    expect(await accent(visitor)).not.toBe(before);
    await expectAccessible(visitor);

    // Once more from the same page: it knows that what it shows now is what was saved.
    await hydrated(page);
    await page.getByLabel("Sea teal").check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-accent", "teal");
    await visitor.reload();
    expect(await accent(visitor)).toBe(before);
});

test("a logo stands in every frame, and a file that is none is named", async ({ newPage, untouched }) => {
    const client = new Client(untouched.url);
    await becomeOwner(client, await ownerLink(untouched));
    const page = await newPage(client);
    await page.goto(`${untouched.url}${ORGANISATION}`);
    await hydrated(page);
    await page.getByLabel("Image").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from("<svg/>") });
    await page.getByRole("button", { name: "Upload logo" }).click();
    await expect(page.locator("#logo-error")).toHaveText("Choose a PNG, JPEG or WebP image.");
    await expectAccessible(page);

    await page.getByLabel("Image").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: PICTURE });
    await page.getByRole("button", { name: "Upload logo" }).click();
    await expect(page.getByText("The logo is saved.")).toBeVisible();
    await expectAccessible(page);
    const visitor = await newPage();
    for (const shown of [page, visitor]) {
        await shown.goto(`${untouched.url}${shown === page ? "/partners" : "/sign-in"}`);
        const logo = shown.getByRole("img", { name: "Acme" });
        await expect(logo).toBeVisible();
        expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(64);
        await expectAccessible(shown);
    }

    await page.goto(`${untouched.url}${ORGANISATION}`);
    await page.getByRole("button", { name: "Remove logo" }).click();
    await expect(page.getByText("The logo is removed.")).toBeVisible();
    await expect(page.locator(".logo-name").first()).toHaveText("Acme");
});

test("a wrong field is named, and the page can be saved once it is right", async ({ newPage, untouched, trouble }) => {
    trouble.allow(422);
    const client = new Client(untouched.url);
    await becomeOwner(client, await ownerLink(untouched));
    const page = await newPage(client);
    await page.goto(`${untouched.url}${ORGANISATION}`);
    await hydrated(page);
    await page.getByLabel("Reply-to address").fill("partners");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.locator("#reply_to-error")).toHaveText("Enter an email address like name@company.com.");
    await expect(page.getByLabel("Reply-to address")).toHaveValue("partners");
    if (scripts()) await expect(page.getByLabel("Reply-to address")).toBeFocused();
    await page.getByLabel("Reply-to address").fill("partners@acme.example");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Your changes are saved.")).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Reply-to address")).toHaveValue("partners@acme.example");
});

test("the time at which an email leaves is one of the organisation's time zone", async ({ newPage, untouched }) => {
    const client = new Client(untouched.url);
    await becomeOwner(client, await ownerLink(untouched));
    const [staff, page] = [new Staff(client, untouched), await newPage(client)];
    const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    const paths: string[] = [];
    for (const [zone, typed] of [["UTC", "12:00"], ["Asia/Kolkata", "17:30"]]) {
        await page.goto(`${untouched.url}${ORGANISATION}`);
        await hydrated(page);
        await page.getByLabel("Time zone").selectOption({ label: zone });
        await page.getByRole("button", { name: "Save" }).click();
        await expect(page.getByText("Your changes are saved.")).toBeVisible();
        const { path } = await staff.add("none");
        paths.push(path);
        await page.goto(`${untouched.url}${path}`);
        await hydrated(page);
        await page.getByRole("link", { name: "Choose template, time and note" }).click();
        await page.getByLabel("Schedule").check();
        await expect(page.getByText(`In your organisation's time zone, ${zone}.`)).toBeVisible();
        await page.getByLabel("Date and time").fill(`${day}T${typed}`);
        await page.getByRole("button", { name: /^Give access/ }).click();
        await expect(page.getByText("will be sent at").first()).toBeVisible();
    }
    // The same moment, also of what was planned before the zone was another one; each reader sees it in their own.
    for (const path of paths) {
        await page.goto(`${untouched.url}${path}`);
        await hydrated(page);
        const leaves = page.getByText(/The email to .* will be sent at/).locator("time");
        await expect(leaves).toHaveAttribute("datetime", `${day}T12:00:00Z`);
        await expect(leaves).toContainText(scripts() ? /1[34]:00/ : "12:00 UTC");
    }
});

test("contacts without a language are written to in the organisation's", async ({ newPage, untouched, mailbox }) => {
    const client = new Client(untouched.url);
    await becomeOwner(client, await ownerLink(untouched));
    const [staff, page] = [new Staff(client, untouched), await newPage(client)];
    const subjects: string[] = [];
    for (const label of ["English", "Français"]) {
        await page.goto(`${untouched.url}${ORGANISATION}`);
        await hydrated(page);
        await page.getByLabel("Language").selectOption({ label });
        await page.getByRole("button", { name: "Save" }).click();
        await expect(page.getByText("Your changes are saved.")).toBeVisible();
        subjects.push((await mailbox.next((await staff.add("email")).email)).subject);
    }
    expect(subjects[0]).toContain("partner portal is ready");
    expect(subjects[1]).toContain("votre accès au portail partenaires");
});

test("the organisation's settings are accessible and fit on a phone", async ({ admin: page }) => {
    for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 720 });
        await page.goto(ORGANISATION);
        await hydrated(page);
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
});
