import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { check } from "../support/axe.ts";
import { expect, hydrated, test } from "../support/gangway.ts";
import { binary, freePort } from "../support/server.mjs";

test("a demo opens by its link and shows what it would have sent", async ({ newPage }) => {
    const env = { PATH: process.env.PATH ?? "", GANGWAY_LISTEN: `127.0.0.1:${await freePort()}` };
    const demo = spawn(binary, ["demo"], { env, stdio: ["ignore", "pipe", "ignore"] });
    try {
        const lines = createInterface({ input: demo.stdout })[Symbol.asyncIterator]();
        const url = async (): Promise<string> => String((await lines.next()).value).split(" ").at(-1) ?? "";
        const [link, emails] = [await url(), await url()];

        const page = await newPage();
        await page.goto(link);
        await hydrated(page);
        await expect(page.getByRole("heading", { level: 1, name: "Needs attention" })).toBeVisible();
        const banner = page.locator(".frame-banner");
        await expect(banner).toContainText("This is a demo: nothing is sent");
        await expect(banner.getByRole("link", { name: "Emails of the demo" })).toHaveAttribute("href", emails);
        await check(page);

        await page.goto(new URL("/manage/mail/server", link).href);
        await expect(page.getByText("This demo sends nothing, so no mail server can be set.")).toBeVisible();
        await page.goto(new URL("/manage/mail", link).href);
        await hydrated(page);
        await page.getByRole("button", { name: "Send a test to me" }).click();
        await expect(page.getByText("Shown on the page with the emails of the demo.")).toBeVisible();
        await page.goto(emails);
        await expect(page.getByRole("listitem")).toHaveCount(1);
    } finally {
        demo.kill("SIGTERM");
        await once(demo, "exit");
    }
});
