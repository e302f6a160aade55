import { expect, test } from "../support/gangway.ts";
import { Client, form } from "../support/load.mjs";

test("every answer carries the security headers", async ({ staff }) => {
    for (const path of ["/sign-in", "/partners", "/nothing-here", "/activate/x", "/icons.svg", "/theme.js", "/healthz", "/api/none"]) {
        const { headers } = await staff.client.send({ path });
        expect(headers["x-content-type-options"], path).toBe("nosniff");
        expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
        expect(headers["referrer-policy"], path).toMatch(/^(same-origin|no-referrer)$/);
        expect(headers["cross-origin-opener-policy"], path).toBe("same-origin");
        expect(headers["permissions-policy"], path).toContain("camera=()");
    }
});

test("pages allow no inline script but their own, and no inline style", async ({ staff }) => {
    const policies = new Set<string>();
    for (let visit = 0; visit < 3; visit++) {
        const { headers, body } = await staff.client.send({ path: "/partners" });
        const policy = String(headers["content-security-policy"]);
        expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=-]{16,}' 'wasm-unsafe-eval'/);
        expect(policy).not.toContain("unsafe-inline");
        expect(headers["cache-control"]).toBe("no-store, no-transform");
        expect(body).not.toMatch(/<[^>]+\sstyle=/);
        expect(body).not.toMatch(/<[^>]+\son[a-z]+=/);
        policies.add(policy);
    }
    expect(policies.size, "a nonce is used once").toBe(3);
});

test("files in a folder with a hash as its name are kept for ever and sent compressed", async ({ staff }) => {
    const { body } = await staff.client.send({ path: "/partners" });
    const files = [...new Set(body.match(/\/pkg\/[\w./-]+\.(?:css|js|wasm)/g))];
    // One is the style, one the script, and the program comes in parts.
    expect(files.length).toBeGreaterThan(3);
    for (const path of files) {
        const { status, headers } = await staff.client.send({ path, headers: { "accept-encoding": "br" } });
        expect(status, path).toBe(200);
        expect(headers["cache-control"], path).toContain("immutable");
        expect(headers["content-encoding"], path).toBe("br");
    }
});

test("forms of other sites are refused, and change nothing", async ({ staff, gangway }) => {
    const who = await staff.addActive("seven quiet harbour lanterns");
    const removal = { method: "POST", path: "/api/invitations/remove-access", body: form(["form[person]", who.person]) };
    for (const headers of [
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site" },
        { "sec-fetch-site": "none" },
        { "sec-fetch-site": "cross-site", origin: gangway.url },
        { "content-type": "text/plain" },
        { "content-type": "application/json" },
    ] as Record<string, string>[]) {
        const { status } = await staff.client.send({ ...removal, headers });
        expect([403, 415], JSON.stringify(headers)).toContain(status);
    }
    const { status } = await staff.client.send({ ...removal, method: "GET" });
    expect(status, "GET changes nothing").toBeGreaterThanOrEqual(400);
    expect((await who.client.send({ path: "/portal" })).status, "the contact still has access").toBe(200);
});

test("nobody gets at staff's functions without being staff", async ({ staff, gangway }) => {
    const who = await staff.add("link");
    const stranger = new Client(gangway.url);
    for (const [path, ...fields] of [
        ["/api/partners/list", ["query[q]", ""]],
        ["/api/partners/load", ["partner", who.path.split("/").at(-1)!]],
        ["/api/partners/delete", ["partner", who.path.split("/").at(-1)!]],
        ["/api/invitations/access", ["form[person]", who.person]],
        ["/api/invitations/mint-link", ["form[person]", who.person]],
    ] as [string, ...[string, string][]][]) {
        const { status, body } = await stranger.send({
            method: "POST",
            path,
            headers: { accept: "application/json" },
            body: form(...fields),
        });
        expect(status, path).toBe(401);
        expect(body).not.toContain(who.email);
    }
    expect((await staff.client.send({ path: who.path })).status).toBe(200);
});

test("a viewer's forms are refused, and change nothing", async ({ staff }) => {
    const [viewer, partner] = [await staff.addColleague("viewer", "seven quiet harbour lanterns"), await staff.add("none")];
    const told = async () => (await staff.client.send({ path: `/manage/audit?q=${viewer.lastName}` })).body.match(/<tr/g)!.length;
    const [id, before] = [partner.path.split("/").at(-1)!, await told()];
    for (const [path, ...fields] of [
        ["/api/mail/pause"],
        ["/api/mail/send-test"],
        ["/api/partners/delete", ["partner", id]],
        ["/api/invitations/give-access", ["form[person]", partner.person], ["form[delivery]", "email"]],
        ["/api/manage/add-choice", ["form[kind]", "program"], ["form[name]", "Viewer's own"]],
        ["/api/staff/invite", ["form[email]", "friend@acme.example"], ["form[role]", "admin"]],
        ["/api/organisation/save", ["form[version]", "1"], ["form[name]", "Viewer's own"]],
        ["/api/organisation/save-terms", ["form[version]", "0"], ["form[text]", "All mine"]],
    ] as [string, ...[string, string][]][]) {
        const answer = await viewer.client.send({
            method: "POST",
            path,
            headers: { accept: "application/json" },
            body: form(...fields),
        });
        expect([answer.status, answer.body], path).toEqual([403, '"read_only"']);
    }
    expect(await told()).toBe(before);
    expect((await staff.client.send({ path: partner.path })).body).toContain("No access");
});

test("broken forms get a clear answer, never a crash", async ({ staff }) => {
    for (const body of ["", "draft=x", "form[name]=a&form[name]=b", "form[name][]=a", "form[name][x][y]=a", "%", "%zz=%ff", "a=".repeat(9_000)]) {
        for (const path of ["/api/onboarding/details", "/api/account/sign-in", "/api/invitations/activate"]) {
            const { status } = await staff.client.send({ method: "POST", path, headers: { accept: "application/json" }, body });
            expect(status, `${path} ${body.slice(0, 40)}`).toBeGreaterThanOrEqual(400);
            expect(status, `${path} ${body.slice(0, 40)}`).toBeLessThan(500);
        }
    }
});

test("an unknown address is a page of its own, with the way home", async ({ page, trouble }) => {
    trouble.allow(404);
    const response = await page.goto("/no/such/page");
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
    await page.getByRole("link", { name: "Go to the start page" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
});
