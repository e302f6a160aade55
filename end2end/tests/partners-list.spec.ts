import { expect, hydrated, scripts, test } from "../support/gangway.ts";
import type { Locator, Page } from "@playwright/test";

const names = (page: Page): Locator => page.getByRole("rowheader");
const total = (page: Page): Locator => page.locator(".partners-total");
const boxes = (page: Page): Locator => page.locator('tbody input[type="checkbox"]');
const bar = (page: Page): Locator => page.getByRole("group", { name: "Selected partners" });

const ids = (boxes: Locator): Promise<string[]> =>
    boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).value));

/** Ticks the second and the third partner; returns their ids. */
async function tickTwo(page: Page): Promise<string[]> {
    for (const row of [1, 2]) await boxes(page).nth(row).check();
    return (await ids(boxes(page))).slice(1, 3);
}

/** The list, on the server with the demonstration. */
const list = test.extend<{ partners: Page }>({
    baseURL: async ({ demonstration }, use) => use(demonstration.server.url),
    partners: async ({ newPage, demonstration }, use) => {
        const page = await newPage(demonstration.client);
        await page.goto("/partners");
        await hydrated(page);
        await use(page);
    },
});

/** With scripts the list follows by itself, without it a button does it. */
async function apply(page: Page): Promise<void> {
    if (!scripts()) await page.getByRole("button", { name: "Apply" }).click();
}

list("the search finds names, contacts and addresses, and lives in the URL", async ({ partners: page }) => {
    for (const [words, found] of [
        ["finch", "Alder & Finch GmbH"],
        ["JONAS web", "Bluewater Systems"],
        ["eleni@pelagos", "Pelagos Shipping"],
        ["佐藤", "Hanabi Software"],
    ] as const) {
        await page.getByLabel("Search partners").fill(words);
        await apply(page);
        await expect(names(page)).toHaveText([found]);
        await expect(total(page)).toHaveText("1 partner");
        expect(new URL(page.url()).searchParams.get("q")).toBe(words);
    }
    await page.reload();
    await expect(names(page)).toHaveText(["Hanabi Software"]);
    await expect(page.getByLabel("Search partners")).toHaveValue("佐藤");
});

list("filters combine, and their view can be shared by its URL", async ({ partners: page, newPage, demonstration }) => {
    await page.getByRole("combobox", { name: "Status", exact: true }).selectOption({ label: "Declined" });
    await apply(page);
    await expect(total(page)).toHaveText("3 partners");
    await page.getByRole("combobox", { name: "Program" }).selectOption({ label: "Technology" });
    await apply(page);
    await expect(names(page)).toHaveText(["Birch Street Labs", "Nightingale Robotics"]);

    const other = await newPage(demonstration.client);
    await other.goto(page.url());
    await expect(names(other)).toHaveText(["Birch Street Labs", "Nightingale Robotics"]);
    await expect(other.getByRole("combobox", { name: "Status", exact: true }).locator("option:checked")).toHaveText("Declined");
    await page.goBack();
    await expect(total(page)).toHaveText("3 partners");
});

const tab = (page: Page, name: string) =>
    page.getByRole("navigation", { name: "Access" }).getByRole("link", { name: new RegExp(`^${name} [\\d,]+$`) });

list("who needs attention is one click away, with the reasons", async ({ partners: page }) => {
    await expect(tab(page, "All")).toHaveAttribute("aria-current", "page");
    await tab(page, "Needs attention").click();
    await expect(page).toHaveURL(/access=attention/);
    for (const company of ["Dovetail", "Ibex"]) await expect(page.getByRole("row", { name: company })).toBeVisible();
    await expect(page.getByRole("row", { name: "Kilimanjaro" })).toHaveCount(0);
    await expect(page.getByText(/\d+ emails? (was|were) not delivered/)).toBeVisible();
    const shown = await names(page).count();
    await expect(tab(page, "Needs attention")).toHaveText(new RegExp(` ${shown}$`));
});

