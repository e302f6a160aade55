import { expect, test } from "../support/gangway.ts";
import { load } from "../support/load.mjs";
import { scaled } from "../support/timeouts.mjs";

const PAGES = [
    "/partners", "/partners?access=invited", "/partners/import", "/manage/email-templates", "/manage/programs", "/manage/statuses",
    "/manage/mail", "/manage/team", "/manage/audit", "/manage/organisation", "/manage/terms", "/manage/help-feedback", "/help",
    "/help/invite-partners", "/account",
];

test("no page panics while 16 clients read", async ({ demonstration }, info) => {
    test.skip(info.project.name !== "desktop", "the browser plays no part");
    test.setTimeout(scaled(300_000));
    let next = 0;
    const result = await load(
        { connections: 16, requests: 10_000, seconds: 280 },
        (client) => client.send({ path: PAGES[next++ % PAGES.length]! }),
        { client: demonstration.client, expect: 2 },
    );
    expect(result.requests).toBe(10_000);
    expect(demonstration.server.log().match(/panicked/g) ?? []).toHaveLength(0);
});