list("Shift ticks a range, and Escape clears the selection @scripts", async ({ partners: page }) => {
    await boxes(page).nth(2).check();
    await boxes(page).nth(6).click({ modifiers: ["Shift"] });
    await expect(page.getByText("5 selected")).toBeVisible();
    await boxes(page).nth(4).press("Escape");
    await expect(page.getByRole("group", { name: "Selected partners" })).toBeHidden();
    await expect(page.locator("#announcer")).toHaveText("Selection cleared");
});

list("each state of access is told in words", async ({ partners: page }) => {
    const of = (company: string) => page.getByRole("row", { name: company });
    await expect(of("Bluewater Systems")).toContainText("No access");
    await expect(of("Alder & Finch GmbH")).toContainText("Signed up");
    await expect(of("Cartograph")).toContainText(/Sent \d/);
    await expect(of("Dovetail")).toContainText("Not delivered");
    await expect(of("Dovetail").getByRole("link", { name: "Fix" })).toBeVisible();
    await expect(of("Marisol")).toContainText("Retrying at");
    await expect(of("Foxglove")).toContainText("Bounced");
    await expect(of("Okavango")).toContainText("Invited by link");
    await expect(of("Ibex")).toContainText("Link expired");

    await tab(page, "Invited").click();
    await expect(of("Alder & Finch GmbH")).toHaveCount(0);
    await expect(of("Cartograph")).toBeVisible();
});

list("the order turns by its heading and is kept in the URL", async ({ partners: page }) => {
    await expect(names(page).first()).toHaveText("Alder & Finch GmbH");
    await page.goto("/partners?sort=-name&q=Zz");
    await expect(names(page).first()).toHaveText("Zz 24");
    await expect(names(page).last()).toHaveText("Zz 10");
    await page.goto("/partners?sort=added");
    await expect(names(page).first()).toHaveText("Alder & Finch GmbH");
    await hydrated(page);
    // By keyboard: on a phone the headings are out of sight.
    await page.getByRole("link", { name: "Added" }).press("Enter");
    await expect(page).toHaveURL(/sort=(-|%2D)added/);
    await expect(names(page).first()).toHaveText(/^Zz \d/);
});

list("paging shows everybody once", async ({ partners: page }) => {
    await expect(total(page)).toHaveText("55 partners");
    await expect(names(page)).toHaveCount(50);
    const first = await names(page).allTextContents();
    await page.getByRole("link", { name: "Next page" }).click();
    await expect(names(page)).toHaveCount(5);
    const second = await names(page).allTextContents();
    expect(new Set([...first, ...second]).size).toBe(55);
    await expect(page.locator(".paging-rows")).toHaveText("51 to 55 of 55");
    await page.reload();
    await expect(names(page)).toHaveText(second);
    await page.getByRole("link", { name: "Previous page" }).click();
    await expect(names(page)).toHaveText(first);
});

list("a search without a match says so and leads back", async ({ partners: page }) => {
    await page.getByLabel("Search partners").fill("nobody of this name");
    await apply(page);
    await expect(page.getByRole("heading", { name: "No matching partners" })).toBeVisible();
    await page.getByRole("link", { name: "Clear filters" }).click();
    await expect(total(page)).toHaveText("55 partners");
    await expect(page.getByLabel("Search partners")).toHaveValue("");
});

list("a strange address shows a page, not an error", async ({ partners: page, trouble }) => {
    trouble.allow(422);
    for (const query of ["?status=x&program=%00&access=nonsense&sort=drop&after=AAAA", "?q=%25%5F%5C'\"&q=twice"]) {
        const response = await page.goto(`/partners${query}`);
        expect(response?.status(), query).toBeLessThan(500);
        await expect(page.getByRole("heading", { level: 1, name: "Partners" })).toBeVisible();
    }
});

/** What shows other partners where the ticked ones stood. */
const changes: [string, (page: Page) => Promise<unknown>][] = [
    ["a sort", (page) => page.getByRole("link", { name: "Added" }).press("Enter")],
    ["a filter", (page) => tab(page, "Invited").click()],
    ["a search", (page) => page.getByLabel("Search partners").fill("ana")],
    ["the next page", (page) => page.getByRole("link", { name: "Next page" }).click()],
];
for (const [change, make] of changes) {
    list(`${change} leaves the selection on the partners that were ticked @scripts`, async ({ partners: page }) => {
        const chosen = await tickTwo(page);
        const before = await names(page).allTextContents();
        await make(page);
        await expect.poll(() => names(page).allTextContents()).not.toEqual(before);
        const shown = await ids(boxes(page));
        const ticked = await ids(page.locator("tbody input:checked"));
        expect(ticked).toEqual(shown.filter((id) => chosen.includes(id)));
        await expect(bar(page)).toContainText("2 selected");
        const sent = page.waitForRequest("**/partners/selection");
        await bar(page).getByRole("button", { name: "Give access" }).click();
        await expect(page.getByText("You selected 2 partners.")).toBeVisible();
        const fields = new URLSearchParams((await sent).postData() ?? "");
        expect(fields.getAll("id").flatMap((ids) => ids.split(",")).sort()).toEqual(chosen.sort());
    });
}

list("a selection grows from page to page @scripts", async ({ partners: page }) => {
    const whole = page.getByRole("checkbox", { name: "Select all on this page" });
    await whole.check();
    await expect(bar(page)).toContainText("50 selected");
    await page.getByRole("link", { name: "Next page" }).click();
    await expect(names(page)).toHaveCount(5);
    await expect(whole).not.toBeChecked();
    await expect(bar(page)).toContainText("50 selected");
    await whole.check();
    await expect(bar(page)).toContainText("55 selected");
    await boxes(page).first().uncheck();
    await expect(bar(page)).toContainText("54 selected");
    await bar(page).getByRole("button", { name: "Give access" }).click();
    await expect(page.getByText("You selected 54 partners.")).toBeVisible();
});

list("a selection is cleared at once, on all pages @scripts", async ({ partners: page }) => {
    await tickTwo(page);
    await page.getByRole("link", { name: "Next page" }).click();
    await expect(names(page)).toHaveCount(5);
    await boxes(page).first().check();
    await expect(bar(page)).toContainText("3 selected");
    await bar(page).getByRole("button", { name: "Clear selection" }).click();
    await expect(bar(page)).toBeHidden();
    await expect(page.getByRole("checkbox", { name: "Select all on this page" })).toBeFocused();
    await page.getByRole("link", { name: "Previous page" }).click();
    await expect(names(page)).toHaveCount(50);
    await expect(page.locator(".partners-form input:checked")).toHaveCount(0);
    await expect(bar(page)).toBeHidden();
});

list("everybody who matches stays chosen when sorted, not when filtered @scripts", async ({ partners: page }) => {
    await boxes(page).nth(1).check();
    await page.getByLabel("All 55 partners").check();
    await page.getByRole("link", { name: "Added" }).press("Enter");
    await expect(names(page).first()).toHaveText(/^Zz \d/);
    await expect(bar(page)).toContainText("55 selected");
    await tab(page, "Active").click();
    await expect(total(page)).not.toHaveText("55 partners");
    await expect(bar(page)).toContainText("1 selected");
    await tab(page, "All").click();
    await expect(total(page)).toHaveText("55 partners");
    await expect(page.getByLabel("All 55 partners")).not.toBeChecked();
    await expect(bar(page)).toContainText("1 selected");
});

list("who was chosen still is after Back @scripts", async ({ partners: page }) => {
    await tickTwo(page);
    await bar(page).getByRole("button", { name: "Give access" }).click();
    await expect(page.getByText("You selected 2 partners.")).toBeVisible();
    await page.goBack();
    await expect(names(page)).toHaveCount(50);
    await hydrated(page);
    await expect(page.locator("tbody input:checked")).toHaveCount(2);
    await expect(bar(page)).toContainText("2 selected");
    await boxes(page).nth(1).uncheck();
    await page.getByRole("link", { name: /Finch/ }).first().click();
    await expect(page).toHaveURL(/\/partners\/[0-9a-f-]{36}$/);
    await page.goBack();
    await expect(bar(page)).toContainText("1 selected");
});
